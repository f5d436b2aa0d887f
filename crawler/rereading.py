"""Stored pages to be read again: because more is known of their site than when they were read, or because another
watchlist judges them; and what becomes of an article that no watchlist wants any more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from crawler.copies import cut_loose
from crawler.reading.labels import line_key
from crawler.records import SITE_LINE, Article, Origin, Outcome, Page
from crawler.storage import ledger
from crawler.storage.archive import page_at
from crawler.urls import canonical_url, url_key


@dataclass(frozen=True)
class JudgedPage:
    """A row of the ledger whose page was read, judged by a watchlist, and archived."""

    key: str
    url: str
    raw: str
    source: str  # of today, where it was renamed
    title: str | None
    outcome: Outcome
    origin: Origin


def lines_of(article: Article) -> list[tuple[str, str]]:
    """The lines of an article's page that its site may be learned from, each as (its key, line)."""
    own = article.text.split("\n\n")
    printed = [removed.line for removed in article.removed if removed.reason == SITE_LINE]
    return [(line_key(line), line) for line in (*own, *printed)]


def pages_with(db: Database, raw_folder: Path, source: str, words: set[str]) -> Iterator[tuple[Page, Origin]]:
    """The archived pages of a source's articles in which a line with one of these keys stands or was taken out.
    Articles whose page is not in the archive stay as they are."""
    ids = [row[0] for row in db.execute("select id from articles where source = ? and origin <> 'seed'", [source])]
    for article_id in ids:
        text, removed, origin = db.execute(
            "select text, removed, origin from articles where id = ?", [article_id]
        ).fetchone()
        lines = [*text.split("\n\n"), *(block["line"] for block in json.loads(removed) if block["reason"] == SITE_LINE)]
        if words.isdisjoint(map(line_key, lines)):
            continue
        rows = db.query(
            "select raw from pages where article = ? and raw is not null order by outcome = 'moved'", [article_id]
        )
        page = next((page for row in rows if (page := stored_page(db, raw_folder, row["raw"], source))), None)
        if page is not None:
            yield page, Origin(origin)


def stored_page(db: Database, raw_folder: Path, raw: str, source: str) -> Page | None:
    """The archived page at FILE@OFFSET as a crawl would read it, with what was announced of it; None if it is gone."""
    page = page_at(raw_folder, raw)
    if page is None:
        return None
    announced = ledger.announced(db, page.ledger_url)
    return replace(page, url=canonical_url(page.url) or page.url, source=source, announced=announced)


def judged_pages(db: Database, source: str | None = None) -> list[JudgedPage]:
    """The archived pages that a watchlist kept or did not, of one source or all, in the order of their keys."""
    rows = db.query(
        """select pages.key, pages.url, raw, coalesce(articles.source, pages.source) as of_source,
             coalesce(articles.title, pages.title) as headline, outcome, coalesce(origin, :crawl) as origin
           from pages left join articles on articles.id = pages.article
           where raw is not null and outcome in (:kept, :off_topic) and of_source = coalesce(:source, of_source)
           order by pages.key""",
        {"crawl": Origin.CRAWL, "kept": Outcome.KEPT, "off_topic": Outcome.OFF_TOPIC, "source": source},
    )
    return [
        JudgedPage(
            row["key"],
            row["url"],
            row["raw"],
            row["of_source"],
            row["headline"],
            Outcome(row["outcome"]),
            Origin(row["origin"]),
        )
        for row in rows
    ]


def article_that_stands_on(db: Database, url: str) -> int | None:
    """The article that goes when its page at this URL is no longer wanted: it has this address, or no other page."""
    row = db.execute(
        """select articles.id from articles join pages on pages.article = articles.id
           where pages.key = :key and pages.outcome = :kept and (articles.key = :key or not exists (
             select 1 from pages other
             where other.article = articles.id and other.outcome = :kept and other.key <> :key))""",
        {"key": url_key(url), "kept": Outcome.KEPT},
    ).fetchone()
    return int(row[0]) if row else None


def withdraw(db: Database, article_id: int, reason: str) -> None:
    """Take an article out of the database, with all that hangs on it. Its copies find a new origin among themselves;
    the ledger says why it went, and the raw pages stay, so that it can be read in again."""
    cut_loose(db, article_id)
    db.execute(
        "update pages set outcome = ?, reason = ? where article = ? and outcome = ?",
        [Outcome.OFF_TOPIC, reason, article_id, Outcome.KEPT],
    )
    db.execute("update pages set article = null where article = ?", [article_id])
    db.execute("delete from articles where id = ?", [article_id])
