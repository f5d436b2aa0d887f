"""No tag of the page is ever closed."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

PAGE = page().replace("</p>", "").replace("</h1>", "").replace("</article></main></body></html>", "")
ROUTES = {STORY: answer(PAGE)}
EXPECTED = {STORY: kept()}
