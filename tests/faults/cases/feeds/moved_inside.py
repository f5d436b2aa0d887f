"""The feed redirects to the crawler's own machine, where a healthy one seems to stand."""

from tests.faults.answers import redirect
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: redirect("http://127.0.0.1/feed.xml")}
EXPECTED = {FEED: troubled("internal|private|own network|not public")}
