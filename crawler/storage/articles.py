"""Articles and their matches."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from sqlite_utils import Database

from crawler.records import Article, Origin, Page, Reading, iso
from crawler.storage.database import inserted_id
from crawler.urls import url_key
from crawler.words import runs_in, words_hash

MOSTLY_SAME = 0.5  # the share of the runs of words that an edit leaves


def article_at(db: Database, url: str) -> tuple[int, str] | None:
    """(id, hash of the words) of the article stored under a variant of a URL."""
    return db.execute("select id, words_hash from articles where key = ?", [url_key(url)]).fetchone()


def older_address(db: Database, article_id: int | None, fetched_at: datetime) -> str | None:
    """The address of an article that was fetched before a moment; None for a later one, or none."""
    row = db.execute(
        "select url from articles where id = ? and fetched_at < ?", [article_id, iso(fetched_at)]
    ).fetchone()
    return row[0] if row else None


def is_newer(db: Database, article_id: int | None, fetched_at: datetime) -> bool:
    """Whether the text of an article is of a later fetch than this one."""
    return bool(
        db.execute("select 1 from articles where id = ? and fetched_at > ?", [article_id, iso(fetched_at)]).fetchone()
    )


def twin_of(db: Database, source: str, article: Article) -> tuple[int, str, bool] | None:
    """(id, url, whether its words are others) of the article of a source with the same title and time of publication
    and most of the text: the same article, which has got another address, and maybe an edit. None where the page states
    no time of day."""
    if not (article.title and article.published) or "day only" in (article.published_from or ""):
        return None
    rows = db.execute(
        "select id, url, text from articles where published = ? and source = ? and title = ? order by id",
        [iso(article.published), source, article.title],
    )
    runs = runs_in(article.text)
    for article_id, url, text in rows.fetchall():
        others = runs_in(text)
        if len(runs & others) >= MOSTLY_SAME * max(len(runs), len(others)):  # half a text is no edit of it
            return article_id, url, words_hash(text) != words_hash(article.text)
    return None


def seen_again(db: Database, article_id: int | None, article: Article, fetched_at: datetime) -> bool:
    """Whether an article still has this title and text at a later fetch, which is noted then."""
    row = db.execute(
        "update articles set fetched_at = ? where id = ? and title is ? and text = ? and fetched_at < ? returning id",
        [iso(fetched_at), article_id, article.title, article.text, iso(fetched_at)],
    )
    return bool(row.fetchall())


def give_back_address(db: Database, article_id: int, url: str) -> None:
    """Another page claims the address of an article that was only filed there because its rel=canonical said so: the
    article gets the address back under which it was found. One that was found there keeps it."""
    rows = db.execute("select url, key from pages where article = ? order by found_at, url", [article_id]).fetchall()
    if rows and url_key(url) not in {key for _, key in rows}:
        db.execute("update articles set url = ?, key = ? where id = ?", [*rows[0], article_id])


def save_article(db: Database, page: Page, reading: Reading, url: str, origin: Origin, reason: str) -> int:
    """Write an article with its matches; one that stands there already under this URL is replaced. Returns its id."""
    article, relevance = reading.article, reading.relevance
    assert article is not None  # noqa: S101 - the caller keeps only what was read
    row = {
        "url": url,
        "key": url_key(url),
        "source": page.source,
        "origin": origin.value,
        "title": article.title,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "published": iso(article.published),
        "published_from": article.published_from,
        "published_raw": article.published_raw,
        "fetched_at": iso(page.fetched_at),
        "language": reading.language.code,
        "language_confidence": reading.language.confidence,
        "language_detector": reading.language.detector,
        "declared_language": article.declared_language,
        "text": article.text,
        "site": article.site,
        "canonical": article.canonical,
        "section": article.section,
        "image": article.image,
        "credit": article.credit,
        "watchlist": relevance.watchlist if relevance else None,
        "score": relevance.score if relevance else None,
        "kept_because": reason,
        "removed": json.dumps([asdict(removed) for removed in article.removed], ensure_ascii=False),
        "words_hash": words_hash(article.text),
    }
    known = article_at(db, url)
    if known:
        article_id = known[0]
        db.table("articles").update(article_id, row)
        db.table("matches").delete_where("article = ?", [article_id])
    else:
        article_id = inserted_id(db.table("articles").insert(row).last_pk)
    if relevance:
        db.table("matches").insert_all({"article": article_id, **asdict(match)} for match in relevance.matches)
    return article_id


def headline_of(db: Database, article_id: int | None) -> str | None:
    """The title of an article, or its first words; None for no article."""
    row = db.execute("select coalesce(title, substr(text, 1, 80) || '…') from articles where id = ?", [article_id])
    found = row.fetchone()
    return found[0] if found else None
