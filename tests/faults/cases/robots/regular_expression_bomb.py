"""A rule of asterisks that a backtracking matcher needs years for, and an address made for it."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, ROBOTS, feed_of, page

BOMB = "/2026/03/17/" + "a" * 300
ROUTES = {
    ROBOTS: answer(f"User-agent: *\nDisallow: /{'*a' * 40}*b$\n", TEXT),
    FEED: feed_of(__name__, BOMB),
    BOMB: answer(page()),
}
EXPECTED = {BOMB: kept()}
