"""A page stands where the sitemap was."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import SITEMAP

ROUTES = {SITEMAP: answer("<!DOCTYPE html><html><body><h1>Sitemap</h1></body></html>")}
EXPECTED = {SITEMAP: troubled("HTML page")}
