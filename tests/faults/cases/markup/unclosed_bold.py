"""Five thousand bold words are never closed."""

from tests.faults.answers import answer
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {STORY: answer(page().replace("</article>", "<b>x" * 5000 + "</article>"))}
EXPECTED = {STORY: either(kept(), ended("unreadable", "nest|deep"))}
