"""The offset from UTC is 99 hours and 99 minutes; the feed knows better."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(published="2026-03-17T10:00:00+99:99"))}
EXPECTED = {STORY: kept(published="2026-03-17")}
