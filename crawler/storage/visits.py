"""When each source is asked, and how it did: its rhythm, its failures, its silence."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from crawler import rhythm
from crawler.records import Source, iso, moment_of

NEARLY = timedelta(minutes=1)  # cron is not punctual to the second
LATEST_WEIGH = 20  # the share of errors is that of about so many visits


def enter_sources(db: Database, sources: Iterable[Source]) -> None:
    """Enter the outlets of the source list; their health stays."""
    db.conn.executemany(
        "insert into sources (name, url) values (?, ?) on conflict(name) do update set url = excluded.url",
        [(source.name, source.url) for source in sources],
    )


def state_of(db: Database, source: str) -> dict[str, Any]:
    """A source's row, its gaps as a list of seconds."""
    row = next(db.query("select * from sources where name = ?", [source]))
    return {**row, "gaps": json.loads(row["gaps"])}


def known(db: Database) -> set[str]:
    """The names of all sources that were ever listed."""
    return {name for (name,) in db.execute("select name from sources").fetchall()}


def note_verdict(db: Database, source: str, verdict: str, now: datetime) -> str | None:
    """Write a source's verdict, and since when it is so; returns the one before."""
    before = db.execute("select verdict from sources where name = ?", [source]).fetchone()[0]
    if before != verdict:
        db.execute("update sources set verdict = ?, verdict_since = ? where name = ?", (verdict, iso(now), source))
    return str(before) if before else None


def due(db: Database, now: datetime) -> set[str]:
    """The sources to be asked now."""
    rows = db.execute("select name from sources where due_at is null or due_at <= ?", [iso(now + NEARLY)])
    return {name for (name,) in rows.fetchall()}


def next_due(db: Database, names: Iterable[str]) -> tuple[str, datetime] | None:
    """The one of these sources that is due first, and when."""
    row = db.execute(
        """select name, due_at from sources where due_at is not null and name in (select value from json_each(?))
           order by due_at limit 1""",
        [json.dumps(list(names))],
    ).fetchone()
    return (row[0], datetime.fromisoformat(row[1])) if row else None


def pause_of(db: Database, source: str, now: datetime) -> timedelta:
    """How long the source is usually left between two visits."""
    state = state_of(db, source)
    return rhythm.pause(state["gaps"], _silence(state, now))


def count_new(db: Database, source: str, since: datetime) -> int:
    """The links of interest that were met since a moment, before any of them is fetched."""
    row = db.execute(
        "select count(*) from pages where source = ? and found_at >= ? and outcome in ('waiting', 'off_topic')",
        [source, iso(since)],
    ).fetchone()
    return int(row[0])


def note_success(db: Database, source: str, now: datetime, new: int) -> None:
    """A way into the source answered, at a visit that began now and brought so many new links."""
    state = state_of(db, source)
    gaps, quiet, last_new = state["gaps"], state["quiet_visits"] + 1, moment_of(state["last_new"])
    if new:
        if last_new:
            gaps = [*gaps, max(0, round((now - last_new).total_seconds()))][-rhythm.GAPS_KEPT :]
        quiet, last_new = 0, now
    pause = rhythm.pause(gaps, now - (last_new or now))
    db.execute(
        """update sources set last_success = ?, last_error = null, failures = 0, last_new = ?, gaps = ?,
             quiet_visits = ?, first_success = coalesce(first_success, ?), due_at = ?,
             error_share = error_share * ? where name = ?""",
        (
            iso(now), iso(last_new), json.dumps(gaps), quiet, iso(now), iso(now + pause),
            1 - 1 / LATEST_WEIGH, source,
        ),
    )  # fmt: skip


def note_failure(db: Database, source: str, error: str, now: datetime) -> None:
    """No way into the source answered at a visit that began now."""
    state = state_of(db, source)
    failures = state["failures"] + 1
    pause = rhythm.back_off(rhythm.pause(state["gaps"], timedelta(0)), failures)
    db.execute(
        """update sources set last_error = ?, last_error_at = ?, failures = ?, due_at = ?,
             error_share = error_share * ? + ? where name = ?""",
        (error, iso(now), failures, iso(now + pause), 1 - 1 / LATEST_WEIGH, 1 / LATEST_WEIGH, source),
    )


def may_seek(db: Database, source: str, now: datetime) -> bool:
    """Whether the usual places of feeds and sitemaps may be tried: once a day."""
    row = db.execute("select sought_at from sources where name = ?", [source]).fetchone()
    return row is not None and (row[0] is None or row[0] <= (iso(now - timedelta(days=1)) or ""))


def note_seeking(db: Database, source: str, now: datetime) -> None:
    """The usual places of feeds and sitemaps are tried now."""
    db.execute("update sources set sought_at = ? where name = ?", [iso(now), source])


def _silence(state: dict[str, Any], now: datetime) -> timedelta:
    last_new = moment_of(state["last_new"])
    return max(now - last_new, timedelta(0)) if last_new else timedelta(0)
