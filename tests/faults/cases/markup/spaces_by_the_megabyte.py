"""Ten megabytes of blanks and line ends stand between the paragraphs."""

from tests.faults.answers import answer, of_path
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: of_path(lambda _path: answer(page(after=" \n\t" * 3_300_000)))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "large"))}
