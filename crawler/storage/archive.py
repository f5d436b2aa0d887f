"""The archive of raw pages: WARC files next to the database. Bodies are stored decoded of their transfer coding."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.errors import BadInput
from crawler.records import Page

ASKED_URL = "WARC-Tocsin-Asked"  # the URL of the ledger, where a redirect led elsewhere
SOURCE = "WARC-Tocsin-Source"
DROPPED_HEADERS = frozenset(["content-encoding", "transfer-encoding", "content-length", "set-cookie"])


class Archive:
    """Appends pages to one WARC file of this run; the file is made with the first page."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{name}.warc.gz"
        self._file: io.BufferedWriter | None = None

    def add(self, page: Page, headers: Mapping[str, str]) -> str:
        """Write a page; it is on its way to the disk when this returns. Returns where it stands: FILE@OFFSET."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("ab")
        offset = self._file.tell()
        writer = WARCWriter(self._file, gzip=True)
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
                SOURCE: page.source.encode("ascii", "backslashreplace").decode(),
            },
        )
        writer.write_record(record)
        self._file.flush()
        return f"{self.path.name}@{offset}"

    def close(self) -> None:
        """Close the file, if one was made."""
        if self._file is not None:
            self._file.close()


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
    with path.open("rb") as file:
        file.seek(int(offset))
        return next(_pages(file, path), None)


def _pages(file: io.BufferedReader, path: Path) -> Iterator[Page]:
    count = 0
    try:
        for record in ArchiveIterator(file):
            count += 1
            if record.rec_type == "response" and record.http_headers is not None:
                yield _page_of(record, f"{path.name}")
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        if count == 0:
            raise BadInput(path, f"is not a WARC file: {error}") from error


def _page_of(record: object, name: str) -> Page:
    headers, http = record.rec_headers, record.http_headers  # type: ignore[attr-defined]
    content_type = http.get_header("Content-Type") or "text/html"
    url = headers.get_header("WARC-Target-URI")
    source = headers.get_header(SOURCE) or ""
    return Page(
        url=url,
        body=record.content_stream().read(),  # type: ignore[attr-defined]
        fetched_at=datetime.strptime(headers.get_header("WARC-Date")[:19], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=UTC),
        source=source.encode().decode("unicode_escape") if "\\" in source else source,
        status=int(http.get_statuscode() or 200),
        content_type=content_type.split(";")[0].strip().lower(),
        charset=content_type.partition("charset=")[2].strip(' "') or None,
        asked_url=headers.get_header(ASKED_URL),
        raw=name,
    )
