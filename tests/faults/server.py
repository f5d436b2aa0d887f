"""Serves the faults, and the invented press beside them, on loopback, as a forward proxy under the hosts' own names."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from tests.faults.answers import HangsUp, Pieces, Route, answer, head
from tests.faults.faults import Fault
from tests.faults.story import page
from tests.press.server import routes_of
from tests.press.sites import Site

NOT_FOUND = answer("<html><body>not found</body></html>", status=404)
INSIDE = answer(page())  # what stands where no crawler may go: it would be kept
MAX_HEAD_BYTES = 64 * 1024
AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: closing resets the connection


class FaultServer:
    """The faults on a port of their own. `asked` tells when each host and each address was first asked (monotonic
    seconds), `requests` how often a host was, `strays` which addresses were asked on hosts that are none of ours."""

    def __init__(self, faults: Iterable[Fault], beside: Iterable[Site] = ()) -> None:
        self.routes: dict[str, Route] = {url: route for fault in faults for url, route in fault.routes.items()}
        for url, told in routes_of(list(beside)).items():
            lines = [f"{name}: {value}" for name, value in told.headers.items()]
            self.routes[url] = answer(told.body, told.content_type, *lines, status=told.status)
        self.beginnings = {url.rstrip("*"): route for url, route in self.routes.items() if url.endswith("*")}
        self.hosts = {urlsplit(url).netloc for url in self.routes}
        self.asked: dict[str, float] = {}
        self.requests: Counter[str] = Counter()
        self.strays: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()

    def __enter__(self) -> FaultServer:
        self._thread.start()
        started = asyncio.run_coroutine_threadsafe(self._start(), self._loop)
        self.proxy = f"http://127.0.0.1:{started.result()}"
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> int:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, limit=MAX_HEAD_BYTES, backlog=500)
        return int(self._server.sockets[0].getsockname()[1])

    async def _stop(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = self._loop.create_task(self._answer(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer, one connection."""
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            method, url, _ = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split(" ", 2)
            self._note(method, url)
            try:
                async for piece in self._pieces(method, url):
                    writer.write(piece)
                    await writer.drain()  # raises when the crawler has hung up
            except HangsUp:
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                writer.transport.abort()
        writer.close()

    def _note(self, method: str, url: str) -> None:
        host = url.removesuffix(":443") if method == "CONNECT" else urlsplit(url).netloc
        self.requests[host] += 1
        for asked in (host, url):
            self.asked.setdefault(asked, time.monotonic())
        if host not in self.hosts:
            self.strays.append(url)

    async def _pieces(self, method: str, url: str) -> Pieces:
        if method == "CONNECT":
            yield head(status=502)
            return
        route = self._route(url)
        if isinstance(route, bytes):
            yield route
            return
        parts = urlsplit(url)
        async for piece in route(f"{parts.path}?{parts.query}" if parts.query else parts.path):
            yield piece

    def _route(self, url: str) -> Route:
        if url in self.routes:
            return self.routes[url]
        elsewhere = NOT_FOUND if urlsplit(url).netloc in self.hosts else INSIDE
        return next((route for start, route in self.beginnings.items() if url.startswith(start)), elsewhere)
