"""A meta refresh leads to the crawler's own machine."""

from tests.faults.answers import answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {
    STORY: answer(
        '<html><head><meta http-equiv="refresh" content="0; url=http://127.0.0.1/2026/03/17/inside"></head></html>'
    )
}
EXPECTED = {
    STORY: ended("failed waiting not_an_article forbidden unreadable", "internal|private|own network|not public")
}
