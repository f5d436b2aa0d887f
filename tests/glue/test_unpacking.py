"""Compressed bodies are whole, or a failure with its reason."""

from __future__ import annotations

import gzip
import os
import tracemalloc
import zlib
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Request, Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from scrapy.utils._compression import brotli, zstd

from crawler.glue.unpacking import DECODERS, PIECE_BYTES, DoesNotUnpack, StrictUnpacking, unpacked

PAGE = b"<html><body>" + b"".join(b"<p>Rocket %d hit the quay.</p>" % n for n in range(9000)) + b"</body></html>"
BOUND, BOMB = 20_000_000, 60_000_000  # bytes


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKED = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("coding", DECODERS)
@pytest.mark.parametrize("page", [PAGE, b"<p>", b"a" * PIECE_BYTES, b"a" * (PIECE_BYTES + 1)], ids=len)
def test_a_whole_body_is_unpacked(coding: str, page: bytes) -> None:
    assert unpacked(PACKED[coding](page), coding, BOUND) == page


def test_deflate_without_its_header_is_unpacked() -> None:
    assert unpacked(_raw_deflate(PAGE), "deflate", BOUND) == PAGE


def test_a_gzip_of_several_members_is_unpacked_and_padding_is_not() -> None:
    assert unpacked(gzip.compress(b"<p>one") + gzip.compress(b"two") + b"\0\0junk", "gzip", BOUND) == b"<p>onetwo"
    noise = os.urandom(3 * PIECE_BYTES)  # longer than what is unpacked at a time, also packed
    assert unpacked(gzip.compress(noise) + gzip.compress(noise), "gzip", BOUND) == noise + noise


@pytest.mark.parametrize("coding", DECODERS)
@pytest.mark.parametrize("kept", [0.3, 0.9, -1])
def test_a_body_that_breaks_off_is_no_page(coding: str, kept: float) -> None:
    packed = PACKED[coding](PAGE)
    with pytest.raises(DoesNotUnpack, match=coding):
        unpacked(packed[: int(len(packed) * kept)] if kept > 0 else packed[:-1], coding, BOUND)


@pytest.mark.parametrize("coding", DECODERS)
def test_a_plain_body_that_is_said_to_be_compressed_is_no_page(coding: str) -> None:
    with pytest.raises(DoesNotUnpack, match=coding):
        unpacked(b"<html><p>Rockets hit the quay.", coding, BOUND)


def test_a_wrong_checksum_is_no_page() -> None:
    with pytest.raises(DoesNotUnpack, match="gzip"):
        unpacked(gzip.compress(PAGE)[:-8] + bytes(8), "gzip", BOUND)


@pytest.mark.parametrize("coding", DECODERS)
def test_a_bomb_is_refused_within_bounded_memory(coding: str) -> None:
    bomb = brotli.compress(bytes(BOMB), quality=5) if coding == "br" else PACKED[coding](bytes(BOMB))
    tracemalloc.start()
    try:
        with pytest.raises(DoesNotUnpack, match="large"):
            unpacked(bomb, coding, 2_000_000)
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_body_of_countless_empty_parts_is_no_page(coding: str) -> None:
    with pytest.raises(DoesNotUnpack, match="more than"):
        unpacked(PACKED[coding](b"") * 20_000, coding, BOUND)


def _answered(body: bytes, *codings: str, url: str = "http://news.example/a") -> Response:
    crawler: Any = SimpleNamespace(settings=Settings({"DOWNLOAD_MAXSIZE": BOUND}), stats=None, signals=SignalManager())
    answer = Response(url, body=body, headers={"Content-Encoding": list(codings), "Content-Type": ["text/html"]})
    response = StrictUnpacking.from_crawler(crawler).process_response(Request(url), answer)
    assert isinstance(response, Response)
    return response


@pytest.mark.parametrize("codings", [("gzip",), ("GZIP",), (" gzip ", ""), ("identity", "gzip"), ("none, gzip",)])
def test_the_page_behind_a_coding_is_text(codings: tuple[str, ...]) -> None:
    response = _answered(gzip.compress(PAGE), *codings)
    assert isinstance(response, HtmlResponse)
    assert response.body == PAGE
    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("codings", [(), ("",), ("identity",), ("none",), ("utf-8",)])
def test_a_plain_page_stays_as_it_is(codings: tuple[str, ...]) -> None:
    assert _answered(PAGE, *codings).body == PAGE


def test_layers_are_unpacked_and_a_hundred_of_them_are_not() -> None:
    assert _answered(gzip.compress(brotli.compress(PAGE)), "br, gzip").body == PAGE
    with pytest.raises(DoesNotUnpack, match="100 times"):
        _answered(gzip.compress(PAGE), ", ".join(["gzip"] * 100))


def test_noise_in_an_unknown_coding_is_no_page() -> None:
    with pytest.raises(DoesNotUnpack, match="aes128gcm"):
        _answered(bytes(range(256)), "aes128gcm")
