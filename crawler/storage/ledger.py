"""The ledger: one row for every URL ever met, which is the frontier and the memory in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlite_utils import Database

from crawler.records import Link, Outcome, iso
from crawler.urls import url_key

MAX_ATTEMPTS = 3  # runs that try a URL which gives no usable answer, before it counts as failed
SUMMARY_CHARS = 2000


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
        [
            (
                link.url, url_key(link.url), source, found_in, iso(now), link.title, iso(link.published),
                iso(link.modified), (link.summary or "")[:SUMMARY_CHARS] or None, outcome, reason,
            )
            for link, outcome, reason in links
        ],
    )  # fmt: skip


def waiting(db: Database, source: str) -> Iterator[Link]:
    """The links of a source that were met and not fetched yet, in the order they were met."""
    rows = db.query(
        "select url, title, published, summary from pages where source = ? and outcome = ? order by found_at, rowid",
        [source, Outcome.WAITING],
    )
    for row in list(rows):
        yield Link(row["url"], row["title"], _moment(row["published"]), summary=row["summary"])


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


def postpone(db: Database, url: str, reason: str, *, status: int | None = None, counts: bool = True) -> Outcome:
    """A URL without a usable answer waits for a later run, until it has had MAX_ATTEMPTS; then it has failed.
    `counts` is False where the server was not asked (it had asked us to wait)."""
    row = db.execute(
        """update pages set attempts = attempts + ?, status = ?, reason = ?,
             outcome = case when attempts + ? >= ? then ? else ? end where key = ? returning outcome""",
        (counts, status, reason, counts, MAX_ATTEMPTS, Outcome.FAILED, Outcome.WAITING, url_key(url)),
    ).fetchone()
    return Outcome(row[0]) if row else Outcome.WAITING


def page_row(db: Database, url: str) -> dict[str, object] | None:
    """The ledger's row of a URL in any of its variants, or None for one never met."""
    return next(iter(db.query("select * from pages where key = ?", [url_key(url)])), None)


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
