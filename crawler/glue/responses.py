"""From Scrapy's responses and failures to our records and words."""

from __future__ import annotations

from http import HTTPStatus

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectionClosed
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from crawler.glue.bounded_http import HeadersTooLong
from crawler.glue.desk import now
from crawler.reading.charsets import charset_of
from crawler.records import Link, Page
from crawler.urls import canonical_url

TOO_MANY_REDIRECTS = "max redirections reached"  # Scrapy's words
WORDS: dict[type[Exception], str] = {
    CannotResolveHostError: "the host's name is not found (DNS)",
    DownloadConnectionRefusedError: "the host refuses the connection",
    DownloadTimeoutError: "no answer in time",
    DownloadCancelledError: "the answer is larger than DOWNLOAD_MAXSIZE",
    ResponseDataLossError: "the answer broke off",
    TunnelError: "the proxy opens no tunnel to the host",
}
GONE = frozenset([404, 410])
HTML_TYPES = frozenset(["text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", ""])


def page_of(response: Response, source: str, asked_url: str | None = None, announced: Link | None = None) -> Page:
    """A response as a page."""
    header = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return Page(
        url=canonical_url(response.url) or response.url,
        body=response.body,
        fetched_at=now(),
        source=source,
        status=response.status,
        content_type=media_type_of(response) or "text/html",
        charset=charset_of(header),
        asked_url=asked_url,
        announced=announced,
    )


def media_type_of(response: Response) -> str:
    """The media type that a response declares, lower-case; '' if none."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1").split(";")[0].strip().lower()


def headers_of(response: Response) -> dict[str, str]:
    """A response's headers as text."""
    return {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in response.headers.items()}


def status_of(failure: Failure) -> int | None:
    """The HTTP status behind a failure, if there was an answer."""
    return failure.value.response.status if isinstance(failure.value, HttpError) else None


def reason_of(failure: Failure) -> str:
    """A failed request in words for people; where it was redirected, with the address that failed."""
    asked = getattr(failure, "request", None)
    words = _words_of(failure.value)
    return f"redirects to {asked.url[:200]}: {words}" if asked and asked.meta.get("redirect_urls") else words


def words_of_status(status: int) -> str:
    """What a server's status says."""
    return f"the server answers {status} {_phrase(status)}".strip()


def _words_of(error: BaseException) -> str:
    if isinstance(error, HttpError):
        location = error.response.headers.get("Location")
        if 300 <= error.response.status < 400 and location:
            return f"redirects to {location.decode('latin-1')[:200]!r}, which is no web address"
        return words_of_status(error.response.status)
    if isinstance(error, IgnoreRequest):
        return "redirects without end" if str(error) == TOO_MANY_REDIRECTS else str(error)
    if isinstance(error, DownloadFailedError) and isinstance(error.__cause__, ResponseFailed):
        return _words_of_connection(error.__cause__)
    for kind, words in WORDS.items():
        if isinstance(error, kind):
            return words
    detail = str(error).strip().split("\n")[0][:160]
    return f"not reached: {detail or 'the connection failed'}"


def _words_of_connection(failed: ResponseFailed) -> str:
    """What went wrong between the connection and the end of the answer."""
    errors = [reason.value for reason in failed.reasons]
    if any(isinstance(error, HeadersTooLong) for error in errors):
        return "the headers of the answer are too long"
    for error in errors:
        if isinstance(error, SSL.Error):
            detail = "; ".join(part[-1] for part in error.args[0]) if error.args and error.args[0] else "broken off"
            return f"no secure connection: {detail}"
    if all(isinstance(error, ConnectionClosed) for error in errors):
        return "the server closed the connection without an answer"
    return "the answer is broken HTTP"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def asked_of(failure: Failure) -> Request:
    """The request that failed; Scrapy hangs it on the failure before it calls an errback."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return request
