"""A redirect does not say where to."""

from tests.faults.answers import answer
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: answer("", status=302)}
EXPECTED = {STORY: postponed("302|redirect")}
