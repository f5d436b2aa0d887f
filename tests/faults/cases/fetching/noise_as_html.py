"""Random bytes, with angle brackets among them, are declared HTML."""

from tests.faults.answers import HTML, answer, gzipped
from tests.faults.expected import ended
from tests.faults.story import STORY

ROUTES = {STORY: answer(gzipped(b"".join(b"%d<p>" % (n * n * n) for n in range(40_000)))[20:], HTML)}
EXPECTED = {STORY: ended("unreadable not_an_article", "HTML|binary|no text")}
