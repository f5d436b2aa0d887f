"""Stored pages to be read again, because more is known of their site than when they were read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from crawler.reading.labels import compared
from crawler.records import SITE_LINE, Article, Origin, Page
from crawler.storage import ledger
from crawler.storage.archive import page_at
from crawler.urls import canonical_url


def lines_of(article: Article) -> list[tuple[str, str]]:
    """The lines of an article's page that its site may be learned from, each as (compared form, line)."""
    own = article.text.split("\n\n")
    printed = [removed.line for removed in article.removed if removed.reason == SITE_LINE]
    return [(compared(line), line) for line in (*own, *printed)]


def pages_with(db: Database, raw_folder: Path, source: str, words: set[str]) -> Iterator[tuple[Page, Origin]]:
    """The archived pages of a source's articles in which one of these lines, in compared form, stands or was taken
    out. Articles whose page is not in the archive stay as they are."""
    ids = [row[0] for row in db.execute("select id from articles where source = ? and origin <> 'seed'", [source])]
    for article_id in ids:
        text, removed, origin = db.execute(
            "select text, removed, origin from articles where id = ?", [article_id]
        ).fetchone()
        lines = [*text.split("\n\n"), *(block["line"] for block in json.loads(removed) if block["reason"] == SITE_LINE)]
        if words.isdisjoint(map(compared, lines)):
            continue
        rows = db.query(
            "select raw from pages where article = ? and raw is not null order by outcome = 'moved'", [article_id]
        )
        page = next((page for row in rows if (page := page_at(raw_folder, row["raw"]))), None)
        if page is not None:
            url = canonical_url(page.url) or page.url
            announced = ledger.announced(db, page.ledger_url)
            yield replace(page, url=url, source=source, announced=announced), Origin(origin)
