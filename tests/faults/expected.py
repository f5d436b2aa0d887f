"""What the database must say of a fault when the crawl has ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlite_utils import Database

from tests.faults.story import SENTENCE

ANY = "any"
# What a person cannot read: the representations of a program's objects and the names of its errors.
UNREADABLE = re.compile(r"<[a-z_]+\.|\bb'|\b[A-Z]\w+Error\b|\[\{|Traceback|object at 0x")
REASON_CHARS = 200


class Expected(Protocol):
    """A statement about one address: what it says in words, and what is recorded instead, if it does not hold."""

    def __str__(self) -> str: ...

    def recorded(self, db: Database, url: str) -> str | None:
        """What the database says so far, in words; None if it says nothing yet."""

    def holds(self, db: Database, url: str) -> bool:
        """Whether the statement holds."""


@dataclass(frozen=True)
class Kept:
    """An article all the same, with these sentences and without those; its time of publication may be given too, to
    the day (None: it must have none)."""

    sentences: tuple[str, ...]
    without: str | None = None
    published: str | None = ANY

    def __str__(self) -> str:
        return "an article all the same"

    def recorded(self, db: Database, url: str) -> str | None:
        return _page_recorded(db, url)

    def holds(self, db: Database, url: str) -> bool:
        row = _article_row(db, url)
        if row is None:
            return False
        words = " ".join(row["text"].split())
        whole = all(" ".join(sentence.split()) in words for sentence in self.sentences)
        clean = self.without is None or self.without not in f"{row['title']} {words}"
        dated = self.published in (ANY, row["published"] and row["published"][:10])
        return whole and clean and dated


@dataclass(frozen=True)
class Ended:
    """One of these outcomes, with a reason that holds these words (a regular expression)."""

    outcomes: tuple[str, ...]
    words: str

    def __str__(self) -> str:
        return f"{' or '.join(self.outcomes).replace('_', ' ')}: {self.words}"

    def recorded(self, db: Database, url: str) -> str | None:
        return _page_recorded(db, url)

    def holds(self, db: Database, url: str) -> bool:
        row = _page_row(db, url)
        return bool(row and row["outcome"] in self.outcomes and _says(row["reason"], self.words))


@dataclass(frozen=True)
class Troubled:
    """The way in has an error in these words (a regular expression)."""

    words: str

    def __str__(self) -> str:
        return f"trouble at the way in: {self.words}"

    def recorded(self, db: Database, url: str) -> str | None:
        row = _way_row(db, url)
        if row is None or row["fetched_at"] is None:
            return None
        return f"trouble: {row['error']}"[:REASON_CHARS] if row["error"] else f"answered {row['status']}"

    def holds(self, db: Database, url: str) -> bool:
        row = _way_row(db, url)
        return bool(row and _says(row["error"], self.words))


@dataclass(frozen=True)
class Answered:
    """The way in answered, and is no trouble."""

    def __str__(self) -> str:
        return "the way in answers"

    def recorded(self, db: Database, url: str) -> str | None:
        return Troubled(".").recorded(db, url)

    def holds(self, db: Database, url: str) -> bool:
        row = _way_row(db, url)
        return bool(row and row["fetched_at"] and not row["error"])


@dataclass(frozen=True)
class Either:
    """One of several statements holds."""

    choices: tuple[Expected, ...]

    def __str__(self) -> str:
        return ", or ".join(map(str, self.choices))

    def recorded(self, db: Database, url: str) -> str | None:
        return next((said for choice in self.choices if (said := choice.recorded(db, url))), None)

    def holds(self, db: Database, url: str) -> bool:
        return any(choice.holds(db, url) for choice in self.choices)


@dataclass(frozen=True)
class Unmet:
    """The address never came into the ledger."""

    def __str__(self) -> str:
        return "never met"

    def recorded(self, db: Database, url: str) -> str | None:
        row = _page_row(db, url)
        return f"met: {row['outcome']}" if row else "never met"

    def holds(self, db: Database, url: str) -> bool:
        return _page_row(db, url) is None


def kept(*sentences: str, without: str | None = None, published: str | None = ANY) -> Expected:
    """An article all the same, to its last sentence."""
    return Kept(sentences or (SENTENCE,), without, published)


def ended(outcomes: str, words: str) -> Expected:
    """One of the outcomes (parted by spaces), for a reason in these words."""
    return Ended(tuple(outcomes.split()), words)


def postponed(words: str) -> Expected:
    """No usable answer, for a reason in these words: it waits for a later run, or has failed."""
    return ended("waiting failed", words)


def troubled(words: str) -> Expected:
    """The way in has an error in these words."""
    return Troubled(words)


def answered() -> Expected:
    """The way in is no trouble."""
    return Answered()


def either(*choices: Expected) -> Expected:
    """One of several right results."""
    return Either(choices)


def unmet() -> Expected:
    """Nothing of this address in the ledger."""
    return Unmet()


def _says(told: str | None, words: str) -> bool:
    """Whether the words are there, in a sentence that a person can read."""
    return bool(told and re.search(words, told, re.IGNORECASE) and not UNREADABLE.search(told))


def _row(db: Database, sql: str, values: Sequence[Any]) -> dict[str, Any] | None:
    return next(iter(db.query(sql, values)), None)


def _page_row(db: Database, url: str) -> dict[str, Any] | None:
    return _row(db, "select outcome, reason, fetched_at, status, article from pages where url = ?", [url])


def _article_row(db: Database, url: str) -> dict[str, Any] | None:
    sql = "select title, text, published from articles where id = (select article from pages where url = ?)"
    return _row(db, sql, [url])


def _way_row(db: Database, url: str) -> dict[str, Any] | None:
    return _row(db, "select fetched_at, status, error from ways_in where url = ?", [url])


def _page_recorded(db: Database, url: str) -> str | None:
    """A link that only waits for its turn is not recorded yet."""
    row = _page_row(db, url)
    if row is None or (row["outcome"] == "waiting" and row["reason"] is None):
        return None
    if row["outcome"] == "kept":
        return "kept"
    return f"{row['outcome'].replace('_', ' ')}: {row['reason']}"[:REASON_CHARS]
