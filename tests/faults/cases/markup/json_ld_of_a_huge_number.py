"""The linked data holds a number of a hundred thousand digits."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {
    STORY: answer(
        page(
            head=f'<script type="application/ld+json">{{"@type": "NewsArticle", "wordCount": {"9" * 100_000}}}</script>'
        )
    )
}
EXPECTED = {STORY: kept()}
