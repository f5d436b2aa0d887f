"""Third: the language of the text, as crawler/reading/language.py detected it in the same hop (the watchlist's terms
are matched in that language, so it cannot be detected later)."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from crawler.records import Story


class DetectLanguage:
    """Awaits a story with a reading; gives it the language and counts it."""

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DetectLanguage:
        assert crawler.stats is not None  # noqa: S101 - made before the pipelines
        return cls(crawler.stats)

    def process_item(self, story: Story) -> Story:
        if story.reading and story.reading.article:
            story.language = story.reading.language
            self.stats.inc_value(f"tocsin/language/{story.language.code}")
        return story
