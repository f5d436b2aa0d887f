"""One address has a million characters; the one beside it is healthy."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, urlset

ROOT = root_of(__name__)
ROUTES = {SITEMAP: answer(urlset(f"{ROOT}/{'a' * 1_000_000}", ROOT + STORY), XML)}
EXPECTED = {STORY: kept()}
