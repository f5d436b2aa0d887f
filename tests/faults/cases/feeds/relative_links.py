"""The links are relative."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, rss

ROUTES = {FEED: answer(rss(item(STORY.lstrip("/"))), RSS)}
EXPECTED = {STORY: kept()}
