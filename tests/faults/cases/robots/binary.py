"""robots.txt is a picture: there are no rules in it."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import ROBOTS, STORY

ROUTES = {ROBOTS: answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100, "image/png")}
EXPECTED = {STORY: kept()}
