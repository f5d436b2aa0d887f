"""A feed or sitemap that is gone for good (410) is not asked for in every run."""

from __future__ import annotations

from datetime import timedelta

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.glue.desk import extension_of, now
from crawler.glue.newsroom import Newsroom
from crawler.storage import gone
from crawler.storage.database import transaction

ASKED_AGAIN = timedelta(days=30)  # some say 410 by mistake, and a source must not be silent for ever


class Gone(IgnoreRequest):
    """The server said that the address is gone for good; the text says when."""


class LeaveGoneAlone:
    """Downloader middleware. Articles are no matter of it: the ledger has their end."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LeaveGoneAlone:
        return cls(extension_of(crawler, Newsroom))

    def process_request(self, request: Request) -> None:
        """Raises Gone."""
        since = gone.gone_since(self.newsroom.db, request.url) if self._is_concerned(request) else None
        if since and since + ASKED_AGAIN > now():
            again = f"{since + ASKED_AGAIN:%Y-%m-%d}"
            raise Gone(f"the server answered 410 Gone on {since:%Y-%m-%d}; it is asked again after {again}")

    def process_response(self, request: Request, response: Response) -> Response:
        """Remember a 410."""
        if response.status == 410 and self._is_concerned(request):
            with transaction(self.newsroom.db):
                gone.note_gone(self.newsroom.db, request.url, now())
        return response

    def _is_concerned(self, request: Request) -> bool:
        is_way_in = not request.meta.get("is_article") and not request.meta.get("dont_obey_robotstxt")
        return is_way_in and self.newsroom.is_open
