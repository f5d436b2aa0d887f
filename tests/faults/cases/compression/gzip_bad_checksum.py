"""The checksum of the gzip is wrong; the page is whole."""

from tests.faults.answers import gzipped, packed
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(gzipped(page().encode())[:-8] + b"\x00" * 8, "gzip")}
EXPECTED = {STORY: either(kept(), ended("unreadable waiting failed", "gzip|compress|unpack"))}
