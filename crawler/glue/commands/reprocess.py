"""`scrapy reprocess`: the stored pages judged again, with the watchlist of today or another one."""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import sys
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import groupby, islice
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from sqlite_utils import Database

from crawler.errors import BadInput
from crawler.glue.desk import Desk, console, now, settings_of, told_in_one_line, whole_number
from crawler.glue.pool import ReadingPool
from crawler.glue.terminal import tell_json
from crawler.intake import Intake
from crawler.records import Outcome, Page, Reading
from crawler.rereading import JudgedPage, article_that_stands_on, judged_pages, stored_page, withdraw
from crawler.seeds import Watchlist
from crawler.storage import runs
from crawler.storage.database import open_readonly, transaction
from crawler.storage.ledger import lead_to
from crawler.storage.site_lines import chrome_of

MARK = "reprocess"  # the fact that says how far an --apply came, and with which watchlists
GAINED, LOST, UNREADABLE = "gained", "lost", "unreadable"
TOLD = {  # what happened to a page: before, and after it was done
    GAINED: ("Would be gained", "Gained"),
    LOST: ("Would be lost", "Lost"),
    UNREADABLE: ("Cannot be read any more, and stay as they are", "Cannot be read any more, and stayed as they were"),
}


@dataclass(frozen=True)
class Change:
    """What judging a page again changes, or cannot."""

    what: str  # one of TOLD
    source: str
    title: str | None
    url: str
    reason: str


