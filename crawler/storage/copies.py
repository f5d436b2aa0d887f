"""Who repeats whom: the index that proposes candidates, the links between copies, the families that they make."""

from __future__ import annotations

import json
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zlib import crc32

from sqlite_utils import Database

from crawler.records import CopyKind, Member, Origin, Relation

WINDOW_DAYS = 30  # between the publication of a text and of its copy
UNDATED = 0
MAX_POSTINGS = 150  # articles of one fact within the window; a fact that more of them state tells nothing
MAX_CANDIDATES = 12
MIN_SHARED = 2  # facts, unless all words are the same
MIN_SHARE = 0.065  # of the facts of the one that states fewer; copies share from 0.07 on, in any language


@dataclass(frozen=True)
class Link:
    """Two articles that say the same, the one with the lower id first."""

    one: int
    other: int
    kind: CopyKind
    score: float


def enter(db: Database, article_id: int, tokens: Iterable[str]) -> None:
    """Enter an article into the index, by the facts that it states; what stood there for it goes."""
    leave(db, article_id)
    keys = sorted({crc32(token.encode()) for token in tokens})
    day = _day_of(db, article_id)
    db.conn.execute(
        "insert into copy_keys (article, day, keys) values (?, ?, ?)",
        [article_id, day, struct.pack(f"<{len(keys)}I", *keys)],
    )
    db.conn.executemany(
        "insert into copy_index (key, day, article) values (?, ?, ?)", [(key, day, article_id) for key in keys]
    )


def leave(db: Database, article_id: int) -> None:
    """Take an article out of the index, and cut its links."""
    row = db.execute("select day, keys from copy_keys where article = ?", [article_id]).fetchone()
    if row:
        db.conn.executemany(
            "delete from copy_index where key = ? and day = ? and article = ?",
            [(key, row[0], article_id) for key in _unpacked(row[1])],
        )
        db.execute("delete from copy_keys where article = ?", [article_id])
    db.execute("delete from copy_links where one = :id or other = :id", {"id": article_id})


def candidates(db: Database, article_id: int) -> list[int]:
    """The articles with which this one shares most of what few articles state, and those with the same words: whom to
    compare it with. The cost does not grow with the corpus: each fact is looked up within the window, and skipped where
    it is common there."""
    row = db.execute("select day, keys from copy_keys where article = ?", [article_id]).fetchone()
    if row is None:
        return []
    scores: defaultdict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    for key in _unpacked(row[1]):
        found = _stating(db, key, row[0])
        for other in found if len(found) <= MAX_POSTINGS else ():
            scores[other] += 1 / (1 + len(found)) ** 0.5
            shared[other] += 1
    ranked = sorted(
        (other for other in shared if other != article_id and shared[other] >= MIN_SHARED),
        key=lambda other: (-scores[other], other),
    )[:MAX_CANDIDATES]
    stating = _facts_of(db, [article_id, *ranked])
    ranked = [o for o in ranked if shared[o] >= MIN_SHARE * min(stating[article_id], stating.get(o, 0))]
    same = db.execute(
        """select other.id from articles mine join articles other on other.words_hash = mine.words_hash
             where mine.id = ? and other.id <> mine.id order by other.id limit ?""",
        [article_id, MAX_CANDIDATES],
    )
    return list(dict.fromkeys([*(row[0] for row in same), *ranked]))


def link(db: Database, links: Iterable[Link]) -> None:
    """Write links; a pair that is linked already gets the new verdict."""
    db.conn.executemany(
        "insert or replace into copy_links (one, other, kind, score) values (?, ?, ?, ?)",
        [(link.one, link.other, link.kind.value, link.score) for link in links],
    )


def linked(db: Database, article_id: int) -> set[int]:
    """The article and all that are linked with it, directly or by others."""
    rows = db.execute(
        """with recursive family(id) as (
             select :id
             union select case when one = family.id then other else one end
               from family join copy_links on one = family.id or other = family.id)
           select id from family""",
        {"id": article_id},
    )
    return {row[0] for row in rows}


def pointing_together(db: Database, article_id: int) -> set[int]:
    """The article, its origin, and all that point there: the family as it was written last."""
    rows = db.execute(
        """select id from articles where id = :root or copy_of = :root or id = :id""",
        {
            "id": article_id,
            "root": db.execute("select coalesce(copy_of, id) from articles where id = ?", [article_id]).fetchone()[0],
        },
    )
    return {row[0] for row in rows}


def members(db: Database, article_ids: Iterable[int]) -> list[Member]:
    """The articles with what decides who is the origin, by id."""
    rows = db.query(
        """select id, url, published, language, text, words_hash, source, site, credit, canonical, copy_of
             from articles where id in (select value from json_each(?)) order by id""",
        [json.dumps(sorted(article_ids))],
    )
    return [Member(article=row.pop("id"), **row) for row in rows]


