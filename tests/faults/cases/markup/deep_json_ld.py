"""The linked data nests a hundred thousand levels deep."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

DEEP = '<script type="application/ld+json">{"@graph": ' + "[" * 100_000 + "]" * 100_000 + "}</script>"
ROUTES = {STORY: answer(page(head=DEEP))}
EXPECTED = {STORY: kept()}
