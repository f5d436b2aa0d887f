"""The page unpacks from about a kilobyte to a gigabyte."""

from tests.faults.answers import brotli_bomb, of_path, packed
from tests.faults.expected import ended
from tests.faults.story import STORY, page

ROUTES = {STORY: of_path(lambda _path: packed(brotli_bomb(1000, page().encode()), "br"))}
EXPECTED = {STORY: ended("waiting failed unreadable", "large|unpack")}
