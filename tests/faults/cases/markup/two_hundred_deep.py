"""The story stands within two hundred elements."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page().replace("<main>", "<div>" * 200 + "<main>"))}
EXPECTED = {STORY: kept()}
