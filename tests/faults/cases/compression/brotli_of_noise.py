"""What is said to be brotli is noise."""

from tests.faults.answers import packed
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: packed(bytes(range(256)) * 20, "br")}
EXPECTED = {STORY: ended("unreadable waiting failed not_an_article", "unpack|compress|HTML|binary|br")}
