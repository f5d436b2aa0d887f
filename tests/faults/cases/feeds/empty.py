"""The feed is well-formed and has no entry."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import troubled
from tests.faults.story import FEED, rss

ROUTES = {FEED: answer(rss(), RSS)}
EXPECTED = {FEED: troubled("empty|no entr|without")}
