"""The feed is gzip and nobody says so."""

from tests.faults.answers import RSS, answer, gzipped
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

ROUTES = {FEED: answer(gzipped(rss(item(root_of(__name__) + STORY)).encode()), RSS)}
EXPECTED = {STORY: kept()}
