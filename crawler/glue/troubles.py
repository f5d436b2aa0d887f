"""What is the matter with a way in that gave no usable answer."""

from __future__ import annotations

from urllib.parse import urlsplit

from lxml.etree import ParserError
from lxml.html import fromstring
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.glue.responses import GONE
from crawler.glue.robots import RobotsForbid
from crawler.reading.walls import REASONS, wall_in
from crawler.records import Verdict, WayIn

REFUSALS = frozenset([401, 402, 403, 405, 406, 407, 418, 429, 451])
FOR_GOOD = frozenset([301, 308])  # of redirects


def trouble_of(failure: Failure) -> Verdict:
    """Why a request failed."""
    if isinstance(failure.value, HttpError):
        response = failure.value.response
        if is_challenge(response):
            return Verdict.CHALLENGE
        if response.status in REFUSALS:
            return Verdict.BLOCKED
        return Verdict.MOVED if response.status in GONE else Verdict.NO_ANSWER
    return Verdict.ROBOTS_FORBIDS if failure.check(RobotsForbid) else Verdict.NO_ANSWER


def trouble_in(response: Response) -> Verdict:
    """Why an answer that is no feed, sitemap or listing is none."""
    return Verdict.CHALLENGE if is_challenge(response) else Verdict.BROKEN_FEED


def is_challenge(response: Response) -> bool:
    """Whether a bot challenge was served instead of what was asked for."""
    if not isinstance(response, TextResponse) or not response.body.strip():
        return False
    try:
        return wall_in(fromstring(response.body), response.url) == REASONS["challenge"]
    except (ParserError, ValueError):
        return False


def moved_to(response: Response, kind: WayIn) -> str | None:
    """The new address of what has moved for good to another host or path; https or a slash more is no move, nor is a
    home page that leads on to /en/."""
    reasons = response.meta.get("redirect_reasons", [])
    if not reasons or not all(reason in FOR_GOOD for reason in reasons):
        return None
    (old_host, old_path), (host, path) = _place(response.meta["redirect_urls"][0]), _place(response.url)
    return response.url if host != old_host or (path != old_path and kind is not WayIn.LISTING) else None


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")
