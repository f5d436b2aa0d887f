"""An article page is fetched once."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.glue.newsroom import Newsroom
from crawler.records import Outcome
from crawler.storage.ledger import page_row


class AlreadyKnown(IgnoreRequest):
    """The URL came to its end since the request was made: another address redirected to it."""


class FetchOnce:
    """Downloader middleware: drops requests for articles whose ledger row no longer waits."""

    def __init__(self, crawler: Crawler) -> None:
        self.newsroom = crawler.get_extension(Newsroom)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FetchOnce:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises AlreadyKnown."""
        if request.meta.get("ledger_url") and self.newsroom and self.newsroom.is_open:
            row = page_row(self.newsroom.db, request.url)
            if row and row["outcome"] != Outcome.WAITING:
                raise AlreadyKnown(str(row["outcome"]))
