"""Last: judged against all that is stored, linked with its copies and saved, in one synchronous step and one
transaction (crawler/intake.py): twins that arrive together see each other, and a kill loses nothing."""

from __future__ import annotations

from scrapy.crawler import Crawler

from crawler.glue.desk import extension_of
from crawler.glue.newsroom import Newsroom
from crawler.records import Reading, Story


class LinkCopiesAndStore:
    """Awaits a story with a reading; gives it what became of it."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LinkCopiesAndStore:
        return cls(extension_of(crawler, Newsroom))

    def process_item(self, story: Story) -> Story:
        story.stored = self.newsroom.store(story.page, story.reading or Reading(), story.origin)
        return story
