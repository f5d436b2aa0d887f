"""The feed names an encoding that does not exist."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

XML_TEXT = rss(item(root_of(__name__) + STORY)).replace("?>", ' encoding="x-nobody-knows"?>', 1)
ROUTES = {FEED: answer(XML_TEXT, "application/rss+xml; charset=x-nobody-either")}
EXPECTED = {STORY: kept()}
