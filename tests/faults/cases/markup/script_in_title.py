"""The title holds a script and a terminal's control characters."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

PAGE = (
    page()
    .replace("<title>", "<title><script>alert(1)</script>\x1b[31m")
    .replace("<h1>", "<h1><script>alert(2)</script>\x1b]0;x\x07")
)
ROUTES = {STORY: answer(PAGE)}
EXPECTED = {STORY: kept(without="\x1b")}
