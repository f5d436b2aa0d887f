"""A JSON feed breaks off."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {
    FEED: answer('{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "http', "application/feed+json")
}
EXPECTED = {FEED: troubled("JSON")}
