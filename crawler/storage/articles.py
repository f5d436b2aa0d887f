"""Articles, their matches, and the index that finds their copies."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from sqlite_utils import Database

from crawler.records import Member, Origin, Page, Reading, Relation, iso
from crawler.storage.database import inserted_id
from crawler.urls import url_key


def article_at(db: Database, url: str) -> tuple[int, str] | None:
    """(id, hash of the words) of the article stored under a variant of a URL."""
    return db.execute("select id, words_hash from articles where key = ?", [url_key(url)]).fetchone()


def give_back_address(db: Database, article_id: int, url: str) -> None:
    """Another page claims the address of an article that was only filed there because its rel=canonical said so: the
    article gets the address back under which it was found. One that was found there keeps it."""
    rows = db.execute("select url, key from pages where article = ? order by found_at, url", [article_id]).fetchall()
    if rows and url_key(url) not in {key for _, key in rows}:
        db.execute("update articles set url = ?, key = ? where id = ?", [*rows[0], article_id])


def save_article(db: Database, page: Page, reading: Reading, url: str, origin: Origin, reason: str) -> int:
    """Write an article with its matches and its entries in the copies index; one that stands there already under
    this URL is replaced. Returns its id."""
    article, relevance, print_ = reading.article, reading.relevance, reading.fingerprint
    assert article is not None and print_ is not None  # noqa: S101 - the caller keeps only what was read
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
        "words_hash": print_.words_hash,
    }
    known = article_at(db, url)
    if known:
        article_id = known[0]
        db.table("articles").update(article_id, row)
        db.table("matches").delete_where("article = ?", [article_id])
        db.table("copy_bands").delete_where("article = ?", [article_id])
    else:
        article_id = inserted_id(db.table("articles").insert(row).last_pk)
    if relevance:
        db.table("matches").insert_all({"article": article_id, **asdict(match)} for match in relevance.matches)
    return article_id


def relatives_at(db: Database, url: str) -> list[int]:
    """The other members of the family of the article under this URL, cut loose from it and from each other: its text
    is about to change, so who belongs together must be found anew."""
    known = article_at(db, url)
    if known is None:
        return []
    family = [member.article for member in family_of(db, [known[0]])]
    write_relations(db, [Relation(article, None, None, None) for article in family])
    return [article for article in family if article != known[0]]


def index_bands(db: Database, article_id: int, bands: Iterable[tuple[int, int]]) -> None:
    """Enter an article into the copies index."""
    db.conn.executemany(
        "insert or ignore into copy_bands (band, hash, article) values (?, ?, ?)",
        [(band, hash_, article_id) for band, hash_ in bands],
    )


def candidates(db: Database, article_id: int) -> list[int]:
    """The articles that share a band, or all words, with an article: whom to compare it with."""
    rows = db.execute(
        """select distinct other.article from copy_bands mine
             join copy_bands other on other.band = mine.band and other.hash = mine.hash
             where mine.article = :id and other.article <> :id
           union select other.id from articles mine join articles other on other.words_hash = mine.words_hash
             where mine.id = :id and other.id <> :id""",
        {"id": article_id},
    )
    return [row[0] for row in rows]


def family_of(db: Database, article_ids: Iterable[int]) -> list[Member]:
    """The given articles and all that point to the same origins."""
    ids = json.dumps(list(article_ids))
    rows = db.query(
        """with roots as (select distinct coalesce(copy_of, id) as root from articles
                            where id in (select value from json_each(?)))
           select id, url, published, text from articles
             where id in (select root from roots) or copy_of in (select root from roots) order by id""",
        [ids],
    )
    return [Member(row["id"], row["url"], row["published"], row["text"]) for row in rows]


def write_relations(db: Database, relations: Iterable[Relation]) -> None:
    """Point each member of a family to its origin; the origin itself to nobody."""
    db.conn.executemany(
        "update articles set copy_of = ?, copy_kind = ?, copy_score = ? where id = ?",
        [(r.origin, r.kind.value if r.kind else None, r.score, r.article) for r in relations],
    )


def texts_of(db: Database, article_ids: Iterable[int]) -> dict[int, str]:
    """The texts of articles by id."""
    rows = db.execute(
        "select id, text from articles where id in (select value from json_each(?))",
        [json.dumps(list(article_ids))],
    )
    return dict(rows.fetchall())


def headline_of(db: Database, article_id: int | None) -> str | None:
    """The title of an article, or its first words; None for no article."""
    row = db.execute("select coalesce(title, substr(text, 1, 80) || '…') from articles where id = ?", [article_id])
    found = row.fetchone()
    return found[0] if found else None
