"""The sitemap is well-formed and holds nothing."""

from tests.faults.answers import XML, answer
from tests.faults.expected import troubled
from tests.faults.story import SITEMAP, urlset

ROUTES = {SITEMAP: answer(urlset(), XML)}
EXPECTED = {SITEMAP: troubled("empty|no address|without")}
