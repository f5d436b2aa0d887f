"""What is old and of no more use goes: raw pages of off-topic addresses, and rows of the ledger. Never an article.

A page is forgotten in the ledger first, together with a note of what is still to be taken out of its file; a prune that
was killed is finished by the next one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from crawler.records import Outcome, iso
from crawler.storage.archive import page_at
from crawler.storage.database import transaction
from crawler.storage.failures import write_failure
from crawler.storage.gaps import length_at, take_out
from crawler.urls import canonical_url, url_key

NOTE = "prune "  # with a file name: the fact that holds what is still to be taken out of it
FORGETTABLE = (
    Outcome.OFF_TOPIC, Outcome.TOO_OLD, Outcome.NOT_AN_ARTICLE, Outcome.UNREADABLE, Outcome.MOVED, Outcome.FORBIDDEN,
    Outcome.FAILED,
)  # fmt: skip
# Rows that may go: what they tell of is over, and no article hangs on them.
OLD_ROW = f"""(article is null and outcome in ({", ".join(f"'{outcome}'" for outcome in FORGETTABLE)})
  and coalesce(fetched_at, found_at) <= :rows_before)"""
# A page that was fetched under an address that redirects stands in two rows: both must be done with it.
OLD_PAGES = f"""select raw, json_group_array(key) as keys from pages where raw is not null group by raw
  having min({OLD_ROW} or (article is null and outcome in ('{Outcome.OFF_TOPIC}', '{Outcome.MOVED}')
                           and fetched_at <= :pages_before))
    and (min({OLD_ROW}) or max(outcome = '{Outcome.OFF_TOPIC}'))"""


@dataclass
class Pruned:
    """What goes, or went: raw pages by file (FILE@OFFSET, and bytes), and how many rows of the ledger."""

    pages: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    rows: int = 0
    unfinished: int = 0  # files that a killed prune had left

    @property
    def page_count(self) -> int:
        return sum(map(len, self.pages.values()))

    @property
    def page_bytes(self) -> int:
        return sum(sum(lengths.values()) for lengths in self.pages.values())


def prunable(db: Database, raw_folder: Path, pages_before: datetime, rows_before: datetime | None) -> Pruned:
    """What a prune would do today: raw pages fetched before one moment, rows older than another; None spares them."""
    moments = {"pages_before": iso(pages_before), "rows_before": iso(rows_before) or ""}
    found = Pruned(unfinished=len(_notes(db)))
    for raw, keys in db.execute(OLD_PAGES, moments).fetchall():
        name, _, offset = raw.rpartition("@")
        page = page_at(raw_folder, raw)
        if page is None:
            found.pages[name][raw] = 0  # gone already: the ledger forgets it
        elif {url_key(canonical_url(page.url) or page.url), url_key(page.ledger_url)} & set(json.loads(keys)):
            with (raw_folder / name).open("rb") as file:
                found.pages[name][raw] = length_at(file, int(offset)) or 0
    found.rows = db.execute(f"select count(*) from pages where {OLD_ROW}", moments).fetchone()[0]
    return found


def prune(
    db: Database,
    raw_folder: Path,
    found: Pruned,
    rows_before: datetime | None,
    told: Callable[[str], None] = lambda _file: None,
) -> None:
    """Do what `prunable` found, file by file. Killed at any moment, nothing is lost that was to stay, and the ledger
    names no page that is gone. Raises WriteFailed."""
    for name in _notes(db):
        _finish(db, raw_folder, name)
    for name, lengths in found.pages.items():
        ranges = [(int(raw.rpartition("@")[2]), length) for raw, length in lengths.items() if length]
        with transaction(db):
            db.conn.executemany("update pages set raw = null where raw = ?", [(raw,) for raw in lengths])
            if ranges:
                db.table("facts").upsert({"name": NOTE + name, "value": json.dumps(ranges)}, pk="name")
        if ranges:
            _finish(db, raw_folder, name)
        told(name)
    with transaction(db):
        db.execute(f"delete from pages where {OLD_ROW}", {"rows_before": iso(rows_before) or ""})


def _notes(db: Database) -> list[str]:
    """The files of which a prune that was killed left something to be done."""
    rows = db.execute("select name from facts where name like ? order by name", [f"{NOTE}%"]).fetchall()
    return [name.removeprefix(NOTE) for (name,) in rows]


def _finish(db: Database, raw_folder: Path, name: str) -> None:
    """Take out of a file what its note says, and drop the note."""
    ranges = json.loads(db.execute("select value from facts where name = ?", [NOTE + name]).fetchone()[0])
    path = raw_folder / name
    try:
        if path.is_file():
            take_out(path, ((offset, length) for offset, length in ranges))
    except OSError as error:
        raise write_failure(error) or error from error
    with transaction(db):
        db.table("facts").delete_where("name = ?", [NOTE + name])
