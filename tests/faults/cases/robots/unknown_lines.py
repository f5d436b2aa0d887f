"""Unknown and broken lines stand between and within the groups."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import ended, kept
from tests.faults.story import FEED, PRIVATE, ROBOTS, STORY, feed_of, page

RULES = "Host: x\nUser-agent: other\nNoindex: /\nUser-agent: *\nClean-param: a&b /\n\n\nDisallow : /private/ # own\n???\n:\n"
ROUTES = {
    ROBOTS: answer(RULES, TEXT),
    FEED: feed_of(__name__, STORY, PRIVATE),
    PRIVATE: answer(page()),
}
EXPECTED = {STORY: kept(), PRIVATE: ended("forbidden", r"robots\.txt")}
