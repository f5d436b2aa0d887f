"""There is no robots.txt; its error page reads like rules."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import kept
from tests.faults.story import ROBOTS, STORY

ROUTES = {ROBOTS: answer("User-agent: *\nDisallow: /\n", TEXT, status=404)}
EXPECTED = {STORY: kept()}
