"""Three session ids make three addresses of one story."""

from tests.faults.expected import kept, unmet
from tests.faults.story import FEED, STORY, feed_of

SPELLINGS = [f"{STORY};jsessionid={n * 7:032X}" for n in (1, 2)] + [f"{STORY}?PHPSESSID={'ab12' * 8}"]
ROUTES = {FEED: feed_of(__name__, *SPELLINGS)}
EXPECTED = {STORY: kept(), **{path: unmet() for path in SPELLINGS}}
