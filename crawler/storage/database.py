"""Opening the database file, or refusing it in one line and leaving it untouched."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlite_utils import Database

from crawler.errors import DatabaseRefused, TocsinError
from crawler.storage.failures import write_failure
from crawler.storage.schema import APPLICATION_ID, migrations

BUSY_SECONDS = 30  # how long a write waits for another writer; readers never wait in WAL mode
WAL_BYTES = 16_000_000  # SQLite alone starts anew at 4 MB, but never while readers overlap
CHECKPOINT_SECONDS = 0.1  # so long a writer waits for readers to let go of a log that is longer
CHECKPOINT_EVERY_SECONDS = 1.0  # and so often: a reader may stay, but when it goes the next write notices
NOTHING_YET = "no database there yet; run `make crawl` first, or set TOCSIN_DATABASE"
OTHER_FILE = "is not a Tocsin database; name another file with TOCSIN_DATABASE"

_tried: WeakKeyDictionary[Database, tuple[float, int]] = (
    WeakKeyDictionary()
)  # when (monotonic), and the log's bytes then


def open_database(path: Path) -> Database:
    """The database, created or brought up to date as needed. Raises DatabaseRefused, or WriteFailed on a full disk."""
    try:
        if path.is_dir():
            raise DatabaseRefused(path, "is a folder; TOCSIN_DATABASE names a file")
        if not path.parent.is_dir():
            raise DatabaseRefused(path.parent, "no such folder; create it, or name another file with TOCSIN_DATABASE")
        _refuse_emptied(path)
    except OSError as error:  # a name that is too long, say
        raise DatabaseRefused(path, f"cannot be used ({error.strerror}); name another file") from None
    connection = None
    try:
        if path.is_file():
            _look_at(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        _use_wal(connection, path)
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma foreign_keys = on")
        connection.execute(f"pragma journal_size_limit = {WAL_BYTES}")
        db = Database(connection)
        connection.execute("begin immediate")  # what is checked here is what is migrated
        _check(db, path)
        if migrations.pending(db):
            migrations.apply(db)
            db.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute("commit")
    except (sqlite3.DatabaseError, DatabaseRefused) as error:
        if connection is not None:
            connection.close()  # takes back what was not committed
        raise _refusal(path, error) from error
    return db


def open_readonly(path: Path) -> Database:
    """The database for looking only. Raises DatabaseRefused if there is none."""
    _refuse_emptied(path)
    if not path.is_file():
        raise DatabaseRefused(path, NOTHING_YET)
    connection = None
    try:
        connection = _readonly(path)
        db = Database(connection)
        _check(db, path)
        if not db.table("pages").exists():
            raise DatabaseRefused(path, NOTHING_YET)
    except (sqlite3.DatabaseError, DatabaseRefused) as error:
        if connection is not None:
            connection.close()
        raise _refusal(path, error) from error
    return db


@contextmanager
def transaction(db: Database) -> Iterator[Database]:
    """All or nothing. Takes the write lock at once: a transaction that starts by reading and wants to write later
    fails beside a second writer whatever its time-out. Inside another transaction it is part of that one. Raises
    WriteFailed where the disk is full or fails."""
    if db.conn.in_transaction:
        yield db
        return
    try:
        db.conn.execute("begin immediate")
        try:
            yield db
            db.conn.execute("commit")
        except BaseException:
            db.conn.rollback()
            raise
    except sqlite3.Error as error:
        if failure := write_failure(error):
            raise failure from error
        raise
    _keep_wal_short(db)


def _keep_wal_short(db: Database) -> None:
    """Try to empty a long log: now and then, as a reader may stay, and whenever it grew as long again."""
    wal = wal_of(Path(db.execute("pragma database_list").fetchone()[2]))
    length, tried_at, tried_length = _size(wal), *_tried.get(db, (0.0, 0))
    if length > WAL_BYTES and (
        time.monotonic() > tried_at + CHECKPOINT_EVERY_SECONDS or length > tried_length + WAL_BYTES
    ):
        shorten_wal(db, CHECKPOINT_SECONDS)
        _tried[db] = time.monotonic(), _size(wal)


def shorten_wal(db: Database, patience: float) -> None:
    """Move what was committed from the write-ahead log into the database, and empty the log; new readers are let in,
    those that still look at an older state are waited for, in seconds. While one stays, the log does: a later
    call empties it."""
    db.execute(f"pragma busy_timeout = {round(patience * 1000)}")
    try:
        db.execute("pragma wal_checkpoint(truncate)").fetchall()
    except sqlite3.OperationalError:  # a disk that is full: the next write tells
        pass
    finally:
        db.execute(f"pragma busy_timeout = {BUSY_SECONDS * 1000}")


def wal_of(path: Path) -> Path:
    """The write-ahead log of a database file."""
    return path.with_name(f"{path.name}-wal")


def inserted_id(row_id: object) -> int:
    """The id that SQLite gave a new row."""
    assert isinstance(row_id, int)  # noqa: S101 - tables with integer keys only
    return row_id


def _readonly(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)


def _look_at(path: Path) -> None:
    """Refuse a file through a connection that cannot write: closing another one would tidy up somebody else's WAL."""
    with closing(_readonly(path)) as connection:
        try:
            _check(Database(connection), path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:  # a journal to be rolled back by a writer
                raise


def _use_wal(connection: sqlite3.Connection, path: Path) -> None:
    """Readers and the writer do not wait for each other in WAL mode. SQLite does not wait its busy time-out where two
    processes switch a new file at the same time."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            mode = connection.execute("pragma journal_mode = wal").fetchone()[0]
            break
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
    if mode != "wal":
        raise DatabaseRefused(path, "lies on a disk that cannot be shared by readers and a writer; use a local disk")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _refuse_emptied(path: Path) -> None:
    """Refuse to begin anew where a database must have been: SQLite would drop what its log still holds, and a run
    would fetch all again."""
    if _size(path) > 0:
        return
    if _size(wal_of(path)) > 0:
        state = "is empty" if path.exists() else "is gone"
        raise DatabaseRefused(
            path, f"{state}, but {wal_of(path).name} beside it is not: restore the database, or remove both"
        )
    if path.is_file() and any((path.parent / "raw").glob("*.warc.gz")):
        raise DatabaseRefused(
            path, "is empty, but the folder raw beside it holds pages: restore a copy, or remove the empty file"
        )


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


def _refusal(path: Path, error: sqlite3.DatabaseError | DatabaseRefused) -> TocsinError:
    """What to tell of a file that could not be opened; a full disk is no fault of the file's."""
    if isinstance(error, DatabaseRefused):
        return error
    if "not a database" in str(error) or "malformed" in str(error):
        return DatabaseRefused(path, f"{error}; restore a copy, or name another file with TOCSIN_DATABASE")
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        advice = "check the folder's permissions, or name another file with TOCSIN_DATABASE"
        return DatabaseRefused(path, f"cannot be written; {advice}")
    return write_failure(error) or DatabaseRefused(path, f"cannot be used: {error}")
