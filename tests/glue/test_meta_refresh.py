"""A page that redirects by a meta element is followed; one that breaks the look for it is a page."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, Request, Response
from scrapy.utils.test import get_crawler

from crawler.glue.redirects import MetaRefreshes

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
