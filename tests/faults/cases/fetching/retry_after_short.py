"""429 with a pause of a second; the page comes when it is asked for again."""

from tests.faults.answers import HTML, answer, of_path
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ASKED: list[str] = []


def second_time(path: str) -> bytes:
    ASKED.append(path)
    return answer(page()) if len(ASKED) > 1 else answer("", HTML, "Retry-After: 1", status=429)


ROUTES = {STORY: of_path(second_time)}
EXPECTED = {STORY: kept()}
