"""What each robots.txt said, remembered between runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlite_utils import Database

from crawler.records import Outcome, iso


@dataclass(frozen=True)
class Robots:
    """The robots.txt of a site (`scheme://host:port`) as it was last read, or the trouble why it could not be. Until
    `asked_again` it is not asked for anew."""

    site: str
    asked_again: datetime
    body: bytes = field(default=b"", repr=False)
    trouble: str | None = None


def robots_of(db: Database, site: str, now: datetime) -> Robots | None:
    """What is remembered of a site's robots.txt; None if it is to be asked for."""
    row = next(iter(db.query("select * from robots where site = ? and asked_again > ?", [site, iso(now)])), None)
    if row is None:
        return None
    return Robots(site, datetime.fromisoformat(row["asked_again"]), row["body"] or b"", row["trouble"])


def remember_robots(db: Database, robots: Robots) -> None:
    """Remember what a robots.txt said. Where it says something else than before, what it forbade waits again. A trouble
    leaves the rules that were known as they are, to be compared later."""
    old = next(iter(db.query("select body from robots where site = ?", [robots.site])), None)
    db.execute(
        """insert into robots (site, asked_again, body, trouble) values (:site, :asked_again, :body, :trouble)
           on conflict(site) do update set asked_again = excluded.asked_again, trouble = excluded.trouble,
             body = coalesce(excluded.body, body)""",
        {
            "site": robots.site,
            "asked_again": iso(robots.asked_again),
            "body": robots.body if robots.trouble is None else None,
            "trouble": robots.trouble,
        },
    )
    if robots.trouble is None and old and old["body"] is not None and old["body"] != robots.body:
        db.execute(
            "update pages set outcome = ?, again_at = null where outcome = ? and url >= ? and url < ?",
            (Outcome.WAITING, Outcome.FORBIDDEN, f"{robots.site}/", f"{robots.site}0"),  # 0 follows / in ASCII
        )
