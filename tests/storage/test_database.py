"""The database file: made, opened again, or refused in one line and left untouched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.errors import DatabaseRefused
from crawler.storage.database import open_database, open_readonly, transaction
from crawler.storage.runs import fact, set_fact
from crawler.storage.schema import APPLICATION_ID, migrations

BOTH_WAYS = pytest.mark.parametrize("opened_by", [open_database, open_readonly])
Opener = Callable[[Path], Database]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database file that is not there yet."""
    return tmp_path / "news.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """An empty database."""
    db = open_database(path)
    yield db
    db.conn.close()


def make(path: Path, *statements: str) -> None:
    """Run statements on a file as another program would."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def refusal(opened_by: Opener, path: Path) -> str:
    """What the user is told, without the folder."""
    with pytest.raises(DatabaseRefused) as refused:
        opened_by(path)
    return str(refused.value).removeprefix(f"{path.parent}/")


def test_a_new_file_has_the_tables_of_the_data_contract(db: Database) -> None:
    tables = {"articles", "pages", "matches", "sources", "runs", "articles_fts"}
    assert tables <= set(db.table_names())
    columns = {column.name for column in db.table("pages").columns}
    assert columns >= {"url", "source", "found_in", "found_at", "fetched_at", "status", "outcome", "reason", "article"}
    assert {"originals", "copies", "not_kept", "outcomes"} <= set(db.view_names())


def test_a_file_of_ours_says_so_to_other_programs(db: Database) -> None:
    assert db.execute("pragma application_id").fetchone() == (APPLICATION_ID,)


def test_readers_do_not_wait_for_the_writer(db: Database, path: Path) -> None:
    with transaction(db):
        set_fact(db, "tide", "high")
        reader = open_readonly(path)
        assert fact(reader, "tide") is None
        reader.conn.close()


def test_what_was_written_is_there_when_the_file_is_opened_again(db: Database, path: Path) -> None:
    with transaction(db):
        set_fact(db, "tide", "high")
    again = open_database(path)
    assert fact(again, "tide") == "high"
    again.conn.close()


def test_a_name_with_signs_of_an_address_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=rwc#b%41 c.db"
    open_database(path).conn.close()
    assert path.is_file()
    open_readonly(path).conn.close()


def test_a_reader_cannot_write(db: Database, path: Path) -> None:
    reader = open_readonly(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        set_fact(reader, "tide", "high")
    reader.conn.close()


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    db = open_database(path)
    assert "articles" in db.table_names()
    db.conn.close()


def test_there_is_nothing_to_read_before_the_first_crawl(path: Path) -> None:
    assert (
        refusal(open_readonly, path) == "news.db: no database there yet; run `make crawl` first, or set TOCSIN_DATABASE"
    )
    assert not path.exists()


def test_an_empty_file_holds_nothing_to_read(path: Path) -> None:
    path.touch()
    assert refusal(open_readonly, path).startswith("news.db: no database there yet; run `make crawl` first")
    assert path.read_bytes() == b""


def test_a_missing_folder_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefused, match="no such folder; create it, or name another file") as refused:
        open_database(tmp_path / "results" / "news.db")
    assert refused.value.place == tmp_path / "results"
    assert not (tmp_path / "results").exists()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefused, match="is a folder; TOCSIN_DATABASE names a file"):
        open_database(tmp_path)
    with pytest.raises(DatabaseRefused, match="no database there yet"):
        open_readonly(tmp_path)


def test_a_place_where_no_file_can_be_made_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "news.db").symlink_to(tmp_path / "gone" / "news.db")
    assert "cannot be written; check the folder's permissions" in refusal(open_database, tmp_path / "news.db")


@BOTH_WAYS
@pytest.mark.parametrize(
    "statement",
    ["create table recipes (name text)", "create view recipes as select 'borshch'", "pragma application_id = 5"],
    ids=["table", "view", "number"],
)
def test_a_file_of_another_program_is_refused_and_left_untouched(opened_by: Opener, path: Path, statement: str) -> None:
    make(path, statement)
    before = path.read_bytes()
    told = refusal(opened_by, path)
    assert told == "news.db: is not a Tocsin database; name another file with TOCSIN_DATABASE"
    assert path.read_bytes() == before


@BOTH_WAYS
def test_a_file_of_a_newer_tocsin_is_refused_and_left_untouched(opened_by: Opener, path: Path) -> None:
    open_database(path).conn.close()
    make(
        path,
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('tocsin', 'm999_maps', '2030-01-01')",
    )
    before = path.read_bytes()
    told = refusal(opened_by, path)
    assert told.startswith("news.db: was written by a newer Tocsin (it has m999_maps); update the program")
    assert path.read_bytes() == before


@BOTH_WAYS
@pytest.mark.parametrize("text", ["hi", "An article, not a database. " * 100])
def test_a_text_file_is_refused_and_left_untouched(opened_by: Opener, path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    assert "not a database; restore a copy, or name another file" in refusal(opened_by, path)
    assert path.read_text("utf-8") == text


@BOTH_WAYS
@pytest.mark.parametrize("kept", [0.001, 0.5])
def test_a_file_that_was_cut_is_refused_with_what_to_do(opened_by: Opener, path: Path, kept: float) -> None:
    open_database(path).conn.close()
    whole = path.read_bytes()
    cut = whole[: int(len(whole) * kept)]
    path.write_bytes(cut)
    assert "restore a copy, or name another file with TOCSIN_DATABASE" in refusal(opened_by, path)
    assert path.read_bytes() == cut


def test_a_database_of_an_older_tocsin_is_brought_up_to_date(path: Path) -> None:
    older = Database(path)
    migrations.apply(older, stop_before="m002_views")
    older.execute(f"pragma application_id = {APPLICATION_ID}")
    older.execute("insert into facts (name, value) values ('tide', 'high')")
    older.conn.commit()
    older.conn.close()
    db = open_database(path)
    assert "originals" in db.view_names()
    assert fact(db, "tide") == "high"
    db.conn.close()


def test_a_transaction_is_all(db: Database) -> None:
    with transaction(db):
        set_fact(db, "tide", "high")
        set_fact(db, "wind", "west")
    assert not db.conn.in_transaction
    assert (fact(db, "tide"), fact(db, "wind")) == ("high", "west")


@pytest.mark.parametrize("kind", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_transaction_is_nothing_where_it_breaks_off(db: Database, kind: type[BaseException]) -> None:
    with pytest.raises(kind), transaction(db):
        set_fact(db, "tide", "high")
        raise kind
    assert not db.conn.in_transaction
    assert fact(db, "tide") is None


def test_a_transaction_that_cannot_be_committed_is_nothing(db: Database) -> None:
    db.execute("create table later (run integer references runs(id) deferrable initially deferred)")
    with pytest.raises(sqlite3.IntegrityError), transaction(db):
        set_fact(db, "tide", "high")
        db.execute("insert into later values (77)")
    assert not db.conn.in_transaction
    assert fact(db, "tide") is None


def test_a_transaction_in_a_transaction_is_part_of_it(db: Database) -> None:
    with pytest.raises(RuntimeError), transaction(db):
        with transaction(db):
            set_fact(db, "tide", "high")
        assert db.conn.in_transaction
        raise RuntimeError
    assert fact(db, "tide") is None


def test_a_transaction_takes_the_write_lock_at_once(db: Database, path: Path) -> None:
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    with closing(other), transaction(db), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("begin immediate")


def test_a_row_cannot_point_to_an_article_that_is_not_there(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError), transaction(db):
        db.execute("insert into matches (article, concept, term, found, sentence) values (7, 'act', 'x', 'x', 'x')")
