"""503 with an hour's pause."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer("", HTML, "Retry-After: 3600", status=503)}
EXPECTED = {STORY: postponed("503.*left alone until")}
