"""The linked data has the right names with values of the wrong types."""

import json

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

VALUES = [
    None,
    7,
    -1e400,
    True,
    [],
    {},
    [[]],
    {"@value": {"@value": []}},
    ["a", {"name": [None]}],
    "\x00",
    "x" * 100_000,
]
NAMES = (
    "@type",
    "headline",
    "datePublished",
    "author",
    "articleBody",
    "publisher",
    "image",
    "articleSection",
    "@graph",
    "mainEntityOfPage",
    "isPartOf",
    "inLanguage",
    "url",
)
DOCUMENTS = [{"@type": "NewsArticle", **dict.fromkeys(NAMES[1:], value)} for value in VALUES] + [
    {"@type": value} for value in VALUES
]
SCRIPTS = "".join(f'<script type="application/ld+json">{json.dumps(document)}</script>' for document in DOCUMENTS)
ROUTES = {STORY: answer(page(head=SCRIPTS))}
EXPECTED = {STORY: kept()}
