"""Junk follows the gzip."""

from tests.faults.answers import gzipped, packed
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(gzipped(page().encode()) + b"\x00junk\xff" * 100, "gzip")}
EXPECTED = {STORY: kept()}
