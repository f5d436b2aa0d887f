"""The server resets the connection between the headers and the body."""

from tests.faults.answers import head, reset
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: reset(head("Content-Type: text/html", "Content-Length: 5000"))}
EXPECTED = {STORY: postponed("reset|broke off|hung up|closed the connection")}
