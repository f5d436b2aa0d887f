"""A healthy feed is declared HTML."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

ROUTES = {FEED: answer(rss(item(root_of(__name__) + STORY)))}
EXPECTED = {STORY: kept()}
