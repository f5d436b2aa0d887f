"""Two entries have one guid."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, page, root_of, rss

ROOT, OTHER = root_of(__name__), "/2026/03/17/another-story-of-the-same-guid"
ITEMS = [item(ROOT + path, more="<guid isPermaLink='false'>1</guid>") for path in (STORY, OTHER)]
ROUTES = {FEED: answer(rss(*ITEMS), RSS), OTHER: answer(page())}
EXPECTED = {STORY: kept(), OTHER: kept()}
