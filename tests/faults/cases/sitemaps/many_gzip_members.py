"""The gzipped sitemap has ten thousand members, most of them empty."""

from tests.faults.answers import answer, gzipped
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, urlset

PACKED = gzipped(urlset(root_of(__name__) + STORY).encode())
ROUTES = {SITEMAP: answer(gzipped(b"") * 10_000 + PACKED, "application/x-gzip")}
EXPECTED = {STORY: kept()}
