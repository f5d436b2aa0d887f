"""The headers never end."""

from itertools import count

from tests.faults.answers import flow
from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: flow(b"HTTP/1.1 200 OK\r\n", lambda: (f"X-{n}: {n}\r\n".encode() * 500 for n in count()))}
EXPECTED = {STORY: postponed("header")}
