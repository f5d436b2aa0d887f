"""There is neither html nor head nor body."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, body_of

ROUTES = {STORY: answer(body_of())}
EXPECTED = {STORY: kept()}
