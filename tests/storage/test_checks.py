"""Each check finds what it is there for, and says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.errors import DatabaseRefused
from crawler.storage import copies
from crawler.storage.checks import CHECKS, Checked, check_database
from crawler.storage.database import open_database, transaction

ARTICLE = """insert into articles (id, source, text, url, origin, key, words_hash, fetched_at)
  values (:i, 's', 't', :u, 'crawl', :u, :u, '')"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """A sound database with two articles."""
    db = open_database(path)
    with transaction(db):
        for number in (1, 2):
            url = f"https://gulfwire.example/{number}"
            db.execute(ARTICLE, {"i": number, "u": url})
            copies.enter(db, number, ["@KRP", "#14"])
            db.execute(
                "insert into pages (url, key, source, outcome, found_at, article) values (?, ?, 's', 'kept', '', ?)",
                [url, url, number],
            )
    yield db
    db.close()


def wrong(path: Path) -> dict[str, Checked]:
    return {checked.name: checked for checked in check_database(path) if checked.wrong}


def spoil(path: Path, *statements: str) -> None:
    """Run statements as a program would that knows no foreign keys."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_sound_database_passes_every_check(db: Database, path: Path) -> None:
    checked = list(check_database(path))
    assert [one.name for one in checked] == list(CHECKS)
    assert [one for one in checked if one.wrong] == []


@pytest.mark.parametrize(
    ("statement", "name", "told"),
    [
        ("delete from articles where id = 2", "foreign keys", "no such row in articles"),
        ("delete from articles where id = 2", "copies index", "the index holds article 2, which is gone"),
        ("delete from copy_keys where article = 1", "copies index", "article 1 is not in the index"),
        ("delete from articles_fts_docsize where id = 1", "full-text search", "article 1 is not in the index"),
        ("insert into articles_fts_docsize values (9, x'00')", "full-text search", "article 9, which is gone"),
        ("delete from articles_fts_data where id > 10", "full-text search", "does not hold the words"),
        ("update articles set copy_of = id % 2 + 1, copy_kind = 'near', copy_score = 1", "copies", "repeats another"),
        ("update articles set copy_kind = 'near'", "copies", "says how it repeats, not whom"),
        ("update articles set copy_of = 1 where id = 2", "copies", "says whom it repeats, not how"),
        ("update pages set outcome = 'failed' where article = 1", "ledger", "article 1 has no address"),
        ("update pages set article = null where article = 1", "ledger", "/1 is kept, without an article"),
        ("update pages set raw = 'run.warc.gz@0'", "raw pages", "run.warc.gz is gone"),
    ],
)
def test_what_is_wrong_is_found_and_named(db: Database, path: Path, statement: str, name: str, told: str) -> None:
    spoil(path, statement)
    found = wrong(path)
    assert name in found
    assert told in found[name].told


def test_words_that_the_index_does_not_hold_are_found(db: Database, path: Path) -> None:
    spoil(path, "drop trigger articles_au", "update articles set text = 'other words' where id = 1")
    assert "does not hold the words" in wrong(path)["full-text search"].told


def test_a_damaged_page_of_the_file_is_told_and_not_thrown(db: Database, path: Path) -> None:
    db.execute("pragma wal_checkpoint(truncate)").fetchall()
    root = db.execute("select rootpage from sqlite_master where name = 'matches_article'").fetchone()[0]
    size = db.execute("pragma page_size").fetchone()[0]
    db.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    assert wrong(path)["file"].wrong > 0


def test_many_findings_are_counted_and_some_named(db: Database, path: Path) -> None:
    spoil(path, *["insert into articles_fts_docsize select max(id) + 1, x'00' from articles_fts_docsize"] * 10)
    found = wrong(path)["full-text search"]
    assert found.wrong == 10
    assert found.told.endswith("and 7 more")


def test_a_raw_page_beyond_the_end_of_its_file_is_found(db: Database, path: Path) -> None:
    (path.parent / "raw").mkdir()
    (path.parent / "raw" / "run.warc.gz").write_bytes(b"short")
    spoil(path, "update pages set raw = 'run.warc.gz@5' where article = 1")
    assert wrong(path)["raw pages"].told == "run.warc.gz ends before a page of it"


def test_looking_changes_nothing_and_waits_for_no_writer(db: Database, path: Path) -> None:
    db.execute("pragma wal_checkpoint(truncate)").fetchall()
    before = path.read_bytes()
    with transaction(db):
        db.execute("update articles set text = 'half written'")
        checked = {one.name: one for one in check_database(path)}
        assert [one for one in checked.values() if one.wrong] == []
        assert "not compared" in checked["full-text search"].told
    assert path.read_bytes() == before


def test_a_database_of_an_older_tocsin_is_not_called_wrong(db: Database, path: Path) -> None:
    spoil(path, "delete from _sqlite_migrations where name = 'm005_score'")
    with pytest.raises(DatabaseRefused, match="older Tocsin; the next run brings it up to date"):
        list(check_database(path))
