"""Content-Length is no number."""

from tests.faults.answers import head
from tests.faults.expected import either, kept, postponed
from tests.faults.story import STORY, page

ROUTES = {STORY: head("Content-Type: text/html", "Content-Length: many") + page().encode()}
EXPECTED = {STORY: either(kept(), postponed("HTTP|length"))}
