"""The page is gzipped twice, and says so."""

from tests.faults.answers import gzipped, packed
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(gzipped(gzipped(page().encode())), "gzip, gzip")}
EXPECTED = {STORY: kept()}
