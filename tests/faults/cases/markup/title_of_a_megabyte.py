"""The title has a million characters."""

from tests.faults.answers import answer
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page().replace("<title>", f"<title>{'Rockets ' * 125_000}"))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "large"))}
