"""429 with a pause longer than the age of the universe."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer("", HTML, f"Retry-After: {10**30}", status=429)}
EXPECTED = {STORY: postponed("429")}
