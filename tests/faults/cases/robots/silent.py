"""robots.txt never comes: the site may be asked for nothing."""

from tests.faults.answers import silence
from tests.faults.expected import troubled
from tests.faults.story import FEED, ROBOTS

ROUTES = {ROBOTS: silence()}
EXPECTED = {FEED: troubled(r"robots\.txt")}
