"""One header line has a million characters."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import either, kept, postponed
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(), HTML, f"X-Long: {'x' * 1_000_000}")}
EXPECTED = {STORY: either(kept(), postponed("header"))}
