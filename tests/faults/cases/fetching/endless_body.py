"""The page never ends."""

from itertools import repeat

from tests.faults.answers import flow, head
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: flow(head("Content-Type: text/html") + b"<p>", lambda: repeat(b"word " * 10_000))}
EXPECTED = {STORY: ended("waiting failed unreadable", "large")}
