"""The feed breaks its server."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: answer("<h1>Error</h1>", status=500)}
EXPECTED = {FEED: troubled("500 Internal Server Error")}
