"""The linked data is cut off, holds control characters, and is declared twice."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import STORY, page

BROKEN = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x\x01\n", "datePublished": </script>'
ROUTES = {STORY: answer(page(head=BROKEN * 2))}
EXPECTED = {STORY: kept()}
