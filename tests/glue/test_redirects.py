"""Redirects, by a header or a meta element, are followed; one that leads nowhere or in a circle is told."""

from __future__ import annotations

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Request, Response
from scrapy.utils.test import get_crawler

from crawler.glue.redirects import CIRCLE, MetaRefreshes, Redirects

URL = "http://amber.example/2026/03/story"


def answered(body: bytes, charset: str = "utf-8") -> Request | Response:
    headers = {"Content-Type": f"text/html; charset={charset}"}
    return MetaRefreshes.from_crawler(get_crawler()).process_response(
        Request(URL), HtmlResponse(URL, headers=headers, body=body)
    )


@pytest.mark.parametrize("charset", ["zlib_codec", "rot_13", "idna"])
def test_a_charset_that_is_none_is_left_to_the_reader(charset: str) -> None:
    assert isinstance(answered("<p>Дрон</p>".encode("cp1251"), charset), Response)


def test_an_address_that_is_none_leads_nowhere() -> None:
    assert isinstance(answered(b'<meta http-equiv="refresh" content="0; url=http://[::1">'), Response)


def test_a_page_that_names_another_leads_there() -> None:
    found = answered(b'<meta http-equiv="refresh" content="0; url=/2026/03/other">')
    assert found.url == "http://amber.example/2026/03/other"


def redirected(request: Request, location: str) -> Request | Response:
    answer = Response(request.url, 302, headers={"Location": location})
    return Redirects.from_crawler(get_crawler()).process_response(request, answer)


def test_a_redirect_is_followed_to_another_address_and_not_back() -> None:
    there = redirected(Request(URL), "/2026/03/story/")
    assert there.url == f"{URL}/"
    with pytest.raises(IgnoreRequest, match=CIRCLE):
        redirected(there, URL)
    assert redirected(there, "https://amber.example/2026/03/story").url == "https://amber.example/2026/03/story"


def test_a_page_that_loads_itself_again_and_again_is_a_circle() -> None:
    with pytest.raises(IgnoreRequest, match=CIRCLE):
        answered(f'<meta http-equiv="refresh" content="0; url={URL}">'.encode())


def test_an_address_that_leads_to_itself_is_a_circle() -> None:
    with pytest.raises(IgnoreRequest, match=CIRCLE):
        redirected(Request(URL), URL)
