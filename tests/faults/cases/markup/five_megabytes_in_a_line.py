"""The page is one line of five megabytes of running text."""

from tests.faults.answers import answer, of_path
from tests.faults.expected import either, ended, kept
from tests.faults.story import ENGLISH, STORY, page

LINE = ENGLISH.paragraphs[1] + " "
ROUTES = {STORY: of_path(lambda _path: answer(page(after=LINE * (5_000_000 // len(LINE)))))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "large"))}
