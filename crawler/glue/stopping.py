"""A run that cannot write any more stops: on a full disk it would ask for pages only to lose them."""

from __future__ import annotations

import asyncio
import logging

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from crawler.errors import WriteFailed
from crawler.glue.desk import extension_of
from crawler.glue.newsroom import Newsroom


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


class ToldOnce(logging.Filter):
    """Keeps the trace of each write that failed out of the log: the closing report has the one line."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0] if record.exc_info else None
        return kind is None or not issubclass(kind, WriteFailed)
