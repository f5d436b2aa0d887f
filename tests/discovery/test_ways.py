"""Ways in, whatever they turn out to be."""

from __future__ import annotations

import pytest

from crawler.discovery.ways import NotAWayIn, read_way_in
from crawler.records import WayIn

URL = "https://gulfwire.example/way"
STORY = "https://gulfwire.example/drones-hit-fuel-depot"
ENTRY = f"<item><link>{STORY}</link></item>"
RSS = "<rss version='2.0'><channel><title>Gulf Wire</title>{}</channel></rss>"
SITEMAP = "<urlset><url><loc>{}</loc></url></urlset>"


def urls(kind: WayIn, body: str) -> list[str]:
    return [link.url for link in read_way_in(kind, body.encode(), body, URL).links]


def test_a_feed_listed_as_a_sitemap_is_read_and_a_sitemap_listed_as_a_feed() -> None:
    assert urls(WayIn.SITEMAP, RSS.format(ENTRY)) == [STORY]
    assert urls(WayIn.FEED, SITEMAP.format(STORY)) == [STORY]


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        (WayIn.FEED, RSS.format(""), "a feed without an entry that has a usable address"),
        (WayIn.FEED, RSS.format("<item><title>No address</title></item>"), "a feed without an entry that has"),
        (WayIn.FEED, RSS.format(f"<item><link>{STORY}{'x' * 5000}</link></item>"), "a feed without an entry that has"),
        (WayIn.SITEMAP, "<urlset></urlset>", "a sitemap without a usable address"),
        (WayIn.SITEMAP, SITEMAP.format("mailto:desk@gulfwire.example"), "a sitemap without a usable address"),
        (WayIn.LISTING, "<p>Welcome</p>", "a page without links"),
    ],
)
def test_a_way_in_that_offers_nothing_is_told_as_one(kind: WayIn, body: str, reason: str) -> None:
    with pytest.raises(NotAWayIn, match=reason):
        urls(kind, body)
