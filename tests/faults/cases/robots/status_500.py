"""robots.txt breaks its server: the site may be asked for nothing until it answers."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED, ROBOTS

ROUTES = {ROBOTS: answer("<h1>Error</h1>", status=500)}
EXPECTED = {FEED: troubled(r"robots\.txt")}
