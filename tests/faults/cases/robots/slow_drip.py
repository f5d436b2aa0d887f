"""robots.txt comes at one byte a second, for an hour."""

from tests.faults.answers import TEXT, answer, drip
from tests.faults.expected import troubled
from tests.faults.story import FEED, ROBOTS

ROUTES = {ROBOTS: drip(answer("User-agent: *\nDisallow: /private/\n" + "# words\n" * 500, TEXT))}
EXPECTED = {FEED: troubled(r"robots\.txt")}
