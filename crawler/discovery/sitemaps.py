"""What a sitemap offers: articles with their dates (news sitemaps also titles), or further sitemaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from lxml import etree

from crawler.discovery.feeds import plain_text, without_bad_references
from crawler.discovery.packing import DoesNotUnpack, unpacked
from crawler.moments import parsed_moment
from crawler.records import Link
from crawler.urls import canonical_url

MAX_UNPACKED_BYTES = 60_000_000  # the protocol allows 50 MB; what unpacks to more is a bomb
MAX_URLS = 100_000  # twice the protocol's own limit, https://www.sitemaps.org/protocol.html: some append without end
MAX_ELEMENTS = 50_000  # without an entry among them: what came before counts
HEAD_BYTES = 10_000  # in which a sitemap shows what it is, whatever stands before it
BLANK = b"\xef\xbb\xbf \t\r\n"
EXTENSIONS = frozenset(("news", "image", "video"))


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
    try:
        return _read(unpacked(body, MAX_UNPACKED_BYTES), base_url)
    except DoesNotUnpack as reason:
        raise NotASitemap(str(reason)) from None


def _read(pieces: Iterator[bytes], base_url: str) -> Sitemap:
    """Piece by piece: the whole tree of a sitemap would take ten times its size."""
    head = b""
    while len(head) < HEAD_BYTES and (piece := next(pieces, None)) is not None:
        head = (head + piece).lstrip(BLANK)
    if b"<" not in head[:1000]:
        return Sitemap(tuple(_plain_list(head + b"".join(pieces), base_url)))
    is_index, links = False, []
    for entry in islice(_entries(chain([_from_root(head)], pieces)), MAX_URLS):
        is_index = _name(entry.getroottree().getroot()) == "sitemapindex"
        if link := _link_of(entry, base_url):
            links.append(link)
    return Sitemap(children=tuple(links)) if is_index else Sitemap(links=tuple(links))


def sitemaps_in_robots(body: bytes, base_url: str) -> list[str]:
    """The addresses in the `Sitemap:` lines of a robots.txt."""
    text = body.decode("utf-8-sig", "replace").replace("\r", "\n")
    found = re.findall(r"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", text)
    return list(dict.fromkeys(url for address in found if (url := canonical_url(address, base_url))))


def _from_root(head: bytes) -> bytes:
    """The beginning of a sitemap without what stands between its declaration and its root: warnings, stylesheets,
    entities that grow without end."""
    root = re.search(rb"<([\w.-]+:)?(urlset|sitemapindex)\b", head)
    declaration = re.search(rb"<\?xml\b[^>]*>", head[: root.start()]) if root else None
    return (declaration[0] if declaration else b"") + head[root.start() :] if root else head


def _entries(pieces: Iterable[bytes]) -> Iterator[etree._Element]:
    """The entries, each as soon as it is whole; it is empty when the next one comes. Raises NotASitemap."""
    parser = etree.XMLPullParser(["start", "end"], recover=True, resolve_entities=False, no_network=True)
    root, elements = None, 0
    for piece in _whole_tags(pieces):
        clean = re.sub(rb"&(?!#?\w{1,12};)", b"&amp;", without_bad_references(piece))  # a bare & in an address
        with suppress(etree.XMLSyntaxError):  # beyond recovery; what came before counts
            parser.feed(clean)
        for event, element in parser.read_events():
            if root is None:
                root = element
                if (name := _name(root)) not in ("urlset", "sitemapindex"):
                    raise NotASitemap("an HTML page" if name == "html" else f"XML of another kind (<{name}>)")
            elements += event == "start"
            if event == "end" and element is not root and _name(element) in ("url", "sitemap"):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    element.getparent().remove(element.getprevious())
                elements = 0
        if elements > MAX_ELEMENTS:
            return
    if root is None:
        raise NotASitemap("an answer that is no XML")


def _whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, in pieces that end with a tag: no address or reference is parted."""
    begun: list[bytes] = []
    for piece in pieces:
        end = piece.rfind(b">") + 1
        if end:
            yield b"".join([*begun, piece[:end]])
            begun = []
        begun.append(piece[end:])
    yield b"".join(begun)


def _name(element: etree._Element | None) -> str:
    """The local name; '' for comments and the like."""
    return _local(element.tag) if element is not None and isinstance(element.tag, str) else ""


@lru_cache(maxsize=256)
def _local(tag: str) -> str:
    """A name without its namespace, or its prefix that nobody declared."""
    return re.split(r"[}:]", tag)[-1].lower()


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
    lines = [line[0].decode("utf-8", "replace") for line in islice(re.finditer(rb"\S+", body), MAX_URLS)]
    if any(not line.startswith("http") for line in lines[:5]) or not lines:
        raise NotASitemap("no list of addresses" if lines else "an empty answer")
    return [Link(url) for line in lines if (url := canonical_url(line, base_url))]
