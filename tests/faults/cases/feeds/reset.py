"""The connection is reset within the feed."""

from tests.faults.answers import reset
from tests.faults.expected import troubled
from tests.faults.story import FEED, STORY, feed_of

ROUTES = {FEED: reset(feed_of(__name__, STORY)[:300])}
EXPECTED = {FEED: troubled("reset|broke off|hung up|closed the connection")}
