"""robots.txt is refused: there are no rules (RFC 9309, 2.3.1.3)."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import kept
from tests.faults.story import ROBOTS, STORY

ROUTES = {ROBOTS: answer("User-agent: *\nDisallow: /\n", TEXT, status=403)}
EXPECTED = {STORY: kept()}
