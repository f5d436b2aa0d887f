"""The connection is closed before the last chunk: half of the page has come."""

from tests.faults.answers import head
from tests.faults.expected import postponed
from tests.faults.story import STORY, page

START = head("Content-Type: text/html", "Transfer-Encoding: chunked")
ROUTES = {STORY: START + b"400\r\n" + page().encode()[:1024] + b"\r\n400\r\n"}
EXPECTED = {STORY: postponed("HTTP|chunk|broke off|closed")}
