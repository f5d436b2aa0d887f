"""Every parser of foreign bytes, by name: what to try it on, and the call, which raises nothing but what the parser
promises to."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from scrapy.robotstxt import ProtegoRobotParser

from crawler.discovery.feeds import NotAFeed, links_in_feed
from crawler.discovery.listings import read_listing
from crawler.discovery.sitemaps import NotASitemap, read_sitemap, sitemaps_in_robots
from crawler.errors import BadInput, Unreadable
from crawler.glue.commands.sources import feeds_in_opml
from crawler.glue.retry_after import pause_of
from crawler.glue.robots import known_lines
from crawler.glue.unpacking import DECODERS, DoesNotUnpack, unpacked
from crawler.moments import parsed_moment
from crawler.reading.calendars import day_in_words, numeric_day
from crawler.reading.charsets import charset_of, decode
from crawler.reading.dates import publication, stamp_in
from crawler.reading.extraction import extract
from crawler.reading.language import detect_language
from crawler.reading.plain import extract_document
from crawler.reading.relevance import judge_relevance
from crawler.records import Article, Link, Page
from crawler.rules import parse_rule
from crawler.seeds import Watchlist, read_document, read_sources, read_watchlist, source_block
from crawler.storage.archive import page_at, pages_in
from crawler.urls import canonical_url, is_article_url, is_same_site, is_section_url, url_key
from tests.fuzz import samples as of

URL = "https://amber.example/2026/03/two-drones"
FETCHED = datetime(2026, 3, 20, 12, tzinfo=UTC)
WATCHLIST = Watchlist("amber", (parse_rule("act"),), {"en": {"act": ("explosion",)}})


@dataclass(frozen=True)
class Target:
    """A parser. Where it runs in the crawling process, one that is slow holds up all others."""

    about: str
    run: Callable[[bytes], object] = field(repr=False)
    samples: Sequence[bytes] = field(repr=False)
    pieces: Sequence[bytes] = field(repr=False)
    seconds: float = 5.0  # what one input may take


def _lenient(data: bytes) -> str:
    """Any text that a caller may have at hand, lone surrogates too."""
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8", "surrogatepass")
    return data.decode("utf-8", "replace")


def _judge(article: Article) -> None:
    """What comes after extraction, and whether the result can be stored."""
    language = detect_language(article.text, article.declared_language)
    judge_relevance((WATCHLIST,), language.code, article.title, article.text)
    "\n".join([article.text, article.title or "", *article.authors, article.published_raw or ""]).encode()
    assert article.text.strip()
    assert article.published is None or 1990 < article.published.year < 2030


def _page(data: bytes) -> None:
    with suppress(Unreadable):
        _judge(extract(Page(URL, data, FETCHED, "amber")))


def _document(data: bytes) -> None:
    with suppress(Unreadable):
        _judge(extract_document(Page(URL, data, FETCHED, "amber", content_type="text/plain")))


def _json_ld(data: bytes) -> None:
    _page(b'<html><head><title>x</title><script type="application/ld+json">' + data + b"</script></head><body>" + STORY)


def _feed(data: bytes) -> None:
    with suppress(NotAFeed):
        _check_links(links_in_feed(data, URL, "text/xml; charset=x"))


def _sitemap(data: bytes) -> None:
    with suppress(NotASitemap):
        found = read_sitemap(data, URL)
        _check_links([*found.links, *found.children])


def _robots(data: bytes) -> None:
    rules = ProtegoRobotParser(known_lines(data), None)
    rules.allowed(URL, "tocsin")
    rules.crawl_delay("tocsin")
    for url in sitemaps_in_robots(data, URL):
        assert url.startswith("http")


def _packed(data: bytes) -> None:
    for coding in DECODERS:
        with suppress(DoesNotUnpack):
            assert len(unpacked(data, coding, 1_000_000)) <= 1_000_000


def _listing(data: bytes) -> None:
    found = read_listing(_lenient(data), URL)
    _check_links([*found.articles, *found.others])


def _check_links(links: Sequence[Link]) -> None:
    for link in links:
        f"{link.url} {link.title} {link.summary}".encode()
        assert link.url.startswith("http")


def _charset(data: bytes) -> None:
    name, _, body = data.partition(b"\n")
    declared = charset_of(f"text/html; charset={name.decode('latin-1')}")
    decode(body, declared).encode()
    decode(data, name.decode("latin-1")).encode()


def _date(data: bytes) -> None:
    text = _lenient(data)
    for read in (parsed_moment, stamp_in, numeric_day, day_in_words):
        read(text)
    if moment := parsed_moment(text):
        publication([(moment, "meta", text)], FETCHED)


def _retry_after(data: bytes) -> None:
    pause = pause_of(data.decode("latin-1"), FETCHED)
    assert pause is None or pause.total_seconds() >= 0


def _address(data: bytes) -> None:
    text = _lenient(data)
    for base in (None, URL):
        if url := canonical_url(text, base):
            url.encode("ascii")
            url_key(url), is_section_url(url), is_article_url(url), is_same_site(url, URL)
    url_key(text)


def _opml(data: bytes) -> None:
    with suppress(BadInput):
        for source in feeds_in_opml(_file(data), [])[0]:
            read_sources(_file(source_block(source).encode()))


def _sources(data: bytes) -> None:
    with suppress(BadInput):
        read_sources(_file(data))


def _watchlist(data: bytes) -> None:
    with suppress(BadInput):
        read_watchlist(_file(data))


def _corpus(data: bytes) -> None:
    with suppress(BadInput):
        read_document(_file(data))


def _warc(data: bytes) -> None:
    path = _file(data)
    with redirect_stderr(io.StringIO()):  # warcio prints what it thinks of a record
        with suppress(BadInput):
            for page in pages_in(path):
                page_at(path.parent, page.raw or "")
        page_at(path.parent, f"{path.name}@0")


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


def _file(data: bytes) -> Path:
    path = Path(_folder().name) / "foreign"
    path.write_bytes(data)
    return path


STORY = b"<p>The explosion shook the harbour at dawn and broke the windows in the whole quarter.</p>" * 4
JSON_LD = [piece for piece in of.PAGE_PIECES if piece.startswith((b"{", b'"'))] + [b"[", b"]", b"{", b"}", b'"@id":']
TARGETS = {
    "pages": Target("pages: text, metadata, language, terms", _page, of.PAGES, of.PAGE_PIECES, 20),
    "json-ld": Target("JSON-LD in pages", _json_ld, [b"".join(JSON_LD[:2])], JSON_LD, 20),
    "documents": Target("plain-text documents", _document, of.DOCUMENTS, of.DOCUMENT_PIECES, 20),
    "feeds": Target("feeds", _feed, of.FEEDS, of.FEED_PIECES),
    "sitemaps": Target("sitemaps", _sitemap, of.SITEMAPS, of.SITEMAP_PIECES),
    "robots": Target("robots.txt", _robots, of.ROBOTS, of.ROBOTS_PIECES),
    "compressed": Target("compressed bodies", _packed, of.PACKED, of.PACKED_PIECES),
    "listings": Target("home pages and sections", _listing, of.PAGES, of.PAGE_PIECES),
    "charsets": Target("charsets, declared and not", _charset, of.PAGES, of.PAGE_PIECES),
    "dates": Target("dates and bylines", _date, of.DATES, of.DATE_PIECES),
    "retry-after": Target("the header Retry-After", _retry_after, of.DATES, of.DATE_PIECES),
    "addresses": Target("addresses", _address, of.ADDRESSES, of.ADDRESS_PIECES),
    "opml": Target("OPML lists", _opml, of.OPML, of.OPML_PIECES),
    "sources": Target("source lists", _sources, of.SOURCE_LISTS, of.TOML_PIECES),
    "watchlists": Target("watchlists", _watchlist, of.WATCHLISTS, of.TOML_PIECES),
    "corpus": Target("seed documents", _corpus, of.DOCUMENTS, of.DOCUMENT_PIECES),
    "archives": Target("WARC files", _warc, of.WARCS, of.WARC_PIECES),
}
