"""An old server: HTTP/1.0, no length, bare line feeds."""

from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + page().encode()}
EXPECTED = {STORY: kept()}
