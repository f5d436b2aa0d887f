"""The story stands within a hundred tables."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {
    STORY: answer(
        page()
        .replace("<main>", "<table><tr><td>" * 100 + "<main>")
        .replace("</main>", "</main>" + "</td></tr></table>" * 100)
    )
}
EXPECTED = {STORY: kept()}
