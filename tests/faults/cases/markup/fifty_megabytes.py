"""The page has fifty megabytes."""

from tests.faults.answers import flow, head
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {
    STORY: flow(
        head("Content-Type: text/html", "Content-Length: 50000000"),
        lambda: (b"<p>word</p>" * 1000 for _ in range(4600)),
    )
}
EXPECTED = {STORY: ended("waiting failed unreadable", "large")}
