"""The brotli breaks off in the middle."""

import brotli

from tests.faults.answers import packed
from tests.faults.expected import either, ended, kept
from tests.faults.story import ENGLISH, STORY, page

PACKED = brotli.compress(page().encode())
ROUTES = {STORY: packed(PACKED[: len(PACKED) // 2], "br")}
EXPECTED = {
    STORY: either(
        kept(ENGLISH.paragraphs[0]), ended("unreadable waiting failed", "unpack|compress|br|broke off|cut off")
    )
}
