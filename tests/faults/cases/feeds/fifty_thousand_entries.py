"""The feed holds the archive of decades: the newest entry is its first."""

from tests.faults.answers import RSS, answer, of_path
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

OLD = "Mon, 06 Jan 2003 08:00:00 GMT"
ROOT = root_of(__name__)


def archive(_path: str) -> bytes:
    return answer(rss(item(ROOT + STORY), *(item(f"{ROOT}/2003/01/{n}", published=OLD) for n in range(50_000))), RSS)


ROUTES = {FEED: of_path(archive)}
EXPECTED = {STORY: kept()}
