"""The feed is not there."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: answer("<h1>Not found</h1>", status=404)}
EXPECTED = {FEED: troubled("404 Not Found")}
