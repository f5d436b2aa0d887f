"""What one run works with: database, source list, watchlist, workers; opened with the spider, closed with it."""

from __future__ import annotations

from collections import Counter, defaultdict
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
from crawler.glue.desk import EXIT_INTERRUPTED, Desk, now, whole_number
from crawler.glue.memory import give_back_at_once, give_back_the_rest
from crawler.glue.pool import ReadingPool
from crawler.health import Change, note_changes
from crawler.reading.screening import screened_out
from crawler.reading.walls import REASONS
from crawler.records import CHANGED, CopyKind, Origin, Outcome, Page, Reading, Source, Stored, Story
from crawler.rereading import pages_with
from crawler.rhythm import whole_answer_every
from crawler.seeds import read_sources
from crawler.storage import ledger, revisions, runs, second_looks, site_lines, visits
from crawler.storage.archive import Archive
from crawler.storage.database import transaction
from crawler.storage.failures import write_failure
from crawler.storage.revisions import Look
from crawler.storage.second_looks import Doubt
from crawler.urls import canonical_url, url_key

MAY_PASS = (REASONS["error"], REASONS["challenge"])  # a site's bad hour
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
        self.listed: list[Source] = []
        self.done: set[str] = set()  # sources of which all ways in answered or failed
        self.asked: list[Source] = []  # those whose turn it is
        self.heard = False  # whether any host answered, be it to say no
        self.worse: list[str] = []  # what a person should hear of, one line each
        self.not_due = ""  # which sources were left, for a person at a terminal
        self.changes: list[Change] = []  # of the sources' health
        self.exit_code = 0
        self._leading: dict[str, list[tuple[str, str, str]]] = defaultdict(list)  # redirects, by the key of their page
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
        self._asks_all = asks_all
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
        oldest = self.intake.oldest(now())
        if source.screen is None:
            return Frontier(self.db, source, oldest)
        return Frontier(self.db, source, oldest, partial(screened_out, self.desk.watchlists, source.language))

    def way_in_answered(self, source: str) -> None:
        """A way into the source answered."""
        give_back_the_rest()
        self.reached.add(source)
        self.heard = True
        self._count(source, "answers")

    def way_in_failed(self, source: str, error: str, *, was_heard: bool) -> None:
        """A way into the source gave no usable answer; `was_heard` tells whether it gave one at all."""
        self.errors[source] = error
        self.heard = self.heard or was_heard
        self._count(source, "errors")

    async def read(self, page: Page) -> Reading:
        """Read a page in a worker, with what is known of its site. Raises WriteFailed on a full disk."""
        try:
            return await self.pool.read(page, site_lines.chrome_of(self.db, page.source))
        except OSError as error:
            raise write_failure(error) or error from error

    def store(self, page: Page, reading: Reading, origin: Origin) -> Stored:
        """Judge and save a reading, and count how it ended."""
        give_back_the_rest()
        with transaction(self.db):
            stored = self.intake.take(page, reading, origin, now())
            if stored.outcome is Outcome.UNREADABLE and stored.reason in MAY_PASS:
                second_looks.doubt(self.db, page.url, Doubt.ERROR_PAGE, now())
        if stored.look is not None:
            self._count(page.source, "looks")
            self._count(page.source, "revisions", stored.look == CHANGED)
            return stored
        self._count(page.source, "fetched")
        self._ended(page.source, stored.outcome)
        self._arrived(url_key(page.ledger_url))
        if stored.copy_kind:
            self._count(page.source, "copies")
            self.stats.inc_value(f"tocsin/copies/{CopyKind(stored.copy_kind)}")
        return stored

    def looked(self, look: Look, found: str, *, answered: bool = True) -> None:
        """Note that the page of a kept article shows no article now; it may again, where it gave no answer."""
        with transaction(self.db):
            revisions.note_look(self.db, look.article, found, now(), answered=answered)
        self._count(look.source, "looks")

    def is_same_article(self, url: str, look: Look) -> bool:
        """Whether a kept article's page may be found under another address now; that is noted, so that it is not
        fetched as an article of its own. One that was already is another article."""
        row = ledger.page_row(self.db, url)
        if row and row["article"] not in (None, look.article):
            return False
        reason, moment = ledger.ANOTHER.format(look.url), now()
        with transaction(self.db):
            ledger.end(
                self.db, url, Outcome.MOVED, reason, source=look.source, now=moment, fetched_at=moment, status=200,
                article=look.article,
            )  # fmt: skip
        return True

    def redirected(self, url: str, source: str, target: str, *, waits: bool = True) -> None:
        """Note that a URL leads to a page of the ledger, as if the page had been fetched from here: where that one is
        still on its way, as soon as it has arrived."""
        row = ledger.page_row(self.db, canonical_url(target) or target)
        assert row is not None  # noqa: S101
        if waits and row["outcome"] == Outcome.WAITING:
            self._leading[row["key"]].append((url, source, target))
        else:
            reason, status, article = ledger.REDIRECTS.format(target), row["status"], row["article"]
            self.end(url, source, Outcome.MOVED, reason, status=status, article=article)

    def _arrived(self, key: str) -> None:
        for url, source, target in self._leading.pop(key, ()):
            self.redirected(url, source, target, waits=False)

    def end(
        self,
        url: str,
        source: str,
        outcome: Outcome,
        reason: str,
        *,
        status: int | None = None,
        article: int | None = None,
        doubt: Doubt | None = None,
    ) -> None:
        """Note in the ledger what became of a URL that brought no page to read, with the article that it leads to, and
        count it. With a doubt it is asked again by a later run."""
        moment = now()
        fetched_at = moment if status else None
        with transaction(self.db):
            ledger.end(
                self.db, url, outcome, reason, source=source, now=moment, status=status, fetched_at=fetched_at,
                article=article,
            )  # fmt: skip
            if doubt:
                second_looks.doubt(self.db, url, doubt, moment)
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
        reason = f"a stage failed: {failure.value!r}"[:300]
        row = ledger.page_row(self.db, item.page.ledger_url)
        if row and row["outcome"] == Outcome.KEPT:
            self.looked(Look(row["article"], row["url"], row["source"]), reason, answered=False)
        else:
            self.postpone(item.page.ledger_url, item.page.source, reason)

    def program_failed(self, failure: Failure) -> None:
        """A spider's callback broke; Scrapy logs where."""
        self._has_failed = self._has_failed or not failure.check(WriteFailed)

    def _ended(self, source: str, outcome: Outcome) -> None:
        self._count(source, outcome.value)
        self.stats.inc_value(f"tocsin/outcome/{outcome.value}")

    def _count(self, source: str, what: str, number: int = 1) -> None:
        self.counts[source][what] += number

    async def close(self, reason: str) -> None:
        """Stop the workers, note how the run and each source did, close the database."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            for key in list(self._leading):
                self._arrived(key)
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
            self.not_due = self._left_for_later()
            runs.finish_run(self.db, self.run_id, now(), counts, self.exit_code)

    def _left_for_later(self) -> str:
        """How many sources were not due, which is next, and how to ask them all the same."""
        left = [source.name for source in self.listed if source not in self.asked]
        next_due = visits.next_due(self.db, left)
        if not next_due:
            return ""
        name, moment = next_due
        which = f"{len(left)} of {len(self.listed)} sources were not due" if self.asked else "no source is due now"
        return (
            f"{which}; the next is {name}, {moment:%Y-%m-%d %H:%M} UTC. To ask now: make crawl ARGS='-a due=all', or "
            "-a source=NAME for one"
        )

    async def _read_again(self) -> None:
        """Articles that were read before their site was known well enough are read again; after a kill, by the next
        run."""
        for source, lines in site_lines.unapplied(self.db).items():
            for page, origin in pages_with(self.db, self.archive.path.parent, source, lines):
                self.intake.take(page, await self.read(page), origin, now())
            with transaction(self.db):
                site_lines.note_applied(self.db, source, lines)

    def _note_health(self) -> None:
        """Blame the sources that gave no answer. When nothing at all answered though some of them did last time, the
        fault is on our side: no source is blamed."""
        failed = {source.name: self.errors[source.name] for source in self.asked if self._has_failed_us(source.name)}
        is_ours = False
        if failed and len(failed) == len(self.asked):
            did_answer = any(not visits.state_of(self.db, name)["failures"] for name in failed)
            is_ours = not self.heard and did_answer
            if self._asks_all or is_ours:
                self.exit_code = EXIT_NOTHING_REACHED
                self._tell_that_nothing_was_reached(next(iter(failed.items())))
        with transaction(self.db):
            if not is_ours:
                for name, error in failed.items():
                    visits.note_failure(self.db, name, error, self.started)
            if self.exit_code != EXIT_NOTHING_REACHED:
                self.changes = note_changes(self.db, [source.name for source in self.listed], now())
        self.worse += [change.told for change in self.changes if change.health.needs_a_person]

    def _has_failed_us(self, source: str) -> bool:
        return source in self.done and source not in self.reached and source in self.errors

    def _tell_that_nothing_was_reached(self, example: tuple[str, str]) -> None:
        """Once, and not by every run until there is a network again."""
        if self._asks_all or runs.last_exit(self.db, self.run_id) != EXIT_NOTHING_REACHED:
            self.worse.append(
                f"none of the {len(self.asked)} sources could be reached: is there a network? "
                f"({example[0]}: {example[1]})"
            )
