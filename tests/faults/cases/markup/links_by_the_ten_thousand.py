"""Fifteen thousand links stand below the story."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {
    STORY: answer(
        page().replace("</main>", "</main>" + "".join(f'<a href="/2026/{n}">Story {n}</a> ' for n in range(15_000)))
    )
}
EXPECTED = {STORY: kept()}
