"""The page unpacks to nineteen megabytes of elements, within the bound of a feed."""

from tests.faults.answers import gzip_bomb, of_path, packed
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: of_path(lambda _path: packed(gzip_bomb(19, page().encode(), b"<i>"), "gzip"))}
EXPECTED = {STORY: either(kept(), ended("unreadable waiting", "large|nest|deep"))}
