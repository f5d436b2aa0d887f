"""The lines end with carriage returns alone."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import ended, kept
from tests.faults.story import FEED, PRIVATE, ROBOTS, STORY, feed_of, page

ROUTES = {
    ROBOTS: answer("User-agent: *\rDisallow: /private/\rAllow: /\r", TEXT),
    FEED: feed_of(__name__, STORY, PRIVATE),
    PRIVATE: answer(page()),
}
EXPECTED = {STORY: kept(), PRIVATE: ended("forbidden", r"robots\.txt")}
