"""A CDATA section is never closed; the entry before it is healthy."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

ROUTES = {FEED: answer(rss(item(root_of(__name__) + STORY), "<item><title><![CDATA[never closed"), RSS)}
EXPECTED = {STORY: kept()}
