"""No entry has an address."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import troubled
from tests.faults.story import FEED, rss

ROUTES = {FEED: answer(rss(*["<item><title>Rockets hit the harbour</title></item>"] * 3), RSS)}
EXPECTED = {FEED: troubled("address|link")}
