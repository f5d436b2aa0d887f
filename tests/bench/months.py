"""`make test-months`: ten months of cron, with a stepped clock and a press that lives (tests/press/newsdays.py).

Each run is a whole crawl, with its own Scrapy, database connection and lock, on the real code; only the clock and the
network are put in its place. Argument: days.
"""

from __future__ import annotations

import asyncio
import json
import logging
import resource
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import HtmlResponse, Response
from scrapy.settings import Settings
from sqlite_utils import Database

from crawler import settings as ours
from crawler.glue import desk, pool
from crawler.glue.newsroom import Newsroom
from crawler.health import Change
from crawler.reading.reading import read
from crawler.records import Page, Reading
from crawler.seeds import Watchlist
from crawler.storage.checks import check_database
from crawler.storage.database import open_readonly
from tests.press.newsdays import START, Living, Outlet, lines_of, outlets

DAYS = 304  # ten months
STEP = timedelta(hours=1)  # between two calls of cron
SHORT_DAYS, SHORT_STEP, SHORT_PACE = 14, timedelta(hours=6), 0.15  # of the short form
REMEMBERED = 400  # readings: a week of pages
OFF = (0.15, 2.0)  # the machine is switched off once: from this part of the time on, for so many days
DELAY_SECONDS = 0.004  # between two requests to a host, in the machine's own time
SETTLED = timedelta(days=9)  # so long after its publication an article has been looked at for the last time
MAX_GROWTH_MB = 40
MIN_NOT_MODIFIED = 0.95

_living: Living | None = None
_crowded: set[str] = set()  # hosts that were asked with a shorter delay than theirs, or several times at once


class FromTheLivingPress(BaseDownloadHandler):
    """Stands in for the network."""

    async def download_request(self, request: Request) -> Response:
        assert _living is not None
        host = request.url.split("/")[2]
        assert self.crawler.engine is not None
        slot = self.crawler.engine.downloader.slots[host]
        delay = DELAY_SECONDS if request.url.endswith("/robots.txt") else _living.crawl_delay(host, DELAY_SECONDS)
        if slot.delay < delay or slot.concurrency != 1:
            _crowded.add(host)
        etag = request.headers.get("If-None-Match")
        answer = _living.answer(request.url, etag.decode() if etag else None)
        headers = {"Content-Type": answer.content_type, **answer.headers}
        kind = HtmlResponse if answer.content_type.startswith("text/html") else Response
        return kind(request.url, status=answer.status, headers=headers, body=answer.body, request=request)


class Remembering:
    """Reading is not what is tried here: a page that was read lately is not read again."""

    def __init__(self) -> None:
        self.readings: dict[tuple[bytes, frozenset[str], bool], Reading] = {}

    def read(
        self, page: Page, watchlists: tuple[Watchlist, ...], site_lines: frozenset[str], *, screens: bool
    ) -> Reading:
        key = (page.body, site_lines, screens)
        if key not in self.readings:
            self.readings[key] = read(page, watchlists, site_lines, screens=screens)
        if len(self.readings) > REMEMBERED:
            del self.readings[next(iter(self.readings))]
        return self.readings[key]


