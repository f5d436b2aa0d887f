"""A hundred thousand elements have ten attributes each."""

from tests.faults.answers import answer
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

SPANS = "".join(f"<i {' '.join(f'a{k}={n}' for k in range(10))}></i>" for n in range(100_000))
ROUTES = {STORY: answer(page(after=SPANS))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "attributes|elements|large"))}
