"""The server takes the request and closes the connection without an answer."""

from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: b""}
EXPECTED = {STORY: postponed("without an answer|broke off|hung up|closed the connection")}
