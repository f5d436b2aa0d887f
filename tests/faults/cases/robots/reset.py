"""The connection is reset instead of a robots.txt: the site may be asked for nothing."""

from tests.faults.answers import reset
from tests.faults.expected import troubled
from tests.faults.story import FEED, ROBOTS

ROUTES = {ROBOTS: reset()}
EXPECTED = {FEED: troubled(r"robots\.txt")}
