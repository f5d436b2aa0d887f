"""A cookie banner hides the body by an attribute; the story is in the page."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page().replace("<body>", '<body style="display:none" aria-hidden="true" hidden>'))}
EXPECTED = {STORY: kept()}
