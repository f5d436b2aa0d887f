"""The body is noise, in a coding that nobody knows."""

from tests.faults.answers import gzipped, packed
from tests.faults.expected import ended
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(gzipped(page().encode())[10:], "aes128gcm")}
EXPECTED = {STORY: ended("unreadable waiting failed not_an_article", "aes128gcm|coding|HTML|binary|compress")}
