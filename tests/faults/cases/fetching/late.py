"""The server thinks for five seconds before it answers."""

from tests.faults.answers import answer, late
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: late(answer(page()), seconds=5)}
EXPECTED = {STORY: kept()}
