"""Feeds and sitemaps that a server declared gone for good."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from crawler.records import iso


def note_gone(db: Database, url: str, now: datetime) -> None:
    """The server answered 410."""
    db.table("gone").upsert({"url": url, "since": iso(now)}, pk="url")


def gone_since(db: Database, url: str) -> datetime | None:
    """When the server last answered 410; None if it never did."""
    row = db.execute("select since from gone where url = ?", [url]).fetchone()
    return datetime.fromisoformat(row[0]) if row else None
