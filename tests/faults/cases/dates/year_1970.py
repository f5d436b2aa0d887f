"""The page was published at the beginning of the epoch; the feed knows better."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(published="1970-01-01T00:00:00Z"))}
EXPECTED = {STORY: kept(published="2026-03-17")}
