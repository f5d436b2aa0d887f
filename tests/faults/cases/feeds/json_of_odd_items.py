"""A JSON feed holds items of all types, and one that is healthy."""

import json

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import ENGLISH, FEED, STORY, root_of

GOOD = {"id": 1, "url": root_of(__name__) + STORY, "title": ENGLISH.title}
ODD = [
    None,
    "text",
    7,
    [],
    {},
    {"url": None},
    {"url": {"a": 1}},
    {"url": ["x"]},
    {"id": "y", "date_published": 5},
    GOOD,
]
ROUTES = {
    FEED: answer(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": ODD}), "application/feed+json")
}
EXPECTED = {STORY: kept()}
