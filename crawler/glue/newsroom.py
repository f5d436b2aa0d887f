"""What one run works with: database, source list, watchlist, workers; opened with the spider, closed with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.errors import BadInput, WriteFailed
from crawler.frontier import Frontier
from crawler.glue.closing import note_end
from crawler.glue.desk import Desk, now, whole_number
from crawler.glue.memory import give_back_at_once, give_back_the_rest
from crawler.glue.outcomes import Outcomes
from crawler.glue.pool import ReadingPool
from crawler.health import Change
from crawler.reading.screening import screened_out
from crawler.reading.walls import REASONS
from crawler.records import Origin, Outcome, Page, Reading, Source, Stored, Story
from crawler.rereading import pages_with
from crawler.rhythm import whole_answer_every
from crawler.seeds import read_sources
from crawler.storage import ledger, runs, second_looks, site_lines, visits
from crawler.storage.archive import Archive
from crawler.storage.database import transaction
from crawler.storage.failures import write_failure
from crawler.storage.revisions import Look
from crawler.storage.second_looks import Doubt

MAY_PASS = (REASONS["error"], REASONS["challenge"])  # a site's bad hour


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
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)  # what happened, by source
        self.errors: dict[str, str] = {}  # the last error of each source's ways in
        self.reached: set[str] = set()  # sources of which a way in answered
        self.listed: list[Source] = []
        self.done: set[str] = set()  # sources of which all ways in answered or failed
        self.asked: list[Source] = []  # those whose turn it is
        self.heard = False  # whether any host answered, be it to say no
        self.worse: list[str] = []  # what a person should hear of, one line each
        self.not_due = ""  # which sources were left, for a person at a terminal
        self.changes: list[Change] = []  # of the sources' health
        self.exit_code = 0
        self._command = crawler.spidercls.name or "crawl"
        self._is_open = False
        self.has_failed = False  # whether a part of this program broke
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
        self.outcomes = Outcomes(self.db, self.counts, self.stats)
        self.started = started = now()
        try:
            with transaction(self.db):
                self.run_id = runs.start_run(self.db, self._command, started)
                self.parked = runs.parked_hosts(self.db, started)
                second_looks.reopen(self.db, started)
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

    def choose_sources(self, name: str | None, *, asks_all: bool) -> list[Source]:
        """The outlets of this run: all, or the named one; `asked` are those whose turn it is. Raises BadInput."""
        self.listed = chosen_sources(self.settings, name)
        with transaction(self.db):
            visits.enter_sources(self.db, self.listed)
        due = visits.due(self.db, self.started)
        self.asked = [source for source in self.listed if asks_all or source.name in due]
        self.asks_all = asks_all
        return self.listed

    def whole_answer_every(self, source: str) -> timedelta:
        """How often the ways into a source are asked without validators."""
        return whole_answer_every(visits.pause_of(self.db, source, self.started))

    def visited(self, source: str) -> None:
        """All ways into a source have answered or failed: when to come again is noted before its articles are asked
        for, so that a run that is killed then goes on with those."""
        self.done.add(source)
        if source in self.reached:
            with transaction(self.db):
                new = visits.count_new(self.db, source, self.started)
                visits.note_success(self.db, source, self.started, new)

    def source_of(self, url: str) -> str:
        """The source of a URL that comes without one: as the ledger has it, else the name of its host."""
        row = ledger.page_row(self.db, url)
        return str(row["source"]) if row else urlsplit(url).hostname or url

    def frontier(self, source: Source) -> Frontier:
        """The frontier of an outlet."""
        frontier = Frontier(
            self.db,
            source,
            self.intake.oldest(now()),
            most_of_host=whole_number(self.settings, "TOCSIN_HOST_REQUESTS"),
        )
        if source.screen is None:
            return frontier
        return replace(frontier, screened_out=partial(screened_out, self.desk.watchlists, source.language))

    def way_in_answered(self, source: str) -> None:
        """A way into the source answered."""
        give_back_the_rest()
        self.reached.add(source)
        self.heard = True
        self.outcomes.count(source, "answers")

    def way_in_failed(self, source: str, error: str, *, was_heard: bool) -> None:
        """A way into the source gave no usable answer; `was_heard` tells whether it gave one at all."""
        self.errors[source] = error
        self.heard = self.heard or was_heard
        self.outcomes.count(source, "errors")

    async def read(self, page: Page) -> Reading:
        """Read a page in a worker, with what is known of its site; or set it aside there, once its site is known and
        if it is no article yet. Raises WriteFailed on a full disk."""
        screens = site_lines.is_known(self.db, page.source) and not any(
            (row := ledger.page_row(self.db, url)) and row["article"] for url in (page.url, page.ledger_url)
        )
        try:
            return await self.pool.read(page, site_lines.chrome_of(self.db, page.source), screens=screens)
        except OSError as error:
            raise write_failure(error) or error from error

    def store(self, page: Page, reading: Reading, origin: Origin) -> Stored:
        """Judge and save a reading, and count how it ended."""
        give_back_the_rest()
        with transaction(self.db):
            stored = self.intake.take(page, reading, origin, now())
            if stored.outcome is Outcome.UNREADABLE and stored.reason in MAY_PASS:
                second_looks.doubt(self.db, page.url, Doubt.ERROR_PAGE, now())
        self.outcomes.stored(page.source, page.ledger_url, stored)
        return stored

    def cannot_write(self, failure: WriteFailed) -> None:
        """Nothing can be written any more: the run's exit code, and a line for a person."""
        self.worse.append(str(failure))
        self._unwritten, self.exit_code = failure, failure.exit_code

    def story_failed(self, item: Story, failure: Failure) -> None:
        """A stage broke on a story (Scrapy logs where): its URL is left to later runs, a few times."""
        if failure.check(WriteFailed):
            return
        self.has_failed = True
        reason = f"a stage failed: {failure.value!r}"[:300]
        row = ledger.page_row(self.db, item.page.ledger_url)
        if row and row["outcome"] == Outcome.KEPT:
            self.outcomes.looked(Look(row["article"], row["url"], row["source"]), reason, answered=False)
        else:
            self.outcomes.postpone(item.page.ledger_url, item.page.source, reason)

    def program_failed(self, failure: Failure) -> None:
        """A spider's callback broke; Scrapy logs where."""
        self.has_failed = self.has_failed or not failure.check(WriteFailed)

    async def close(self, reason: str) -> None:
        """Stop the workers, note how the run and each source did, close the database."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            self.outcomes.settle()
            if reason == "finished":
                await self._read_again()
            note_end(self, reason)
        except WriteFailed as failure:
            if self._unwritten is None:
                self.cannot_write(failure)
        if self._unwritten:
            self.exit_code = self._unwritten.exit_code
        self.pool.close()
        self.archive.close()
        self.desk.close()

    async def _read_again(self) -> None:
        """Articles that were read before their site was known well enough are read again; after a kill, by the next
        run."""
        for source, lines in site_lines.unapplied(self.db).items():
            for page, origin in pages_with(self.db, self.archive.path.parent, source, lines):
                self.intake.take(page, await self.read(page), origin, now())
            with transaction(self.db):
                site_lines.note_applied(self.db, source, lines)
