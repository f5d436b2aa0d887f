"""Headers end, or the answer does."""

from __future__ import annotations

from typing import Any

import pytest
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure
from twisted.web._newclient import Request
from twisted.web.client import ResponseFailed
from twisted.web.http_headers import Headers

from crawler.glue.bounded_http import MAX_HEADER_BYTES, HeadersTooLong, _BoundedProtocol


def _answer(*pieces: bytes) -> Any:
    """What comes of an answer's bytes: a response, or a failure."""
    protocol, results = _BoundedProtocol(lambda _protocol: None), list[Any]()
    protocol.makeConnection(StringTransport())
    asked = Request(b"GET", b"/", Headers({b"host": [b"news.example"]}), None)  # type: ignore[no-untyped-call]
    protocol.request(asked).addBoth(results.append)
    for piece in pieces:
        protocol.dataReceived(piece)
    protocol.connectionLost(Failure(ConnectionError()))
    return results[0]


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "flood",
    [
        [OK, *(b"X-%d: %s\r\n" % (n, b"v" * 100) for n in range(MAX_HEADER_BYTES // 100))],
        [b"HTTP/1.1 103 Early Hints\r\nLink: %s\r\n\r\n" % (b"v" * 8000)] * 40 + [OK],
        [OK, b"X-Long: " + b"v" * 20_000],
    ],
    ids=["many lines", "many interim answers", "one line"],
)
def test_headers_without_end_are_given_up(flood: list[bytes]) -> None:
    failure = _answer(*flood, b"\r\nContent-Length: 0\r\n\r\n")
    assert isinstance(failure.value, ResponseFailed)
    assert any(reason.check(HeadersTooLong) for reason in failure.value.reasons)


def test_many_headers_are_no_harm_and_a_broken_one_costs_itself() -> None:
    cookies = [b"Set-Cookie: c%d=%s\r\n" % (n, b"v" * 50) for n in range(500)]
    broken = [b"X Powered By: us\r\n", b": no name\r\n", b"no colon\r\n"]
    response = _answer(OK, *broken, *cookies, b"Content-Length: 0\r\n\r\n")
    assert response.code == 200
    assert len(response.headers.getRawHeaders("Set-Cookie")) == 500
