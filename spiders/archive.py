"""Archived pages through the same stages, without a network: `scrapy crawl archive -a files='raw/*.warc.gz'`."""

from __future__ import annotations

import glob
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.settings import BaseSettings

from crawler.errors import BadInput
from crawler.glue.desk import extension_of
from crawler.glue.newsroom import Newsroom
from crawler.records import Origin, Story
from crawler.storage import ledger
from crawler.storage.archive import pages_in
from crawler.urls import canonical_url


class ArchiveSpider(Spider):
    """Reads WARC files: our own, or anybody's."""

    name = "archive"

    def __init__(self, files: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.paths = _paths(files)

    @staticmethod
    def check(_settings: BaseSettings, files: str = "") -> None:
        """Raises BadInput before anything is opened."""
        if not _paths(files):
            raise BadInput(files or "files", "no such file; give -a files='FOLDER/*.warc.gz'")
        for path in _paths(files):
            next(pages_in(path), None)  # raises for what is no archive

    async def start(self) -> AsyncIterator[Any]:
        newsroom = extension_of(self.crawler, Newsroom)
        newsroom.open()
        for path in self.paths:
            for page in pages_in(path):
                source = page.source or newsroom.source_of(page.url)
                url = canonical_url(page.url) or page.url
                announced = ledger.announced(newsroom.db, page.ledger_url)
                yield Story(replace(page, url=url, source=source, announced=announced), Origin.ARCHIVE)


def _paths(files: str) -> list[Path]:
    return [Path(name) for name in sorted(glob.glob(files))]  # noqa: PTH207 - a pattern typed by the user
