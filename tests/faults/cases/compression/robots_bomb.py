"""robots.txt unpacks to a gigabyte."""

from tests.faults.answers import TEXT, gzip_bomb, of_path, packed
from tests.faults.expected import answered, either, troubled
from tests.faults.story import FEED, ROBOTS

ROUTES = {ROBOTS: of_path(lambda _path: packed(gzip_bomb(1000, b"User-agent: *\nAllow: /\n"), "gzip", TEXT))}
EXPECTED = {FEED: either(troubled(r"robots\.txt"), answered())}
