"""What every command works at: the database under its lock, the watchlist, the raw pages' folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import track
from scrapy.commands import ScrapyCommand
from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.settings import BaseSettings
from sqlite_utils import Database

from crawler.copies import enter_all
from crawler.errors import BadInput, TocsinError
from crawler.glue.public_only import allowed_networks
from crawler.glue.terminal import console as console
from crawler.glue.terminal import say as say
from crawler.intake import Intake
from crawler.reading.reading import read
from crawler.records import Origin, Page, Stored
from crawler.seeds import corpus_files, read_document, read_watchlists
from crawler.storage import copies, runs
from crawler.storage.database import open_database, shorten_wal
from crawler.storage.database import transaction as transaction_of
from crawler.storage.lock import lock_for_writing

Extension = TypeVar("Extension")
CORPUS_SOURCE = "seeds"
EXIT_INTERRUPTED = 6
PATIENCE_SECONDS = 1.0  # how long the end of a run waits for readers
MOST = 100_000  # of days, seconds or processes: more is a slip


def clock() -> datetime:
    """The machine's clock; a test that lets months go by puts its own here."""
    return datetime.now(UTC)


def now() -> datetime:
    """This second, in UTC."""
    return clock().replace(microsecond=0)


class Desk:
    """The database, open for writing by this process alone. Raises BadInput, DatabaseRefused or Locked."""

    def __init__(self, settings: BaseSettings) -> None:
        self.path = Path(settings["TOCSIN_DATABASE"])
        for name in ("TOCSIN_WORKERS", "TOCSIN_READ_SECONDS", "TOCSIN_HOST_REQUESTS", "TOCSIN_RUN_MINUTES"):
            whole_number(settings, name)
        allowed_networks(settings)
        days = max_age_days(settings)
        self.watchlists = read_watchlists(Path(settings["TOCSIN_WATCHLIST"]))
        self._lock = lock_for_writing(self.path)
        try:
            self.db: Database = open_database(self.path)
        except TocsinError:
            self._lock.release()
            raise
        self.intake = Intake(self.db, days)
        self._enter_articles()

    def _enter_articles(self) -> None:
        """Enter the articles of an older database into the index of copies."""
        if left := len(copies.not_entered(self.db)):
            terminal = Console(stderr=True)
            steps = track(
                enter_all(self.db),
                "comparing what is stored",
                total=left,
                console=terminal,
                transient=True,
                disable=not terminal.is_terminal,
            )
            for _ in steps:
                pass

    def load_corpus(self, folder: Path, told: Callable[[Path, Stored], None] = lambda _path, _stored: None) -> int:
        """Read the seed documents of a folder into the database; returns how many. Raises BadInput before anything is
        written if one of them cannot be read."""
        paths = corpus_files(folder)
        documents = [(path, read_document(path)) for path in paths]
        for path, text in documents:
            page = seed_page(path, text)
            told(path, self.intake.take(page, read(page, self.watchlists), Origin.SEED, now()))
        with transaction_of(self.db):
            runs.set_fact(self.db, f"corpus {folder.resolve()}", now().isoformat())
        return len(documents)

    def load_corpus_once(self, folder: Path) -> None:
        """Load a folder that was never loaded into this database."""
        if runs.fact(self.db, f"corpus {folder.resolve()}") is None:
            self.load_corpus(folder)

    def close(self) -> None:
        """Close the database and let others write; its log is emptied, unless a reader needs it still."""
        shorten_wal(self.db, PATIENCE_SECONDS)
        self.db.close()
        self._lock.release()


def seed_page(path: Path, text: str) -> Page:
    """A seed document as a page: its address is `seed:FILENAME`."""
    return Page(
        url=f"seed:{path.name}",
        body=text.encode(),
        fetched_at=now(),
        source=CORPUS_SOURCE,
        content_type="text/plain",
        charset="utf-8",
    )


def max_age_days(settings: BaseSettings) -> float:
    """TOCSIN_MAX_AGE_DAYS. Raises BadInput if it is no number from 0 up."""
    return _number(settings, "TOCSIN_MAX_AGE_DAYS")


def _number(settings: BaseSettings, name: str) -> float:
    try:
        value = float(settings[name])
    except (TypeError, ValueError):
        value = -1.0
    if not 0 <= value <= MOST:
        raise BadInput(name, f'"{settings[name]}" is not a number from 0 up')
    return value


def whole_number(settings: BaseSettings, name: str) -> int:
    """A setting that counts something. Raises BadInput if it is no number from 0 up."""
    return int(_number(settings, name))


def told_in_one_line(run: Callable[[Any, list[str], Any], None]) -> Callable[[Any, list[str], Any], None]:
    """Wrap a command's `run`: an error of our family becomes one line on stderr and the exit code."""

    def wrapped(command: Any, args: list[str], opts: Any) -> None:
        try:
            run(command, args, opts)
        except TocsinError as error:
            say(f"tocsin: {error}")
            command.exitcode = error.exit_code
        except KeyboardInterrupt:
            say("tocsin: interrupted")
            command.exitcode = EXIT_INTERRUPTED

    return wrapped


def settings_of(command: ScrapyCommand) -> BaseSettings:
    """The settings of a command; Scrapy sets them before it runs."""
    assert command.settings is not None  # noqa: S101
    return command.settings


def process_of(command: ScrapyCommand) -> CrawlerProcessBase:
    """The crawler process of a command; Scrapy sets it before the command runs."""
    assert command.crawler_process is not None  # noqa: S101
    return command.crawler_process


def extension_of(crawler: Crawler, kind: type[Extension]) -> Extension:
    """An extension of a crawl; ours are always switched on."""
    found = crawler.get_extension(kind)
    assert found is not None  # noqa: S101
    return found


def one_argument(args: Iterable[str], what: str) -> str:
    """The only argument of a command. Raises BadInput, naming what is missing."""
    given = list(args)
    if len(given) != 1:
        raise BadInput("usage", f"give {what}")
    return given[0]
