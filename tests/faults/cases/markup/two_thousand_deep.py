"""The story stands within two thousand elements."""

from tests.faults.answers import answer
from tests.faults.expected import either, ended, kept
from tests.faults.story import STORY, page

ROUTES = {
    STORY: answer(page().replace("<main>", "<div>" * 2000 + "<main>").replace("</main>", "</main>" + "</div>" * 2000))
}
EXPECTED = {STORY: either(kept(), ended("unreadable", "nest|deep"))}
