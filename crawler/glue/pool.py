"""Worker processes that read pages, with bounds of time and memory; a worker that dies costs its page alone."""

from __future__ import annotations

import asyncio
import ctypes
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from concurrent.futures import TimeoutError as ReadTimeout

from pebble import ProcessExpired, ProcessPool

from crawler.glue.memory import give_back_at_once, give_back_the_rest, resident_bytes
from crawler.reading.limits import MAX_PAGE_BYTES
from crawler.reading.reading import read, too_large
from crawler.records import Page, Reading
from crawler.seeds import Watchlist

PR_SET_PDEATHSIG = 1  # prctl(2): the kernel sends this process a signal when its parent dies
PAGES_A_WORKER = 1000  # then it is replaced: what parsers leak and caches hold goes with it
MAX_WORKER_BYTES = 350 << 20  # resident: 270 hold the models and terms of all languages; the rest is for the page
LOOK_SECONDS = 0.05  # between two looks at a worker's memory, in which a parser takes some 20 MB
EXIT_TOO_MUCH_MEMORY = 77  # of a worker

_watchlists: tuple[Watchlist, ...] = ()  # of a worker process
_is_reading = threading.Event()  # in a worker process


NOISY_LIBRARIES = ("trafilatura", "htmldate", "courlan", "readability", "charset_normalizer", "dateparser")


class ReadingPool:
    """Reads pages off the reactor. With no workers it reads in this process, without a time limit: for the shell and
    `scrapy parse`, which stop before a pool would answer."""

    def __init__(
        self, watchlists: tuple[Watchlist, ...], workers: int, seconds: float, max_bytes: int = MAX_WORKER_BYTES
    ) -> None:
        self._watchlists, self._seconds, self._bytes = watchlists, seconds, max_bytes
        _hush_libraries()
        self._workers, self._is_closed = workers, False
        self._pool = self._started()

    def _started(self) -> ProcessPool | None:
        if not self._workers:
            return None
        return ProcessPool(
            max_workers=self._workers,
            max_tasks=PAGES_A_WORKER,
            initializer=_start_worker,
            initargs=(self._watchlists, self._bytes, os.getpid()),
            context=multiprocessing.get_context("spawn"),
        )

    async def read(self, page: Page, site_lines: frozenset[str] = frozenset(), *, screens: bool = False) -> Reading:
        """The reading of a page; for one that hangs or kills its worker, the reason why there is none. With `screens`,
        one that no watchlist can keep is set aside."""
        pool = self._pool
        if pool is None:
            return read(page, self._watchlists, site_lines, screens=screens)
        if len(page.body) > MAX_PAGE_BYTES:  # not worth the way to a worker
            return too_large(page)
        try:
            work = pool.schedule(_read, args=[page, site_lines, screens], timeout=self._seconds)
            return await asyncio.wrap_future(work)
        except ReadTimeout:
            return Reading(unreadable=f"reading it took longer than {self._seconds:g} s")
        except ProcessExpired as error:
            if error.exitcode == EXIT_TOO_MUCH_MEMORY:
                return Reading(unreadable=f"reading it took more than {self._bytes >> 20} MiB of memory")
            return Reading(unreadable=f"reading it killed the worker process (exit code {error.exitcode})")
        except RuntimeError:  # somebody killed a worker that had nothing to do: to pebble, the end of them all
            if self._is_closed:
                raise
            if self._pool is pool:
                self._pool = self._started()
            return await self.read(page, site_lines, screens=screens)

    def close(self) -> None:
        """Stop the workers; what they read is lost, the pages stay waiting."""
        self._is_closed = True
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()


def _read(page: Page, site_lines: frozenset[str], screens: bool) -> Reading:
    _is_reading.set()
    try:
        return read(page, _watchlists, site_lines, screens=screens)
    finally:
        _is_reading.clear()
        give_back_the_rest()


def _start_worker(watchlists: tuple[Watchlist, ...], max_bytes: int, parent: int) -> None:
    """Ctrl-C and SIGTERM are for the parent, which finishes what is in hand; without a parent there is no work."""
    global _watchlists
    _hush_libraries()
    _watchlists = watchlists
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    give_back_at_once()
    threading.Thread(target=_watch_memory, args=[max_bytes], daemon=True).start()


def _watch_memory(max_bytes: int) -> None:
    """End this process when a page makes it take more. An address-space limit would make parsers fail in their own
    ways, some of them silently, and counts what libraries reserve and never use."""
    while _is_reading.wait():
        if resident_bytes() > max_bytes:
            os._exit(EXIT_TOO_MUCH_MEMORY)
        time.sleep(LOOK_SECONDS)


def _hush_libraries() -> None:
    """What a library complains of in a page is in the page's reading; under cron it would be mail."""
    for name in NOISY_LIBRARIES:
        logging.getLogger(name).setLevel(logging.CRITICAL)
