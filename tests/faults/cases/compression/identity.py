"""The coding is named identity, none, and nothing."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(), HTML, "Content-Encoding: identity", "Content-Encoding: none", "Content-Encoding:")}
EXPECTED = {STORY: kept()}
