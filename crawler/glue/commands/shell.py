"""`scrapy shell URL` with `page`, `reading` and `why` ready."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from scrapy.commands import shell
from scrapy.http import TextResponse

from crawler.glue.desk import console, settings_of, told_in_one_line
from crawler.glue.explanation import explanation, told
from crawler.glue.responses import page_of
from crawler.reading.reading import read
from crawler.seeds import read_watchlists


class Command(shell.Command):
    """Scrapy's shell, with a response read as the crawl would read it. Nothing is stored."""

    def long_desc(self) -> str:
        return (
            f"{super().long_desc()} Tocsin adds page (the response as a record), reading (all that is read from it: "
            "article, language, relevance) and why() (prints what each stage says). Example: scrapy shell "
            "https://news.example/story -c 'reading.article.text'"
        )

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        self.watchlists = read_watchlists(Path(settings_of(self)["TOCSIN_WATCHLIST"]))
        super().run(args, opts)

    def update_vars(self, vars: dict[str, Any]) -> None:
        response = vars.get("response")
        if not isinstance(response, TextResponse):
            return
        page = page_of(response, "shell")
        reading = read(page, self.watchlists)

        def why() -> None:
            """Print what each stage says of the page."""
            console().print(told(explanation(None, None, reading)))

        vars.update(page=page, reading=reading, why=why)
