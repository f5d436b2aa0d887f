"""Redirects lead to what is no address."""

from tests.faults.answers import redirect
from tests.faults.expected import ended
from tests.faults.story import FEED, feed_of

PLACES = [
    "http://[::1",
    "http://",
    "http://a b/",
    "http://:0/",
    "//",
    "http://news.example:99999/",
    "\xff\xfe",
    "http://" + "a" * 300 + ".example/",
]
PATHS = {f"/2026/03/17/story-gone-nowhere-{n}": place for n, place in enumerate(PLACES)}
ROUTES = {
    FEED: feed_of(__name__, *PATHS),
    **{path: redirect(place) for path, place in PATHS.items()},
}
EXPECTED = {path: ended("waiting failed not_an_article moved", "redirect|30[0-9]|404") for path in PATHS}
