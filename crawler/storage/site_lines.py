"""What a site prints on page after page, learned from the pages themselves: slogans, calls, notes that no label knows.

A line that comes back on most pages of a site is the site's, not the author's. Paragraphs that a newsroom uses twice,
or in every report of one event, are spared: the share of all pages counts, and long lines must come back more often.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from crawler.records import iso

MAX_LINE_CHARS = 400  # no site prints more on each page in one piece
LONG_LINE_CHARS = 120  # as long as a short paragraph
SHORT_LINE = (3, 0.6)  # pages; share of the pages read since the line was first seen
LONG_LINE = (10, 0.9)
MIN_PAGES_KNOWN = 20  # reports of one event come in a burst: the share is of as many pages, where there are as many
SURE_PAGES = 20  # a line that was learned from fewer pages is doubted
DOUBTED_BELOW = 0.5  # when it is seldom seen later
MIN_EDITION_LINES = 3  # in common with other pages; a flash has two with any other, the slogans around it
WINDOW = 60  # pages; a line that did not become chrome within as many is forgotten


class Verdict(StrEnum):
    """What a line is held for."""

    OPEN = "open"
    CHROME = "chrome"
    AUTHOR = "author"  # said by a person, and final, as is
    CONFIRMED = "confirmed"  # chrome, by a person


@dataclass(frozen=True)
class SiteLine:
    """A line of a site, and on how many of its pages it stood since the page of that number."""

    words: str  # what tells it from others (labels.line_key)
    line: str
    pages: int
    first_page: int
    verdict: Verdict

    def judged(self, page: int) -> Verdict:
        """The verdict after so many pages of the site."""
        known = max(page - self.first_page + 1, min(page, MIN_PAGES_KNOWN))
        if self.verdict is Verdict.OPEN:
            pages, share = LONG_LINE if len(self.line) > LONG_LINE_CHARS else SHORT_LINE
            return Verdict.CHROME if self.pages >= pages and self.pages >= share * known else Verdict.OPEN
        is_doubted = self.pages < SURE_PAGES and self.pages < DOUBTED_BELOW * known
        return Verdict.OPEN if self.verdict is Verdict.CHROME and is_doubted else self.verdict


def learn(db: Database, source: str, lines: Sequence[tuple[str, str]], now: datetime) -> None:
    """Count the lines of one more page of a source, each as (its key, line), and judge them anew. A page that mostly
    repeats another page of the site teaches nothing: it is a new edition of the same story."""
    unique = {words: line for words, line in lines if words and len(line) <= MAX_LINE_CHARS}
    chrome = chrome_of(db, source)
    own = unique.keys() - chrome
    known = [row.words for row in _rows(db, source, "words in (select value from json_each(?))", json.dumps([*own]))]
    if len(known) >= min(MIN_EDITION_LINES, len(own)) and 2 * sum(map(len, known)) > sum(map(len, own)) > 0:
        return
    page = db.execute(
        """insert into sites (source, pages) values (?, 1) on conflict(source) do update set pages = pages + 1
           returning pages""",
        [source],
    ).fetchone()[0]
    db.conn.executemany(
        """insert into site_lines (source, words, line, pages, first_page) values (?, ?, ?, 1, ?)
           on conflict(source, words) do update set pages = pages + 1""",
        [(source, words, line, page) for words, line in unique.items()],
    )
    judged = _rows(db, source, "verdict = 'chrome' or words in (select value from json_each(?))", json.dumps([*unique]))
    for row in list(judged):
        if (verdict := row.judged(page)) is not row.verdict:
            _pass(db, source, row.words, verdict, now)
    db.execute(
        "delete from site_lines where source = ? and verdict = 'open' and applied and first_page + ? <= ?",
        [source, WINDOW, page],
    )


def chrome_of(db: Database, source: str) -> frozenset[str]:
    """The keys of the lines that the source prints on its pages."""
    return frozenset(row.words for row in _rows(db, source, "verdict in ('chrome', 'confirmed')"))


def is_known(db: Database, source: str) -> bool:
    """Whether so many pages of a source were read whole that its chrome is known."""
    row = db.execute("select pages from sites where source = ?", [source]).fetchone()
    return row is not None and row[0] >= MIN_PAGES_KNOWN


def known_lines(db: Database, source: str | None = None) -> list[dict[str, object]]:
    """The lines that were learned or ruled on, for a person: of one source, or all."""
    return list(
        db.query(
            """select site_lines.id, source, line, site_lines.pages, sites.pages as of_pages, verdict,
                 judged_at
                 from site_lines join sites using (source)
                 where verdict <> 'open' and source = coalesce(?, source) order by source, site_lines.pages desc""",
            [source],
        )
    )


def rule(db: Database, line_id: int, verdict: Verdict, now: datetime) -> str | None:
    """A person's verdict on a line. Returns its source, or None if there is no such line."""
    row = db.execute("select source, words from site_lines where id = ?", [line_id]).fetchone()
    if row is None:
        return None
    _pass(db, row[0], row[1], verdict, now)
    return str(row[0])


def unapplied(db: Database) -> dict[str, set[str]]:
    """The keys of the lines whose verdict changed since their source's articles were last read; by source."""
    found: dict[str, set[str]] = {}
    for source, words in db.execute("select source, words from site_lines where not applied").fetchall():
        found.setdefault(source, set()).add(words)
    return found


def note_applied(db: Database, source: str, lines: Iterable[str]) -> None:
    """The source's articles were read anew with today's verdicts on these lines."""
    db.conn.executemany(
        "update site_lines set applied = 1 where source = ? and words = ?", [(source, words) for words in lines]
    )


def _pass(db: Database, source: str, words: str, verdict: Verdict, now: datetime) -> None:
    db.execute(
        "update site_lines set verdict = ?, applied = 0, judged_at = ? where source = ? and words = ?",
        [verdict.value, iso(now), source, words],
    )


def _rows(db: Database, source: str, condition: str, *values: str) -> Iterator[SiteLine]:
    rows = db.execute(
        f"select words, line, pages, first_page, verdict from site_lines where source = ? and ({condition})",
        [source, *values],
    )
    for words, line, pages, first_page, verdict in rows.fetchall():
        yield SiteLine(words, line, pages, first_page, Verdict(verdict))
