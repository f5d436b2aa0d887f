"""204 instead of a page."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: answer(status=204)}
EXPECTED = {STORY: ended("waiting failed unreadable", "204|empty")}
