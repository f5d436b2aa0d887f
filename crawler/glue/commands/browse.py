"""`scrapy browse`: the database in Datasette, offline."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.errors import BadInput
from crawler.glue.browsing import browsable
from crawler.glue.desk import say, settings_of, told_in_one_line
from crawler.storage.database import open_readonly


class Command(ScrapyCommand):
    """Serves the database on loopback, for reading."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--port N]"

    def short_desc(self) -> str:
        return "Browse the database in Datasette"

    def long_desc(self) -> str:
        return (
            "Serve the database on http://127.0.0.1:8001 with facets, full-text search and views, for reading only; "
            "nothing is loaded from elsewhere. Stop it with Ctrl-C. Example: scrapy browse --port 8010"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--port", type=int, default=8001, help="port on this machine (default: 8001)")

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args or not 0 < opts.port < 65536:
            raise BadInput("usage", f"scrapy browse {self.syntax()}")
        import uvicorn  # here, since every command loads this file and none other needs it

        database = Path(settings_of(self)["TOCSIN_DATABASE"])
        open_readonly(database).close()
        say(f"Browse {database} at http://127.0.0.1:{opts.port}/ (Ctrl-C stops)")
        uvicorn.run(browsable(database), host="127.0.0.1", port=opts.port, log_level="warning")
