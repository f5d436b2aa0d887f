"""503 with a pause of minus five seconds."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer("", HTML, "Retry-After: -5", status=503)}
EXPECTED = {STORY: postponed("503")}
