"""304 for a feed that was never fetched."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: answer(status=304)}
EXPECTED = {FEED: troubled("304|not modified|unchanged")}
