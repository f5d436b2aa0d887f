"""The page has nineteen million opening brackets."""

from tests.faults.answers import answer, of_path
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: of_path(lambda _path: answer(page(after="<" * 19_000_000)))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "large|HTML|longer than"))}
