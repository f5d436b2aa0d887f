"""A page without words sends the reader on by a meta refresh."""

from tests.faults.answers import answer
from tests.faults.expected import ended, kept
from tests.faults.story import STORY, page

LAST = "/2026/03/17/the-story-behind-the-refresh"
ROUTES = {
    STORY: answer(f'<html><head><meta http-equiv="refresh" content="0; url={LAST}"></head></html>'),
    LAST: answer(page()),
}
EXPECTED = {STORY: ended("moved", "redirects to"), LAST: kept()}
