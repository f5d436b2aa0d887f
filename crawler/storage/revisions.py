"""Looking again at kept articles, and the texts that they had before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from crawler.records import Article, iso, moment_of
from crawler.rhythm import next_look


@dataclass(frozen=True)
class Look:
    """A kept article whose page is to be looked at again."""

    article: int
    url: str  # of the page in the ledger
    source: str


def plan_looks(db: Database, article: int, url: str, now: datetime) -> None:
    """An article was kept: its page is looked at again a few times."""
    db.execute(
        "insert into looks (article, url, kept_at, due_at) values (?, ?, ?, ?) on conflict(article) do nothing",
        (article, url, iso(now), iso(next_look(now, now))),
    )


def looks_due(db: Database, now: datetime, source: str | None = None) -> list[Look]:
    """The articles whose page is to be looked at again now, of one source or all."""
    rows = db.execute(
        """select article, looks.url, articles.source from looks join articles on articles.id = article
           where due_at <= ? and articles.source = coalesce(?, articles.source) order by due_at""",
        [iso(now), source],
    )
    return [Look(*row) for row in rows.fetchall()]


def note_look(db: Database, article: int, found: str, now: datetime, *, answered: bool = True) -> None:
    """Write what a look found, in words, and plan the next one. `answered` is False where there may be an answer
    later."""
    row = db.execute("select kept_at from looks where article = ?", [article]).fetchone()
    if row and (kept_at := moment_of(row[0])):
        due = next_look(kept_at, now, answered=answered)
        db.execute(
            "update looks set looked_at = ?, found = ?, due_at = ? where article = ?",
            (iso(now), found, iso(due), article),
        )


def revise(db: Database, article_id: int, newer: Article, fetched_at: datetime) -> None:
    """Keep the title and text that an article has, before a newer fetch replaces them with others. What only moved
    between the text and the chrome is our doing and no edit."""
    title, text, removed, fetched = db.execute(
        "select title, text, removed, fetched_at from articles where id = ?", [article_id]
    ).fetchone()
    if fetched >= (iso(fetched_at) or ""):  # a page read again from the archive
        return
    changes = changes_between(
        (title, text, {block["line"] for block in json.loads(removed)}),
        (newer.title, newer.text, {block.line for block in newer.removed}),
    )
    if changes:
        db.table("revisions").insert(
            {
                "article": article_id,
                "fetched_at": fetched,
                "replaced_at": iso(fetched_at),
                "title": title,
                "text": text,
                "changes": json.dumps(changes, ensure_ascii=False),
            }
        )


def was_revised(db: Database, article_id: int, moment: datetime) -> bool:
    """Whether the text that was fetched at a moment replaced another one."""
    return bool(
        db.execute(
            "select 1 from revisions where article = ? and replaced_at = ?", [article_id, iso(moment)]
        ).fetchone()
    )


Version = tuple[str | None, str, set[str]]  # title, text, and the lines that were taken out as chrome


def changes_between(older: Version, newer: Version) -> dict[str, Any]:
    """What an edit changed: `title` (before, after), and lines `taken_out` and `added`, in their order. Empty for
    texts that are the same but for white space."""
    (old_title, old_text, old_chrome), (new_title, new_text, new_chrome) = older, newer
    before, after = _lines(old_text), _lines(new_text)
    spared = {" ".join(line.split()) for line in old_chrome | new_chrome}
    changes: dict[str, Any] = {
        "taken_out": [line for line in before if line not in after and line not in spared],
        "added": [line for line in after if line not in before and line not in spared],
    }
    if " ".join((old_title or "").split()) != " ".join((new_title or "").split()):
        changes["title"] = [old_title, new_title]
    return {name: found for name, found in changes.items() if found}


def revisions_of(db: Database, article_id: int) -> list[dict[str, Any]]:
    """The earlier texts of an article, the earliest first, each with what the next one changed."""
    rows = db.query(
        "select fetched_at, replaced_at, title, text, changes from revisions where article = ? order by id",
        [article_id],
    )
    return [{**row, "changes": json.loads(row["changes"])} for row in rows]


def look_at(db: Database, article_id: int) -> dict[str, Any] | None:
    """When an article was looked at last, what was found, and when the next look is due."""
    rows = db.query("select looked_at, found, due_at from looks where article = ?", [article_id])
    return next(iter(rows), None)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
