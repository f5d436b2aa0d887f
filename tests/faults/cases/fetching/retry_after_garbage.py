"""503 with a pause in words."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer("", HTML, "Retry-After: when it pleases us", status=503)}
EXPECTED = {STORY: postponed("503")}
