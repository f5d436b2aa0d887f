"""Why a write failed, told so that a person can help: a full disk, a quota, a disk that fails, another program."""

from __future__ import annotations

import errno
import sqlite3

from crawler.errors import WriteFailed

STAYS = "what was committed stays; start again when that is mended"
OF_SQLITE = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk or a quota is full, or the disk fails",  # SQLite tells a quota no better
    sqlite3.SQLITE_READONLY: "the database cannot be written any more",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be written any more",
    sqlite3.SQLITE_CORRUPT: "the database is damaged; restore a copy",
    sqlite3.SQLITE_BUSY: "another program holds the database (DB Browser with unsaved changes, say); close it",
}
OF_THE_SYSTEM = frozenset(
    [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR]
)


def write_failure(error: Exception) -> WriteFailed | None:
    """The failure that stops a run, or None for an error of another kind: a broken rule of a table, a slip of ours."""
    if isinstance(error, sqlite3.Error):
        told = OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        return WriteFailed(f"{told} ({error}); {STAYS}") if told else None
    if isinstance(error, OSError) and error.errno in OF_THE_SYSTEM:
        place = f"{error.filename}: " if error.filename else ""
        return WriteFailed(f"{place}a file cannot be written ({error.strerror}); {STAYS}")
    return None
