"""The namespace is of another world."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, urlset

XML_TEXT = urlset(root_of(__name__) + STORY).replace("http://www.sitemaps.org/schemas/sitemap/0.9", "urn:no:such")
ROUTES = {SITEMAP: answer(XML_TEXT, XML)}
EXPECTED = {STORY: kept()}
