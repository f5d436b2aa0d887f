"""The sitemap is an empty answer."""

from tests.faults.answers import XML, answer
from tests.faults.expected import troubled
from tests.faults.story import SITEMAP

ROUTES = {SITEMAP: answer("", XML)}
EXPECTED = {SITEMAP: troubled("empty")}
