"""The page's own meta says UTF-16, which it cannot be."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

ROUTES = {STORY: answer(page(UKRAINIAN, head='<meta charset="utf-16">'), "text/html")}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
