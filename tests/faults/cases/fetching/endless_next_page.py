"""The home page links its next page, and so does each page, for ever, in query parameters."""

from tests.faults.answers import answer, of_path
from tests.faults.expected import kept, unmet
from tests.faults.story import ENGLISH, HOME, STORY, page


def listing(path: str) -> bytes:
    number = int(path.rpartition("=")[2])
    return answer(f'<a href="/?page={number + 1}">older</a> <a href="{STORY}">{ENGLISH.title}</a>')


ROUTES = {
    HOME: answer(f'<a href="/?page=2">older</a> <a href="{STORY}">{ENGLISH.title}</a>'),
    STORY: answer(page()),
    "/?page=*": of_path(listing),
}
EXPECTED = {STORY: kept(), "/?page=9": unmet()}
