"""Runs the project's own commands over the invented press."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from crawler.errors import DatabaseRefused
from crawler.storage.database import open_readonly
from tests.crawl import forked
from tests.crawl.forked import PROJECT as PROJECT
from tests.press.crawling import scrapy_command, settings_for
from tests.press.server import Press, source_list

LIMIT_SECONDS = 120  # a command that takes longer hangs


@dataclass
class Newsstand:
    """A press, a folder, and the commands that work on them."""

    press: Press
    folder: Path
    sources: Path = field(init=False)

    def __post_init__(self) -> None:
        self.sources = self.folder / "sources.toml"
        self.write_sources(source_list(self.press.sites))

    @property
    def database(self) -> Path:
        return self.folder / "news.db"

    def write_sources(self, text: str) -> None:
        self.sources.write_text(text, "utf-8")

    def command(self, *words: str) -> list[str]:
        """A scrapy command with this stand's files; without pauses between requests."""
        quick = {"TOCSIN_WORKERS": 0, "RETRY_TIMES": 0, "TOCSIN_CORPUS": ""}  # for a few pages; some tests have more
        return scrapy_command(words[0], {**settings_for(self.sources, self.database), **quick}, *words[1:])

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "http_proxy": self.press.proxy, "no_proxy": "", "COLUMNS": "200"}

    def run(self, *words: str, proxy: str | None = None) -> subprocess.CompletedProcess[str]:
        """A command from start to end."""
        environment = {**self.environment, "http_proxy": proxy or self.press.proxy}
        return forked.run(self.command(*words)[2:], environment, LIMIT_SECONDS)

    def crawl(self, *more: str) -> subprocess.CompletedProcess[str]:
        """The main job, for all sources, whether it is their turn or not."""
        return self.run("crawl", "news", "-a", "due=all", *more)

    def crawl_by_cron(self) -> subprocess.CompletedProcess[str]:
        """The main job, for the sources whose turn it is."""
        return self.run("crawl", "news")

    def start(self) -> subprocess.Popen[bytes]:
        """The main job, to be interrupted."""
        return subprocess.Popen(
            self.command("crawl", "news"),
            cwd=PROJECT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def fork(self) -> BaseProcess:
        """The main job, to be killed. What it says is in runs.log."""
        log = self.folder / "runs.log"
        return forked.start(self.command("crawl", "news")[2:], self.environment, log, log)

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[dict[str, Any]]:
        """What the database answers."""
        db = open_readonly(self.database)
        try:
            return list(db.query(sql, list(values)))
        finally:
            db.close()

    def has_run(self) -> bool:
        """Whether a run is on record, be it still going."""
        try:
            return bool(self.rows("select * from runs"))
        except DatabaseRefused:  # not made yet
            return False

    def state(self) -> dict[str, set[tuple]]:
        """What must be equal after any history of kills, without ids and times of fetching: rows, the key first."""
        tables = {
            "articles": """a.url, a.title, a.text, a.published, a.language, a.copy_kind, a.copy_score, o.url as origin,
                (select count(*) from matches where article = a.id) as matches
                from articles a left join articles o on o.id = a.copy_of""",
            "ledger": """p.url, p.source, p.found_in, p.outcome, p.reason, p.status, p.title, p.published,
                a.url as article from pages p left join articles a on a.id = p.article""",
            "ways in": "url, source, kind, found_in, error is null as answers from ways_in",
            "learned lines": "line, source, verdict from site_lines where verdict <> 'open'",
        }
        return {name: {tuple(row.values()) for row in self.rows(f"select {sql}")} for name, sql in tables.items()}
