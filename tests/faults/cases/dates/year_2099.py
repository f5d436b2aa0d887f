"""The page is published in 2099; the feed knows better."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(published="2099-03-17T10:00:00Z"))}
EXPECTED = {STORY: kept(published="2026-03-17")}
