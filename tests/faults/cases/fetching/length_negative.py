"""Content-Length is negative."""

from tests.faults.answers import head
from tests.faults.expected import either, kept, postponed
from tests.faults.story import STORY, page

ROUTES = {STORY: head("Content-Type: text/html", "Content-Length: -1") + page().encode()}
EXPECTED = {STORY: either(kept(), postponed("HTTP|length"))}
