"""`scrapy why URL`: what happened to a URL, and what each stage says of its page."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.glue.desk import console, one_argument, seed_page, settings_of, told_in_one_line
from crawler.glue.explanation import explanation, told
from crawler.glue.terminal import tell_json
from crawler.reading.reading import read
from crawler.rereading import stored_page
from crawler.seeds import read_document, read_watchlists
from crawler.storage.database import open_readonly
from crawler.storage.ledger import page_row
from crawler.storage.site_lines import chrome_of
from crawler.urls import canonical_url


class Command(ScrapyCommand):
    """Explains one row of the ledger."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "URL [--json]"

    def short_desc(self) -> str:
        return "Tell what happened to a URL and why"

    def long_desc(self) -> str:
        return (
            "Tell what became of a URL: where it was met, how it ended and why; and, as its page is in the archive of "
            "raw pages, what each stage says of it today: title, date, language, what was taken out as chrome, which "
            "terms of the watchlist stand in which sentence, whom it repeats. Example: scrapy why "
            "https://news.example/2026/03/a-story"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for programs")

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        given = one_argument(args, "one URL: scrapy why URL")
        database = Path(settings_of(self)["TOCSIN_DATABASE"])
        db = open_readonly(database)
        url = canonical_url(given) or given
        row = page_row(db, url)
        if row is None:
            self.exitcode = 1
            print(json.dumps(None) if opts.json else f"{given} was never met: no feed, sitemap or listing offered it.")
            return
        page = stored_page(db, database.parent / "raw", row["raw"], row["source"]) if row["raw"] else None
        document = Path(settings_of(self)["TOCSIN_CORPUS"] or "") / url.removeprefix("seed:")
        if url.startswith("seed:") and document.is_file():
            page = seed_page(document, read_document(document))
        watchlists = read_watchlists(Path(settings_of(self)["TOCSIN_WATCHLIST"]))
        reading = read(page, watchlists, chrome_of(db, str(row["source"]))) if page else None
        facts = explanation(db, row, reading)
        if opts.json:
            tell_json(facts)
        else:
            console().print(told(facts), soft_wrap=False)
