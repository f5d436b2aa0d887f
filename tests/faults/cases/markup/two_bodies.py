"""The page has two heads and two bodies."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(f"<html><head></head><body><p>Menu</p></body></html>{page()}")}
EXPECTED = {STORY: kept()}
