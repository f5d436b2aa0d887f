"""Everything was last changed in the year 2099."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, urlset

ROUTES = {SITEMAP: answer(urlset(root_of(__name__) + STORY, published="2099-12-31T00:00:00Z"), XML)}
EXPECTED = {STORY: kept(published="2026-03-17")}
