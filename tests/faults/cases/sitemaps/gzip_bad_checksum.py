"""The checksum of the gzipped sitemap is wrong."""

from tests.faults.answers import answer, gzipped
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, urlset

PACKED = gzipped(urlset(root_of(__name__) + STORY).encode())
ROUTES = {SITEMAP: answer(PACKED[:-8] + b"\x00" * 8, "application/x-gzip")}
EXPECTED = {STORY: kept()}
