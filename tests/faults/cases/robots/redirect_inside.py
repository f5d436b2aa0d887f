"""robots.txt redirects to the crawler's own machine: nothing is asked there."""

from tests.faults.answers import redirect
from tests.faults.expected import answered, either, troubled
from tests.faults.story import FEED, ROBOTS

ROUTES = {ROBOTS: redirect("http://127.0.0.1/robots.txt")}
EXPECTED = {FEED: either(troubled(r"robots\.txt"), answered())}
