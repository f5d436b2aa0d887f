"""The feed moved for good."""

from tests.faults.answers import redirect
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, feed_of

ROUTES = {FEED: redirect("/new/feed", status=301), "/new/feed": feed_of(__name__, STORY)}
EXPECTED = {STORY: kept()}
