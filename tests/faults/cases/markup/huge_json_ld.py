"""The linked data is a list of a hundred thousand things."""

import json

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

THINGS = json.dumps({"@graph": [{"@type": "ListItem", "position": n, "name": "x"} for n in range(100_000)]})
ROUTES = {STORY: answer(page(head=f'<script type="application/ld+json">{THINGS}</script>'))}
EXPECTED = {STORY: kept()}
