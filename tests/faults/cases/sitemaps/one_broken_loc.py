"""One address is none; the others are healthy."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, page, root_of, urlset

ROOT, OTHER = root_of(__name__), "/2026/03/17/the-second-healthy-address"
ROUTES = {
    SITEMAP: answer(urlset("http://[broken", "", "javascript:alert(1)", ROOT + STORY, ROOT + OTHER), XML),
    STORY: answer(page()),
    OTHER: answer(page()),
}
EXPECTED = {STORY: kept(), OTHER: kept()}
