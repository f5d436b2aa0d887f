"""The site forbids everything."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import troubled
from tests.faults.story import FEED, ROBOTS

ROUTES = {ROBOTS: answer("User-agent: *\nDisallow: /\n", TEXT)}
EXPECTED = {FEED: troubled(r"robots\.txt")}
