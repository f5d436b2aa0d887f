"""Four megabytes of style stand in an attribute, four in the head."""

from tests.faults.answers import answer, of_path
from tests.faults.expected import kept
from tests.faults.story import STORY, page

ROUTES = {
    STORY: of_path(
        lambda _path: answer(
            page(head=f"<style>{'a{b:c}' * 700_000}</style>", after=f'<p style="{"a:b;" * 1_000_000}">x</p>')
        )
    )
}
EXPECTED = {STORY: kept()}
