"""Content-Length promises more than comes: the whole page is there all the same."""

from tests.faults.answers import head
from tests.faults.expected import either, kept, postponed
from tests.faults.story import STORY, page

PAGE = page().encode()
ROUTES = {STORY: head("Content-Type: text/html", f"Content-Length: {len(PAGE) + 1000}") + PAGE}
EXPECTED = {STORY: either(kept(), postponed("broke off|closed|shorter"))}
