"""A chunk announces more than there is memory anywhere."""

from tests.faults.answers import head, silence
from tests.faults.expected import either, kept, postponed
from tests.faults.story import STORY, page

START = head("Content-Type: text/html", "Transfer-Encoding: chunked")
ROUTES = {STORY: silence(START + b"FFFFFFFFFFFFFFFF\r\n" + page().encode())}
EXPECTED = {STORY: either(kept(), postponed("HTTP|chunk|broke off|large|in time"))}
