"""A copy of the database as it is at one moment, also while a run is writing."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from crawler.errors import BadInput
from crawler.storage.database import open_readonly
from crawler.storage.failures import write_failure

PAGES_A_STEP = 2000  # of some 4 kB: what is told of the progress


def back_up(path: Path, copy: Path, told: Callable[[int, int], None] = lambda _done, _all: None) -> int:
    """Copy a database into a new file, which is there whole or not at all; returns its size in bytes. `told` hears of
    each step: pages done, and in all. Raises BadInput, DatabaseRefused or WriteFailed."""
    if copy.exists() or copy.is_symlink():
        raise BadInput(copy, "is there already, and is not overwritten; name another file, or remove it")
    if not copy.parent.is_dir():
        raise BadInput(copy.parent, "no such folder; create it, or name another file")
    db = open_readonly(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{copy.name}.", suffix=".part", dir=copy.parent)
        os.close(handle)
        draft = Path(name)
        try:
            draft.chmod(path.stat().st_mode & 0o777)  # who may read the one may read the other
            _copy(db.conn, draft, told)
            _sync(draft)
            os.link(draft, copy)  # fails where another file of this name came up meanwhile
            _sync(copy.parent)
        finally:
            draft.unlink(missing_ok=True)
    except FileExistsError:
        raise BadInput(copy, "is there already, and is not overwritten") from None
    except (OSError, sqlite3.Error) as error:
        raise write_failure(error) or BadInput(copy, f"cannot be written: {error}") from error
    finally:
        db.close()
    return copy.stat().st_size


def _copy(source: sqlite3.Connection, draft: Path, told: Callable[[int, int], None]) -> None:
    """SQLite's online backup. It begins anew whenever another process writes, unless its source looks at one state."""
    with closing(sqlite3.connect(draft, isolation_level=None)) as target:
        source.execute("begin")
        source.execute("select count(*) from sqlite_master").fetchone()  # from here on it does
        try:
            source.backup(
                target, pages=PAGES_A_STEP, sleep=0, progress=lambda _, left, of_all: told(of_all - left, of_all)
            )
        finally:
            source.rollback()
        target.execute("pragma journal_mode = delete")  # one file, readable on a disk that cannot be written
        (found,) = target.execute("pragma quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(f"the database is damaged ({found}); `scrapy db check` tells more")


def _sync(path: Path) -> None:
    """What was written is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
