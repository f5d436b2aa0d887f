"""The page was published at minus one."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(published="-1"))}
EXPECTED = {STORY: kept(published="2026-03-17")}
