"""A healthy page in zstd."""

from tests.faults.answers import packed, zstd_packed
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(zstd_packed(page().encode()), "zstd")}
EXPECTED = {STORY: kept()}
