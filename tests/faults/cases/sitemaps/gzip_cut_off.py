"""The gzipped sitemap breaks off; its first addresses are there."""

from tests.faults.answers import answer, gzipped
from tests.faults.expected import ended
from tests.faults.story import SITEMAP, STORY, root_of, urlset

ROOT = root_of(__name__)
PACKED = gzipped(
    urlset(ROOT + STORY, *(f"{ROOT}/2001/{n * n * n}" for n in range(5000)), published="2001-01-01").encode()
)
ROUTES = {SITEMAP: answer(PACKED[: len(PACKED) // 2], "application/x-gzip")}
EXPECTED = {STORY: ended("too_old", "2001-01-01")}
