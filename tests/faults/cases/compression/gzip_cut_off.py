"""The gzip breaks off in the middle, though its length is right."""

from tests.faults.answers import gzipped, packed
from tests.faults.expected import either, ended, kept
from tests.faults.story import ENGLISH, STORY, page

PACKED = gzipped(page().encode())
ROUTES = {STORY: packed(PACKED[: len(PACKED) // 2], "gzip")}
EXPECTED = {
    STORY: either(
        kept(ENGLISH.paragraphs[0]), ended("unreadable waiting failed", "gzip|compress|unpack|broke off|cut off")
    )
}
