"""Pages taken out of a WARC file, while the places of all others stay what they were.

A file from which pages were taken begins with a record of its own that lists the gaps, each as [offset, length] in
bytes of the file as it was written. The ledger, a backup of it, or the ledger of another database may thus go on
naming a page by FILE@OFFSET, and one rename is all that it takes to change a file.
"""

from __future__ import annotations

import io
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from warcio.warcwriter import WARCWriter

from crawler.errors import BadInput

MARK = "urn:tocsin:gaps"
MARK_WITHIN = 500  # bytes of the first record, unpacked; longer than all that warcio writes before the address
CHUNK_BYTES = 1 << 16
GZIP = 31  # zlib's window bits for a gzip member


@dataclass(frozen=True)
class Gaps:
    """What is missing from a file. `head` is the size of the record that says so, in bytes; 0 for a whole file."""

    head: int = 0
    ranges: tuple[tuple[int, int], ...] = ()

    def position(self, offset: int) -> int | None:
        """Where the record that was written at an offset stands today; None for one taken out, or never there."""
        before = 0
        for start, length in self.ranges:
            if start <= offset < start + length:
                return None
            before += length if start < offset else 0
        return position if (position := self.head + offset - before) >= self.head else None

    def offset(self, position: int) -> int:
        """Where the record that stands at a position today was written."""
        offset = position - self.head
        for start, length in self.ranges:
            offset += length if start <= offset else 0
        return offset


def gaps_of(file: io.BufferedReader) -> Gaps:
    """The gaps of an open WARC file; its own position is lost. Raises BadInput where the list of them is damaged."""
    file.seek(0)
    start = file.read(1024)
    try:
        told = zlib.decompressobj(GZIP).decompress(start, MARK_WITHIN)
    except zlib.error:  # not packed: a file of another program
        return Gaps()
    if MARK.encode() not in told:
        return Gaps()
    try:
        record, head = _member(file, 0)
        ranges = json.loads(record.split(b"\r\n\r\n", 1)[1])
        return Gaps(head, tuple((int(start), int(length)) for start, length in ranges))
    except (zlib.error, EOFError, IndexError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise BadInput(file.name, "the list of what was taken out of this archive is damaged") from error


def length_at(file: io.BufferedReader, offset: int) -> int | None:
    """How many bytes the record takes that was written at an offset; None if it is not there, or not whole."""
    position = gaps_of(file).position(offset)
    if position is None:
        return None
    try:
        _, end = _member(file, position)
    except (zlib.error, EOFError):
        return None
    return end - position


def take_out(path: Path, ranges: Iterable[tuple[int, int]]) -> None:
    """Take records out of a WARC file, each given by its offset and length. Done twice it is done once; killed at any
    moment, the file is as it was or as it shall be. Raises OSError."""
    draft = path.with_name(f".{path.name}.new")
    try:
        with path.open("rb") as old, draft.open("wb") as new:
            gaps = gaps_of(old)
            wanted = _joined([*gaps.ranges, *ranges])
            if wanted == gaps.ranges:
                return
            new.write(_record(wanted))
            written = gaps.offset(old.seek(0, io.SEEK_END))  # the size of the file as it was written
            for piece, end in _between(wanted, written):
                position = gaps.position(piece)
                assert position is not None  # noqa: S101 - what was a gap is a gap
                old.seek(position)
                _copy(old, new, end - piece)
            new.flush()
            os.fsync(new.fileno())
        draft.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        draft.unlink(missing_ok=True)


def _member(file: io.BufferedReader, position: int) -> tuple[bytes, int]:
    """The gzip member at a position, unpacked, and where it ends. Raises EOFError or zlib.error."""
    file.seek(position)
    unpacker = zlib.decompressobj(GZIP)
    parts = []
    while not unpacker.eof:
        packed = file.read(CHUNK_BYTES)
        if not packed:
            raise EOFError
        parts.append(unpacker.decompress(packed))
    return b"".join(parts).removesuffix(b"\r\n\r\n"), file.tell() - len(unpacker.unused_data)


def _joined(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges in order, those that touch as one."""
    joined: list[tuple[int, int]] = []
    for start, length in sorted(set(ranges)):
        if joined and start <= sum(joined[-1]):
            first = joined[-1][0]
            joined[-1] = (first, max(sum(joined[-1]), start + length) - first)
        else:
            joined.append((start, length))
    return tuple(joined)


def _between(ranges: tuple[tuple[int, int], ...], end: int) -> Iterator[tuple[int, int]]:
    """What lies between ranges, from 0 to the end, each as (start, end)."""
    for (start, length), (following, _) in pairwise([(0, 0), *ranges, (end, 0)]):
        if start + length < following:
            yield start + length, following


def _copy(old: io.BufferedReader, new: io.BufferedWriter, count: int) -> None:
    while count > 0:
        chunk = old.read(min(CHUNK_BYTES, count))
        if not chunk:
            return
        new.write(chunk)
        count -= len(chunk)


def _record(ranges: tuple[tuple[int, int], ...]) -> bytes:
    """The record that lists the gaps."""
    packed, payload = io.BytesIO(), json.dumps(ranges).encode()
    writer = WARCWriter(packed, gzip=True)
    writer.write_record(
        writer.create_warc_record(
            MARK, "metadata", payload=io.BytesIO(payload), length=len(payload), warc_content_type="application/json"
        )
    )
    return packed.getvalue()
