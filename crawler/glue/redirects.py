"""Redirects that lead nowhere are answers like others."""

from __future__ import annotations

from typing import Any

from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

CIRCLE = "redirects in a circle"


class Redirects(RedirectMiddleware):
    """Downloader middleware, in place of Scrapy's, which breaks on a Location that cannot be parsed, and follows a
    circle to the last redirect that is allowed: who brings no cookie is sent round for ever."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """Raises IgnoreRequest for a circle."""
        try:
            return _no_circle(super().process_response(request, response))
        except ValueError:  # urljoin("http://news.example/", "http://[::1")
            return response


class MetaRefreshes(MetaRefreshMiddleware):
    """Downloader middleware, in place of Scrapy's, which breaks on charsets that are none, and on such addresses."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """Raises IgnoreRequest for a circle."""
        try:
            return _no_circle(super().process_response(request, response))
        except (ValueError, LookupError):
            return response


def _no_circle(found: Request | Response) -> Request | Response:
    if isinstance(found, Request) and found.url in found.meta["redirect_urls"]:
        raise IgnoreRequest(CIRCLE)
    return found
