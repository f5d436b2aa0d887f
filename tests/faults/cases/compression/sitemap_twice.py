"""The gzipped sitemap is gzipped once more on its way."""

from tests.faults.answers import gzipped, packed
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, urlset

ROUTES = {SITEMAP: packed(gzipped(gzipped(urlset(root_of(__name__) + STORY).encode())), "gzip", "application/x-gzip")}
EXPECTED = {STORY: kept()}
