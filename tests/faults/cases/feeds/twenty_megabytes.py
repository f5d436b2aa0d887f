"""One entry of the feed has a text of 15 megabytes."""

from tests.faults.answers import RSS, answer, of_path
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

ROOT = root_of(__name__)
TALL = f"<description>{'word ' * 3_000_000}</description>"
ROUTES = {FEED: of_path(lambda _path: answer(rss(item(ROOT + STORY, more=TALL)), RSS))}
EXPECTED = {STORY: kept()}
