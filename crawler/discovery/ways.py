"""What a way in offers, whatever it turns out to be: feeds are listed as sitemaps and sitemaps as feeds."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.discovery.feeds import NotAFeed, links_in_feed
from crawler.discovery.listings import read_listing
from crawler.discovery.sitemaps import NotASitemap, read_sitemap
from crawler.records import Link, WayIn


class NotAWayIn(ValueError):
    """The answer offers nothing; the text says what it is instead."""


@dataclass(frozen=True)
class Found:
    """The content of a feed, sitemap or listing."""

    links: tuple[Link, ...] = ()
    others: tuple[Link, ...] = ()  # of a listing: what looks like no article
    children: tuple[Link, ...] = ()  # of a sitemap index
    feeds: tuple[str, ...] = ()  # that a listing announces


def read_way_in(kind: WayIn, body: bytes, text: str, url: str, content_type: str | None = None) -> Found:
    """The content of a way in; `text` is the decoded body of a listing, `content_type` the HTTP header.
    Raises NotAWayIn, and nothing else whatever the bytes."""
    try:
        return _read(kind, body, text, url, content_type)
    except NotAWayIn:
        raise
    except Exception as error:  # a parser broken by the answer; the other ways in of its source go on
        raise NotAWayIn(f"unreadable: {type(error).__name__}: {error}"[:200]) from error


def _read(kind: WayIn, body: bytes, text: str, url: str, content_type: str | None) -> Found:
    if kind is WayIn.LISTING:
        listing = read_listing(text, url)
        if not (listing.articles or listing.others or listing.feeds):
            raise NotAWayIn("a page without links")
        return Found(links=listing.articles, others=listing.others, feeds=listing.feeds)
    try:
        return _feed(body, url, content_type) if kind is WayIn.FEED else _sitemap(body, url)
    except (NotAFeed, NotASitemap) as reason:
        try:
            return _sitemap(body, url) if kind is WayIn.FEED else _feed(body, url, content_type)
        except (NotAFeed, NotASitemap):
            raise NotAWayIn(f"not a {kind.value}: {reason}") from None


def _feed(body: bytes, url: str, content_type: str | None) -> Found:
    links = links_in_feed(body, url, content_type)
    if not links:  # silence looks like success
        raise NotAWayIn("a feed without an entry that has a usable address")
    return Found(links=tuple(links))


def _sitemap(body: bytes, url: str) -> Found:
    sitemap = read_sitemap(body, url)
    if not (sitemap.links or sitemap.children):
        raise NotAWayIn("a sitemap without a usable address")
    return Found(links=sitemap.links, children=sitemap.children)
