"""The archive of raw pages: WARC files next to the database. Bodies are stored decoded of their transfer coding."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from w3lib.encoding import http_content_type_encoding
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.errors import BadInput
from crawler.records import Page
from crawler.storage.failures import write_failure
from crawler.storage.gaps import gaps_of

ASKED_URL = "WARC-Tocsin-Asked"  # the URL of the ledger, where a redirect led elsewhere
SOURCE = "WARC-Tocsin-Source"
DROPPED_HEADERS = frozenset(["content-encoding", "transfer-encoding", "content-length", "set-cookie"])


class Archive:
    """Appends pages to one WARC file of this run; the file is made with the first page."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{name}.warc.gz"
        self._file: io.FileIO | None = None

    def add(self, page: Page, headers: Mapping[str, str]) -> str:
        """Write a page; it is on its way to the disk when this returns. Returns where it stands: FILE@OFFSET. Raises
        WriteFailed."""
        try:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self.path.open("ab", buffering=0)
            return f"{self.path.name}@{_append(self._file, _record(page, headers))}"
        except OSError as error:
            raise write_failure(error) or error from error

    def close(self) -> None:
        """Close the file, if one was made."""
        if self._file is not None:
            self._file.close()


def _record(page: Page, headers: Mapping[str, str]) -> bytes:
    """A page as a compressed WARC record."""
    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=True)
    kept = [(name, value) for name, value in headers.items() if name.lower() not in DROPPED_HEADERS]
    record = writer.create_warc_record(
        page.url,
        "response",
        payload=io.BytesIO(page.body),
        length=len(page.body),
        http_headers=StatusAndHeaders(f"{page.status} ", kept, protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": page.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            ASKED_URL: page.ledger_url,
            SOURCE: quote(page.source),
        },
    )
    writer.write_record(record)
    return packed.getvalue()


def _append(file: io.FileIO, record: bytes) -> int:
    """Write a record whole, or not at all. Returns where it begins."""
    offset = file.seek(0, io.SEEK_END)
    try:
        rest = memoryview(record)
        while rest:
            rest = rest[file.write(rest) :]
    except OSError:
        file.truncate(offset)
        raise
    return offset


def pages_in(path: Path) -> Iterator[Page]:
    """The pages of a WARC file, up to a broken end that a killed run left. Raises BadInput if it is no WARC file."""
    try:
        with path.open("rb") as file:
            yield from _pages(file, path)
    except OSError as error:
        raise BadInput(path, f"cannot be read: {error.strerror or error}") from error


def page_at(folder: Path, raw: str) -> Page | None:
    """The archived page at FILE@OFFSET, or None if it is no longer there."""
    name, _, offset = raw.rpartition("@")
    path = folder / Path(name).name
    if not path.is_file():
        return None
    with path.open("rb") as file, suppress(BadInput):
        position = gaps_of(file).position(int(offset))
        if position is not None:
            file.seek(position)
            return next(_pages(file, path), None)
    return None


def _pages(file: io.BufferedReader, path: Path) -> Iterator[Page]:
    """The whole pages from here on; a damaged or cut record costs itself alone, where the next one can be found."""
    start = file.tell()
    gaps = gaps_of(file)
    file.seek(start)
    records = ArchiveIterator(file, check_digests=True)
    count = 0
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except Exception as error:  # warcio trips over foreign bytes in many ways
            if count == 0 or "non-chunked gzip" in str(error):
                raise BadInput(path, f"is not a WARC file that can be read: {str(error)[:100]}") from error
            return
        count += 1
        try:
            page = _page_of(record)
            offset = records.get_record_offset()  # reads on to the record's end, so the body comes first
        except Exception:  # noqa: S112 - a damaged record costs itself alone
            continue
        if page is not None:
            yield replace(page, raw=f"{path.name}@{gaps.offset(offset)}")


def _page_of(record: Any) -> Page | None:
    """The page of a response record; None for other records and for one that a kill cut off."""
    if record.rec_type != "response" or record.http_headers is None:
        return None
    headers, http = record.rec_headers, record.http_headers
    content_type = http.get_header("Content-Type") or "text/html"
    body = record.content_stream().read()
    has_digest = headers.get_header("WARC-Block-Digest") or headers.get_header("WARC-Payload-Digest")
    if has_digest and not (record.digest_checker and record.digest_checker.passed):
        return None
    return Page(
        url=headers.get_header("WARC-Target-URI"),
        body=body,
        fetched_at=datetime.strptime(headers.get_header("WARC-Date")[:19], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=UTC),
        source=unquote(headers.get_header(SOURCE) or ""),
        status=int(http.get_statuscode() or 200),
        content_type=content_type.split(";")[0].strip().lower(),
        charset=http_content_type_encoding(content_type),
        asked_url=headers.get_header(ASKED_URL),
    )
