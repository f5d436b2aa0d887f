"""One crawl over faults and healthy sites, watched from outside: what is recorded when, and what memory it takes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from crawler.errors import DatabaseRefused
from crawler.storage.database import open_readonly
from tests.faults.faults import Fault
from tests.faults.memory import resident_bytes
from tests.faults.server import FaultServer
from tests.press.crawling import scrapy_command, settings_for
from tests.press.server import source_list
from tests.press.sites import Site

PROJECT = Path(__file__).parent.parent.parent
LOOK_SECONDS = 0.25
MAX_AGE_DAYS = 3650  # the faults' stories are of 2026; what their archives hold is older


@dataclass
class Seen:
    """What came of one fault."""

    fault: Fault
    recorded: str = "nothing"
    seconds: float | None = None  # from the first request for its addresses until all of it was recorded
    is_right: bool = False
    requests: int = 0


@dataclass
class Watched:
    """What a crawl did."""

    seen: list[Seen]
    exit_code: int | None = None  # None: it did not end in time
    seconds: float = 0.0
    peak_bytes: int = 0
    strays: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # articles of healthy sites that were not read
    healthy_seconds: float | None = None  # until the last article of the healthy sites was read
    log: str = ""


def crawl_over(
    faults: Sequence[Fault], beside: Sequence[Site], folder: Path, limit_seconds: float, **settings: object
) -> Watched:
    """Crawl faults beside healthy sites into a new database in the folder; a crawl that exceeds the limit is killed."""
    sources, log = folder / "sources.toml", folder / "crawl.log"
    blocks = [source_list(list(beside)), *(fault.source_block for fault in faults)]
    sources.write_text("\n".join(blocks), "utf-8")
    bounds = {"TOCSIN_CORPUS": "", "TOCSIN_MAX_AGE_DAYS": MAX_AGE_DAYS}
    chosen = settings_for(sources, folder / "news.db") | bounds | settings
    watched = Watched([Seen(fault) for fault in faults])
    wanted = [site.root + article.path for site in beside for article in site.articles]
    with FaultServer(faults, beside) as server, log.open("w") as errors:
        process = subprocess.Popen(
            scrapy_command("crawl", chosen, "news"),
            cwd=PROJECT,
            env={**os.environ, "http_proxy": server.proxy, "https_proxy": server.proxy, "no_proxy": ""},
            stdout=errors,
            stderr=errors,
        )
        started = time.monotonic()
        while (exit_code := process.poll()) is None and time.monotonic() - started < limit_seconds:
            watched.peak_bytes = max(watched.peak_bytes, resident_bytes(process.pid))
            _look(folder / "news.db", watched, wanted, server.asked, started)
            time.sleep(LOOK_SECONDS)
        if exit_code is None:
            process.kill()
            process.wait()
        watched.seconds, watched.exit_code = time.monotonic() - started, exit_code
        _look(folder / "news.db", watched, wanted, server.asked, started)
        watched.strays = server.strays
        for seen in watched.seen:
            seen.requests = server.requests[seen.fault.host]
    watched.log = log.read_text("utf-8", "replace")
    return watched


def _look(database: Path, watched: Watched, wanted: list[str], asked: dict[str, float], started: float) -> None:
    """Note what the database says by now."""
    try:
        db = open_readonly(database)
    except DatabaseRefused:  # not made yet
        return
    try:
        now = time.monotonic()
        for seen in watched.seen:
            first = asked.get(seen.fault.host, started)
            _look_at(db, seen, now - max(asked.get(url, first) for url in seen.fault.expected))
        watched.missing = [url for url in wanted if not _is_read(db, url)]
        if not watched.missing and watched.healthy_seconds is None:
            watched.healthy_seconds = now - started
    finally:
        db.close()


def _look_at(db: Database, seen: Seen, seconds: float) -> None:
    told = [expected.recorded(db, url) for url, expected in seen.fault.expected.items()]
    if all(told) and seen.seconds is None:
        seen.seconds = seconds
    wrong = [
        said or "nothing"
        for said, (url, expected) in zip(told, seen.fault.expected.items(), strict=True)
        if not expected.holds(db, url)
    ]
    seen.is_right = not wrong
    seen.recorded = "; ".join(dict.fromkeys(wrong or (said for said in told if said)))


def _is_read(db: Database, url: str) -> bool:
    """Whether a page was read and judged, be it to be kept or not."""
    sql = "select 1 from pages where url = ? and outcome in ('kept', 'off_topic')"
    return bool(db.execute(sql, [url]).fetchone())
