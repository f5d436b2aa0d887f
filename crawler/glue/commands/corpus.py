"""`scrapy corpus`: plain-text documents beside the crawled articles."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.table import Table
from scrapy.commands import ScrapyCommand

from crawler.errors import BadInput
from crawler.glue.desk import Desk, console, settings_of, told_in_one_line
from crawler.records import Stored
from crawler.storage.articles import headline_of


class Command(ScrapyCommand):
    """Loads the seed documents of a folder."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[FOLDER]"

    def short_desc(self) -> str:
        return "Load the seed documents (*.txt) of a folder"

    def long_desc(self) -> str:
        return (
            "Clean the plain-text documents of FOLDER (default: seeds/corpus) like pages and store them beside the "
            "crawled articles, linked with their copies. A document loaded before is read anew. "
            "Example: scrapy corpus ~/found-articles"
        )

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1:
            raise BadInput("usage", f"scrapy corpus {self.syntax()}")
        name = args[0] if args else settings_of(self)["TOCSIN_CORPUS"]
        if not name:
            raise BadInput("TOCSIN_CORPUS", "is empty; name a folder: scrapy corpus FOLDER")
        folder = Path(name)
        table = Table(header_style="bold", title=f"Seed documents of {folder}", title_justify="left")
        for column in ("Document", "Became", "Title or first words", "Repeats"):
            table.add_column(column, overflow="fold")
        desk = Desk(settings_of(self))
        rows: list[tuple[Path, Stored]] = []
        try:
            count = desk.load_corpus(folder, lambda path, stored: rows.append((path, stored)))
            for path, stored in rows:
                own = headline_of(desk.db, stored.article_id) or stored.reason
                origin = headline_of(desk.db, stored.copy_of)
                repeats = f"{stored.copy_kind} {stored.copy_score:.2f}: {origin}" if origin else ""
                table.add_row(path.name, stored.outcome.value, own, repeats)
        finally:
            desk.close()
        console().print(table)
        console().print(f"{count} documents in {desk.path}.")
