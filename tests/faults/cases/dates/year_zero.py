"""The page was published in the year 0; the feed knows better."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(published="0000-00-00T00:00:00Z"))}
EXPECTED = {STORY: kept(published="2026-03-17")}
