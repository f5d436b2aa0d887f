"""Bytes that are no UTF-8 are strewn over the page."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, UKRAINIAN, page

PAGE = (
    page(UKRAINIAN, after="<p>BROKEN</p>").encode().replace(b"BROKEN", b"\xff\xfe\xc3\x28\xed\xa0\xbd\xf8\x88 broken")
)
ROUTES = {STORY: answer(PAGE)}
EXPECTED = {STORY: kept(UKRAINIAN.paragraphs[0], UKRAINIAN.paragraphs[-1])}
