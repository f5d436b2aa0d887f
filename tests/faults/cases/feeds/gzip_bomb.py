"""The feed unpacks to a gigabyte."""

from tests.faults.answers import RSS, gzip_bomb, of_path, packed
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {FEED: of_path(lambda _path: packed(gzip_bomb(1000, b"<rss><channel>"), "gzip", RSS))}
EXPECTED = {FEED: troubled("large")}
