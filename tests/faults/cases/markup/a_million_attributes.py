"""An element has a million attributes."""

from tests.faults.answers import answer, of_path
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: of_path(lambda _path: answer(page(after=f"<p {' '.join(f'a{n}=1' for n in range(1_000_000))}>x</p>")))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "attributes|large|memory"))}
