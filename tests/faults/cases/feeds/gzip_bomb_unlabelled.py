"""The feed is gzip, nobody says so, and it unpacks to a gigabyte."""

from tests.faults.answers import RSS, answer, gzip_bomb, of_path
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: of_path(lambda _path: answer(gzip_bomb(1000, b"<rss><channel>"), RSS))}
EXPECTED = {FEED: troubled("large|unpacks|no feed")}
