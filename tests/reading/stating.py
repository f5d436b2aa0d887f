"""Pages whose markup states a title, an author, a site."""

from __future__ import annotations

import json

from lxml import html

from crawler.reading.metadata import Metadata, metadata_of
from tests.pages import TITLE, URL, html_of

SITE = "Amber Post"
STORY = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2026-03-11T05:40:00Z",
    "author": {"@type": "Person", "name": "Nora Vale"},
    "publisher": {"@type": "Organization", "name": SITE},
}


def metadata(head: str = "", body: str = f"<h1>{TITLE}</h1>", title: str = f"{TITLE} - {SITE}") -> Metadata:
    """The metadata of a page."""
    return metadata_of(html.document_fromstring(html_of(body, head=head, title=title)), URL)


def structured(document: object) -> str:
    """A document as JSON-LD."""
    text = document if isinstance(document, str) else json.dumps(document)
    return f'<script type="application/ld+json">{text}</script>'
