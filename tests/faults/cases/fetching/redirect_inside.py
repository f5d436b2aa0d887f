"""Redirects lead to the crawler's own machine and network, in many spellings. What stands there looks healthy."""

from tests.faults.answers import redirect
from tests.faults.expected import ended
from tests.faults.story import FEED, feed_of

HOSTS = [
    "127.0.0.1",
    "127.1",
    "0x7f000001",
    "2130706433",
    "0177.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "localhost",
    "localhost.",
    "LOCALHOST",
    "0.0.0.0",
    "169.254.169.254",
    "10.0.0.1",
    "192.168.1.1",
    "172.16.0.1",
    "[fd00::1]",
    "[fe80::1]",
    "news.example@127.0.0.1",
    "127.0.0.1:8080",
    "[::]",
    "127.0.0.1.",
    "printer.local",
    "db.localhost",
    "100.64.0.1",
    "[::ffff:7f00:1]",
]
PATHS = {f"/2026/03/17/story-behind-host-{n}": host for n, host in enumerate(HOSTS)}
ROUTES = {
    FEED: feed_of(__name__, *PATHS),
    **{path: redirect(f"http://{host}/2026/03/17/a-story-from-inside") for path, host in PATHS.items()},
}
EXPECTED = {
    path: ended("failed waiting not_an_article forbidden", "internal|private|own network|not public") for path in PATHS
}
