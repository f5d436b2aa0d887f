"""The home page links a calendar in which each month links the next, for ever."""

from tests.faults.answers import answer, of_path
from tests.faults.expected import ended, kept, unmet
from tests.faults.story import ENGLISH, HOME, STORY, page


def month(path: str) -> bytes:
    number = int(path.rstrip("/").split("/")[-1])
    return answer(f'<h1>Calendar</h1><a href="/calendar/2026/{number + 1}/">next month</a>')


ROUTES = {
    HOME: answer(f'<a href="/calendar/2026/1/">Calendar</a> <a href="{STORY}">{ENGLISH.title}</a>'),
    STORY: answer(page()),
    "/calendar/2026/*": of_path(month),
}
EXPECTED = {STORY: kept(), "/calendar/2026/1/": ended("unreadable not_an_article", "."), "/calendar/2026/9/": unmet()}
