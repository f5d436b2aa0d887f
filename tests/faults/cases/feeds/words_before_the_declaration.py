"""A warning of the server's program stands before the XML declaration."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

WARNING = "<br />\n<b>Warning</b>: Undefined variable $x in <b>/srv/feed.php</b> on line <b>7</b><br />\n"
ROUTES = {FEED: answer(WARNING + rss(item(root_of(__name__) + STORY)), RSS)}
EXPECTED = {STORY: kept()}
