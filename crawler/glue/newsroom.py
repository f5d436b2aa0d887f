"""What one run works with: database, source list, watchlist, workers; opened with the spider, closed with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.errors import BadInput, WriteFailed
from crawler.frontier import Frontier
from crawler.glue.desk import CORPUS_SOURCE, EXIT_INTERRUPTED, Desk, now, whole_number
from crawler.glue.memory import give_back_at_once
from crawler.glue.pool import ReadingPool
from crawler.reading.screening import screened_out
from crawler.records import CopyKind, Origin, Outcome, Page, Reading, Source, Stored, Story
from crawler.rereading import pages_with
from crawler.seeds import read_sources
from crawler.storage import ledger, runs, site_lines
from crawler.storage.archive import Archive
from crawler.storage.database import transaction
from crawler.storage.failures import write_failure

EXIT_PROGRAM_FAILED = 1
EXIT_NOTHING_REACHED = 3


def chosen_sources(settings: BaseSettings, name: str | None) -> list[Source]:
    """The outlets of the source list: all, or the named one. Raises BadInput."""
    path = Path(settings["TOCSIN_SOURCES"])
    sources = [source for source in read_sources(path) if name in (None, source.name)]
    if not sources:
        raise BadInput(path, f'has no source named "{name}"; `scrapy sources` lists them')
    return sources


class Newsroom:
    """Extension. Opened by the first who needs it; spiders that bring no story (the shell's) never open it."""

    def __init__(self, crawler: Crawler) -> None:
        self.settings, self.stats = crawler.settings, crawler.stats
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)  # what happened, by source
        self.errors: dict[str, str] = {}  # the last error of each source's ways in
        self.reached: set[str] = set()  # sources of which a way in answered
        self.asked: list[Source] = []
        self.worse: list[str] = []  # what a person should hear of, one line each
        self.exit_code = 0
        self._command = " ".join([crawler.spidercls.name or "crawl"])
        self._is_open = False
        self._has_failed = False
        self._unwritten: WriteFailed | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Newsroom:
        newsroom = cls(crawler)
        crawler.signals.connect(newsroom.close, signal=signals.spider_closed)
        crawler.signals.connect(newsroom.story_failed, signal=signals.item_error)
        crawler.signals.connect(newsroom.program_failed, signal=signals.spider_error)
        return newsroom

    def open(self) -> None:
        """Open the database and start the workers. Raises TocsinError."""
        if self._is_open:
            return
        self.desk = Desk(self.settings)
        self.db, self.intake = self.desk.db, self.desk.intake
        started = now()
        try:
            with transaction(self.db):
                self.run_id = runs.start_run(self.db, self._command, started)
                self.parked = runs.parked_hosts(self.db, started)
        except WriteFailed:
            self.desk.close()
            raise
        give_back_at_once()
        self.pool = ReadingPool(
            self.desk.watchlists,
            whole_number(self.settings, "TOCSIN_WORKERS"),
            whole_number(self.settings, "TOCSIN_READ_SECONDS"),
        )
        self.archive = Archive(self.desk.path.parent / "raw", f"{started:%Y%m%dT%H%M%SZ}-{self.run_id}")
        self._is_open = True

    @property
    def is_open(self) -> bool:
        """Whether this run has a database."""
        return self._is_open

    def choose_sources(self, name: str | None) -> list[Source]:
        """The outlets of this run: all, or the named one. Raises BadInput."""
        sources = chosen_sources(self.settings, name)
        with transaction(self.db):
            runs.enter_sources(self.db, sources)
        self.asked = sources
        return sources

    def source_of(self, url: str) -> str:
        """The source of a URL that comes without one: as the ledger has it, else the name of its host."""
        row = ledger.page_row(self.db, url)
        return str(row["source"]) if row else urlsplit(url).hostname or url

    def frontier(self, source: Source) -> Frontier:
        """The frontier of an outlet."""
        oldest = self.intake.oldest(now())
        if source.screen is None:
            return Frontier(self.db, source, oldest)
        return Frontier(self.db, source, oldest, partial(screened_out, self.desk.watchlists, source.language))

    def way_in_answered(self, source: str) -> None:
        """A way into the source answered."""
        self.reached.add(source)
        self._count(source, "answers")

    def way_in_failed(self, source: str, error: str) -> None:
        """A way into the source gave no usable answer."""
        self.errors[source] = error
        self._count(source, "errors")

    async def read(self, page: Page) -> Reading:
        """Read a page in a worker, with what is known of its site. Raises WriteFailed on a full disk."""
        try:
            return await self.pool.read(page, site_lines.chrome_of(self.db, page.source))
        except OSError as error:
            raise write_failure(error) or error from error

    def store(self, page: Page, reading: Reading, origin: Origin) -> Stored:
        """Judge and save a reading, and count how it ended."""
        stored = self.intake.take(page, reading, origin, now())
        self._count(page.source, "fetched")
        self._ended(page.source, stored.outcome)
        if stored.copy_kind:
            self._count(page.source, "copies")
            self.stats.inc_value(f"tocsin/copies/{CopyKind(stored.copy_kind)}")
        return stored

    def end(self, url: str, source: str, outcome: Outcome, reason: str, *, status: int | None = None) -> None:
        """Note in the ledger what became of a URL that brought no page to read, and count it."""
        moment = now()
        fetched_at = moment if status else None
        with transaction(self.db):
            ledger.end(self.db, url, outcome, reason, source=source, now=moment, status=status, fetched_at=fetched_at)
        self._ended(source, outcome)

    def postpone(
        self, url: str, source: str, reason: str, *, status: int | None = None, was_asked: bool = True
    ) -> None:
        """Leave a URL to a later run, and count it."""
        with transaction(self.db):
            outcome = ledger.postpone(self.db, url, reason, now(), status=status, counts=was_asked)
        self._ended(source, outcome)

    def cannot_write(self, failure: WriteFailed) -> None:
        """Nothing can be written any more: the run's exit code, and a line for a person."""
        self.worse.append(str(failure))
        self._unwritten, self.exit_code = failure, failure.exit_code

    def story_failed(self, item: Story, failure: Failure) -> None:
        """A stage broke on a story (Scrapy logs where): its URL is left to later runs, a few times."""
        if failure.check(WriteFailed):
            return
        self._has_failed = True
        self.postpone(item.page.ledger_url, item.page.source, f"a stage failed: {failure.value!r}"[:300])

    def program_failed(self, failure: Failure) -> None:
        """A spider's callback broke; Scrapy logs where."""
        self._has_failed = self._has_failed or not failure.check(WriteFailed)

    def _ended(self, source: str, outcome: Outcome) -> None:
        self._count(source, outcome.value)
        self.stats.inc_value(f"tocsin/outcome/{outcome.value}")

    def _count(self, source: str, what: str) -> None:
        self.counts[source][what] += 1

    async def close(self, reason: str) -> None:
        """Stop the workers, note how the run and each source did, close the database."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            if reason == "finished":
                await self._read_again()
            self._note_end(reason)
        except WriteFailed as failure:
            if self._unwritten is None:
                self.cannot_write(failure)
        if self._unwritten:
            self.exit_code = self._unwritten.exit_code
        self.pool.close()
        self.archive.close()
        self.desk.close()

    def _note_end(self, reason: str) -> None:
        self._note_health()
        if self._has_failed:
            self.exit_code = EXIT_PROGRAM_FAILED
        elif reason == "shutdown":
            self.exit_code = EXIT_INTERRUPTED
        total: Counter[str] = sum(self.counts.values(), Counter())
        counts = {**total, "sources": len(self.asked), "pages": total["fetched"]}
        with transaction(self.db):
            runs.finish_run(self.db, self.run_id, now(), counts, self.exit_code)

    async def _read_again(self) -> None:
        """Articles that were read before their site was known well enough are read again; after a kill, by the next
        run."""
        for source, lines in site_lines.unapplied(self.db).items():
            for page, origin in pages_with(self.db, self.archive.path.parent, source, lines):
                self.intake.take(page, await self.read(page), origin, now())
            with transaction(self.db):
                site_lines.note_applied(self.db, source, lines)

    def _note_health(self) -> None:
        """When nothing at all answered, the fault is on our side: no source is blamed."""
        unreached = [source.name for source in self.asked if source.name not in self.reached]
        if self.asked and len(unreached) == len(self.asked) and self.errors:
            self.exit_code = EXIT_NOTHING_REACHED
            example = next(iter(self.errors.items()))
            self.worse.append(
                f"none of the {len(self.asked)} sources could be reached: is there a network? "
                f"({example[0]}: {example[1]})"
            )
            return
        moment = now()
        with transaction(self.db):
            for name in self.reached - {CORPUS_SOURCE}:
                runs.note_success(self.db, name, moment)
            for name in unreached:
                error = self.errors.get(name)
                if error and runs.note_failure(self.db, name, error, moment) == 1:
                    self.worse.append(f"{name}: {error}")
