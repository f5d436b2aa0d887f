"""Content-Length says less than comes: the page is cut off there."""

from tests.faults.answers import head
from tests.faults.expected import either, kept, postponed
from tests.faults.story import ENGLISH, STORY, page

PAGE = page().encode()
ROUTES = {STORY: head("Content-Type: text/html", f"Content-Length: {len(PAGE) // 2}") + PAGE}
EXPECTED = {STORY: either(kept(ENGLISH.paragraphs[0]), postponed("broke off|length|cut off"))}
