"""A status that nobody defined, as some sites answer to robots."""

from tests.faults.answers import answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer("<p>Request denied</p>", status=999)}
EXPECTED = {STORY: postponed("999")}
