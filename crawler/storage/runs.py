"""Runs, parked hosts, remembered facts: what operations leave behind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from crawler.records import iso
from crawler.storage.database import inserted_id


def start_run(db: Database, command: str, now: datetime) -> int:
    """Enter a run; returns its id."""
    return inserted_id(db.table("runs").insert({"command": command, "started_at": iso(now)}).last_pk)


def finish_run(db: Database, run: int, now: datetime, counts: Mapping[str, int], exit_code: int) -> None:
    """Note how a run ended. `counts` holds sources, pages, kept, errors and anything else."""
    named = {name: counts.get(name, 0) for name in ("sources", "pages", "kept", "errors")}
    values = {**named, "finished_at": iso(now), "counts": json.dumps(counts), "exit": exit_code}
    db.table("runs").update(run, values)


def last_run(db: Database) -> dict[str, Any] | None:
    """The latest run."""
    return next(iter(db.query("select * from runs order by id desc limit 1")), None)


def last_exit(db: Database, before: int) -> int | None:
    """The exit code of the run before one."""
    row = db.execute("select exit from runs where id < ? order by id desc limit 1", [before]).fetchone()
    return row[0] if row else None


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
