"""Articles in a database as a crawl stores them, and their families as a reader finds them."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from crawler.copies import link_copies
from crawler.records import Origin, Relation
from crawler.storage.database import inserted_id, transaction
from crawler.words import words_hash
from tests.copies.families import Written

FETCHED_AT = "2026-11-20T12:00:00Z"


def store(db: Database, url: str, text: str, **more: Any) -> int:
    """Write an article without looking for its copies; returns its id."""
    row = {
        "url": url,
        "key": url,
        "source": url,
        "origin": Origin.CRAWL.value,
        "language": "en",
        "text": text,
        "words_hash": words_hash(text),
        "fetched_at": FETCHED_AT,
        **more,
    }
    return inserted_id(db.table("articles").insert(row).last_pk)


def take(db: Database, item: Written, **more: Any) -> Relation:
    """Take an article of tests/copies into a database, under its own name; returns its place."""
    with transaction(db):
        told = {"source": item.outlet, "title": item.title, "language": item.language, "published": item.published}
        return link_copies(db, store(db, item.name, item.text, **(told | more)))


def rewrite(db: Database, article_id: int, text: str) -> Relation:
    """Give an article a new text, as a page that is read again does."""
    with transaction(db):
        db.table("articles").update(article_id, {"text": text, "words_hash": words_hash(text)})
        return link_copies(db, article_id)


def origins(db: Database) -> dict[str, str | None]:
    """Each article and the one that it repeats, by address."""
    rows = db.execute("select a.url, o.url from articles a left join articles o on o.id = a.copy_of order by a.url")
    return dict(rows.fetchall())


def relations(db: Database) -> dict[str, tuple[object, ...]]:
    """All that is told of each article's place, by address: origin, kind, score, evidence."""
    rows = db.execute(
        """select a.url, o.url, a.copy_kind, a.copy_score, evidence from articles a
             left join articles o on o.id = a.copy_of left join copy_evidence on article = a.id"""
    )
    return {
        url: (origin, kind, score, evidence and json.loads(evidence))
        for url, origin, kind, score, evidence in rows.fetchall()
    }
