"""What a sitemap offers: articles with their dates (news sitemaps also titles), or further sitemaps."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from lxml import etree

from crawler.discovery.feeds import plain_text, without_bad_references
from crawler.moments import parsed_moment
from crawler.records import Link
from crawler.urls import canonical_url

MAX_UNPACKED_BYTES = 60_000_000  # the protocol allows 50 MB; what unpacks to more is a bomb
BLANK = b"\xef\xbb\xbf \t\r\n"
EXTENSIONS = frozenset(("news", "image", "video"))
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
    body = _unpacked(body).lstrip(BLANK)
    if b"<" not in body[:1000]:
        return Sitemap(tuple(_plain_list(body, base_url)))
    root = _root_of(body)
    if root is None:
        raise NotASitemap("an answer that is no XML")
    name = _name(root)
    if name not in ("urlset", "sitemapindex"):
        raise NotASitemap("an HTML page" if name == "html" else f"XML of another kind (<{name}>)")
    entries = [entry for entry in root[:MAX_URLS] if _name(entry) in ("url", "sitemap")]
    if len(re.findall(rb"<([\w.-]+:)?loc\b[^/>]*>", body)) > len(re.findall(rb"</([\w.-]+:)?loc\b", body)):
        entries = entries[:-1]  # broken off within the last address
    links = tuple(link for entry in entries if (link := _link_of(entry, base_url)))
    return Sitemap(children=links) if name == "sitemapindex" else Sitemap(links=links)


def sitemaps_in_robots(body: bytes, base_url: str) -> list[str]:
    """The addresses in the `Sitemap:` lines of a robots.txt."""
    text = body.decode("utf-8-sig", "replace").replace("\r", "\n")
    found = re.findall(r"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", text)
    return list(dict.fromkeys(url for address in found if (url := canonical_url(address, base_url))))


def _unpacked(body: bytes) -> bytes:
    """Every member of a gzipped body, as far as it unpacks."""
    text = b""
    while body[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        try:
            text += unpacker.decompress(body, MAX_UNPACKED_BYTES - len(text) + 1)
        except zlib.error as error:
            plain = _without_checksum(body)
            if not text and not plain:
                raise NotASitemap(f"gzip that does not unpack ({error})") from None
            return text + plain
        if len(text) > MAX_UNPACKED_BYTES:
            raise NotASitemap(f"gzip that unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB")
        body = unpacker.unused_data
        if not body:
            return text
    return text or body


def _without_checksum(body: bytes) -> bytes:
    """What can be unpacked before the place where gzip fails, a piece at a time."""
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    text = b""
    try:
        for start in range(0, len(body), 64):
            text += unpacker.decompress(body[start : start + 64], MAX_UNPACKED_BYTES - len(text) + 1)
            if len(text) > MAX_UNPACKED_BYTES:
                break
    except zlib.error:
        pass
    return text


def _root_of(body: bytes) -> etree._Element | None:
    start = re.search(rb"<\?xml|<([\w.-]+:)?(urlset|sitemapindex)\b", body[:10_000])
    clean = without_bad_references(body[start.start() :] if start else body)
    clean = re.sub(rb"&(?!#?\w{1,12};)", b"&amp;", clean)  # a bare & in an address
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(clean, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _name(element: etree._Element | None) -> str:
    """The local name, also behind a prefix that nobody declared; '' for comments and the like."""
    return re.split(r"[}:]", element.tag)[-1].lower() if element is not None and isinstance(element.tag, str) else ""


def _link_of(entry: etree._Element, base_url: str) -> Link | None:
    """One <url> or <sitemap>; title and date stand in its news extension
    (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap)."""
    try:
        # In document order, the first of a name counts; what an image or a video says is not the article's.
        own = {_name(e): e.text or "" for e in reversed(list(entry.iter())) if _name(e.getparent()) not in EXTENSIONS}
        told = {_name(e): e.text or "" for e in reversed(list(entry.iter())) if _name(e.getparent()) == "news"}
    except ValueError:  # bytes that are no text
        return None
    url = canonical_url(own.get("loc", ""), base_url)
    if url is None:
        return None
    published = parsed_moment(told.get("publication_date"))
    return Link(
        url, title=plain_text(told.get("title")), published=published, modified=parsed_moment(own.get("lastmod"))
    )


def _plain_list(body: bytes, base_url: str) -> list[Link]:
    lines = body.decode("utf-8", "replace").split()[:MAX_URLS]
    if any(not line.startswith("http") for line in lines[:5]) or not lines:
        raise NotASitemap("no list of addresses" if lines else "an empty answer")
    return [Link(url) for line in lines if (url := canonical_url(line, base_url))]
