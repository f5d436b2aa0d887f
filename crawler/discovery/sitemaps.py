"""What a sitemap offers: articles with their dates (news sitemaps also titles), or further sitemaps."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from dateutil import parser as iso_parser
from lxml import etree

from crawler.discovery.feeds import plain_text
from crawler.records import Link
from crawler.urls import canonical_url

MAX_UNPACKED_BYTES = 60_000_000  # the protocol allows 50 MB; what unpacks to more is a bomb
MAX_URLS = 50_000  # the protocol's own limit, https://www.sitemaps.org/protocol.html


class NotASitemap(ValueError):
    """The body is no sitemap; the text says why."""


@dataclass(frozen=True)
class Sitemap:
    """The content of one sitemap file: links to articles, or to further sitemaps."""

    links: tuple[Link, ...] = ()
    children: tuple[Link, ...] = ()


def read_sitemap(body: bytes, base_url: str) -> Sitemap:
    """The content of a sitemap: urlset, index, plain list of URLs; gzipped or not; also broken off or malformed, as
    far as it can be read. A broken <loc> costs that URL. Raises NotASitemap."""
    body = _unpacked(body)
    if b"<" not in body[:1000]:
        return Sitemap(tuple(_plain_list(body, base_url)))
    root = _root_of(body)
    if root is None:
        raise NotASitemap("an answer that is no XML")
    name = _name(root)
    if name not in ("urlset", "sitemapindex"):
        raise NotASitemap("an HTML page" if name == "html" else f"XML of another kind (<{name}>)")
    links = [link for entry in root[:MAX_URLS] if (link := _link_of(entry, base_url))]
    return Sitemap(children=tuple(links)) if name == "sitemapindex" else Sitemap(links=tuple(links))


def sitemaps_in_robots(body: bytes, base_url: str) -> list[str]:
    """The addresses in the `Sitemap:` lines of a robots.txt."""
    found = re.findall(r"(?im)^\s*sitemap\s*:\s*(\S+)", body.decode("utf-8", "replace"))
    return list(dict.fromkeys(url for address in found if (url := canonical_url(address, base_url))))


def _unpacked(body: bytes) -> bytes:
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        text = unpacker.decompress(body, MAX_UNPACKED_BYTES)
    except zlib.error as error:
        raise NotASitemap(f"gzip that does not unpack ({error})") from None
    if unpacker.unconsumed_tail:
        raise NotASitemap(f"gzip that unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB")
    return text


def _root_of(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _link_of(entry: etree._Element, base_url: str) -> Link | None:
    """One <url> or <sitemap>. The news extension: https://developers.google.com/search/docs/…/news-sitemap"""
    words: dict[str, str] = {}
    for element in entry.iter():
        name = _name(element)
        if name in ("loc", "lastmod", "publication_date", "title") and element.text and name not in words:
            words[name] = element.text.strip()
    url = canonical_url(words.get("loc", ""), base_url)
    if url is None:
        return None
    published = _moment(words.get("publication_date"))
    return Link(url, title=plain_text(words.get("title")), published=published, modified=_moment(words.get("lastmod")))


def _plain_list(body: bytes, base_url: str) -> list[Link]:
    lines = body.decode("utf-8", "replace").split()[:MAX_URLS]
    if any(not line.startswith("http") for line in lines[:5]) or not lines:
        raise NotASitemap("no list of addresses" if lines else "an empty answer")
    return [Link(url) for line in lines if (url := canonical_url(line, base_url))]


def _moment(raw: str | None) -> datetime | None:
    if not raw:
        return None
    try:
        moment = iso_parser.parse(raw)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError, TypeError):
        return None
