"""robots.txt answers 503: the site may be asked for nothing until it answers (RFC 9309, 2.3.1.4)."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED, ROBOTS

ROUTES = {ROBOTS: answer("<h1>Busy</h1>", status=503)}
EXPECTED = {FEED: troubled(r"robots\.txt")}
