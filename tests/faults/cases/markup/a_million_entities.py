"""A million character references stand in the text."""

from tests.faults.answers import answer
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(after=f"<p>{'&amp;&#33;' * 500_000}</p>"))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "large"))}
