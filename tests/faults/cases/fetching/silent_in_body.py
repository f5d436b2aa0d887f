"""The server falls silent in the middle of the page."""

from tests.faults.answers import answer, silence
from tests.faults.expected import postponed
from tests.faults.story import STORY, page

ROUTES = {STORY: silence(answer(page())[:1500])}
EXPECTED = {STORY: postponed("in time|timed out")}
