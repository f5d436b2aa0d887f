"""UTF-16 without a BOM, and nobody says so."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

ROUTES = {STORY: answer(page(UKRAINIAN).encode("utf-16-le"), "text/html")}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