class Command(ScrapyCommand):
    """Shows what a watchlist would change (--diff, the default), or does it (--apply)."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--watchlist FILE] [--source NAME] [--diff | --apply] [--json]"

    def short_desc(self) -> str:
        return "Judge the stored pages again, with an edited watchlist"

    def long_desc(self) -> str:
        return (
            "Read all archived pages again that were kept or found off topic, and tell which articles the watchlist "
            "would gain and lose; nothing is changed. With --apply it is done: what is gained becomes an article, what "
            "is lost goes and is off topic in the ledger, and its raw page stays. An --apply that was interrupted goes "
            "on where it stopped. Example: scrapy reprocess --watchlist mine.toml --source 'Kyiv Independent'"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--watchlist", metavar="FILE", help="judge with this watchlist (default: as configured)")
        parser.add_argument("--source", metavar="NAME", help="judge the pages of this source alone")
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument("--diff", action="store_true", help="tell what would change (default)")
        ways.add_argument("--apply", action="store_true", help="change it")
        parser.add_argument("--json", action="store_true", help="for programs")

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise BadInput("usage", f"scrapy reprocess {self.syntax()}")
        settings = settings_of(self)
        if opts.watchlist:
            settings.set("TOCSIN_WATCHLIST", opts.watchlist, priority="cmdline")
        open_readonly(Path(settings["TOCSIN_DATABASE"])).close()
        desk = Desk(settings)
        try:
            again = Reprocessing(desk, opts.source, apply=opts.apply)
            if not opts.json:
                console().print(again.announced())
            workers = whole_number(settings, "TOCSIN_WORKERS")
            pool = ReadingPool(desk.watchlists, workers, whole_number(settings, "TOCSIN_READ_SECONDS"))
            try:
                asyncio.run(again.run(pool, workers))
            finally:
                pool.close()
        finally:
            desk.close()
        if opts.json:
            tell_json(again.facts())
        else:
            console().print(*again.told(), sep="\n")


class Reprocessing:
    """One pass over the stored pages. Each is judged in a transaction of its own, which a --diff takes back."""

    def __init__(self, desk: Desk, source: str | None, *, apply: bool) -> None:
        self._db, self._raw_folder, self._apply = desk.db, desk.path.parent / "raw", apply
        self._intake = Intake(desk.db)  # without a bound: what was young enough when it was fetched still is
        self._digest = digest_of(desk.watchlists, source)
        rows = judged_pages(desk.db, source)
        if source and not rows:
            raise BadInput(source, "no stored page is of a source with this name; `scrapy sources` lists the sources")
        watchlist, _, key = (runs.fact(desk.db, MARK) or "").partition(" ")
        self._rows = [row for row in rows if row.key > key] if apply and watchlist == self._digest else rows
        self._done_before = len(rows) - len(self._rows)
        self._kept = sum(row.outcome is Outcome.KEPT for row in self._rows)
        self._changes: list[Change] = []

    async def run(self, pool: ReadingPool, workers: int) -> None:
        """Judge all pages. Stopped at any moment, it has done some pages whole and the others not at all."""
        bar = Progress(
            TextColumn("pages"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console(stderr=True),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        with bar:
            task = bar.add_task("pages", total=len(self._rows))
            async for row, page, reading in self._readings(pool, workers):
                with transaction(self._db) if self._apply else _rehearsal(self._db):
                    change = self._judge(row, page, reading)
                    runs.set_fact(self._db, MARK, f"{self._digest} {row.key}")
                if change:
                    self._changes.append(change)
                bar.advance(task)
        if self._apply:
            with transaction(self._db):
                self._db.table("facts").delete_where("name = ?", [MARK])

    async def _readings(
        self, pool: ReadingPool, workers: int
    ) -> AsyncIterator[tuple[JudgedPage, Page | None, Reading | None]]:
        """Each page with its reading, in order, while the workers are busy with the next ones."""
        ahead: deque[tuple[JudgedPage, Page | None, asyncio.Task[Reading] | None]] = deque()
        rows = iter(self._rows)
        while True:
            for row in islice(rows, 2 * workers + 1 - len(ahead)):
                page = stored_page(self._db, self._raw_folder, row.raw, row.source)
                chrome = chrome_of(self._db, row.source)
                ahead.append((row, page, asyncio.create_task(pool.read(page, chrome)) if page else None))
            if not ahead:
                return
            row, page, task = ahead.popleft()
            yield row, page, await task if task else None

    def _judge(self, row: JudgedPage, page: Page | None, reading: Reading | None) -> Change | None:
        """Write what becomes of a page; returns what that changes. One that cannot be read stays as it is."""
        if page is None or reading is None:
            return Change(UNREADABLE, row.source, row.title, row.url, "its page is no longer in the archive")
        if reading.article is None or reading.relevance is None:
            return Change(UNREADABLE, row.source, row.title, row.url, str(reading.unreadable))
        lost = None if reading.relevance.kept else article_that_stands_on(self._db, page.url)
        if lost:
            withdraw(self._db, lost, reading.relevance.reason)
        stored = self._intake.take(page, reading, row.origin, now())
        if lost:
            return Change(LOST, row.source, row.title, row.url, stored.reason)
        if stored.outcome is Outcome.KEPT and stored.article_id and row.outcome is not Outcome.KEPT:
            lead_to(self._db, stored.article_id, {page.url, row.url})
            return Change(GAINED, row.source, reading.article.title, row.url, stored.reason)
        return None

    def announced(self) -> str:
        """What is about to be done."""
        again = f"; {self._done_before} were judged before the interruption" if self._done_before else ""
        return f"{len(self._rows)} stored pages to judge, {self._kept} of them kept as articles{again}."

    def facts(self) -> dict[str, object]:
        """What was found, as JSON can hold it."""
        changes = {what: [asdict(change) for change in self._of(what)] for what in TOLD}
        return {"applied": self._apply, "pages": len(self._rows), "pages_before": self._done_before, **changes}

    def told(self) -> Iterator[Table | str]:
        """What was found, for a person."""
        for what, titles in TOLD.items():
            if changes := self._of(what):
                yield _table(f"{titles[self._apply]} ({len(changes)})", changes)
        counts = ", ".join(f"{len(self._of(what))} {what}" for what in TOLD)
        yield counts + ("." if self._apply else ". Nothing was changed; --apply does it.")

    def _of(self, what: str) -> list[Change]:
        return sorted((change for change in self._changes if change.what == what), key=lambda change: change.source)


def digest_of(watchlists: Sequence[Watchlist], source: str | None) -> str:
    """What tells one reprocessing from another, the same in every process: the order of a set is not."""
    facts = [(w.name, w.rules, sorted(w.report), w.terms, w.model) for w in watchlists]
    return hashlib.sha256(repr((facts, source)).encode()).hexdigest()[:16]


@contextmanager
def _rehearsal(db: Database) -> Iterator[None]:
    """A transaction that is taken back whatever happens."""
    db.conn.execute("begin immediate")
    try:
        yield
    finally:
        db.conn.rollback()


def _table(title: str, changes: Sequence[Change]) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", header_style="bold")
    for column in ("Source", "Title", "URL", "Reason"):
        table.add_column(column, overflow="fold")
    for source, grouped in groupby(changes, key=lambda change: change.source):
        of_source = list(grouped)
        table.add_section()
        for number, change in enumerate(of_source):
            name = "" if number else f"{source} ({len(of_source)})"
            table.add_row(*(Text(cell) for cell in (name, change.title or "", change.url, change.reason)))
    return table
