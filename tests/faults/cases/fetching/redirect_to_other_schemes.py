"""Redirects lead to files, programs and mail boxes instead of pages."""

from tests.faults.answers import redirect
from tests.faults.expected import ended
from tests.faults.story import FEED, feed_of

PLACES = [
    "file:///etc/passwd",
    "ftp://ftp.example/a.txt",
    "javascript:alert(1)",
    "data:text/html,<p>drones hit a depot",
    "gopher://gopher.example/",
    "mailto:desk@example.org",
    "about:blank",
    "FILE:/etc/hostname",
]
PATHS = {f"/2026/03/17/story-behind-scheme-{n}": place for n, place in enumerate(PLACES)}
ROUTES = {
    FEED: feed_of(__name__, *PATHS),
    **{path: redirect(place) for path, place in PATHS.items()},
}
EXPECTED = {path: ended("failed waiting not_an_article", "redirects to|web address") for path in PATHS}
