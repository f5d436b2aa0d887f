"""Both a length and chunks are announced, as in request smuggling; the chunks are right."""

from tests.faults.answers import head
from tests.faults.expected import either, kept, postponed
from tests.faults.story import STORY, page

PAGE = page().encode()
START = head("Content-Type: text/html", "Content-Length: 10", "Transfer-Encoding: chunked")
ROUTES = {STORY: START + b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)}
EXPECTED = {STORY: either(kept(), postponed("HTTP|length|chunk"))}
