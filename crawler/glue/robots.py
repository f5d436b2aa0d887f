"""robots.txt as RFC 9309 has it: what says no for now (5xx, 429, no answer) forbids for now, what is not there allows.
Scrapy's own middleware reads the body of any answer as rules, and takes a failure for permission."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotConfigured,
    StopDownload,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from crawler.discovery.sitemaps import sitemaps_in_robots
from crawler.glue.budgets import LeftForLater
from crawler.glue.crawl_delay import CrawlDelay
from crawler.glue.desk import extension_of, now
from crawler.glue.newsroom import Newsroom
from crawler.glue.public_only import NotPublic
from crawler.glue.redirects import CIRCLE
from crawler.glue.responses import TOO_MANY_REDIRECTS, reason_of, words_of_status
from crawler.glue.retry_after import HostParked
from crawler.glue.stopping import NotSent
from crawler.storage.database import transaction
from crawler.storage.robots import Robots, remember_robots, robots_of

MAX_BYTES = 512 * 1024  # of a robots.txt; RFC 9309 wants 500 KiB at least
MAX_SECONDS = 10  # for a robots.txt, so that a dead host is known soon
VALID = timedelta(hours=1)  # RFC 9309 allows a day
REFUSED = timedelta(minutes=30)  # a site that answers 503 is asked again this soon
NO_ANSWER = timedelta(minutes=10)  # it may have been our own machine's bad minute
OF_THE_HOST = (HostParked, LeftForLater, NotSent, CannotResolveHostError, DownloadConnectionRefusedError)
PRIORITY = 1000  # Scrapy's own
# The lines that say something. Others are left out, as RFC 9309 has it: to the parser an unknown line ends the list of
# agents that rules are for, and the agents before it would be left without rules.
KNOWN = re.compile(r"\s*(user[- ]?agent|allow|dis+al+[oa]w|diasllow|crawl[- ]delay)\b", re.IGNORECASE)


class RobotsForbid(IgnoreRequest):
    """robots.txt forbids the address."""


class RobotsUnread(IgnoreRequest):
    """robots.txt could not be read: nothing is asked of the host this time."""


class ObeyRobots:
    """Downloader middleware, in place of Scrapy's. Sends its signal `robots_parsed`."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler, self.newsroom = crawler, extension_of(crawler, Newsroom)
        self.agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self.sites: dict[str, asyncio.Future[ProtegoRobotParser]] = {}
        crawler.signals.connect(self.bytes_received, signal=signals.bytes_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ObeyRobots:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises RobotsForbid, RobotsUnread, or HostParked where the host asked for a pause."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlparse_cached(request)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.sites:
            self.sites[site] = asyncio.ensure_future(self._rules_of(site, request))
        rules = await asyncio.shield(self.sites[site])
        if not rules.allowed(request.url, self.agent):
            raise RobotsForbid("robots.txt forbids it")

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Stop a robots.txt that is too long; its beginning counts."""
        if "robots_bytes" in request.meta:
            request.meta["robots_bytes"] += len(data)
            if request.meta["robots_bytes"] > MAX_BYTES:
                raise StopDownload(fail=False)

    async def _rules_of(self, site: str, request: Request) -> ProtegoRobotParser:
        robots = self._remembered(site) or await self._ask(site)
        if robots.trouble:
            raise RobotsUnread(
                f"robots.txt could not be read ({robots.trouble}), so nothing is asked of the host until "
                f"{robots.asked_again:%Y-%m-%d %H:%M} UTC"
            )
        parser = ProtegoRobotParser(known_lines(robots.body), self.crawler.spider)
        sitemaps = sitemaps_in_robots(robots.body, f"{site}/robots.txt")
        extension_of(self.crawler, CrawlDelay).sitemaps[urlparse_cached(request).netloc] = sitemaps
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=parser, request=request
        )
        return parser

    def _remembered(self, site: str) -> Robots | None:
        return robots_of(self.newsroom.db, site, now()) if self.newsroom.is_open else None

    async def _ask(self, site: str) -> Robots:
        """Ask for a robots.txt, and remember what it says. Raises what says nothing of it: its host cannot be reached,
        is not public, asked for a pause, or has used up its budget, or the run was told to stop."""
        try:
            robots = read_robots(site, await self._fetched(site))
        except Exception as error:
            if isinstance(error, OF_THE_HOST) or (
                isinstance(error, NotPublic) and error.host == urlsplit(site).hostname
            ):
                raise
            is_circle = str(error) in (TOO_MANY_REDIRECTS, CIRCLE)  # RFC 9309: as if there were none
            trouble = None if is_circle else reason_of(Failure(error))
            robots = Robots(site, now() + (VALID if is_circle else NO_ANSWER), trouble=trouble)
        if self.newsroom.is_open:
            with transaction(self.newsroom.db):
                remember_robots(self.newsroom.db, robots)
        return robots

    async def _fetched(self, site: str) -> Response:
        """The answer; a host that was late once is asked a second time, as all its pages depend on it."""
        request = Request(
            f"{site}/robots.txt",
            callback=NO_CALLBACK,
            priority=PRIORITY,
            headers={"Accept-Encoding": "identity"},
            meta={"dont_obey_robotstxt": True, "download_timeout": MAX_SECONDS, "robots_bytes": 0},
        )
        assert self.crawler.engine is not None  # noqa: S101
        try:
            return await self.crawler.engine.download_async(request)
        except DownloadTimeoutError:
            return await self.crawler.engine.download_async(request.copy())


def read_robots(site: str, response: Response) -> Robots:
    """What an answer means. No rules where there is no robots.txt, or none to be had: 4xx, and redirects that lead
    nowhere."""
    if response.status == 429 or response.status >= 500:
        return Robots(site, now() + REFUSED, trouble=words_of_status(response.status))
    body = response.body[:MAX_BYTES] if 200 <= response.status < 300 else b""
    return Robots(site, now() + VALID, body)


def known_lines(body: bytes) -> bytes:
    """A robots.txt without the lines that it should not have; in UTF-8."""
    lines = body.decode("utf-8-sig", "replace").splitlines()
    return "\n".join(line for line in lines if KNOWN.match(line)).encode()
