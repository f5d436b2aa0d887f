"""Runs, the health of sources, parked hosts: what operations leave behind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from crawler.records import Source, iso
from crawler.storage.database import inserted_id


def start_run(db: Database, command: str, now: datetime) -> int:
    """Enter a run; returns its id."""
    return inserted_id(db.table("runs").insert({"command": command, "started_at": iso(now)}).last_pk)


def finish_run(db: Database, run: int, now: datetime, counts: Mapping[str, int], exit_code: int) -> None:
    """Note how a run ended. `counts` holds sources, pages, kept, errors and anything else."""
    named = {name: counts.get(name, 0) for name in ("sources", "pages", "kept", "errors")}
    values = {**named, "finished_at": iso(now), "counts": json.dumps(counts), "exit": exit_code}
    db.table("runs").update(run, values)


def enter_sources(db: Database, sources: list[Source]) -> None:
    """Enter the outlets of the source list; their health stays."""
    for source in sources:
        db.execute(
            "insert into sources (name, url) values (?, ?) on conflict(name) do update set url = excluded.url",
            (source.name, source.url),
        )


def note_success(db: Database, source: str, now: datetime) -> None:
    """A way into the source answered."""
    db.execute(
        "update sources set last_success = ?, last_error = null, failures = 0 where name = ?",
        (iso(now), source),
    )


def note_failure(db: Database, source: str, error: str, now: datetime) -> int:
    """No way into the source answered in this run. Returns how many runs in a row that has been so."""
    row = db.execute(
        """update sources set last_error = ?, last_error_at = ?, failures = failures + 1 where name = ?
           returning failures""",
        (error, iso(now), source),
    ).fetchone()
    return int(row[0]) if row else 1


def park(db: Database, host: str, until: datetime, reason: str) -> None:
    """Leave a host alone until a moment, also in later runs."""
    db.table("hosts").upsert({"host": host, "parked_until": iso(until), "reason": reason}, pk="host")


def parked_hosts(db: Database, now: datetime) -> dict[str, datetime]:
    """The hosts that asked to be left alone, and until when."""
    rows = db.query("select host, parked_until from hosts where parked_until > ?", [iso(now)])
    return {row["host"]: datetime.fromisoformat(row["parked_until"]) for row in rows}


def fact(db: Database, name: str) -> str | None:
    """A remembered fact."""
    row = db.execute("select value from facts where name = ?", [name]).fetchone()
    return row[0] if row else None


def set_fact(db: Database, name: str, value: str) -> None:
    """Remember a fact."""
    db.table("facts").upsert({"name": name, "value": value}, pk="name")
