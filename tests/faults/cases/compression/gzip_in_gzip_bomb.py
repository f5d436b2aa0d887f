"""Gzip within gzip unpacks from some kilobytes to a gigabyte."""

from tests.faults.answers import gzip_bomb, gzipped, of_path, packed
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: of_path(lambda _path: packed(gzipped(gzip_bomb(1000)), "gzip, gzip"))}
EXPECTED = {STORY: ended("waiting failed unreadable", "large|unpack")}
