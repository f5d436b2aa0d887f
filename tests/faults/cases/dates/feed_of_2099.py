"""The feed says 2099, and the page nothing: nobody knows when it was published."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, page, root_of, rss

ROUTES = {
    FEED: answer(rss(item(root_of(__name__) + STORY, published="Thu, 31 Dec 2099 23:59:59 GMT")), RSS),
    STORY: answer(page(published="")),
}
EXPECTED = {STORY: kept(published=None)}
