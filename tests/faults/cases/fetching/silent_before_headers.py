"""The server takes the request and never answers."""

from tests.faults.answers import silence
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: silence()}
EXPECTED = {STORY: postponed("in time|timed out")}
