"""The page is not there."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: answer("<h1>Not found</h1>", status=404)}
EXPECTED = {STORY: ended("failed", "404 Not Found")}
