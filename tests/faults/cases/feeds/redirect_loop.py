"""The feed redirects to itself."""

from tests.faults.answers import redirect
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: redirect(FEED)}
EXPECTED = {FEED: troubled("redirect|circle")}
