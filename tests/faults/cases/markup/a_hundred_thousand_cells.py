"""A table of a hundred thousand cells stands in the story."""

from tests.faults.answers import answer
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page(after=f"<table>{('<tr>' + '<td>7</td>' * 100) * 1000}</table>"))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "large"))}
