"""A run that cannot write any more stops: on a full disk it would ask for pages only to lose them. One that is told to
stop finishes what is in hand, and leaves in time."""

from __future__ import annotations

import asyncio
import importlib
import logging

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from twisted.python.failure import Failure

from crawler.errors import WriteFailed
from crawler.glue.desk import extension_of
from crawler.glue.newsroom import Newsroom

LOOK_SECONDS = 0.25
LEAVE_SECONDS = 6.0  # what was sent may take DOWNLOAD_TIMEOUT; "docker stop" kills after 10


class StopWhenNothingCanBeWritten:
    """Extension. The first write that fails for good ends the run; the closing report says why, once."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StopWhenNothingCanBeWritten:
        stop = cls(crawler)
        crawler.signals.connect(stop.failed, signal=signals.item_error)
        crawler.signals.connect(stop.failed, signal=signals.spider_error)
        return stop

    def failed(self, failure: Failure) -> None:
        """A stage or a callback broke."""
        if self._task is None and isinstance(failure.value, WriteFailed) and self.crawler.engine:
            extension_of(self.crawler, Newsroom).cannot_write(failure.value)
            closing = self.crawler.engine.close_spider_async(reason="nothing can be written")
            self._task = asyncio.get_running_loop().create_task(closing)


class NotSent(IgnoreRequest):
    """The run was told to stop before the request was sent; the next one sends it."""


class LeaveInTime:
    """Extension. After SIGTERM or Ctrl-C nothing more is sent, what was sent is waited for, but not for ever."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LeaveInTime:
        extension = cls(crawler)
        crawler.signals.connect(extension.opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.closed, signal=signals.spider_closed)
        return extension

    def opened(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._watch())

    def closed(self) -> None:
        if self._task:
            self._task.cancel()

    async def _watch(self) -> None:
        while self.crawler.crawling:  # Scrapy has no signal for this moment
            await asyncio.sleep(LOOK_SECONDS)
        leave_at = asyncio.get_running_loop().time() + LEAVE_SECONDS
        while asyncio.get_running_loop().time() < leave_at:
            self._drop_unsent()
            await asyncio.sleep(LOOK_SECONDS)
        await extension_of(self.crawler, Newsroom).close("shutdown")
        reactor = importlib.import_module("twisted.internet.reactor")  # installed by Scrapy by now, not at import
        reactor.stop()

    def _drop_unsent(self) -> None:
        """What waits for its host's delay, up to minutes, is left to the next run."""
        for slot in self.crawler.engine.downloader.slots.values() if self.crawler.engine else ():
            while slot.queue:
                slot.queue.popleft()[1].errback(Failure(NotSent("left to the next run")))


class ToldOnce(logging.Filter):
    """Keeps the trace of each write that failed out of the log: the closing report has the one line."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0] if record.exc_info else None
        return kind is None or not issubclass(kind, WriteFailed)
