"""`scrapy browse`: the database in Datasette, offline."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.errors import BadInput
from crawler.glue.desk import say, settings_of, told_in_one_line
from crawler.storage.database import open_readonly

METADATA = Path(__file__).parent.parent / "datasette.yaml"


SETTINGS = {
    "truncate_cells_html": 300,  # characters of a text that a table shows; the row's own page shows all
    "default_page_size": 50,
    "allow_download": False,
}


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
        import uvicorn  # here, since every command loads this file and none other needs them
        import yaml
        from datasette.app import Datasette

        database = Path(settings_of(self)["TOCSIN_DATABASE"])
        open_readonly(database).close()
        metadata = yaml.safe_load(METADATA.read_text("utf-8"))
        metadata["databases"] = {database.stem: {"tables": metadata.pop("tables")}}
        app = Datasette([str(database)], metadata=metadata, settings=SETTINGS).app()
        say(f"Browse {database} at http://127.0.0.1:{opts.port}/ (Ctrl-C stops)")
        uvicorn.run(app, host="127.0.0.1", port=opts.port, log_level="warning")
