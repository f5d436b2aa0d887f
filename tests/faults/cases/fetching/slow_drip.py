"""The page comes at one byte a second: it would take an hour."""

from tests.faults.answers import answer, drip
from tests.faults.expected import postponed
from tests.faults.story import STORY, page

ROUTES = {STORY: drip(answer(page()), pause=1.0)}
EXPECTED = {STORY: postponed("in time|timed out|slow")}
