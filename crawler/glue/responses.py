"""From Scrapy's responses and failures to our records and words."""

from __future__ import annotations

from http import HTTPStatus

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.glue.desk import now
from crawler.reading.charsets import charset_of
from crawler.records import Link, Page
from crawler.urls import canonical_url

WORDS: dict[type[Exception], str] = {
    CannotResolveHostError: "the host's name is not found (DNS)",
    DownloadConnectionRefusedError: "the host refuses the connection",
    DownloadTimeoutError: "no answer in time",
    DownloadCancelledError: "the answer is larger than DOWNLOAD_MAXSIZE",
    ResponseDataLossError: "the answer broke off",
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
    """A failed request in words for people."""
    value = failure.value
    if isinstance(value, HttpError):
        return f"the server answers {value.response.status} {_phrase(value.response.status)}".strip()
    if isinstance(value, IgnoreRequest):
        return str(value)
    for kind, words in WORDS.items():
        if isinstance(value, kind):
            return words
    detail = str(value).strip().split("\n")[0][:160]
    return f"not reached: {detail or type(value).__name__}"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def asked_of(failure: Failure) -> Request:
    """The request that failed; Scrapy hangs it on the failure before it calls an errback."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return request
