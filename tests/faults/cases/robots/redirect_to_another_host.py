"""robots.txt redirects to another host's, which forbids a part: that counts (RFC 9309, 2.3.1.2)."""

from tests.faults.answers import TEXT, answer, redirect
from tests.faults.expected import ended, kept
from tests.faults.story import FEED, PRIVATE, ROBOTS, STORY, feed_of, page

ELSEWHERE = "http://rules.fault.example/robots.txt"
ROUTES = {
    ROBOTS: redirect(ELSEWHERE, status=301),
    ELSEWHERE: answer("User-agent: *\nDisallow: /private/\n", TEXT),
    FEED: feed_of(__name__, STORY, PRIVATE),
    PRIVATE: answer(page()),
}
EXPECTED = {STORY: kept(), PRIVATE: ended("forbidden", r"robots\.txt")}
