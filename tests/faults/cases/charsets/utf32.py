"""UTF-32 with its BOM."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

ROUTES = {STORY: answer(page(UKRAINIAN).encode("utf-32"), "text/html")}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
