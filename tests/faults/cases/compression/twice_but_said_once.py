"""The page is gzipped twice, and says so once."""

from tests.faults.answers import gzipped, packed
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(gzipped(gzipped(page().encode())), "gzip")}
EXPECTED = {
    STORY: either(kept(), ended("unreadable waiting failed not_an_article", "gzip|compress|unpack|HTML|binary"))
}
