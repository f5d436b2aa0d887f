"""The feed is refused."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: answer("<h1>Forbidden</h1>", status=403)}
EXPECTED = {FEED: troubled("403 Forbidden")}
