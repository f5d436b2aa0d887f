"""A script below the story is never closed."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page().replace("</main>", "</main><script>var a = '<p>never closed"))}
EXPECTED = {STORY: kept(without="never closed")}
