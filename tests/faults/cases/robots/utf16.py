"""robots.txt is in UTF-16: there are no rules that anybody could read, or there are."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import ROBOTS, STORY

ROUTES = {ROBOTS: answer("User-agent: *\nDisallow: /private/\n".encode("utf-16"), "text/plain")}
EXPECTED = {STORY: kept()}
