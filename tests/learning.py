"""What sites teach of their own chrome, as a crawl of these pages would learn it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from sqlite_utils import Database

from crawler.errors import Unreadable
from crawler.reading.extraction import extract
from crawler.records import Page
from crawler.rereading import lines_of
from crawler.storage import site_lines
from crawler.storage.schema import migrations


def learned_from(pages: Sequence[Page]) -> dict[str, frozenset[str]]:
    """The lines that each site prints on page after page, by host, once all these pages were read."""
    db = Database(memory=True)
    migrations.apply(db)
    hosts = {host_of(page): None for page in pages}
    for page in pages:
        with suppress(Unreadable):
            if page.content_type != "text/plain":
                article = extract(page, site_lines.chrome_of(db, host_of(page)))
                site_lines.learn(db, host_of(page), lines_of(article), page.fetched_at)
    return {host: site_lines.chrome_of(db, host) for host in hosts}


def host_of(page: Page) -> str:
    """The host of a page: here each host is a source of its own."""
    return urlsplit(page.url).netloc
