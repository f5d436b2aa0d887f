"""Everything was last changed on the 45th of a month."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, urlset

ROUTES = {SITEMAP: answer(urlset(root_of(__name__) + STORY, published="2026-13-45T99:99:99+99:99"), XML)}
EXPECTED = {STORY: kept(published="2026-03-17")}
