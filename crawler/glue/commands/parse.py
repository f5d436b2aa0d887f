"""`scrapy parse`, which stops before a worker pool would answer: pages are read in its own process."""

from __future__ import annotations

import argparse

from scrapy.commands import parse

from crawler.glue.desk import Desk, settings_of, told_in_one_line


class Command(parse.Command):
    """Example: scrapy parse --spider=page --pipelines URL"""

    default_settings = {**parse.Command.default_settings, "TOCSIN_WORKERS": 0}  # noqa: RUF012 - Scrapy's way

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        settings_of(self).set("TOCSIN_WORKERS", 0, priority="cmdline")
        desk = Desk(settings_of(self))  # holds the lock; bad input is told before the first request
        try:
            super().run(args, opts)
        finally:
            desk.close()
