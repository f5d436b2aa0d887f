"""Content-Length announces a petabyte."""

from tests.faults.answers import head, silence
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: silence(head("Content-Type: text/html", f"Content-Length: {10**15}"))}
EXPECTED = {STORY: ended("waiting failed unreadable", "large")}
