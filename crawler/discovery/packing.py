"""Bodies that are gzip themselves, whatever the headers say: unpacked piece by piece, as far as they unpack."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import chain

GZIP = b"\x1f\x8b"
PIECE_BYTES = 65_536
PACKED_BYTES = 64  # gzip is unpacked in pieces as small: one that fails costs its own bytes alone


class DoesNotUnpack(ValueError):
    """Gzip that is none, or a bomb; the text says which."""


def unpacked(body: bytes, max_bytes: int) -> Iterator[bytes]:
    """The pieces of a body; of a gzipped one all its members, as far as they unpack. Raises DoesNotUnpack for one of
    which nothing unpacks, or more than `max_bytes`."""
    if not body.startswith(GZIP):
        yield from _sliced(body, PIECE_BYTES)
        return
    size, unpacker = 0, None
    for packed in chain(_sliced(body[:-PACKED_BYTES], PACKED_BYTES), _sliced(body[-PACKED_BYTES:], 1)):
        while packed:
            unpacker = unpacker or zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
            try:
                piece = unpacker.decompress(packed, PIECE_BYTES)
            except zlib.error as error:
                if not size:
                    raise DoesNotUnpack(f"gzip that does not unpack ({error})") from None
                return
            size += len(piece)
            if size > max_bytes:
                raise DoesNotUnpack(f"gzip that unpacks to more than {max_bytes // 1_000_000} MB")
            yield piece
            packed = unpacker.unconsumed_tail or unpacker.unused_data
            unpacker = None if unpacker.eof else unpacker


def _sliced(body: bytes, size: int) -> Iterator[bytes]:
    return (body[start : start + size] for start in range(0, len(body), size))
