"""The date has ten thousand digits."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(published="2026-03-17T10:00:00." + "1" * 10_000))}
EXPECTED = {STORY: kept(published="2026-03-17")}
