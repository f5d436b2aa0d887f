"""`make test-locks`: two runs that overlap, four readers, and one reader that stays, all on one database.

The second run finds the lock taken, as it must, and then writes all the same, as if the disk had no locks for files:
what is left to hold the database together is SQLite's own. Arguments: seconds in all, seconds that the reader stays.
"""

from __future__ import annotations

import multiprocessing
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from sqlite_utils import Database

from crawler.errors import Locked
from crawler.glue.terminal import console, counted, size
from crawler.records import Article, Language, Match, Origin, Outcome, Page, Reading, Relevance
from crawler.storage import articles, copies, ledger
from crawler.storage.checks import check_database
from crawler.storage.database import open_database, open_readonly, transaction, wal_of
from crawler.storage.lock import lock_for_writing

SECONDS, STAYS_SECONDS = 300, 60
FACTS = 40  # of an article
RUNS, READERS = 2, 4
LOOK_PAUSE_SECONDS = 0.01
WRITE_PAUSE_SECONDS = 0.1  # a crawl stores a page or two a second
NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
TEXT = "Three drones hit the depot of Port Amber before dawn and set two of its tanks on fire, the mayor said."
MATCHES = (Match("act", "hit", "hit", TEXT), Match("weapon", "drone", "drones", TEXT))
LOOKS = (
    "select id, title, text, (select count(*) from articles copy where copy.copy_of = articles.id) from articles"
    " where copy_of is null order by published desc, id desc limit 20",
    "select title from articles where id in (select rowid from articles_fts where articles_fts match 'depot'"
    " order by rowid desc limit 20)",
    "select * from pages where url = (select url from articles order by id desc limit 1)",
    "select * from matches where article = (select max(id) from articles)",
)


@dataclass
class Seen:
    """What came of it: of one process, or of all."""

    written: list[str] = field(default_factory=list)  # addresses, as the runs remember them
    looks: list[float] = field(default_factory=list)  # seconds each
    turned_away: int = 0  # runs that found another one at work
    stays: int = 0  # how often a reader stayed, and saw one state all the time
    errors: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # what `scrapy db check` finds
    largest_wal: int = 0  # bytes
    emptied: int = 0  # how often the log was

    @property
    def is_good(self) -> bool:
        return bool(self.written and self.looks) and not (self.errors or self.lost or self.wrong)

    def add(self, other: Seen) -> None:
        """Join what another process saw."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def overlap(path: Path, seconds: float, stays: float, told: Callable[[float, int], None] = lambda *_: None) -> Seen:
    """Let them all work on a new database for so long. `told` hears of the seconds gone by and the log's bytes."""
    open_database(path).close()
    begins, seen = time.time() + 2, Seen()  # when all are there
    ends, wal = begins + seconds, 0
    with ProcessPoolExecutor(RUNS + READERS + 1, multiprocessing.get_context("spawn")) as pool:
        works = [pool.submit(_run, path, begins, ends, number) for number in range(RUNS)]
        works += [pool.submit(_look, path, begins, ends, number) for number in range(READERS)]
        works.append(pool.submit(_stay, path, begins, ends, stays))
        while not all(work.done() for work in works):
            before, wal = wal, _size(wal_of(path))
            seen.largest_wal = max(seen.largest_wal, wal)
            seen.emptied += wal < before and time.time() < ends
            told(max(0.0, min(seconds, time.time() - begins)), wal)
            time.sleep(0.1)
    for work in works:
        seen.add(work.result())
    with closing(open_readonly(path)) as db:
        there = {url for (url,) in db.execute("select url from articles")}
    seen.lost = [url for url in seen.written if url not in there]
    seen.wrong = [f"{checked.name}: {checked.told}" for checked in check_database(path) if checked.wrong]
    return seen


def _run(path: Path, begins: float, ends: float, number: int) -> Seen:
    """A run that stores article after article; all but one find the lock taken."""
    seen = Seen()
    lock = None
    time.sleep(max(0, begins + number / 10 - time.time()))
    try:
        lock = lock_for_writing(path)
    except Locked:
        seen.turned_away = 1
    try:
        with closing(open_database(path)) as db:
            while time.time() < ends:
                url = f"https://gulfwire.example/{number}/{len(seen.written)}"
                _store(db, url)
                seen.written.append(url)
                time.sleep(WRITE_PAUSE_SECONDS)
    except Exception as error:  # the report says what went wrong
        seen.errors.append(f"run {number}: {error!r}")
    finally:
        if lock:
            lock.release()
    return seen


