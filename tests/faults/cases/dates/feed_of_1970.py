"""The feed says 1970, and the page knows better: the link is not too old."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

ROUTES = {FEED: answer(rss(item(root_of(__name__) + STORY, published="Thu, 01 Jan 1970 00:00:00 GMT")), RSS)}
EXPECTED = {STORY: kept(published="2026-03-17")}
