"""robots.txt asks to be left alone for an hour."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import troubled
from tests.faults.story import FEED, ROBOTS

ROUTES = {ROBOTS: answer("", TEXT, "Retry-After: 3600", status=429)}
EXPECTED = {FEED: troubled("left alone until|429")}
