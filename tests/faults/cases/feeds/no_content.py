"""204 instead of a feed."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: answer(status=204)}
EXPECTED = {FEED: troubled("empty|204")}
