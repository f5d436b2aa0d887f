"""The server refuses the page."""

from tests.faults.answers import answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer("<h1>Forbidden</h1>", status=403)}
EXPECTED = {STORY: postponed("403 Forbidden")}
