"""Twenty thousand header lines stand before a healthy page."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import either, kept, postponed
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(), HTML, *(f"X-{n}: {n}" for n in range(20_000)))}
EXPECTED = {STORY: either(kept(), postponed("header"))}
