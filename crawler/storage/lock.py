"""One writer at a time: the lock file beside a database."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from crawler.errors import DatabaseRefused, Locked

ADVICE = "check the folder's permissions, or name another file with TOCSIN_DATABASE"


def lock_for_writing(database: Path) -> FileLock:
    """The lock of a database, taken at once or not at all; it goes with its process, however that ends. The same one
    for every part of this process, so that it may be taken twice here. Raises Locked or DatabaseRefused."""
    if not database.parent.is_dir():
        raise DatabaseRefused(database.parent, "no such folder; create it, or name another file with TOCSIN_DATABASE")
    path = f"{database.resolve()}.lock"  # one lock for all names that links give the file
    lock = FileLock(path, is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if not Path(path).exists():  # filelock keeps trying where no file can be made: under /proc, say
            raise DatabaseRefused(database, f"cannot be written; {ADVICE}") from None
        raise Locked(f"{database}: another run is writing to it; wait for it to end, then start again") from None
    except OSError as error:
        raise DatabaseRefused(database, f"cannot be written ({error.strerror or error}); {ADVICE}") from None
    return lock
