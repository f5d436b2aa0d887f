"""Interim answers come before the answer."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + answer(page())}
EXPECTED = {STORY: kept()}
