"""gzip under its old name, in capitals."""

from tests.faults.answers import gzipped, packed
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(gzipped(page().encode()), "X-GZIP")}
EXPECTED = {STORY: kept()}
