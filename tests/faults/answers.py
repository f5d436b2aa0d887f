"""HTTP as it comes off the wire, right or wrong: what the routes of a fault are made of.

A route is the bytes of a whole answer, after which the connection is closed; or a function of the asked path that
gives them piece by piece, and may wait between two pieces, or hang up by raising HangsUp."""

from __future__ import annotations

import asyncio
import gzip
import sys
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from http import HTTPStatus

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

HTML = "text/html; charset=utf-8"
XML = "application/xml"
RSS = "application/rss+xml"
TEXT = "text/plain; charset=utf-8"
PIECE = 64 * 1024  # bytes
FOR_EVER = 3600  # seconds

Pieces = AsyncIterator[bytes]
Route = bytes | Callable[[str], Pieces]
Routes = dict[str, Route]


class HangsUp(ConnectionError):
    """The server resets the connection (RST), as one that crashes does."""


def head(*lines: str, status: int = 200) -> bytes:
    """A status line and header lines, with the empty line that ends them."""
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Odd"
    return "\r\n".join([f"HTTP/1.1 {status} {phrase}", *lines, "Connection: close", "", ""]).encode("latin-1")


def answer(body: bytes | str = b"", kind: str = HTML, *lines: str, status: int = 200) -> bytes:
    """A whole answer; `lines` are further header lines."""
    body = body.encode() if isinstance(body, str) else body
    length = [] if status in (204, 304) else [f"Content-Length: {len(body)}"]
    return head(f"Content-Type: {kind}", *length, *lines, status=status) + body


def redirect(to: str, *lines: str, status: int = 302) -> bytes:
    """A redirect."""
    return answer("", HTML, f"Location: {to}", *lines, status=status)


def packed(body: bytes, coding: str, kind: str = HTML) -> bytes:
    """An answer whose body is said to be in a content coding."""
    return answer(body, kind, f"Content-Encoding: {coding}")


def reset(sent: bytes = b"") -> Route:
    """The connection is reset after so much was sent."""

    async def route(_path: str) -> Pieces:
        if sent:
            yield sent
            await asyncio.sleep(0.05)  # what was sent arrives before the reset
        raise HangsUp

    return route


def silence(sent: bytes = b"") -> Route:
    """Nothing more comes after so much was sent."""

    async def route(_path: str) -> Pieces:
        yield sent
        await asyncio.sleep(FOR_EVER)

    return route


def drip(sent: bytes, pause: float = 1.0) -> Route:
    """A byte comes every `pause` seconds."""

    async def route(_path: str) -> Pieces:
        for byte in sent:
            yield bytes([byte])
            await asyncio.sleep(pause)

    return route


def late(sent: bytes, seconds: float) -> Route:
    """The whole answer comes so many seconds late."""

    async def route(_path: str) -> Pieces:
        await asyncio.sleep(seconds)
        yield sent

    return route


def flow(start: bytes, pieces: Callable[[], Iterator[bytes]]) -> Route:
    """A long answer that is made on the way."""

    async def route(_path: str) -> Pieces:
        yield start
        for piece in pieces():
            yield piece

    return route


def of_path(make: Callable[[str], bytes]) -> Route:
    """An answer that depends on the asked path, made when it is asked for."""

    async def route(path: str) -> Pieces:
        yield make(path)

    return route


def deflated(body: bytes, *, raw: bool = False) -> bytes:
    """The body in zlib's form, or as a bare deflate stream."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS if raw else zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def gzipped(body: bytes) -> bytes:
    """The body as gzip."""
    return gzip.compress(body, mtime=0)


def gzip_bomb(megabytes: int, start: bytes = b"", filler: bytes = b" ") -> bytes:
    """Gzip that unpacks to so many megabytes after its start."""
    packer = zlib.compressobj(level=9, wbits=16 + zlib.MAX_WBITS)
    block = (filler * (1_000_000 // len(filler) + 1))[:1_000_000]
    return b"".join([packer.compress(start), *(packer.compress(block) for _ in range(megabytes)), packer.flush()])


def brotli_bomb(megabytes: int, start: bytes = b"") -> bytes:
    """Brotli that unpacks to so many megabytes after its start."""
    packer = brotli.Compressor(quality=5)
    block = b" " * 1_000_000
    return b"".join([packer.process(start), *(packer.process(block) for _ in range(megabytes)), packer.finish()])


def zstd_packed(body: bytes, megabytes: int = 0) -> bytes:
    """The body as zstd, with so many megabytes of blanks behind it."""
    packer = zstd.ZstdCompressor()
    pieces = [packer.compress(body), *(packer.compress(b" " * 1_000_000) for _ in range(megabytes))]
    return b"".join([*pieces, packer.flush()])
