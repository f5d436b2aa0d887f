"""The ledger: one row for every URL ever met, which is the frontier and the memory in one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlite_utils import Database

from crawler.records import Link, Outcome, iso, moment_of
from crawler.rhythm import next_try
from crawler.urls import url_key

# A URL without a usable answer has failed after so many runs that asked for it, and not before a day has gone by: a
# site that is down for an evening loses nothing.
MAX_ATTEMPTS = 10
MIN_TRIED = timedelta(days=1)
SUMMARY_CHARS = 2000
REDIRECTS, ANOTHER = "redirects to {}", "another address of {}"  # why a URL that moved has no article of its own


def meet(
    db: Database, links: Iterable[tuple[Link, Outcome, str | None]], source: str, found_in: str, now: datetime
) -> None:
    """Enter links with their first outcome and its reason. A URL known in any variant keeps its row; while it is not
    fetched yet, what a second place says of it is added: a title, a date, that it is an article, that it is too old."""
    db.conn.executemany(
        """insert into pages
             (url, key, source, found_in, found_at, title, published, modified, summary, outcome, reason)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           on conflict(key) do update set
             title = coalesce(title, excluded.title), published = coalesce(published, excluded.published),
             modified = coalesce(modified, excluded.modified), summary = coalesce(summary, excluded.summary),
             reason = iif(outcome = 'waiting' and excluded.outcome <> 'too_old', reason, excluded.reason),
             outcome = iif(outcome = 'waiting' and excluded.outcome <> 'too_old', outcome, excluded.outcome)
           where fetched_at is null and (outcome in ('waiting', 'not_an_article')
             or outcome = 'too_old' and excluded.outcome = 'waiting' and excluded.published is not null)
           on conflict(url) do nothing""",
        (
            (
                link.url, url_key(link.url), source, found_in, iso(now), link.title, iso(link.published),
                iso(link.modified), (link.summary or "")[:SUMMARY_CHARS] or None, outcome, reason,
            )
            for link, outcome, reason in links
        ),
    )  # fmt: skip


def waiting(db: Database, source: str, now: datetime | None = None, most_of_host: int = 0) -> list[Link]:
    """The links of a source that were met and not fetched yet, in the order they were met: those whose turn it is, or,
    without a moment, all. No more of one host than a run may ask for, where that is bounded: some sources have met a
    hundred thousand."""
    rows = db.query(
        """select url, title, published, summary from pages where source = ? and outcome = ?
           and coalesce(try_at, '') <= ? order by found_at, rowid""",
        [source, Outcome.WAITING, iso(now) or "9999"],
    )
    links, of_host = [], Counter[str]()
    for row in rows:
        host = urlsplit(row["url"]).hostname or ""
        of_host[host] += 1
        if not most_of_host or of_host[host] <= most_of_host:
            links.append(_link_of(row))
    return links


def reopen_by_age(db: Database, source: str, oldest: datetime | None) -> None:
    """Links that were set aside unfetched as too old wait again where today's bound allows their age."""
    db.execute(
        """update pages set outcome = ?, reason = null where source = ? and outcome = ? and fetched_at is null
           and coalesce(published, modified, '9999') >= ?""",
        (Outcome.WAITING, source, Outcome.TOO_OLD, iso(oldest) or ""),
    )


def end(
    db: Database,
    url: str,
    outcome: Outcome,
    reason: str,
    *,
    source: str,
    now: datetime,
    fetched_at: datetime | None = None,
    status: int | None = None,
    article: int | None = None,
    raw: str | None = None,
    found_in: str | None = None,
) -> None:
    """Write what became of a URL; a URL that nobody had entered yet is entered."""
    db.execute(
        """insert into pages (url, key, source, found_in, found_at, fetched_at, status, outcome, reason, article, raw)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           on conflict(key) do update set fetched_at = excluded.fetched_at, status = excluded.status,
             outcome = excluded.outcome, reason = excluded.reason, article = excluded.article,
             raw = coalesce(excluded.raw, raw)""",
        (
            url,
            url_key(url),
            source,
            found_in,
            iso(now),
            iso(fetched_at),
            status,
            outcome,
            reason,
            article,
            raw,
        ),
    )


def lead_to(db: Database, article: int, urls: Iterable[str]) -> None:
    """Addresses that lead to an article, or to one of these pages of it, name the article again, which was lost."""
    (own,) = db.execute("select url from articles where id = ?", [article]).fetchone()
    reasons = [leading.format(url) for url in {own, *urls} for leading in (REDIRECTS, ANOTHER)]
    db.execute(
        """update pages set article = ? where article is null and outcome = ?
           and reason in (select value from json_each(?))""",
        [article, Outcome.MOVED, json.dumps(reasons)],
    )


def postpone(
    db: Database, url: str, reason: str, now: datetime, *, status: int | None = None, counts: bool = True
) -> Outcome:
    """A URL without a usable answer waits for a later run, until it has had its chances; then it has failed. One that
    was kept before stays so. `counts` is False where that says nothing of the page: its host asked us to wait, or
    nothing answered at all."""
    attempts = db.execute("select attempts from pages where key = ?", [url_key(url)]).fetchone()
    row = db.execute(
        """update pages set attempts = attempts + :counts, status = :status, reason = :reason,
             try_at = iif(:counts, :try_at, try_at),
             outcome = iif(attempts + :counts >= :most and found_at <= :tried_since, :failed, :waiting)
           where key = :key and outcome <> 'kept' returning outcome""",
        {
            "counts": counts,
            "status": status,
            "reason": reason,
            "try_at": iso(next_try(now, attempts[0] + 1)) if attempts else None,
            "most": MAX_ATTEMPTS,
            "tried_since": iso(now - MIN_TRIED),
            "failed": Outcome.FAILED,
            "waiting": Outcome.WAITING,
            "key": url_key(url),
        },
    ).fetchone()
    return Outcome(row[0]) if row else Outcome.WAITING


def waiting_elsewhere(db: Database, listed: Iterable[str], now: datetime | None = None) -> list[tuple[str, Link]]:
    """(source, link) of what waits, and whose turn it is, under sources that are no longer in the source list: renamed
    or removed ones."""
    rows = db.query(
        """select source, url, title, published, summary from pages
           where outcome = ? and source not in (select value from json_each(?)) and coalesce(try_at, '') <= ?
           order by found_at, rowid""",
        [Outcome.WAITING, json.dumps(list(listed)), iso(now) or "9999"],
    )
    return [(row["source"], _link_of(row)) for row in rows]


def announced(db: Database, url: str) -> Link | None:
    """What feeds, sitemaps and listings said of a URL."""
    row = page_row(db, url)
    return _link_of(row) if row else None


def page_row(db: Database, url: str) -> dict[str, Any] | None:
    """The ledger's row of a URL in any of its variants, or None for one never met."""
    return next(iter(db.query("select * from pages where key = ?", [url_key(url)])), None)


def _link_of(row: dict[str, Any]) -> Link:
    return Link(row["url"], row["title"], moment_of(row["published"]), summary=row["summary"])
