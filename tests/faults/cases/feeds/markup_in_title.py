"""The title holds a script."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

ROUTES = {FEED: answer(rss(item(root_of(__name__) + STORY, title="<script>alert('x')</script><b>Rockets</b>")), RSS)}
EXPECTED = {STORY: kept(without="alert(")}
