"""robots.txt redirects to itself: there are no rules (RFC 9309, 2.3.1.2)."""

from tests.faults.answers import redirect
from tests.faults.expected import answered, either, troubled
from tests.faults.story import FEED, ROBOTS

ROUTES = {ROBOTS: redirect(ROBOTS)}
EXPECTED = {FEED: either(troubled(r"robots\.txt"), answered())}
