"""The feed is in UTF-16 without a BOM, and says UTF-8."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

XML_TEXT = rss(item(root_of(__name__) + STORY)).replace("?>", ' encoding="utf-8"?>', 1)
ROUTES = {FEED: answer(XML_TEXT.encode("utf-16-le"), RSS)}
EXPECTED = {STORY: kept()}
