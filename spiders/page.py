"""One URL through all stages: `scrapy crawl page -a url=URL`, `scrapy parse --spider=page --pipelines URL`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.errors import BadInput
from crawler.glue.closing import EXIT_NOTHING_REACHED
from crawler.glue.desk import extension_of
from crawler.glue.newsroom import Newsroom
from crawler.glue.responses import headers_of, page_of, reason_of
from crawler.records import Story
from crawler.seeds import is_web_address
from crawler.urls import canonical_url


class PageSpider(Spider):
    """Reads the given page anew, also one that the ledger knows."""

    name = "page"

    def __init__(self, url: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.url = url

    @staticmethod
    def check(_settings: BaseSettings, url: str = "") -> None:
        """Raises BadInput before anything is opened."""
        if not is_web_address(url):
            raise BadInput(url or "url", "is not an http or https address; give -a url=URL")

    async def start(self) -> AsyncIterator[Any]:
        if self.url:
            yield Request(self.url, callback=self.parse, errback=self.failed)

    def parse(self, response: Response) -> Iterator[Story]:
        newsroom = extension_of(self.crawler, Newsroom)
        newsroom.open()
        asked = (response.request.meta.get("redirect_urls") or [response.url])[0] if response.request else response.url
        page = page_of(response, newsroom.source_of(response.url), asked_url=canonical_url(asked))
        yield Story(page, headers=headers_of(response))

    def failed(self, failure: Failure) -> None:
        newsroom = extension_of(self.crawler, Newsroom)
        newsroom.worse.append(f"{self.url}: {reason_of(failure)}")
        newsroom.exit_code = EXIT_NOTHING_REACHED
