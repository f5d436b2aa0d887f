"""The header says windows-1251; the page is UTF-8."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

ROUTES = {STORY: answer(page(UKRAINIAN), "text/html; charset=windows-1251")}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