def relate(db: Database, relations: Sequence[Relation]) -> None:
    """Point each article to its origin, with the evidence; the origin itself to nobody. A row that says so already is
    left alone: to write it would index its whole text anew."""
    places = [(r.origin, r.kind.value if r.kind else None, r.score) for r in relations]
    db.conn.executemany(
        """update articles set copy_of = ?, copy_kind = ?, copy_score = ?
             where id = ? and (copy_of, copy_kind, copy_score) is not (?, ?, ?)""",
        [(*place, r.article, *place) for place, r in zip(places, relations, strict=True)],
    )
    db.conn.executemany("delete from copy_evidence where article = ?", [(r.article,) for r in relations])
    db.conn.executemany(
        "insert into copy_evidence (article, evidence) values (?, ?)",
        [(r.article, json.dumps(r.evidence, ensure_ascii=False)) for r in relations if r.evidence],
    )


def relation(db: Database, article_id: int) -> Relation:
    """The place of an article as it was written last, without the evidence."""
    origin, kind, score = db.execute(
        "select copy_of, copy_kind, copy_score from articles where id = ?", [article_id]
    ).fetchone()
    return Relation(article_id, origin, CopyKind(kind) if kind else None, score)


def evidence_of(db: Database, article_id: int) -> dict[str, object] | None:
    """What shows that an article is a copy of its origin; None for one that is none."""
    row = db.execute("select evidence from copy_evidence where article = ?", [article_id]).fetchone()
    return json.loads(row[0]) if row else None


def article_named(db: Database, name: str, key: str) -> int | None:
    """The article with this ID, or with the address of this key."""
    number = int(name) if name.isdecimal() and len(name) < 19 else 0
    row = db.execute(
        """select id from articles where id = ? or key = ?
           union select article from pages where key = ? and article is not null""",
        [number, key, key],
    ).fetchone()
    return int(row[0]) if row else None


def family(db: Database, article_id: int) -> list[dict[str, object]]:
    """An article with its origin and all other copies of it, the origin first."""
    return list(
        db.query(
            """select id, url, published, language, source, title, copy_of, copy_kind, copy_score from articles
                 where id in (select value from json_each(?)) order by copy_of is not null, published, url""",
            [json.dumps(sorted(pointing_together(db, article_id)))],
        )
    )


def families(db: Database, most: int = 30) -> list[dict[str, object]]:
    """The origins with most copies."""
    return list(
        db.query(
            """select origin.id as origin, origin.title, origin.url, count(*) as copies,
                 group_concat(distinct copy.language) as languages
               from articles copy join articles origin on origin.id = copy.copy_of
               group by origin.id order by copies desc, origin.id limit ?""",
            [most],
        )
    )


def not_entered(db: Database) -> list[int]:
    """The articles that the index does not hold yet: those of an older database."""
    rows = db.execute("select id from articles where id not in (select article from copy_keys) order by id")
    return [row[0] for row in rows]


def disagreements(db: Database) -> Iterator[str]:
    """Where index, links and articles do not agree, in words."""
    yield from (
        row[0]
        for row in db.execute(
            """select 'article ' || id || ' is not in the index' from articles
                 where id not in (select article from copy_keys)
               union all select 'the index holds article ' || article || ', which is gone' from copy_keys
                 where article not in (select id from articles)
               union all select distinct 'the index finds article ' || article || ', which it does not hold'
                 from copy_index where article not in (select article from copy_keys)
               union all select 'articles ' || one || ' and ' || other || ' are linked, but not in one family'
                 from copy_links join articles mine on mine.id = one join articles theirs on theirs.id = other
                 where coalesce(mine.copy_of, mine.id) <> coalesce(theirs.copy_of, theirs.id)
               union all select 'article ' || id || ' is a copy without evidence' from articles
                 where copy_of is not null and id not in (select article from copy_evidence)
               union all select 'article ' || id || ' is a copy without a link' from articles
                 where copy_of is not null and not exists (select 1 from copy_links where one = id or other = id)"""
        )
    )
    entered = db.execute("select coalesce(sum(length(keys) / 4), 0) from copy_keys").fetchone()[0]
    found = db.execute("select count(*) from copy_index").fetchone()[0]
    if entered != found:
        yield f"the index has {found:,} entries, and {entered:,} are known of its articles"


def _stating(db: Database, key: int, day: int) -> list[int]:
    """The articles of the window that state a fact, one more at most than tells anything."""
    if day == UNDATED:
        rows = db.execute("select article from copy_index where key = ? limit ?", [key, MAX_POSTINGS + 1])
    else:
        rows = db.execute(
            """select article from copy_index where key = ? and day between ? and ?
               union all select article from copy_index where key = ? and day = ? limit ?""",
            [key, day - WINDOW_DAYS, day + WINDOW_DAYS, key, UNDATED, MAX_POSTINGS + 1],
        )
    return [row[0] for row in rows.fetchall()]


def _facts_of(db: Database, article_ids: Sequence[int]) -> dict[int, int]:
    """How many facts each of these articles states."""
    rows = db.execute(
        "select article, length(keys) / 4 from copy_keys where article in (select value from json_each(?))",
        [json.dumps(article_ids)],
    )
    return dict(rows.fetchall())


def _day_of(db: Database, article_id: int) -> int:
    """The day of publication, counted from year 1; where none is known, the day when a crawl found the article."""
    published, fetched, origin = db.execute(
        "select published, fetched_at, origin from articles where id = ?", [article_id]
    ).fetchone()
    known = published or (fetched if origin == Origin.CRAWL else None)
    return date.toordinal(datetime.fromisoformat(known).date()) if known else UNDATED


def _unpacked(keys: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(keys) // 4}I", keys)
