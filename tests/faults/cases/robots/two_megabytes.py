"""robots.txt has two megabytes of rules: what the first of them forbid is forbidden."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import ended, kept
from tests.faults.story import FEED, PRIVATE, ROBOTS, STORY, feed_of, page

RULES = "".join(f"Disallow: /archive/{n}/{'x' * 40}\n" for n in range(35_000))
ROUTES = {
    ROBOTS: answer(f"User-agent: *\nDisallow: /private/\n{RULES}", TEXT),
    FEED: feed_of(__name__, STORY, PRIVATE),
    PRIVATE: answer(page()),
}
EXPECTED = {STORY: kept(), PRIVATE: ended("forbidden", r"robots\.txt")}
