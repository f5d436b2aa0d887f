"""The feed begins with the BOM of UTF-8 and says iso-8859-1."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, UKRAINIAN, item, page, root_of, rss

XML_TEXT = rss(item(root_of(__name__) + STORY, title=UKRAINIAN.title)).replace("?>", ' encoding="iso-8859-1"?>', 1)
ROUTES = {FEED: answer(b"\xef\xbb\xbf" + XML_TEXT.encode(), RSS), STORY: answer(page(UKRAINIAN))}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
