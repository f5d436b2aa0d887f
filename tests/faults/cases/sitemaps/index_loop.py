"""Sitemap indexes name each other and themselves."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, sitemap_index, urlset

ROOT = root_of(__name__)
ROUTES = {
    SITEMAP: answer(sitemap_index(ROOT + SITEMAP, f"{ROOT}/b.xml", f"{ROOT}/real.xml"), XML),
    "/b.xml": answer(sitemap_index(ROOT + SITEMAP, f"{ROOT}/b.xml"), XML),
    "/real.xml": answer(urlset(ROOT + STORY), XML),
}
EXPECTED = {STORY: kept()}
