"""The Content-Type is garbled, the page healthy."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(), 'text/html;;; charset=; charset="utf-8; boundary=\xff')}
EXPECTED = {STORY: kept()}
