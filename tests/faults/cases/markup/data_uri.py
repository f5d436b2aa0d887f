"""A picture of five megabytes stands in the page."""

from tests.faults.answers import answer, of_path
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: of_path(lambda _path: answer(page(after=f'<img src="data:image/png;base64,{"iVBORw0K" * 600_000}">')))}
EXPECTED = {STORY: kept(without="iVBOR")}
