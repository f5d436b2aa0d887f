"""Strict Content-Encoding. Scrapy's own decoders hand on what they got before a stream broke off or its checksum
failed, as if it were the page; here a body is whole, or a failure with its reason."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Generator, Iterator
from typing import Any

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.utils._compression import brotli, zstd  # whichever of their packages this Python has

PIECE_BYTES = 65_536
MAX_LAYERS = 3  # of codings around each other; honest servers use one, a hundred are a trap
ZSTD_WINDOW_LOG = 23  # 8 MB: more is not for the web, https://www.rfc-editor.org/rfc/rfc9659
MAX_MEMBERS, MAX_FRAMES = 10_000, 100  # of gzip and zstd; a million empty ones would cost minutes
GZIP = b"\x1f\x8b"
NO_CODINGS = frozenset((b"", b"identity", b"none"))


class DoesNotUnpack(IgnoreRequest):
    """The body is not what its Content-Encoding says; the text tells why."""


class StrictUnpacking(HttpCompressionMiddleware):
    """Downloader middleware, in place of Scrapy's."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """Unpack a body. Raises DoesNotUnpack for one that is not whole, or larger than DOWNLOAD_MAXSIZE."""
        named = b",".join(response.headers.getlist("Content-Encoding")).lower().split(b",")
        codings = [coding.strip() for coding in named if coding.strip() not in NO_CODINGS]
        if request.method == "HEAD" or not codings or not response.body:
            response.headers.pop("Content-Encoding", None)
            return response
        response.headers["Content-Encoding"] = codings
        return super().process_response(request, response)

    def _handle_encoding(self, body: bytes, content_encoding: list[bytes], max_size: int) -> tuple[bytes, list[bytes]]:
        codings = [coding.decode("latin-1") for coding in content_encoding]
        if len(codings) > MAX_LAYERS:
            raise DoesNotUnpack(f"the body is said to be compressed {len(codings)} times over, more than {MAX_LAYERS}")
        for coding in reversed(codings):
            if coding in DECODERS:
                body = unpacked(body, coding, max_size)
            elif not body.lstrip().startswith(b"<"):  # some say "utf-8" here, of a plain page
                raise DoesNotUnpack(f'the body is in a coding that is not known: "{coding[:40]}"')
        return body, []


def unpacked(body: bytes, coding: str, max_bytes: int) -> bytes:
    """A body without its coding, whole. Raises DoesNotUnpack."""
    pieces, size = [], 0
    try:
        for piece in DECODERS[coding](body):
            size += len(piece)
            if max_bytes and size > max_bytes:
                raise DoesNotUnpack(f"the body is too large: {coding} unpacks to more than {max_bytes:,} bytes")
            pieces.append(piece)
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        raise DoesNotUnpack(f"the body is said to be {coding} and does not unpack ({error})") from None
    except EOFError:
        raise DoesNotUnpack(f"the body is said to be {coding} and breaks off") from None
    return b"".join(pieces)


def _gzip(body: bytes) -> Iterator[bytes]:
    """All members; what follows them and is no gzip is padding."""
    position = 0
    for _ in range(MAX_MEMBERS):
        if not body.startswith(GZIP, position):
            break
        position = yield from _zlib(zlib.decompressobj(wbits=16 + zlib.MAX_WBITS), body, position)
    else:
        raise zlib.error(f"more than {MAX_MEMBERS} members")
    if not position:
        raise zlib.error("it is no gzip")


def _deflate(body: bytes) -> Iterator[bytes]:
    """With zlib's header, as the standard says, or without, as some servers send it."""
    try:
        zlib.decompressobj().decompress(body[:PIECE_BYTES], 1)
        unpacker = zlib.decompressobj()
    except zlib.error:
        unpacker = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    yield from _zlib(unpacker, body)


def _zlib(unpacker: zlib._Decompress, body: bytes, position: int = 0) -> Generator[bytes, None, int]:
    """A stream, fed in small pieces, as what zlib leaves of each is copied at every step; returns where it ends."""
    for start in range(position, len(body), PIECE_BYTES):
        packed = body[start : start + PIECE_BYTES]
        end = start + len(packed)
        while piece := unpacker.decompress(packed, PIECE_BYTES):
            yield piece
            packed = unpacker.unconsumed_tail
        if unpacker.eof:
            return end - len(unpacker.unused_data)
    raise EOFError


def _brotli(body: bytes) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    piece = unpacker.process(body, output_buffer_limit=PIECE_BYTES)
    while piece:
        yield piece
        piece = unpacker.process(b"", output_buffer_limit=PIECE_BYTES) if not unpacker.is_finished() else b""
    if not unpacker.is_finished():
        raise EOFError


def _zstd(body: bytes) -> Iterator[bytes]:
    """All frames."""
    for _ in range(MAX_FRAMES):
        unpacker = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG})
        yield unpacker.decompress(body, PIECE_BYTES)
        while not unpacker.eof:
            if unpacker.needs_input:
                raise EOFError
            yield unpacker.decompress(b"", PIECE_BYTES)
        body = unpacker.unused_data
        if not body:
            return
    raise zstd.ZstdError(f"more than {MAX_FRAMES} frames")


DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd,
}  # fmt: skip
