"""Character references name halves of surrogate pairs."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {
    STORY: answer(
        page(after="<p>A drone &#xD83D;&#xDE80; and half &#xD800; of one &#57343; were seen over the harbour.</p>")
    )
}
EXPECTED = {STORY: kept()}
