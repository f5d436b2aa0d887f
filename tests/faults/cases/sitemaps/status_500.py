"""The sitemap breaks its server."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import SITEMAP

ROUTES = {SITEMAP: answer("<h1>Error</h1>", status=500)}
EXPECTED = {SITEMAP: troubled("500 Internal Server Error")}
