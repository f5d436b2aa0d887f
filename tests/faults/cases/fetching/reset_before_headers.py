"""The server resets the connection before it says a word."""

from tests.faults.answers import reset
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: reset()}
EXPECTED = {STORY: postponed("reset|broke off|hung up|closed the connection")}
