"""The sitemap has more addresses than the protocol allows, and the newest is its last."""

from tests.faults.answers import XML, answer, of_path
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, page, root_of, urlset

ROOT = root_of(__name__)


def archive(_path: str) -> bytes:
    old = urlset(*(f"{ROOT}/2003/01/{n}" for n in range(60_000)), published="2003-01-06").removesuffix("</urlset>")
    return answer(old + urlset(ROOT + STORY).partition('0.9">')[2], XML)


ROUTES = {SITEMAP: of_path(archive), STORY: answer(page())}
EXPECTED = {STORY: kept()}
