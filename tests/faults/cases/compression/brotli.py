"""A healthy page in brotli."""

import brotli

from tests.faults.answers import packed
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(brotli.compress(page().encode()), "br")}
EXPECTED = {STORY: kept()}
