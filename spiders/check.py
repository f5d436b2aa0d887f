"""Asks the sources once and says what answered: `scrapy sources check`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from crawler.discovery.ways import NotAWayIn, read_way_in
from crawler.glue.crawl_delay import CrawlDelay
from crawler.glue.desk import extension_of
from crawler.glue.responses import asked_of, reason_of
from crawler.reading.charsets import charset_of, decode
from crawler.records import Source, WayIn


class CheckSpider(Spider):
    """Fills `findings` with one row for each address asked: source, url, answer, offers. Writes no database."""

    name = "check"

    def __init__(
        self, sources: list[Source] | None = None, findings: list[dict[str, str]] | None = None, **kwargs: Any
    ):
        super().__init__(**kwargs)
        self.sources = sources or []
        self.findings = findings if findings is not None else []

    async def start(self) -> AsyncIterator[Any]:
        for source in self.sources:
            ways = [
                *((url, WayIn.FEED) for url in source.feeds),
                *((url, WayIn.SITEMAP) for url in source.sitemaps),
                *((url, WayIn.LISTING) for url in (*source.listings, source.url)),
            ]
            for url, kind in dict(ways).items():
                yield Request(
                    url,
                    callback=self.parse,
                    errback=self.failed,
                    dont_filter=True,
                    cb_kwargs={"source": source, "kind": kind},
                )

    def parse(self, response: Response, source: Source, kind: WayIn) -> None:
        is_text = isinstance(response, TextResponse)
        text = (
            decode(response.body, charset_of((response.headers.get("Content-Type") or b"").decode("latin-1")))
            if is_text
            else ""
        )
        try:
            found = read_way_in(kind, response.body, text, response.url)
        except NotAWayIn as reason:
            self._note(source, response, f"{reason}", "")
            return
        dates = [link.published or link.modified for link in found.links]
        latest = max((date for date in dates if date), default=None)
        offers = [f"{len(found.links)} links" + (f", the latest of {latest:%Y-%m-%d}" if latest else "")]
        if found.children:
            offers.append(f"{len(found.children)} further sitemaps")
        robots = extension_of(self.crawler, CrawlDelay)
        sitemaps = robots.sitemaps.get(urlparse_cached(response).netloc, []) if kind is WayIn.LISTING else []
        offers += [f"feed {url}" for url in found.feeds] + [f"sitemap {url}" for url in sitemaps]
        self._note(source, response, "ok", "; ".join(offers))

    def failed(self, failure: Failure) -> None:
        source = asked_of(failure).cb_kwargs["source"]
        row = {"source": source.name, "url": asked_of(failure).url, "answer": reason_of(failure), "offers": ""}
        self.findings.append(row)

    def _note(self, source: Source, response: Response, answer: str, offers: str) -> None:
        moved = f" (moved to {response.url})" if response.request and response.request.meta.get("redirect_urls") else ""
        asked = (response.meta.get("redirect_urls") or [response.url])[0]
        self.findings.append({"source": source.name, "url": asked + moved, "answer": answer, "offers": offers})
