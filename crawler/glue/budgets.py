"""How much is asked in one run: so many requests of a host, so long in all. What is left over waits for later runs, so
that an endless calendar, a dead host or a first run over a huge archive holds up nobody else."""

from __future__ import annotations

from collections import Counter
from time import monotonic

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.glue.desk import whole_number

MAX_SILENCES = 5  # requests in a row that a host may leave unanswered before it is left alone in this run
SILENCE = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError)


class LeftForLater(IgnoreRequest):
    """A budget of this run is used up; the text says which."""


class Budgets:
    """Downloader middleware. 0 is no bound."""

    def __init__(self, host_requests: int, run_minutes: int) -> None:
        self.host_requests, self.run_minutes = host_requests, run_minutes
        self.started = monotonic()
        self.asked: Counter[str] = Counter()
        self.silences: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Budgets:
        return cls(
            whole_number(crawler.settings, "TOCSIN_HOST_REQUESTS"), whole_number(crawler.settings, "TOCSIN_RUN_MINUTES")
        )

    def process_request(self, request: Request) -> None:
        """Raises LeftForLater."""
        host = urlparse_cached(request).hostname or ""
        if self.run_minutes and monotonic() - self.started > self.run_minutes * 60:
            raise LeftForLater(f"left to a later run: this one has lasted {self.run_minutes} minutes")
        if self.host_requests and self.asked[host] >= self.host_requests:
            raise LeftForLater(f"left to a later run: this one has asked {host} {self.host_requests:,} times")
        if self.silences[host] >= MAX_SILENCES:
            raise LeftForLater(f"left to a later run: {host} gave no answer {MAX_SILENCES} times in a row")
        self.asked[host] += 1

    def process_response(self, request: Request, response: Response) -> Response:
        """The host answers."""
        self.silences[urlparse_cached(request).hostname or ""] = 0
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """The host may be silent."""
        if isinstance(exception, SILENCE):
            self.silences[urlparse_cached(request).hostname or ""] += 1
