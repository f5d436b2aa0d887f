"""robots.txt never ends: what its first half megabyte forbids is forbidden (RFC 9309, 2.5), or all is."""

from itertools import repeat

from tests.faults.answers import answer, flow, head
from tests.faults.expected import answered, either, ended, troubled, unmet
from tests.faults.story import FEED, PRIVATE, ROBOTS, STORY, feed_of, page

START = head("Content-Type: text/plain") + b"User-agent: *\nDisallow: /private/\n"
ROUTES = {
    ROBOTS: flow(START, lambda: repeat(b"# more words\n" * 5000)),
    FEED: feed_of(__name__, STORY, PRIVATE),
    PRIVATE: answer(page()),
}
EXPECTED = {
    FEED: either(troubled(r"robots\.txt"), answered()),
    PRIVATE: either(ended("forbidden", r"robots\.txt"), unmet()),
}
