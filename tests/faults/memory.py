"""What memory a process and all that it started take, as Linux tells it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def resident_bytes(pid: int) -> int:
    """The resident memory of a process and of all its descendants; what they share is counted for each. 0 for a
    process that is gone, and where there is no /proc."""
    return sum(map(_own_bytes, _with_descendants(pid)))


def _with_descendants(pid: int) -> list[int]:
    found = [pid]
    for process in found:  # grows on the way
        with suppress(OSError):
            for task in Path(f"/proc/{process}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _own_bytes(pid: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES
    return 0
