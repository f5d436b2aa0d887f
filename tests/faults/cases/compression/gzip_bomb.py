"""The page unpacks from a megabyte to a gigabyte."""

from tests.faults.answers import gzip_bomb, of_path, packed
from tests.faults.expected import ended
from tests.faults.story import STORY, page

ROUTES = {STORY: of_path(lambda _path: packed(gzip_bomb(1000, page().encode()), "gzip"))}
EXPECTED = {STORY: ended("waiting failed unreadable", "large|unpack")}
