"""The feeds, sitemaps and listings of the sources: validators for conditional requests, and what they answered."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from crawler.records import Verdict, WayIn, iso

UNCONDITIONAL_EVERY = timedelta(days=1)  # at the most: some servers answer 304 for ever
LONG_FAILING = 3  # visits in a row: then the source is searched for other ways in


@dataclass(frozen=True)
class KnownWayIn:
    """A way in as it was last seen."""

    url: str
    kind: WayIn
    found_in: str | None
    etag: str | None
    last_modified: str | None
    full_at: str | None
    failures: int = 0  # visits in a row
    is_guess: bool = False  # nobody announced it, and it has not answered yet
    moved_to: str | None = None  # for good, as it said when it last answered

    @property
    def fails_for_long(self) -> bool:
        return self.failures >= LONG_FAILING

    @property
    def asked_at(self) -> str:
        """Where it is asked: where it has moved to; while that fails, there and at its old address in turn."""
        return self.moved_to if self.moved_to and self.failures % 2 == 0 else self.url

    def validators(self, now: datetime, whole_every: timedelta = UNCONDITIONAL_EVERY) -> dict[str, str]:
        """The headers of a conditional request; none where a whole answer is due, as some servers answer 304 for
        ever."""
        if self.full_at is None or datetime.fromisoformat(self.full_at) <= now - whole_every:
            return {}
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


def list_ways(db: Database, source: str, listed: Mapping[str, WayIn]) -> None:
    """Make the ways in of a source what the source list says: new ones are entered, corrected ones changed, those no
    longer listed dropped with all that was found through them."""
    db.conn.executemany(
        """insert into ways_in (url, source, kind) values (?, ?, ?)
           on conflict(source, url) do update set kind = excluded.kind, found_in = null, is_guess = 0""",
        [(url, source, kind) for url, kind in listed.items()],
    )
    names = json.dumps(list(listed))
    db.execute(
        """delete from ways_in where source = ? and found_in is null and url not in (select value from json_each(?))""",
        [source, names],
    )
    _drop_orphans(db, source)


def remember(
    db: Database, source: str, urls: Iterable[str], kind: WayIn, found_in: str, *, is_guess: bool = False
) -> None:
    """Enter ways in that another one named, or that are guessed from it; those known stay as they are."""
    db.conn.executemany(
        """insert into ways_in (url, source, kind, found_in, is_guess) values (?, ?, ?, ?, ?)
           on conflict(source, url) do nothing""",
        [(url, source, kind, found_in, is_guess) for url in urls],
    )


def forget_children(db: Database, source: str, parent: str, kept: Iterable[str]) -> None:
    """Drop the children of a sitemap index that it no longer names among its recent ones, with theirs."""
    db.execute(
        """delete from ways_in where source = ? and found_in = ? and kind = ?
           and url not in (select value from json_each(?))""",
        [source, parent, WayIn.SITEMAP, json.dumps(list(kept))],
    )
    _drop_orphans(db, source)


def _drop_orphans(db: Database, source: str) -> None:
    """Drop what was found through ways in that are no longer there."""
    while db.execute(
        """delete from ways_in where source = ? and found_in is not null
           and found_in not in (select url from ways_in where source = ?) returning url""",
        [source, source],
    ).fetchall():
        pass


def ways_into(db: Database, source: str) -> list[KnownWayIn]:
    """The known ways into a source."""
    rows = db.query(
        """select url, kind, found_in, etag, last_modified, full_at, failures, is_guess, moved_to from ways_in
           where source = ? order by rowid""",
        [source],
    )
    return [KnownWayIn(**{**row, "kind": WayIn(row["kind"]), "is_guess": bool(row["is_guess"])}) for row in rows]


def states(db: Database) -> dict[str, list[dict[str, Any]]]:
    """The ways into each source, as they answered last."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in db.query("select * from ways_in order by rowid"):
        found[row["source"]].append(row)
    return found


def answered(
    db: Database,
    source: str,
    url: str,
    now: datetime,
    *,
    status: int,
    etag: str | None = None,
    last_modified: str | None = None,
    error: str | None = None,
    trouble: Verdict | None = None,
    moved_to: str | None = None,
    hours_ahead: float = 0.0,
) -> None:
    """Note an answer; with `trouble`, that it was of no use. Validators are kept only from whole, usable answers; so is
    how far their newest entries lie in the future."""
    if trouble is not None:
        db.execute(
            """update ways_in set status = ?, fetched_at = ?, error = ?, trouble = ?, failures = failures + 1
               where source = ? and url = ?""",
            (status, iso(now), error, trouble, source, url),
        )
    elif status == 200 and error is None:
        db.execute(
            """update ways_in set status = 200, etag = ?, last_modified = ?, fetched_at = ?, full_at = ?, error = null,
                 trouble = null, failures = 0, is_guess = 0, moved_to = ?,
                 hours_ahead = iif(?, ?, hours_ahead), ahead_at = iif(?, ?, ahead_at)
               where source = ? and url = ?""",
            (
                etag,
                last_modified,
                iso(now),
                iso(now),
                moved_to,
                hours_ahead,
                hours_ahead,
                hours_ahead,
                iso(now),
                source,
                url,
            ),
        )
    else:
        db.execute(
            """update ways_in set status = ?, fetched_at = ?, error = ?, trouble = null, failures = 0, is_guess = 0,
                 moved_to = ? where source = ? and url = ?""",
            (status, iso(now), error, moved_to, source, url),
        )


def forget(db: Database, source: str, url: str) -> None:
    """Drop a way in that was only a guess and is none."""
    db.execute("delete from ways_in where source = ? and url = ?", [source, url])
