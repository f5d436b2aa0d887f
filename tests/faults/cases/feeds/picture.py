"""A picture stands where the feed was."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100, "image/png")}
EXPECTED = {FEED: troubled("not a feed|no feed")}
