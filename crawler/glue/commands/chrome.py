"""`scrapy chrome`: what sites were found to print on page after page, and a person's verdict on it."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand

from crawler.errors import BadInput
from crawler.glue.desk import Desk, console, now, settings_of, told_in_one_line
from crawler.glue.terminal import tell_json
from crawler.storage.database import open_readonly, transaction
from crawler.storage.site_lines import Verdict, known_lines, rule


class Command(ScrapyCommand):
    """List (the default), author, chrome."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[SOURCE | author ID | chrome ID] [--json]"

    def short_desc(self) -> str:
        return "List what sites print on every page, and give a line back to its author"

    def long_desc(self) -> str:
        return (
            "scrapy chrome [SOURCE]: list the lines that were learned to be a site's own, and on how many of its pages "
            "they stood. scrapy chrome author ID: this line is the author's; it is never taken out again, and the next "
            "crawl puts it back into the articles, which it reads again from the archive of raw pages. "
            "scrapy chrome chrome ID: the line is the site's after all. Example: scrapy chrome author 17"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for programs: one JSON list instead of a table")

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        match args:
            case [("author" | "chrome") as verdict, number]:
                self._rule(number, Verdict.AUTHOR if verdict == "author" else Verdict.CONFIRMED)
            case ["author" | "chrome"]:
                raise BadInput("usage", f"scrapy chrome {self.syntax()}")
            case [] | [_]:
                self._list(args[0] if args else None, opts.json)
            case _:
                raise BadInput("usage", f"scrapy chrome {self.syntax()}")

    def _list(self, source: str | None, as_json: bool) -> None:
        lines = known_lines(open_readonly(Path(settings_of(self)["TOCSIN_DATABASE"])), source)
        if as_json:
            tell_json(lines)
            return
        table = Table(header_style="bold")
        table.add_column("ID", justify="right")
        for column in ("Source", "Line", "Pages", "Held for"):
            table.add_column(column, overflow="fold")
        for line in lines:
            held = "the author's" if line["verdict"] == Verdict.AUTHOR else "the site's"
            pages = f"{line['pages']} of {line['of_pages']}"
            table.add_row(*(Text(str(cell)) for cell in (line["id"], line["source"], line["line"], pages, held)))
        console().print(table if lines else "No line was learned yet: a site's pages teach it, three at the least.")

    def _rule(self, number: str, verdict: Verdict) -> None:
        desk = Desk(settings_of(self))
        try:
            with transaction(desk.db):
                source = rule(desk.db, int(number), verdict, now()) if number.isdecimal() and len(number) < 19 else None
        finally:
            desk.close()
        if source is None:
            raise BadInput(number, "no learned line has this ID; `scrapy chrome` lists them")
        console().print(
            f"Noted. The next crawl reads the articles of {source} again that hold this line.", markup=False
        )
