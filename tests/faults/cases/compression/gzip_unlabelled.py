"""The page is gzip and nobody says so."""

from tests.faults.answers import answer, gzipped
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(gzipped(page().encode()))}
EXPECTED = {
    STORY: either(kept(), ended("unreadable waiting failed not_an_article", "gzip|compress|unpack|HTML|binary"))
}
