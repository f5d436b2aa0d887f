"""`scrapy copies`: whom an article repeats, sentence beside sentence."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand

from crawler.errors import BadInput
from crawler.glue.desk import console, settings_of, told_in_one_line
from crawler.glue.terminal import tell_json
from crawler.storage import copies
from crawler.storage.database import open_readonly
from crawler.urls import url_key

KINDS = {
    "exact": "the same words",
    "near": "edited: most runs of words are the same",
    "spun": "re-worded sentence by sentence",
    "translated": "translated",
}
SURE = 0.5  # similarity of a pair of sentences that is shown as certain


class Command(ScrapyCommand):
    """The families of copies, or one article's."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[ARTICLE] [--json]"

    def short_desc(self) -> str:
        return "Show whom an article repeats, or who repeats it, with the evidence"

    def long_desc(self) -> str:
        return (
            "scrapy copies ARTICLE: the family of an article, given by its ID or address: the origin, each copy and "
            "how it repeats the origin; for a copy its sentences beside those of the origin, with the names and "
            "numbers that both state. scrapy copies: the largest families. Example: scrapy copies 17"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for programs: JSON instead of tables")

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1:
            raise BadInput("usage", f"scrapy copies {self.syntax()}")
        db = open_readonly(Path(settings_of(self)["TOCSIN_DATABASE"]))
        if not args:
            families = copies.families(db)
            if opts.json:
                tell_json(families)
            else:
                _show_families(families)
            return
        article_id = copies.article_named(db, args[0], url_key(args[0]))
        if article_id is None:
            raise BadInput(args[0], "no stored article has this ID or address; `scrapy why URL` tells of a page")
        family, evidence = copies.family(db, article_id), copies.evidence_of(db, article_id)
        if opts.json:
            tell_json({"family": family, "evidence": evidence})
        else:
            _show_family(family, article_id)
            if evidence:
                _show_evidence(evidence)


def _show_families(families: list[dict[str, Any]]) -> None:
    table = Table(title="The largest families of copies", title_justify="left", header_style="bold")
    for column, justify in (("Origin", "right"), ("Copies", "right"), ("Languages", "left"), ("Title", "left")):
        table.add_column(column, justify="right" if justify == "right" else "left", overflow="fold")
    for row in families:
        cells = (row["origin"], row["copies"], row["languages"], row["title"] or "without a title")
        table.add_row(*(Text(str(cell)) for cell in cells))
    console().print(table if families else "No article repeats another.")


def _show_family(family: list[dict[str, Any]], asked: int) -> None:
    table = Table(header_style="bold")
    for column in ("ID", "Published", "Language", "Source", "Title", "Repeats the origin", "Score"):
        table.add_column(column, justify="right" if column in ("ID", "Score") else "left", overflow="fold")
    for row in family:
        repeats = KINDS[row["copy_kind"]] if row["copy_kind"] else "the origin" if len(family) > 1 else "repeats nobody"
        score = "" if row["copy_score"] is None else f"{row['copy_score']:.2f}"
        cells = (
            row["id"],
            row["published"] or "",
            row["language"] or "",
            row["source"],
            row["title"] or "",
            repeats,
            score,
        )
        table.add_row(*(Text(str(cell)) for cell in cells), style="bold" if row["id"] == asked else None)
    console().print(table)


def _show_evidence(evidence: dict[str, Any]) -> None:
    told = Table.grid(padding=(0, 2))
    for name in ("names", "numbers"):
        if evidence[name]:
            told.add_row(f"{name} in both", Text(", ".join(evidence[name])))
    if evidence["credit"]:
        told.add_row("credits", Text(evidence["credit"]))
    mine, theirs = (moment or "no time stated" for moment in evidence["published"])
    told.add_row("published", Text(f"{mine}; the origin {theirs}"))
    console().print(told)
    table = Table(header_style="bold", show_lines=True)
    table.add_column("Same", justify="right")
    for column in ("This article", "The origin"):
        table.add_column(column, overflow="fold", ratio=1)
    for pair in evidence["sentences"]:
        differs = pair["agreement"] < 0
        style = "red" if differs else "green" if pair["similarity"] >= SURE else None
        told_same = f"{pair['similarity']:.0%}" + ("\nfacts differ" if differs else "")
        table.add_row(Text(told_same), _marked(pair["copy"], pair["shared"]), Text(pair["origin"]), style=style)
    console().print(table)


def _marked(sentence: str, shared: list[str]) -> Text:
    """A sentence with the words in bold that both texts state."""
    text = Text(sentence)
    text.highlight_words(shared, style="bold")
    return text
