"""200 and nothing."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: answer("")}
EXPECTED = {STORY: ended("waiting failed unreadable", "empty")}
