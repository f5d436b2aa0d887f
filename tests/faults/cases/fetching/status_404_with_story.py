"""The page says 404 and shows the story: the status counts."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(), status=404)}
EXPECTED = {STORY: ended("failed", "404 Not Found")}
