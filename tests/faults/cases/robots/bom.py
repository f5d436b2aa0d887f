"""A BOM stands before the first rule."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import ended, kept
from tests.faults.story import FEED, PRIVATE, ROBOTS, STORY, feed_of, page

ROUTES = {
    ROBOTS: answer("\ufeffUser-agent: *\nDisallow: /private/\n", TEXT),
    FEED: feed_of(__name__, STORY, PRIVATE),
    PRIVATE: answer(page()),
}
EXPECTED = {STORY: kept(), PRIVATE: ended("forbidden", r"robots\.txt")}
