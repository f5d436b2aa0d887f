"""NULs stand between the words."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page().replace(" the ", " \x00the\x00 "))}
EXPECTED = {STORY: kept()}
