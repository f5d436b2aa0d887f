"""Second: one hop to a worker process, which extracts, cleans and matches the page."""

from __future__ import annotations

from dataclasses import replace

from scrapy.crawler import Crawler

from crawler.glue.desk import extension_of
from crawler.glue.newsroom import Newsroom
from crawler.records import Story


class ReadPage:
    """Awaits a story with a page; gives it a reading (crawler/reading/reading.py)."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReadPage:
        return cls(extension_of(crawler, Newsroom))

    async def process_item(self, story: Story) -> Story:
        story.reading = await self.newsroom.read(story.page)
        story.page = replace(story.page, body=b"")  # the archive has it; a queue of stories need not
        return story
