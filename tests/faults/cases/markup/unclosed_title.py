"""The title is never closed: a browser would show nothing but it."""

from tests.faults.answers import answer
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page().replace("</title>", ""))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "."))}
