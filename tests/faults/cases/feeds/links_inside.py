"""Entries link the crawler's own machine and network. What stands there looks healthy."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import ended
from tests.faults.story import FEED, item, rss

HOSTS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "[::1]",
    "localhost",
    "169.254.169.254",
    "10.0.0.1",
    "0x7f.1",
    "[::ffff:10.0.0.1]",
]
ADDRESSES = [f"http://{host}/2026/03/17/a-story-from-inside" for host in HOSTS]
ROUTES = {FEED: answer(rss(*map(item, ADDRESSES)), RSS)}
EXPECTED = {
    address: ended("failed not_an_article forbidden", "internal|private|own network|not public")
    for address in ADDRESSES
}
