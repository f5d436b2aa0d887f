"""Content-Encoding names gzip a hundred times."""

from tests.faults.answers import gzipped, packed
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(gzipped(page().encode()), ", ".join(["gzip"] * 100))}
EXPECTED = {STORY: either(kept(), ended("unreadable waiting failed", "gzip|encod|compress|unpack"))}
