"""The page was published on the 30th of February; the feed knows better."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(published="2026-02-30T10:00:00Z"))}
EXPECTED = {STORY: kept(published="2026-03-17")}
