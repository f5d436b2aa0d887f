"""KOI8-U, and nobody says so."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

ROUTES = {STORY: answer(page(UKRAINIAN).encode("koi8-u", "xmlcharrefreplace"), "text/html")}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
