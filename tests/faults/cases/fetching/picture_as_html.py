"""A picture is declared HTML."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: answer(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 400, HTML)}
EXPECTED = {STORY: ended("unreadable not_an_article", "HTML|binary|no text")}
