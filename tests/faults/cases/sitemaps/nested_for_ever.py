"""Each index names the next, for ever."""

from tests.faults.answers import XML, answer, of_path
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, sitemap_index, urlset

ROOT = root_of(__name__)


def index(path: str) -> bytes:
    number = int(path.rpartition("/")[2].partition(".")[0])
    return answer(sitemap_index(f"{ROOT}/deep/{number + 1}.xml"), XML)


ROUTES = {
    SITEMAP: answer(sitemap_index(f"{ROOT}/deep/1.xml", f"{ROOT}/real.xml"), XML),
    "/deep/*": of_path(index),
    "/real.xml": answer(urlset(ROOT + STORY), XML),
}
EXPECTED = {STORY: kept()}
