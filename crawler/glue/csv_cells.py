"""CSV that a spreadsheet only shows: a title that begins like a formula is never one.

https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from scrapy.exporters import CsvItemExporter

CSV_TYPES = (b"text/csv", b"text/plain")  # Datasette shows CSV as plain text, unless it is downloaded
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]


def defused(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe stands before what begins like a formula and is no number."""
    if not cell.lstrip(" ").startswith(STARTS):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell


class DefusedCsvExporter(CsvItemExporter):
    """The export of `scrapy crawl … -O FILE.csv`."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        return defused(str(super().serialize_field(field, name, value)))


def with_defused_csv(app: App) -> App:
    """A web application with the cells of all CSV that it sends defused, line by line."""

    async def defusing(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        await app(scope, receive, _Defusing(send) if _asks_for_csv(scope) else send)

    return defusing


class _Defusing:
    """Passes on what is sent; of a body whole lines only, as a cell may come in two parts."""

    def __init__(self, send: Send) -> None:
        self._send, self._rest, self._is_csv = send, b"", False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = {name.lower(): value for name, value in message["headers"]}
            self._is_csv = headers.get(b"content-type", b"").startswith(CSV_TYPES)
        if message["type"] != "http.response.body" or not self._is_csv:
            await self._send(message)
            return
        self._rest += message.get("body", b"")
        is_whole = self._rest.endswith(b"\n") and self._rest.count(b'"') % 2 == 0
        if is_whole or not message.get("more_body"):
            lines, self._rest = self._rest, b""
            await self._send({**message, "body": _defused_lines(lines)})


def _asks_for_csv(scope: Message) -> bool:
    if scope["type"] != "http":
        return False
    formats = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("_format", [])
    return scope["path"].endswith(".csv") or "csv" in formats


def _defused_lines(lines: bytes) -> bytes:
    told = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(lines.decode("utf-8"), newline=""))
    csv.writer(told).writerows([defused(cell) for cell in row] for row in rows)
    return told.getvalue().encode()
