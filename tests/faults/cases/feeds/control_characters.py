"""Titles hold NULs, bells and references to what does not exist."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

ODD = item(root_of(__name__) + STORY, title="TITLE").replace(
    "TITLE", "Rockets \x00\x07\x0b&#0;&#x1f;&#xD800;&#xFFFE;&#99999999; hit"
)
ROUTES = {FEED: answer(rss(ODD), RSS)}
EXPECTED = {STORY: kept()}
