"""The feed breaks off within its second entry."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

ROUTES = {FEED: answer(rss(item(root_of(__name__) + STORY), item(root_of(__name__) + "/2026/03/17/x"))[:-100], RSS)}
EXPECTED = {STORY: kept()}
