"""The size of a chunk is no number."""

from tests.faults.answers import head
from tests.faults.expected import postponed
from tests.faults.story import STORY, page

START = head("Content-Type: text/html", "Transfer-Encoding: chunked")
ROUTES = {STORY: START + b"200\r\n" + page().encode()[:512] + b"\r\nzz\r\nno more\r\n0\r\n\r\n"}
EXPECTED = {STORY: postponed("HTTP|chunk|broke off")}
