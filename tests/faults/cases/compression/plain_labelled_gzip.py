"""The page is plain and said to be gzip."""

from tests.faults.answers import packed
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(page().encode(), "gzip")}
EXPECTED = {STORY: either(kept(), ended("unreadable waiting failed", "gzip|compress|unpack"))}
