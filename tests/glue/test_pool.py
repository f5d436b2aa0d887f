"""Workers read pages within bounds: one that takes too long, or too much, costs its page alone."""

from __future__ import annotations

import asyncio
import multiprocessing
from dataclasses import replace

import pytest

from crawler.glue import memory
from crawler.glue.pool import ReadingPool
from crawler.reading.limits import MAX_PAGE_BYTES
from crawler.records import Page, Reading
from crawler.rules import parse_rule
from crawler.seeds import Watchlist
from tests.pages import HEADING, STORY, html_of, page_of, paragraphs

WATCHLIST = Watchlist("amber", (parse_rule("act"),), {"en": {"act": ("explosion",)}})
PAGE = page_of(html_of(f"<article>{HEADING}{paragraphs(*STORY)}</article>"))
LARGE = replace(PAGE, body=PAGE.body + b"x" * MAX_PAGE_BYTES)


def readings(pool: ReadingPool, *pages: Page) -> list[Reading]:
    async def all_of_them() -> list[Reading]:
        return [await pool.read(page) for page in pages]

    try:
        return asyncio.run(all_of_them())
    finally:
        pool.close()


@pytest.mark.skipif(not memory.resident_bytes(), reason="the platform tells no process its memory")
def test_a_worker_that_takes_too_much_memory_is_replaced_and_its_page_told() -> None:
    first, second = readings(ReadingPool((WATCHLIST,), workers=1, seconds=60, max_bytes=1 << 20), PAGE, PAGE)
    assert first.unreadable == second.unreadable == "reading it took more than 1 MiB of memory"


def test_a_worker_that_is_killed_while_it_has_nothing_to_do_costs_no_page() -> None:
    async def read_kill_and_read() -> list[Reading]:
        first = await pool.read(PAGE)
        for worker in multiprocessing.active_children():
            worker.kill()
        return [first, *await asyncio.gather(pool.read(PAGE), pool.read(PAGE))]

    pool = ReadingPool((WATCHLIST,), workers=1, seconds=60)
    try:
        found = asyncio.run(read_kill_and_read())
    finally:
        pool.close()
    texts = [reading.article and reading.article.text for reading in found]
    assert texts[0] == "\n\n".join(STORY)
    assert "\n\n".join(STORY) in texts[1:]


def test_the_pages_after_one_that_is_too_slow_are_read() -> None:
    (slow,) = readings(ReadingPool((WATCHLIST,), workers=1, seconds=0.01), PAGE)
    assert slow.unreadable == "reading it took longer than 0.01 s"


def test_a_page_that_is_too_large_never_reaches_a_worker() -> None:
    (large,) = readings(ReadingPool((), workers=1, seconds=0.01), LARGE)
    assert large.unreadable == f"the page is too large: {len(LARGE.body):,} bytes"
