"""The sitemap comes at one byte a second."""

from tests.faults.answers import XML, answer, drip
from tests.faults.expected import troubled
from tests.faults.story import SITEMAP, STORY, root_of, urlset

ROUTES = {SITEMAP: drip(answer(urlset(root_of(__name__) + STORY), XML))}
EXPECTED = {SITEMAP: troubled("in time|timed out|slow")}
