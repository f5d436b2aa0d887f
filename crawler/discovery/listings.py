"""What a listing or home page offers: links that look like articles, and the feeds that the page announces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree, html

from crawler.discovery.feeds import plain_text
from crawler.records import Link
from crawler.urls import canonical_url, is_article_url, is_same_site, is_section_url, url_key

MAX_LINKS = 3000
COMMENTS = re.compile(r"\bcomments?\b", re.IGNORECASE)
MIN_HEADLINE_WORDS = 5
FEED_TYPES = frozenset(["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"])
# Where feeds and sitemaps stand when nobody announces them, in the order tried.
USUAL_FEEDS = ("/feed/", "/rss.xml", "/feed.xml", "/rss")
USUAL_SITEMAPS = ("/sitemap.xml",)


@dataclass(frozen=True)
class Listing:
    """The links of a page of links: what looks like an article, what else stays on the site, announced feeds."""

    articles: tuple[Link, ...]
    others: tuple[Link, ...]
    feeds: tuple[str, ...]


def read_listing(text: str, base_url: str) -> Listing:
    """The content of a listing page, given as decoded HTML. Empty if it holds no links."""
    try:
        tree = html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.LxmlError, ValueError, AssertionError, TypeError):
        return Listing((), (), ())
    base = canonical_url(next(iter(tree.xpath("//base/@href")), ""), base_url) or base_url
    found: dict[str, Link] = {}
    for anchor in tree.iter("a"):
        url = canonical_url(anchor.get("href") or "#", base)
        if url is None or (anchor.get("href") or "#").startswith("#") or not is_same_site(url, base_url):
            continue
        title = plain_text(" ".join(anchor.itertext())) or plain_text(anchor.get("title"))
        known = found.get(url)
        if known is None or len(title or "") > len(known.title or ""):  # picture and headline link the same story
            found[url] = Link(url, title=title)
        if len(found) >= MAX_LINKS:
            break
    links = [link for link in found.values() if url_key(link.url) != url_key(canonical_url(base_url) or base_url)]
    return Listing(
        articles=tuple(link for link in links if _looks_like_article(link)),
        others=tuple(link for link in links if not _looks_like_article(link)),
        feeds=tuple(_feeds_in(tree, base)),
    )


def _looks_like_article(link: Link) -> bool:
    """By its address, or by a link text that reads like a headline."""
    headline = len((link.title or "").split()) >= MIN_HEADLINE_WORDS
    return is_article_url(link.url) or (headline and not is_section_url(link.url))


def _feeds_in(tree: html.HtmlElement, base: str) -> list[str]:
    """Announced feeds, without those of comments."""
    urls = []
    for link in tree.xpath("//link[@rel and @href]"):
        media_type = (link.get("type") or "").split(";")[0].strip().lower()
        if "alternate" in link.get("rel").lower().split() and media_type in FEED_TYPES:
            url = canonical_url(link.get("href"), base)
            if url and not COMMENTS.search(url) and not COMMENTS.search(link.get("title") or ""):
                urls.append(url)
    return list(dict.fromkeys(urls))
