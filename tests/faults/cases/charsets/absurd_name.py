"""The charset has a name that is none."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

ROUTES = {STORY: answer(page(UKRAINIAN, head='<meta charset="🦊">'), f"text/html; charset={'x-' * 500}")}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
