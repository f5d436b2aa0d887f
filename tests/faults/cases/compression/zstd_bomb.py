"""The page unpacks from some kilobytes to a gigabyte."""

from tests.faults.answers import of_path, packed, zstd_packed
from tests.faults.expected import ended
from tests.faults.story import STORY, page

ROUTES = {STORY: of_path(lambda _path: packed(zstd_packed(page().encode(), 1000), "zstd"))}
EXPECTED = {STORY: ended("waiting failed unreadable", "large|unpack")}