def _store(db: Database, url: str) -> None:
    """An article with its row in the ledger, in one transaction, as the intake does."""
    page = Page(url, b"", NOW, "Gulf Wire")
    words, relevance = secrets.token_hex(8), Relevance(True, "drone", "attacks", 0.9, MATCHES)
    article = Article(url, f"Depot hit, report {words}", f"{TEXT} {words}" * 5)
    with transaction(db):
        reading = Reading(article, Language("en"), relevance)
        article_id = articles.save_article(db, page, reading, url, Origin.CRAWL, "drone")
        copies.enter(db, article_id, [secrets.token_hex(4) for _ in range(FACTS)])
        ledger.end(db, url, Outcome.KEPT, "drone", source=page.source, now=NOW, fetched_at=NOW, article=article_id)


def _look(path: Path, begins: float, ends: float, number: int) -> Seen:
    """A reader that comes, looks and goes, as a person with Datasette does."""
    seen = Seen()
    time.sleep(max(0, begins + number / 100 - time.time()))
    while time.time() < ends:
        try:
            with closing(open_readonly(path)) as db:
                for sql in LOOKS:
                    began = time.perf_counter()
                    db.execute(sql).fetchall()
                    seen.looks.append(time.perf_counter() - began)
                    time.sleep(LOOK_PAUSE_SECONDS)
        except Exception as error:
            seen.errors.append(f"reader: {error!r}")
    return seen


def _stay(path: Path, begins: float, ends: float, stays: float) -> Seen:
    """A reader that holds one transaction for so many seconds, and then the next."""
    seen = Seen()
    time.sleep(max(0, begins - time.time()))
    try:
        while time.time() < ends:
            with closing(open_readonly(path)) as db:
                db.execute("begin")
                before = db.execute("select count(*) from articles").fetchone()
                time.sleep(min(stays, max(0, ends - time.time())))
                if db.execute("select count(*) from articles").fetchone() != before:
                    seen.errors.append("a reader saw another state within its transaction")
                seen.stays += 1
            time.sleep(min(1.0, stays))  # the log may be emptied now
    except Exception as error:
        seen.errors.append(f"the reader that stays: {error!r}")
    return seen


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def told_of(seen: Seen) -> Table:
    """The report for a person."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="cyan")
    table.add_column()
    per_cent = quantiles(seen.looks, n=100)
    milliseconds = [f"{value * 1000:.1f} ms" for value in (per_cent[49], per_cent[98], max(seen.looks))]
    table.add_row("writes", f"{len(seen.written):,} by {RUNS} runs, {len(seen.lost)} of them lost")
    table.add_row(
        "second run", "was turned away by the lock" if seen.turned_away == RUNS - 1 else "was not turned away"
    )
    table.add_row(
        "looks",
        f"{len(seen.looks):,} by {READERS} readers: median {milliseconds[0]}, "
        f"99th percentile {milliseconds[1]} (wanted: under 50 ms), longest {milliseconds[2]}",
    )
    table.add_row("long reader", f"stayed {counted(seen.stays, 'time', 'times')}, and saw one state each time")
    table.add_row("log (WAL)", f"{size(seen.largest_wal)} at most, emptied {counted(seen.emptied, 'time', 'times')}")
    table.add_row("db check", "; ".join(seen.wrong) or "ok")
    table.add_row("errors", "\n".join(sorted(set(seen.errors))[:5]) or "none")
    return table


def main(arguments: list[str]) -> int:
    """Report on five minutes, or on as many seconds as asked for; 1 where something was lost, refused or wrong."""
    seconds, stays = (*map(float, arguments), *(SECONDS, STAYS_SECONDS)[len(arguments) :])
    columns = (TextColumn("seconds"), BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.fields[wal]}"))
    with tempfile.TemporaryDirectory() as folder, Progress(*columns, console=console(stderr=True)) as bar:
        task = bar.add_task("seconds", total=round(seconds), wal="")
        seen = overlap(
            Path(folder) / "news.db",
            seconds,
            stays,
            lambda gone, wal: bar.update(task, completed=round(gone), wal=f"log {size(wal)}"),
        )
    console().print(told_of(seen))
    return 0 if seen.is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
