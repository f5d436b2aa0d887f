"""Two thousand times stand on the page, each of another day."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

TIMES = "".join(f'<time datetime="20{n % 26:02}-0{n % 9 + 1}-1{n % 9}">some day</time>' for n in range(2000))
ROUTES = {STORY: answer(page(after=TIMES))}
EXPECTED = {STORY: kept(published="2026-03-17")}
