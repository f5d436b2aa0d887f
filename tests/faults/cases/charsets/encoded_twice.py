"""UTF-8 that was taken for Latin-1 and encoded a second time."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

ROUTES = {STORY: answer(page(UKRAINIAN).encode().decode("latin-1").encode())}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
