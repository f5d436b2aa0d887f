"""The page has nineteen megabytes of short paragraphs, just within the bound for a download."""

from tests.faults.answers import answer, of_path
from tests.faults.expected import ended
from tests.faults.story import STORY, page

ROUTES = {STORY: of_path(lambda _path: answer(page(after="<p>one word</p>" * 1_250_000)))}
EXPECTED = {STORY: ended("unreadable waiting", "large")}
