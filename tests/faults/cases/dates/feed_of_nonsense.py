"""The dates of the feed are nonsense, of every kind."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, item, page, root_of, rss

ODD = [
    "",
    "yesterday",
    "Mon, 99 Foo 2026 99:99:99 +9999",
    "2026-02-30",
    "0",
    "-1",
    "1" * 5000,
    "31.12.",
    "Tue, 17 Mar 2026 10:00:00 +99:99",
]
PATHS = [f"/2026/03/17/rockets-hit-the-harbour-{n}" for n in range(len(ODD))]
ITEMS = [item(root_of(__name__) + path, published=date) for path, date in zip(PATHS, ODD, strict=True)]
ROUTES = {FEED: answer(rss(*ITEMS), RSS), **{path: answer(page()) for path in PATHS}}
EXPECTED = {path: kept(published="2026-03-17") for path in PATHS}
