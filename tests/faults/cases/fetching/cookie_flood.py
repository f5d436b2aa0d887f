"""The answer sets five hundred cookies."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(), HTML, *(f"Set-Cookie: c{n}={'v' * 50}; Path=/" for n in range(500)))}
EXPECTED = {STORY: kept()}
