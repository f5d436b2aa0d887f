"""Obeys Crawl-delay, which Scrapy parses but does not apply, and knows the Sitemap lines of robots.txt."""

from __future__ import annotations

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

MAX_CRAWL_DELAY = 60.0  # seconds; longer ones are mostly mistakes (milliseconds), and a run would not end


class CrawlDelay:
    """Extension. `sitemaps` holds what each host's robots.txt announces."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.sitemaps: dict[str, list[str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CrawlDelay:
        extension = cls(crawler)
        crawler.signals.connect(extension.robots_parsed, signal=signals.robots_parsed)
        crawler.signals.connect(extension.response_downloaded, signal=signals.response_downloaded)
        return extension

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Lengthen the host's delay. AutoThrottle takes its minimum from the slot's settings only when it is made,
        so it is told through the request's slot not to go below."""
        delay = robotparser.crawl_delay(self.crawler.settings["ROBOTSTXT_USER_AGENT"])
        host = urlparse_cached(request).hostname or ""
        downloader = self.crawler.engine.downloader if self.crawler.engine else None
        if not delay or downloader is None:
            return
        delay = min(float(delay), MAX_CRAWL_DELAY)
        if delay > self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            downloader.per_slot_settings[host] = {"delay": delay, "jitter": 0}
            if host in downloader.slots:
                downloader.slots[host].delay, downloader.slots[host].jitter = delay, 0.0

    def response_downloaded(self, request: Request) -> None:
        """Keep AutoThrottle from shortening a Crawl-delay."""
        parts = urlparse_cached(request)
        downloader = self.crawler.engine.downloader if self.crawler.engine else None
        if downloader and (asked := downloader.per_slot_settings.get(parts.hostname or "", {}).get("delay")):
            slot = downloader.slots.get(parts.hostname or "")
            if slot:
                slot.delay = max(slot.delay, asked)
