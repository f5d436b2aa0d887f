"""The page states its time in milliseconds since 1970; that of the feed is the same day."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(published="1773741600000"))}
EXPECTED = {STORY: kept(published="2026-03-17")}
