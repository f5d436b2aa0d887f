"""The page has a word of nineteen million letters."""

from tests.faults.answers import answer, of_path
from tests.faults.expected import ended
from tests.faults.story import STORY, page

ROUTES = {STORY: of_path(lambda _path: answer(page(after=f"<p>{'a' * 19_000_000}</p>")))}
EXPECTED = {STORY: ended("unreadable waiting", "large")}
