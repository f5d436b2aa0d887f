"""HTTP with headers that end, and of which a broken one costs itself alone. Scrapy bounds a body (DOWNLOAD_MAXSIZE) and
the time of a whole answer, but not its headers, of which a server can send gigabytes within that time."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from scrapy.core.downloader.handlers import http11
from scrapy.crawler import Crawler
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web.http_headers import InvalidHeaderName
from twisted.web.iweb import IResponse

MAX_HEADER_BYTES = 256 * 1024  # all header lines of an answer together; as much as Chromium takes
# https://source.chromium.org/chromium/chromium/src/+/main:net/http/http_stream_parser.h


class HeadersTooLong(Exception):
    """The headers of an answer are longer than MAX_HEADER_BYTES, or a line of them than 16 kB."""


class BoundedHandler(http11.HTTP11DownloadHandler):
    """Download handler. Raises what Scrapy's does, with HeadersTooLong among its causes."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory


class _BoundedParser(http11._LenientHTTPClientParser):
    header_bytes = 0

    def lineReceived(self, line: bytes) -> None:
        self.header_bytes += len(line)
        if self.header_bytes > MAX_HEADER_BYTES:
            raise HeadersTooLong
        super().lineReceived(line)

    def headerReceived(self, name: bytes, value: bytes) -> None:
        with suppress(InvalidHeaderName):  # "X Powered By: us", which browsers leave out too
            super().headerReceived(name, value)

    def lineLengthExceeded(self, line: bytes) -> Any:
        raise HeadersTooLong


class _BoundedProtocol(http11._LenientHTTP11ClientProtocol):
    def request(self, request: Any) -> Deferred[IResponse]:
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = _BoundedParser  # as Scrapy does: the parser's class cannot be chosen
        return answer


class _BoundedFactory(http11._LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> _BoundedProtocol:
        return _BoundedProtocol(self._quiescentCallback)
