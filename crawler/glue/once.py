"""An article page is fetched once."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.glue.desk import extension_of
from crawler.glue.newsroom import Newsroom
from crawler.records import Outcome
from crawler.storage.ledger import page_row
from crawler.urls import canonical_url, url_key


class AlreadyKnown(IgnoreRequest):
    """The page was fetched before, or is being fetched: another address redirects to it."""


class FetchOnce:
    """Downloader middleware: drops requests for article pages that this run asked for already, or whose ledger row no
    longer waits. It stands in for Scrapy's filter, which would drop the target of a redirect without a word."""

    def __init__(self, crawler: Crawler) -> None:
        self.newsroom = extension_of(crawler, Newsroom)
        self.asked: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FetchOnce:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises AlreadyKnown."""
        if (
            not request.meta.get("is_article")
            or request.meta.get("retry_times")
            or request.meta.get("waited")
            or request.meta.get("is_look")
        ):
            return
        key = url_key(canonical_url(request.url) or request.url)
        to_itself = request.meta.get("redirect_urls") and key == url_key(request.cb_kwargs["link"].url)
        if key in self.asked and not to_itself:  # http to https, or with a slash, is the same page
            raise AlreadyKnown("fetched under another address")
        self.asked.add(key)
        row = page_row(self.newsroom.db, canonical_url(request.url) or request.url)
        if row and row["outcome"] != Outcome.WAITING and row["fetched_at"]:
            raise AlreadyKnown(str(row["outcome"]))
