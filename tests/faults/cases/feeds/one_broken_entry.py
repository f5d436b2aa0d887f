"""A broken entry stands between two healthy ones."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, page, root_of, rss

ROOT, OTHER = root_of(__name__), "/2026/03/17/the-second-healthy-entry"
BROKEN = "<item><title>Fire & <b>smoke</title><link>http://[broken</link><pubDate>&nope;</pubDate>"
ROUTES = {FEED: answer(rss(item(ROOT + STORY), BROKEN, "</item>", item(ROOT + OTHER)), RSS), OTHER: answer(page())}
EXPECTED = {STORY: kept(), OTHER: kept()}
