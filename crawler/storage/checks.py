"""Whether the database holds together: each check finds what is wrong, in words, or nothing. None changes anything."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from crawler.errors import DatabaseRefused, Locked
from crawler.records import Outcome
from crawler.storage.copies import disagreements
from crawler.storage.database import open_readonly
from crawler.storage.gaps import gaps_of
from crawler.storage.lock import lock_for_writing
from crawler.storage.schema import migrations

MOST_TOLD = 3  # findings of one check that are named; all are counted


@dataclass(frozen=True)
class Checked:
    """What a check found: how many things are wrong, and what to tell."""

    name: str
    wrong: int
    told: str


def check_database(path: Path) -> Iterator[Checked]:
    """All checks, one after the other, all of one state of the database. Raises DatabaseRefused."""
    with closing(open_readonly(path)) as db:
        if migrations.pending(db):
            raise DatabaseRefused(
                path, "was written by an older Tocsin; the next run brings it up to date, check it then"
            )
        db.execute("begin")
        for name, check in CHECKS.items():
            try:
                findings, told = check(db, path)
            except sqlite3.DatabaseError as error:  # damaged beyond what the check can read
                findings, told = [str(error)], ""
            yield Checked(name, len(findings), _told(findings) or told)


def _told(findings: list[str]) -> str:
    more = f"; and {len(findings) - MOST_TOLD} more" if len(findings) > MOST_TOLD else ""
    return "; ".join(findings[:MOST_TOLD]) + more


def _integrity(db: Database, _path: Path) -> tuple[list[str], str]:
    found = [row[0] for row in db.execute("pragma integrity_check").fetchall()]
    return [line for line in found if line != "ok"], "every page and index of the file is sound"


def _foreign_keys(db: Database, _path: Path) -> tuple[list[str], str]:
    rows = db.execute("pragma foreign_key_check").fetchall()
    return [
        f"{table}, row {row}: no such row in {parent}" for table, row, parent, _ in rows
    ], "every link leads to a row"


def _full_text(db: Database, path: Path) -> tuple[list[str], str]:
    """SQLite compares the words themselves only through a connection that may write: not while a run is writing."""
    rows = db.execute(
        """select 'article ' || id || ' is not in the index' from articles
             where id not in (select id from articles_fts_docsize)
           union all select 'the index holds article ' || id || ', which is gone' from articles_fts_docsize
             where id not in (select id from articles)"""
    ).fetchall()
    if rows:
        return [row[0] for row in rows], ""
    try:
        lock = lock_for_writing(path)
        try:
            with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
                connection.execute("insert into articles_fts(articles_fts, rank) values ('integrity-check', 1)")
        finally:
            lock.release()
    except (Locked, DatabaseRefused) as error:
        return [], f"every article is in the index; its words were not compared ({error})"
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return [], f"every article is in the index; its words were not compared ({error})"
        return [f"the index does not hold the words of the articles ({error})"], ""
    return [], "the index holds the words of every article"


def _copies(db: Database, _path: Path) -> tuple[list[str], str]:
    rows = db.execute(
        """select 'article ' || copy.id || ' repeats ' || origin.id || ', which repeats another one'
             from articles copy join articles origin on origin.id = copy.copy_of where origin.copy_of is not null
           union all select 'article ' || id || ' says how it repeats, not whom' from articles
             where copy_of is null and coalesce(copy_kind, copy_score) is not null
           union all select 'article ' || id || ' says whom it repeats, not how' from articles
             where copy_of is not null and (copy_kind is null or copy_score is null)"""
    ).fetchall()
    return [row[0] for row in rows], "every copy leads to its origin"


def _copies_index(db: Database, _path: Path) -> tuple[list[str], str]:
    return list(disagreements(db)), "every article is in the index, and linked copies in one family"


def _ledger(db: Database, _path: Path) -> tuple[list[str], str]:
    """Rows that nothing leads to, and rows that lead nowhere."""
    rows = db.execute(
        """select 'article ' || id || ' has no address in the ledger' from articles
             where not exists (select 1 from pages where article = articles.id and outcome = :kept)
           union all select url || ' is kept, without an article' from pages
             where outcome = :kept and article is null
           union all select url || ' is ' || outcome || ', with an article' from pages
             where outcome not in (:kept, :moved) and article is not null
           union all select 'lines of the site ' || source || ' without a count of its pages' from
             (select distinct source from site_lines where source not in (select source from sites))""",
        {"kept": Outcome.KEPT, "moved": Outcome.MOVED},
    ).fetchall()
    return [row[0] for row in rows], "every article has its address, every kept address its article"


def _raw_pages(db: Database, path: Path) -> tuple[list[str], str]:
    """The place of each archived page is in its file. What a prune took out, as a backup may still name it, is fine."""
    rows = db.execute(
        """select substr(raw, 1, instr(raw, '@') - 1) as name, json_group_array(cast(substr(raw, instr(raw, '@') + 1)
             as integer)) from pages where raw is not null group by name"""
    ).fetchall()
    found, count = [], 0
    for name, offsets in rows:
        places = json.loads(offsets)
        count += len(places)
        file = path.parent / "raw" / Path(name).name
        if not file.is_file():
            found.append(f"{name} is gone, with the pages of {len(places)} addresses")
            continue
        with file.open("rb") as opened:
            gaps, size = gaps_of(opened), file.stat().st_size
            positions = [gaps.position(offset) for offset in places]
            found += [f"{name} ends before a page of it" for place in positions if place is not None and place >= size]
    return found, f"{count} addresses have their raw page"


# A further check is a function here and a line below; it looks at the same state of the database as all others.
Check = Callable[[Database, Path], tuple[list[str], str]]
CHECKS: dict[str, Check] = {  # each returns its findings, and what to tell where there is none
    "file": _integrity,
    "foreign keys": _foreign_keys,
    "full-text search": _full_text,
    "copies": _copies,
    "copies index": _copies_index,
    "ledger": _ledger,
    "raw pages": _raw_pages,
}
