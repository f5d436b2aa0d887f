"""First: the raw bytes into the WARC archive, before anything can fail."""

from __future__ import annotations

from dataclasses import replace

from scrapy.crawler import Crawler

from crawler.glue.desk import extension_of
from crawler.glue.newsroom import Newsroom
from crawler.records import Story


class ArchivePage:
    """Awaits a story with a page; gives the page its place in the archive."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchivePage:
        return cls(extension_of(crawler, Newsroom))

    def process_item(self, story: Story) -> Story:
        if story.page.raw is None:
            story.page = replace(story.page, raw=self.newsroom.archive.add(story.page, story.headers))
        return story
