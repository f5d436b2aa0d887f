"""Obeys Retry-After: a host that asks to be left alone is, in this run and in later ones."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.glue.desk import extension_of, now
from crawler.glue.newsroom import Newsroom
from crawler.storage import runs
from crawler.storage.database import transaction

WAIT_HERE = timedelta(seconds=30)  # a shorter pause is waited for within the run
LONGEST = timedelta(days=1)  # nobody is left alone for longer on one header's word
RETRY_STATUSES = frozenset([429, 503])


class HostParked(IgnoreRequest):
    """The host asked to be left alone; the text says until when."""


class RetryAfter:
    """Downloader middleware."""

    def __init__(self, crawler: Crawler) -> None:
        self.newsroom = extension_of(crawler, Newsroom)
        self.parked: dict[str, datetime] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryAfter:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait out a short pause. Raises HostParked for a long one."""
        host = urlparse_cached(request).hostname or ""
        if until := self._parked_until(host):
            if until - now() > WAIT_HERE:
                raise HostParked(f"{host} asked to be left alone until {until:%Y-%m-%d %H:%M} UTC")
            await asyncio.sleep(max(0.0, (until - now()).total_seconds()))

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Park the host of a 429 or 503 with Retry-After; ask once again where the pause is short."""
        header = response.headers.get("Retry-After")
        pause = pause_of(header.decode("latin-1"), now()) if header and response.status in RETRY_STATUSES else None
        if pause is None:
            return response
        host = urlparse_cached(request).hostname or ""
        until = now() + min(pause, LONGEST)
        self.parked[host] = until
        if self.newsroom.is_open:
            with transaction(self.newsroom.db):
                runs.park(self.newsroom.db, host, until, f"status {response.status}, Retry-After: {header!r}")
        if pause <= WAIT_HERE and not request.meta.get("waited"):
            return request.replace(dont_filter=True, meta={**request.meta, "waited": True})
        raise HostParked(f"{host} answered {response.status} and asked to be left alone until {until:%H:%M} UTC")

    def _parked_until(self, host: str) -> datetime | None:
        earlier = self.newsroom.parked if self.newsroom.is_open else {}
        until = self.parked.get(host) or earlier.get(host)
        return until if until and until > now() else None


def pause_of(header: str, moment: datetime) -> timedelta | None:
    """How long a Retry-After header asks to wait: seconds or an HTTP date. None if it is neither; never negative."""
    text = header.strip()
    try:
        if text.lstrip("+-").isdigit():
            return timedelta(seconds=min(max(0, int(text)), LONGEST.total_seconds()))
        return max(timedelta(0), min(parsedate_to_datetime(text) - moment, LONGEST))
    except (ValueError, TypeError, OverflowError):
        return None
