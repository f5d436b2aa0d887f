"""A hundred thousand elements nest in an entry."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

DEEP = "<x>" * 100_000 + "</x>" * 100_000
ROUTES = {FEED: answer(rss(item(root_of(__name__) + STORY), f"<item>{DEEP}</item>"), RSS)}
EXPECTED = {STORY: kept()}
