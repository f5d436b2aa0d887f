"""Twenty indexes stand before the addresses; the protocol allows one."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, sitemap_index, urlset

ROOT = root_of(__name__)
CHAIN = {f"/{n}.xml": answer(sitemap_index(f"{ROOT}/{n + 1}.xml"), XML) for n in range(1, 20)}
ROUTES = {
    SITEMAP: answer(sitemap_index(f"{ROOT}/1.xml", f"{ROOT}/real.xml"), XML),
    **CHAIN,
    "/20.xml": answer(urlset(), XML),
    "/real.xml": answer(urlset(ROOT + STORY), XML),
}
EXPECTED = {STORY: kept()}
