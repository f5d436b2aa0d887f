"""The feed says UTF-8 and is in windows-1251."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, UKRAINIAN, item, page, root_of, rss

XML_TEXT = rss(item(root_of(__name__) + STORY, title=UKRAINIAN.title)).replace("?>", ' encoding="utf-8"?>', 1)
ROUTES = {FEED: answer(XML_TEXT.encode("cp1251"), RSS), STORY: answer(page(UKRAINIAN))}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[-1])}
