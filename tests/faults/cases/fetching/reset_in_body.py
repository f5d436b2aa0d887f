"""The server resets the connection in the middle of the page."""

from tests.faults.answers import answer, reset
from tests.faults.expected import postponed
from tests.faults.story import STORY, page

ROUTES = {STORY: reset(answer(page())[:1500])}
EXPECTED = {STORY: postponed("reset|broke off|hung up|closed the connection")}
