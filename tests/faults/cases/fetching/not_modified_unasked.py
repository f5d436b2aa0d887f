"""304 for a page that was never fetched."""

from tests.faults.answers import answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer(status=304)}
EXPECTED = {STORY: postponed("304")}
