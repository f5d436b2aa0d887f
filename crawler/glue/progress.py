"""What a person at a terminal sees of a run: progress while it lasts, a table by source at its end."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.glue.desk import extension_of
from crawler.glue.newsroom import Newsroom
from crawler.records import Outcome

EVERY_SECONDS = 0.5
NO_PAGE = (Outcome.FAILED.value, Outcome.FORBIDDEN.value, Outcome.UNREADABLE.value)
COLUMNS = (
    "Source",
    "Answers",
    "Pages",
    "Kept",
    "Copies",
    "Off topic",
    "Too old",
    "No page",
    "Waiting",
    "Trouble",
)


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
            console=Console(stderr=True),
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
    """How each source did, and all together."""
    table = Table(title="This run by source", title_justify="left", header_style="bold")
    for column in COLUMNS:
        numbers = column not in ("Source", "Trouble")
        table.add_column(column, justify="right" if numbers else "left", overflow="fold", no_wrap=numbers)
    quiet = 0
    for name in sorted(newsroom.counts):
        if set(newsroom.counts[name]) <= {"answers"} and name not in newsroom.errors:
            quiet += 1
        else:
            table.add_row(name, *_cells(newsroom.counts[name]), newsroom.errors.get(name, ""))
    if quiet:
        table.add_row(f"{quiet} without news", *[""] * (len(COLUMNS) - 1), style="dim")
    table.add_section()
    table.add_row("all", *_cells(sum(newsroom.counts.values(), Counter())), "", style="bold")
    return table


def _cells(counts: Counter[str]) -> list[str]:
    numbers = (
        counts["answers"],
        counts["fetched"],
        counts["kept"],
        counts["copies"],
        counts["off_topic"],
        counts["too_old"],
        sum(counts[outcome] for outcome in NO_PAGE),
        counts["waiting"],
    )
    return [str(number) if number else "·" for number in numbers]
