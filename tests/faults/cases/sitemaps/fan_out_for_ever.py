"""Each index names ten others, each of which names ten others, for ever."""

from tests.faults.answers import XML, answer, of_path
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, sitemap_index, urlset

ROOT = root_of(__name__)


def index(path: str) -> bytes:
    return answer(sitemap_index(*(f"{ROOT}{path.removesuffix('.xml')}/{n}.xml" for n in range(10))), XML)


ROUTES = {
    SITEMAP: answer(sitemap_index(f"{ROOT}/tree/0.xml", f"{ROOT}/real.xml"), XML),
    "/tree/*": of_path(index),
    "/real.xml": answer(urlset(ROOT + STORY), XML),
}
EXPECTED = {STORY: kept()}
