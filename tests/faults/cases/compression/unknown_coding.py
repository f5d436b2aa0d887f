"""The page is plain and said to be in a coding that nobody knows."""

from tests.faults.answers import packed
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(page().encode(), "foo")}
EXPECTED = {STORY: either(kept(), ended("unreadable waiting failed", "foo|coding|encod"))}
