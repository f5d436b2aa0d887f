"""Forms and frames nest in each other around the story."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {
    STORY: answer(
        page()
        .replace("<main>", "<form><iframe></iframe>" * 30 + "<main>")
        .replace("</main>", "</main>" + "</form>" * 30)
    )
}
EXPECTED = {STORY: kept()}
