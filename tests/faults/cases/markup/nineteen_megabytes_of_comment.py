"""The page has nineteen megabytes of comment beside its story."""

from tests.faults.answers import answer, of_path
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: of_path(lambda _path: answer(page(after=f"<!-- {'word ' * 3_800_000} -->")))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "large"))}
