"""Header lines without a colon, with control characters and with bytes of another charset stand before the page."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import either, kept, postponed
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(), HTML, "no colon here", ": no name", "X-Bell: \x07\xff\xfe", "X-Name\x00: nul")}
EXPECTED = {STORY: either(kept(), postponed("header"))}
