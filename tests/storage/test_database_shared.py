"""The database file among several processes: killed runs, slow readers, full disks, two runs at once."""

from __future__ import annotations

import multiprocessing
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from crawler.errors import DatabaseRefused, WriteFailed
from crawler.storage import database, schema
from crawler.storage.database import open_database, open_readonly, transaction
from crawler.storage.lock import lock_for_writing
from crawler.storage.runs import fact, set_fact

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


def refusal(opened_by: Opener, path: Path) -> str:
    """What the user is told, without the folder."""
    with pytest.raises(DatabaseRefused) as refused:
        opened_by(path)
    return str(refused.value).removeprefix(f"{path.parent}/")


def test_an_empty_file_beside_raw_pages_was_emptied_by_accident(path: Path) -> None:
    path.touch()
    (path.parent / "raw").mkdir()
    (path.parent / "raw" / "20261121T083000Z-1.warc.gz").touch()
    for opened_by in (open_database, open_readonly):
        assert refusal(opened_by, path).startswith("news.db: is empty, but the folder raw beside it holds pages")
    assert path.read_bytes() == b""


@BOTH_WAYS
@pytest.mark.parametrize("state", ["is empty", "is gone"])
def test_a_log_without_its_database_is_not_thrown_away(opened_by: Opener, path: Path, state: str) -> None:
    wal = path.with_name("news.db-wal")
    wal.write_bytes(b"what a killed run committed")
    if state == "is empty":
        path.touch()
    told = f"news.db: {state}, but news.db-wal beside it is not: restore the database, or remove both"
    assert refusal(opened_by, path) == told
    assert wal.read_bytes() == b"what a killed run committed"


def test_what_a_killed_run_committed_is_there(path: Path, tmp_path: Path) -> None:
    with closing(open_database(path)) as db:
        with transaction(db):
            set_fact(db, "tide", "high")
        killed = tmp_path / "killed"
        killed.mkdir()
        for name in ("news.db", "news.db-wal"):  # as they lie on the disk at this moment
            (killed / name).write_bytes((tmp_path / name).read_bytes())
    with closing(open_database(killed / "news.db")) as again:
        assert fact(again, "tide") == "high"


@BOTH_WAYS
def test_the_log_of_another_program_is_left_untouched(opened_by: Opener, path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("create table recipes (name text)")
        connection.commit()
        killed = tmp_path / "killed"
        killed.mkdir()
        for name in ("news.db", "news.db-wal"):
            (killed / name).write_bytes((tmp_path / name).read_bytes())
    before = {file.name: file.read_bytes() for file in killed.iterdir()}
    assert "is not a Tocsin database" in refusal(opened_by, killed / "news.db")
    assert {file.name: file.read_bytes() for file in killed.iterdir() if not file.name.endswith("-shm")} == before


def _open_at_once(path: Path, gate: object) -> None:
    gate.wait()  # type: ignore[attr-defined]
    open_database(path).close()


def test_processes_that_open_a_new_file_at_the_same_time_make_one_database(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(4)
    openers = [context.Process(target=_open_at_once, args=(path, gate)) for _ in range(4)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join(60)
    assert [opener.exitcode for opener in openers] == [0, 0, 0, 0]
    with closing(open_database(path)) as db:
        applied = [row[0] for row in db.execute("select name from _sqlite_migrations")]
        assert len(applied) == len(set(applied)) == len(list(schema.migrations.applied(db)))


def test_a_migration_that_breaks_off_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_database(path).close()
    before = path.read_bytes()
    later = Migrations("tocsin")

    @later()
    def m900_later(db: Database) -> None:
        db.execute("create table later (name text)")
        db.execute("create table later (name text)")

    monkeypatch.setattr(database, "migrations", later)
    monkeypatch.setattr(database, "_check", lambda _db, _path: None)
    with pytest.raises(DatabaseRefused, match="already exists"):
        open_database(path)
    assert path.read_bytes() == before


def test_a_full_disk_is_told_and_what_was_committed_stays(db: Database) -> None:
    with transaction(db):
        set_fact(db, "tide", "high")
    pages = db.execute("pragma page_count").fetchone()[0]
    db.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(WriteFailed, match=r"the disk is full .*; what was committed stays"), transaction(db):
        set_fact(db, "tide", "low")
        set_fact(db, "wind", "west" * 100_000)
    assert (fact(db, "tide"), fact(db, "wind")) == ("high", None)


def test_another_program_that_holds_the_database_is_told(db: Database, path: Path) -> None:
    db.execute("pragma busy_timeout = 0")
    with closing(sqlite3.connect(path, isolation_level=None)) as browser:
        browser.execute("begin immediate")
        with pytest.raises(WriteFailed, match="another program holds the database"), transaction(db):
            set_fact(db, "tide", "high")


def write_much(db: Database, count: int) -> None:
    """Write so many bytes, in transactions of a million."""
    for _ in range(count // 1_000_000):
        with transaction(db):
            set_fact(db, "tide", secrets.token_hex(500_000))


def test_a_reader_that_stays_does_not_stop_the_writer_and_the_log_is_short_afterwards(db: Database, path: Path) -> None:
    wal = database.wal_of(path)
    with closing(open_readonly(path)) as reader:
        reader.execute("begin")
        assert fact(reader, "tide") is None
        write_much(db, 3 * database.WAL_BYTES)
        assert wal.stat().st_size > 2 * database.WAL_BYTES
        assert fact(reader, "tide") is None
    time.sleep(database.CHECKPOINT_EVERY_SECONDS)
    write_much(db, 1_000_000)
    assert wal.stat().st_size <= database.WAL_BYTES


def test_readers_that_overlap_for_ever_do_not_let_the_log_grow(db: Database, path: Path) -> None:
    done = threading.Event()

    def read(turn: int) -> None:
        with closing(open_readonly(path)) as reader:
            time.sleep(turn * 0.005)
            while not done.is_set():
                reader.execute("begin")
                fact(reader, "tide")
                time.sleep(0.01)
                reader.conn.rollback()

    readers = [threading.Thread(target=read, args=[turn]) for turn in range(3)]
    for reader in readers:
        reader.start()
    try:
        largest = 0
        for _ in range(5 * database.WAL_BYTES // 1_000_000):
            write_much(db, 1_000_000)
            largest = max(largest, database.wal_of(path).stat().st_size)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert largest < 3 * database.WAL_BYTES


def test_two_names_of_a_database_have_one_lock(tmp_path: Path) -> None:
    open_database(tmp_path / "news.db").close()
    (tmp_path / "alias.db").symlink_to(tmp_path / "news.db")
    first, second = lock_for_writing(tmp_path / "news.db"), lock_for_writing(tmp_path / "alias.db")
    assert first is second
    first.release()
    second.release()


def test_a_place_where_no_lock_can_be_made_is_not_taken_for_a_run() -> None:
    with pytest.raises(DatabaseRefused, match=r"^/proc/news\.db: cannot be written"):
        lock_for_writing(Path("/proc/news.db"))
