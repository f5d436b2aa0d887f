"""deflate with zlib's header, as the standard says."""

from tests.faults.answers import deflated, packed
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(deflated(page().encode()), "deflate")}
EXPECTED = {STORY: kept()}
