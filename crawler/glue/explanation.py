"""What can be said of a URL: its row in the ledger, its stored article, and what each stage says of its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from sqlite_utils import Database

from crawler.records import Reading, iso
from crawler.storage.articles import headline_of
from crawler.storage.revisions import look_at, revisions_of

MAX_SHOWN = 12  # lines of evidence; `--json` shows all


def explanation(db: Database | None, row: dict[str, Any] | None, reading: Reading | None) -> dict[str, Any]:
    """The facts, as JSON can hold them: ledger, article (as stored), reading (as read today)."""
    article = None
    if db is not None and row and row["article"]:
        stored = next(db.query("select * from articles where id = ?", [row["article"]]))
        article = {name: stored[name] for name in ("id", "source", "title", "published", "language", "kept_because")}
        article["revisions"] = revisions_of(db, stored["id"])
        article["look"] = look_at(db, stored["id"])
        if stored["copy_of"]:
            article["repeats"] = headline_of(db, stored["copy_of"])
            article |= {name: stored[name] for name in ("copy_of", "copy_kind", "copy_score")}
    return {"ledger": row, "article": article, "reading": _reading(reading) if reading else None}


def _reading(reading: Reading) -> dict[str, Any]:
    article, relevance = reading.article, reading.relevance
    if article is None or relevance is None:
        return {"unreadable": reading.unreadable}
    return {
        "title": article.title,
        "authors": list(article.authors),
        "published": iso(article.published),
        "published_from": article.published_from,
        "language": reading.language.code,
        "language_confidence": reading.language.confidence,
        "detector": reading.language.detector,
        "declared_language": article.declared_language,
        "text": article.text,
        "taken_out": [[removed.reason, removed.line] for removed in article.removed],
        "kept": relevance.kept,
        "why": relevance.reason,
        "matches": [[match.concept, match.term, match.found, match.sentence] for match in relevance.matches],
    }


def told(facts: dict[str, Any]) -> RenderableType:
    """The facts for a person at a terminal. Nothing of a page is taken for markup."""
    parts: list[RenderableType] = []
    if ledger := facts["ledger"]:
        parts += [Text(str(ledger["url"]), style="bold"), _grid(_ledger_lines(ledger))]
    if article := facts["article"]:
        lines: list[tuple[str, str | None]] = [
            ("stored as", f"article {article['id']}: {article['title'] or 'without a title'}")
        ]
        lines.append(("kept because", article["kept_because"]))
        if "repeats" in article:
            lines.append(("repeats", f"{article['repeats']} ({article['copy_kind']}, {article['copy_score']:.2f})"))
        if look := article["look"]:
            seen = f"{look['looked_at']}: {look['found']}" if look["looked_at"] else None
            lines += [("looked at again", seen), ("next look", look["due_at"])]
        parts += [Text("\nThe article", style="bold"), _grid(lines)]
        parts += [_revision(revision) for revision in article["revisions"]]
    if reading := facts["reading"]:
        parts += [Text("\nWhat each stage says of the page today", style="bold"), *_reading_parts(reading)]
    else:
        parts.append(Text("\nNo page of it is in the archive.", style="dim"))
    return Group(*parts)


def _ledger_lines(ledger: dict[str, Any]) -> list[tuple[str, str]]:
    found = f"{ledger['found_at']} in {ledger['found_in'] or 'the seed corpus'}"
    lines = [("source", ledger["source"]), ("met", found), ("announced as", ledger["title"])]
    lines += [("announced date", ledger["published"]), ("fetched", ledger["fetched_at"])]
    outcome = str(ledger["outcome"]).replace("_", " ")
    lines += [("outcome", outcome), ("reason", ledger["reason"]), ("asked again after", ledger.get("again_at"))]
    return [*lines, ("raw page", ledger["raw"])]


def _revision(revision: dict[str, Any]) -> RenderableType:
    """An earlier text, by what the next one changed."""
    changes, lines = revision["changes"], []
    if "title" in changes:
        lines.append(("title was", changes["title"][0]))
    lines += [("taken out", line) for line in changes.get("taken_out", ())]
    lines += [("added", line) for line in changes.get("added", ())]
    when = f"\nChanged between {revision['fetched_at']} and {revision['replaced_at']}"
    return Group(Text(when, style="bold"), _grid(lines))


def _reading_parts(reading: dict[str, Any]) -> list[RenderableType]:
    if "unreadable" in reading:
        return [_grid([("unreadable", reading["unreadable"])])]
    text = reading["text"]
    summary = _grid(
        [
            ("title", reading["title"]),
            ("authors", ", ".join(reading["authors"])),
            (
                "published",
                f"{reading['published'] or 'unknown'} (from: {reading['published_from'] or 'nothing'})",
            ),
            (
                "language",
                f"{reading['language']} ({reading['language_confidence']:.2f}, {reading['detector']})",
            ),
            ("text", f"{len(text.split())} words: {text[:160].replace(chr(10), ' ')}…"),
            ("verdict", f"{'keep' if reading['kept'] else 'do not keep'}: {reading['why']}"),
        ]
    )
    return [
        summary,
        _evidence("Terms found", ("Concept", "Term", "Found", "Sentence"), reading["matches"]),
        _evidence("Taken out as chrome", ("Reason", "Line"), reading["taken_out"]),
    ]


def _grid(lines: Sequence[tuple[str, str | None]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in lines:
        if value:
            grid.add_row(Text(name, style="cyan"), Text(str(value)))
    return grid


def _evidence(title: str, columns: tuple[str, ...], rows: list[list[str]]) -> RenderableType:
    if not rows:
        return Text(f"\n{title}: none")
    shown = f"{title} (the first {MAX_SHOWN} of {len(rows)})" if len(rows) > MAX_SHOWN else f"{title} ({len(rows)})"
    table = Table(title=f"\n{shown}", title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows[:MAX_SHOWN]:
        table.add_row(*(Text(cell) for cell in row))
    return table
