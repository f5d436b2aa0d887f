"""Opening the database file, or refusing it in one line and leaving it untouched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from crawler.errors import DatabaseRefused
from crawler.storage.schema import APPLICATION_ID, migrations

BUSY_SECONDS = 30  # how long a write waits for another writer; readers never wait in WAL mode
NOTHING_YET = "no database there yet; run `make crawl` first, or set TOCSIN_DATABASE"
OTHER_FILE = "is not a Tocsin database; name another file with TOCSIN_DATABASE"


def open_database(path: Path) -> Database:
    """The database, created or brought up to date as needed. Raises DatabaseRefused."""
    try:
        if path.is_dir():
            raise DatabaseRefused(path, "is a folder; TOCSIN_DATABASE names a file")
        if not path.parent.is_dir():
            raise DatabaseRefused(path.parent, "no such folder; create it, or name another file with TOCSIN_DATABASE")
    except OSError as error:  # a name that is too long, say
        raise DatabaseRefused(path, f"cannot be used ({error.strerror}); name another file") from None
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        db = Database(connection)
        _check(db, path)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma foreign_keys = on")
        with transaction(db):
            migrations.apply(db)
            db.execute(f"pragma application_id = {APPLICATION_ID}")
    except sqlite3.DatabaseError as error:
        raise DatabaseRefused(path, _advice(str(error))) from error
    return db


def open_readonly(path: Path) -> Database:
    """The database for looking only. Raises DatabaseRefused if there is none."""
    if not path.is_file():
        raise DatabaseRefused(path, NOTHING_YET)
    try:
        db = Database(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS))
        _check(db, path)
        if not db.table("pages").exists():
            raise DatabaseRefused(path, NOTHING_YET)
    except sqlite3.DatabaseError as error:
        raise DatabaseRefused(path, _advice(str(error))) from error
    return db


@contextmanager
def transaction(db: Database) -> Iterator[Database]:
    """All or nothing. Takes the write lock at once: a transaction that starts by reading and wants to write later
    fails beside a second writer whatever its time-out. Inside another transaction it is part of that one."""
    if db.conn.in_transaction:
        yield db
        return
    db.conn.execute("begin immediate")
    try:
        yield db
        db.conn.execute("commit")
    except BaseException:
        db.conn.rollback()
        raise


def inserted_id(row_id: object) -> int:
    """The id that SQLite gave a new row."""
    assert isinstance(row_id, int)  # noqa: S101 - tables with integer keys only
    return row_id


def _check(db: Database, path: Path) -> None:
    """Refuse a file of another program, or of a newer Tocsin, before anything is written to it."""
    application = db.execute("pragma application_id").fetchone()[0]
    is_new = application == 0 and db.execute("select count(*) from sqlite_master").fetchone()[0] == 0
    if not is_new and application != APPLICATION_ID:
        raise DatabaseRefused(path, OTHER_FILE)
    if not is_new:
        ours = {step.name for step in migrations.pending(Database(memory=True))}
        if newer := sorted({step.name for step in migrations.applied(db)} - ours):
            raise DatabaseRefused(
                path,
                f"was written by a newer Tocsin (it has {newer[-1]}); update the program, or name another file",
            )


def _advice(error: str) -> str:
    if "not a database" in error or "malformed" in error:
        return f"{error}; restore a copy, or name another file with TOCSIN_DATABASE"
    if "readonly" in error or "unable to open" in error or "permission" in error.lower():
        return "cannot be written; check the folder's permissions, or name another file with TOCSIN_DATABASE"
    return f"cannot be used: {error}"
