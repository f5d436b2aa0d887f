"""What a person at a terminal sees of a run: progress while it lasts, a table by source at its end."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.glue.desk import console, extension_of
from crawler.glue.newsroom import Newsroom
from crawler.records import Outcome

EVERY_SECONDS = 0.5
COLUMNS = {
    "Pages": ("fetched",),
    "Kept": (Outcome.KEPT.value,),
    "Copies": ("copies",),
    "Off topic": (Outcome.OFF_TOPIC.value,),
    "Too old": (Outcome.TOO_OLD.value,),
    "No page": (Outcome.FAILED.value, Outcome.FORBIDDEN.value, Outcome.UNREADABLE.value, Outcome.NOT_AN_ARTICLE.value),
    "Waiting": (Outcome.WAITING.value,),
}
ALWAYS = frozenset(("Pages", "Kept"))


class Progress:
    """Extension. Off where stderr is no terminal: under cron a run is silent."""

    def __init__(self, crawler: Crawler) -> None:
        if not sys.stderr.isatty():
            raise NotConfigured
        self.crawler = crawler
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        progress = cls(crawler)
        crawler.signals.connect(progress.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signal=signals.spider_closed)
        return progress

    def spider_opened(self) -> None:
        self._newsroom = extension_of(self.crawler, Newsroom)
        self._bar = Bar(
            TextColumn("sources"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"),
            TimeElapsedColumn(),
            console=console(stderr=True),
            transient=True,
        )
        self._shown = self._bar.add_task("sources", total=None, told="")
        self._bar.start()
        self._task = asyncio.get_running_loop().create_task(self._keep_showing())

    def spider_closed(self) -> None:
        if self._task:
            self._task.cancel()
        self._bar.stop()

    async def _keep_showing(self) -> None:
        while True:
            newsroom = self._newsroom
            total: Counter[str] = sum(newsroom.counts.values(), Counter())
            done = len(newsroom.reached | set(newsroom.errors))
            told = f"pages {total['fetched']}  kept {total['kept']}  errors {total['errors']}"
            self._bar.update(self._shown, total=len(newsroom.asked) or None, completed=done, told=told)
            await asyncio.sleep(EVERY_SECONDS)


def closing_table(newsroom: Newsroom) -> Table:
    """How each source did, and all together; columns that would be empty are left out."""
    total: Counter[str] = sum(newsroom.counts.values(), Counter())
    shown = [column for column, counted in COLUMNS.items() if column in ALWAYS or _sum(total, counted)]
    table = Table(title="This run by source", title_justify="left", header_style="bold")
    table.add_column("Source", overflow="fold", min_width=12)
    for column in shown:
        table.add_column(column, justify="right", no_wrap=True)
    if newsroom.errors:
        table.add_column("Trouble", overflow="fold", min_width=20)
    rows = sorted(newsroom.counts.items())
    quiet = [name for name, counts in rows if set(counts) <= {"answers"} and name not in newsroom.errors]
    for name, counts in rows:
        if name not in quiet:
            trouble = [newsroom.errors.get(name, "")] if newsroom.errors else []
            table.add_row(name, *_cells(counts, shown), *trouble)
    if quiet:
        table.add_row(f"{len(quiet)} without news", style="dim")
    table.add_section()
    table.add_row("all", *_cells(total, shown), style="bold")
    return table


def _cells(counts: Counter[str], shown: list[str]) -> list[str]:
    return [str(_sum(counts, COLUMNS[column]) or "·") for column in shown]


def _sum(counts: Counter[str], names: tuple[str, ...]) -> int:
    return sum(counts[name] for name in names)
