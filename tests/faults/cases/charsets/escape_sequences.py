"""The header says ISO-2022-JP, whose escapes would swallow markup; the page is ASCII with one of them."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {
    STORY: answer(
        page(after="<p>Here \x1b$B stands an escape that opens another alphabet.</p>"), "text/html; charset=iso-2022-jp"
    )
}
EXPECTED = {STORY: kept()}
