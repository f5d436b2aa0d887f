"""An article that is gone redirects to the home page."""

from tests.faults.answers import answer, redirect
from tests.faults.expected import ended
from tests.faults.story import FEED, HOME, STORY, feed_of, page

ROUTES = {
    FEED: feed_of(__name__, STORY),
    STORY: redirect("/", status=301),
    HOME: answer(page(published="")),
}
EXPECTED = {STORY: ended("not_an_article", "redirects to .*no article")}
