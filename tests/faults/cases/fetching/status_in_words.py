"""The status is no number."""

from tests.faults.expected import either, kept, postponed
from tests.faults.story import STORY, page

ROUTES = {STORY: b"HTTP/1.1 fine OK\r\nContent-Type: text/html\r\n\r\n" + page().encode()}
EXPECTED = {STORY: either(kept(), postponed("HTTP|status"))}
