"""What memory this process takes, and that it gives back what it no longer needs; as far as the platform tells."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress
from pathlib import Path

M_MMAP_THRESHOLD = -3  # mallopt(3)
LARGE_BYTES = 1 << 20
GROWN_BYTES = 16 << 20  # what a process may grow by before it is asked to give back what it does not use

_kept_bytes = 0  # by this process, when it was last asked


def resident_bytes() -> int:
    """The resident memory of this process; 0 where there is no /proc."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def give_back_at_once() -> None:
    """Large buffers go back to the system as soon as they are free. glibc alone keeps them, and more the larger they
    were: after one page of 10 MB it would hold on to all that come after it."""
    with suppress(OSError, AttributeError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)


def give_back_the_rest() -> None:
    """What small buffers leave free between them goes back too, where this process has grown: glibc keeps it, a quarter
    of what a process that reads pages takes."""
    global _kept_bytes
    if resident_bytes() > _kept_bytes + GROWN_BYTES:
        with suppress(OSError, AttributeError, TypeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
        _kept_bytes = resident_bytes()