@dataclass
class Seen:
    """What came of it."""

    living: Living
    days: float
    runs: int = 0
    calls: int = 0
    articles: int = 0
    unseen: int = 0  # articles that had left the feed again when it let us in
    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    revisions: int = 0
    unrevised: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    told: list[tuple[datetime, Change]] = field(default_factory=list)
    crowded: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # what `scrapy db check` finds
    memory: list[float] = field(default_factory=list)  # MB at most, after each run

    @property
    def not_modified(self) -> float:
        """The share of unchanged feeds that were answered 304."""
        return self.living.not_modified / max(1, self.living.unchanged)

    @property
    def growth(self) -> float:
        """MB that the last three quarters of the runs took more than the first one."""
        return self.memory[-1] - self.memory[len(self.memory) // 4]

    def untold(self) -> list[str]:
        """Troubles that were not told in time, or in other words."""
        missing = []
        for outlet in self.living.press:
            for trouble in outlet.troubles:
                since = START + timedelta(days=trouble.first_day)
                until = since + timedelta(days=trouble.within_days)
                verdicts = {
                    c.health.verdict for at, c in self.told if c.health.source == outlet.name and since <= at <= until
                }
                if trouble.verdict and trouble.verdict not in verdicts:
                    missing.append(f"{outlet.name}: {trouble.verdict} ({', '.join(verdicts) or 'nothing'})")
        return missing

    def false_alarms(self) -> list[str]:
        """What was told of outlets that had nothing."""
        troubled = {(outlet.name, trouble.verdict) for outlet in self.living.press for trouble in outlet.troubles}
        return [
            f"{at:%m-%d %H:%M} {change.told}"
            for at, change in self.told
            if change.health.needs_a_person and (change.health.source, change.health.verdict) not in troubled
        ]


def live(
    folder: Path, days: float, step: timedelta, pace: float = 1, told: Callable[[float], None] = lambda _days: None
) -> Seen:
    """Let the days go by, and look at what is in the database then."""
    global _living
    press = outlets(days, pace)
    _living = Living(press)
    seen = Seen(_living, days)
    (folder / "sources.toml").write_text("\n".join(outlet.block() for outlet in press), "utf-8")
    real_clock, real_lists = desk.clock, desk.read_watchlists
    desk.clock = lambda: seen.living.now
    desk.read_watchlists = lru_cache(real_lists)
    pool.read = Remembering().read
    try:
        asyncio.run(_all_runs(folder, seen, step, told))
    finally:
        desk.clock, desk.read_watchlists, pool.read = real_clock, real_lists, read
    seen.crowded = sorted(_crowded)
    with closing(open_readonly(folder / "news.db")) as db:
        _compare(db, seen)
    seen.wrong = [f"{checked.name}: {checked.told}" for checked in check_database(folder / "news.db") if checked.wrong]
    return seen


async def _all_runs(folder: Path, seen: Seen, step: timedelta, told: Callable[[float], None]) -> None:
    settings = Settings()
    settings.setmodule(ours)
    changed = {
        "TOCSIN_SOURCES": str(folder / "sources.toml"), "TOCSIN_DATABASE": str(folder / "news.db"), "TOCSIN_CORPUS": "",
        "TOCSIN_WORKERS": 0, "DOWNLOAD_DELAY": DELAY_SECONDS, "AUTOTHROTTLE_ENABLED": False, "RETRY_TIMES": 0,
        "TWISTED_REACTOR_ENABLED": False, "LOG_ENABLED": False, "CONCURRENT_ITEMS": 2,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
        "DOWNLOAD_HANDLERS": {"http": FromTheLivingPress, "https": None},
    }  # fmt: skip
    settings.setdict(changed, priority="cmdline")
    logging.disable(logging.ERROR)
    runner = AsyncCrawlerRunner(settings)
    off = START + timedelta(days=OFF[0] * seen.days)
    while (seen.living.now - START) / timedelta(days=1) < seen.days:
        seen.living.now += step
        if off <= seen.living.now < off + timedelta(days=OFF[1]):
            continue
        seen.calls += 1
        crawler = runner.create_crawler("news")
        await runner.crawl(crawler)
        newsroom = desk.extension_of(crawler, Newsroom)
        assert newsroom.exit_code == 0, (seen.living.now, newsroom.exit_code, newsroom.worse)
        seen.runs += bool(newsroom.counts)
        seen.told += [(seen.living.now, change) for change in newsroom.changes]
        seen.memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        told((seen.living.now - START) / timedelta(days=1))


def _compare(db: Database, seen: Seen) -> None:
    end = seen.living.now
    stored = {row["url"]: row for row in db.query("select id, url, text from articles")}
    revised: defaultdict[int, int] = defaultdict(int)
    for (article,) in db.execute("select article from revisions").fetchall():
        revised[article] += 1
    seen.articles, seen.revisions = len(stored), sum(revised.values())
    for outlet, story in seen.living.published(end - timedelta(days=1)):
        if _is_shut(outlet, end):
            continue
        places = {outlet.root + story.path(moment) for moment in (story.published, end)}
        rows = [stored[place] for place in places if place in stored]
        name = f"{outlet.name} {story.number}"
        if name not in seen.living.shown:
            seen.unseen += 1
            continue
        if len(rows) != 1:
            (seen.twice if rows else seen.missing).append(name)
            continue
        given = seen.living.versions.get(name, [])
        changes = sum(one != other for one, other in pairwise(given))
        if revised[rows[0]["id"]] != changes:
            seen.unrevised.append(f"{name}: {changes} edits were given, {revised[rows[0]['id']]} are kept")
        is_settled = story.published < end - SETTLED and not outlet.troubles
        lines = rows[0]["text"].split("\n\n")
        if is_settled and lines != lines_of(outlet, story, story.version(end)):
            seen.stale.append(name)


def _is_shut(outlet: Outlet, end: datetime) -> bool:
    """Whether nobody was let in at the end."""
    return outlet.suffers("robots", end)


def told_of(seen: Seen) -> Table:
    """What came of it, for a person."""
    table = Table(title=f"{seen.days:g} days, {seen.calls:,} calls of cron", title_justify="left", show_header=False)
    for name, value in (
        ("runs that had something to do", f"{seen.runs:,}"),
        ("articles, each once", f"{seen.articles:,}"),
        ("gone before anybody was let in", f"{seen.unseen:,}"),
        ("missing", f"{len(seen.missing)} {', '.join(seen.missing[:9])}"),
        ("twice", f"{len(seen.twice)} {', '.join(seen.twice[:9])}"),
        ("revisions", f"{seen.revisions:,}"),
        ("edits without one, stale texts", f"{len(seen.unrevised)}, {len(seen.stale)} {' '.join(seen.stale[:9])}"),
        ("told in time", "all" if not seen.untold() else f"NOT {'; '.join(seen.untold())}"),
        ("false alarms", "; ".join(seen.false_alarms()) or "none"),
        ("hosts asked too soon", ", ".join(seen.crowded) or "none"),
        ("unchanged feeds answered 304", f"{seen.not_modified:.1%} of {seen.living.unchanged:,}"),
        ("memory", f"{seen.memory[-1]:.0f} MB, {seen.growth:+.0f} MB since the first quarter"),
        ("db check", "; ".join(seen.wrong) or "sound"),
    ):
        table.add_row(name, value)
    return table


def facts_of(seen: Seen) -> dict[str, object]:
    """What came of it, for a program."""
    lists = (
        "missing",
        "twice",
        "stale",
        "unrevised",
        "crowded",
        "wrong",
        "articles",
        "revisions",
        "not_modified",
        "growth",
    )
    facts = {name: getattr(seen, name) for name in lists}
    return {**facts, "untold": seen.untold(), "false_alarms": seen.false_alarms()}


def is_good(seen: Seen) -> bool:
    """Whether everything is as promised."""
    facts = facts_of(seen)
    faults = [found for found in facts.values() if isinstance(found, list)]
    return not any(faults) and seen.not_modified >= MIN_NOT_MODIFIED and seen.growth < MAX_GROWTH_MB


def main(days: float = DAYS) -> int:
    """Let the days go by; returns 1 if something is not as promised."""
    terminal = desk.console(stderr=True)
    bar = Progress(
        TextColumn("days"), BarColumn(bar_width=24), MofNCompleteColumn(), TimeElapsedColumn(), console=terminal
    )
    with tempfile.TemporaryDirectory() as folder, bar:
        task = bar.add_task("days", total=round(days))
        seen = live(Path(folder), days, STEP, told=lambda day: bar.update(task, completed=int(day)))
    desk.console().print(told_of(seen), *seen.unrevised[:9], sep="\n")
    return 0 if is_good(seen) else 1


def short() -> None:
    """Two weeks, told to a program."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(facts_of(live(Path(folder), SHORT_DAYS, SHORT_STEP, SHORT_PACE))))


if __name__ == "__main__":
    sys.exit(short() if sys.argv[1:] == ["--short"] else main(*map(float, sys.argv[1:])))
