"""The page was taken down."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: answer("<h1>Gone</h1>", status=410)}
EXPECTED = {STORY: ended("failed", "410 Gone")}
