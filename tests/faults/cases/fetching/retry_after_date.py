"""429 with a pause until a date that is decades away."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer("", HTML, "Retry-After: Fri, 31 Dec 2099 23:59:59 GMT", status=429)}
EXPECTED = {STORY: postponed("429.*left alone until")}
