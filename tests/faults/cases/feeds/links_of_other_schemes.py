"""Entries link files, programs and mail boxes; the last one is healthy."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

ODD = [
    "file:///etc/passwd",
    "javascript:alert(1)",
    "mailto:a@example.org",
    "data:text/html,x",
    "tel:1",
    "magnet:?xt=x",
    "#",
    "",
]
ROUTES = {FEED: answer(rss(*map(item, ODD), item(root_of(__name__) + STORY)), RSS)}
EXPECTED = {STORY: kept()}
