"""The server breaks on the page."""

from tests.faults.answers import answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer("<h1>Fatal error</h1>", status=500)}
EXPECTED = {STORY: postponed("500 Internal Server Error")}
