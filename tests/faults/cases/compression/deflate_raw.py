"""deflate without zlib's header, as some servers send it."""

from tests.faults.answers import deflated, packed
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: packed(deflated(page().encode(), raw=True), "deflate")}
EXPECTED = {STORY: kept()}
