"""The feed was taken down and redirects to the home page."""

from tests.faults.answers import answer, redirect
from tests.faults.expected import troubled
from tests.faults.story import FEED, HOME

ROUTES = {FEED: redirect("/", status=301), HOME: answer('<html><body><a href="/about">About</a></body></html>')}
EXPECTED = {FEED: troubled("HTML page|redirects")}
