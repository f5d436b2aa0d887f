"""What a feed offers: RSS 2.0, RSS 1.0, Atom and JSON Feed, well-formed or not."""

from __future__ import annotations

import calendar
import io
import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import feedparser
from lxml import etree, html

from crawler.discovery.packing import DoesNotUnpack, unpacked
from crawler.moments import parsed_moment, plausible
from crawler.records import Link
from crawler.urls import canonical_url
from crawler.words import storable

XML_CHARACTERS = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))  # https://www.w3.org/TR/xml/#charsets
MAX_ENTRIES = 2000  # far above any real feed
MAX_UNPACKED_BYTES = 20_000_000  # as much as is downloaded
ENTRY, ENTRY_END = re.compile(rb"<(?:item|entry)\b"), re.compile(rb"</(?:item|entry)\s*>")
UTF_16 = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}  # how it begins where nobody marks it


class NotAFeed(ValueError):
    """The body is no feed; the text says what it looks like."""


def links_in_feed(body: bytes, base_url: str, content_type: str | None = None) -> list[Link]:
    """The articles that a feed offers, in its order. A broken entry costs that entry. `content_type` is the HTTP
    header, which may tell the charset. Raises NotAFeed."""
    try:
        body = b"".join(unpacked(body, MAX_UNPACKED_BYTES))
    except DoesNotUnpack as reason:
        raise NotAFeed(str(reason)) from None
    if (charset := UTF_16.get(body[:2])) is not None:
        body, content_type = body.decode(charset, "replace").encode(), "application/xml; charset=utf-8"
    body = _first_entries(body)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _links_in_json(body, base_url)
    headers = {"content-type": content_type} if content_type else {}
    try:
        parsed = feedparser.parse(
            io.BytesIO(without_bad_references(body)),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser trips over foreign bytes in many ways; none may cost more than this feed
        raise NotAFeed(f"a feed that cannot be parsed ({type(error).__name__})") from error
    version = parsed.get("version") or ""
    if not version and not parsed.get("entries"):
        raise NotAFeed(_looks_like(body))
    dated = not version.startswith("atom")  # Atom's updated is a change; RSS's dc:date is the publication
    return _unique(link for entry in parsed.entries[:MAX_ENTRIES] if (link := _link_of(entry, base_url, dated)))


def _first_entries(body: bytes) -> bytes:
    """The feed without what is beyond MAX_ENTRIES: the parser would take a minute for the archive of decades."""
    starts = [entry.start() for entry in islice(ENTRY.finditer(body), MAX_ENTRIES + 1)]
    if len(starts) <= MAX_ENTRIES:
        return body
    ends = [entry.end() for entry in ENTRY_END.finditer(body, starts[-1])]
    return body[: starts[-1]] + body[max(ends, default=len(body)) :]


def without_bad_references(body: bytes) -> bytes:
    """The body without references to characters that do not exist (&#55357; &#x110000; &#0;): parsers fail on them."""

    def checked(reference: re.Match[bytes]) -> bytes:
        digits = reference[1].lower()
        point = int(digits[1:], 16) if digits.startswith(b"x") else int(digits)
        exists = point in (9, 10, 13) or any(first <= point <= last for first, last in XML_CHARACTERS)
        return reference[0] if exists else b""

    return re.sub(rb"&#(x[0-9a-fA-F]{1,12}|[0-9]{1,12});?", checked, body)


def _link_of(entry: Any, base_url: str, dated: bool) -> Link | None:
    try:
        url = _address_of(entry, base_url)
        if url is None:
            return None
        # dict.get: feedparser's own would answer a missing `updated` with `published`
        published = _moment(dict.get(entry, "published_parsed") or dict.get(entry, "created_parsed"))
        modified = _moment(dict.get(entry, "updated_parsed"))
        published = published or parsed_moment(dict.get(entry, "published"))
        modified = modified or parsed_moment(dict.get(entry, "updated"))
        return Link(
            url,
            title=plain_text(entry.get("title")),
            published=published or (modified if dated else None),
            modified=modified,
            summary=plain_text(entry.get("summary")),
        )
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def _address_of(entry: Any, base_url: str) -> str | None:
    """The entry's link; a guid that is a whole address stands in for one that leads nowhere."""
    for link in (entry.get("feedburner_origlink"), entry.get("link")):
        if isinstance(link, str) and not re.match(r"(?i)(tag|urn):", link.strip()):
            url = canonical_url(link, base_url)
            is_guid = link == entry.get("id") and not link.strip().lower().startswith("http")
            if url and not is_guid:
                return url
    return _whole_address(entry.get("id"))


def _whole_address(guid: object) -> str | None:
    return canonical_url(guid) if isinstance(guid, str) and guid.strip().lower().startswith("http") else None


def _moment(parsed: Any) -> datetime | None:
    try:
        return plausible(datetime.fromtimestamp(calendar.timegm(parsed), UTC)) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _links_in_json(body: bytes, base_url: str) -> list[Link]:
    """https://www.jsonfeed.org/version/1.1/"""
    try:
        document = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(f"JSON that does not parse ({error})") from None
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise NotAFeed("JSON without a list of items")
    return _unique(
        link for item in items[:MAX_ENTRIES] if isinstance(item, dict) and (link := _json_link(item, base_url))
    )


def _json_link(item: dict[str, Any], base_url: str) -> Link | None:
    addresses = [item.get("url"), item.get("external_url")]
    found = (canonical_url(address, base_url) for address in addresses if isinstance(address, str))
    url = next((url for url in found if url), None) or _whole_address(item.get("id"))
    if url is None:
        return None
    return Link(
        url,
        title=plain_text(item.get("title")),
        published=parsed_moment(item.get("date_published")),
        modified=parsed_moment(item.get("date_modified")),
        summary=plain_text(item.get("summary") or item.get("content_text") or item.get("content_html")),
    )


def plain_text(markup: object) -> str | None:
    """The words of a title or summary that may hold markup; None if there are none."""
    if not isinstance(markup, str) or not markup.strip():
        return None
    text = storable(markup)
    if "<" in text or "&" in text:
        parted = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>", " ", text)
        parted = re.sub(r"(?i)</?(p|div|li|ul|ol|h\d|br|tr|td|blockquote)\b[^>]*>", r" \g<0> ", parted)
        try:
            text = html.fromstring(f"<div>{parted}</div>").text_content()
        except (etree.LxmlError, ValueError, AssertionError, TypeError):
            text = re.sub(r"<[^>]*>", " ", parted)
    return " ".join(storable(text).split()) or None


def _looks_like(body: bytes) -> str:
    start = body[:2000].lower()
    if not body.strip():
        return "an empty answer"
    return "an HTML page" if b"<html" in start or b"<!doctype html" in start else "no feed format that we know"


def _unique(links: Iterable[Link]) -> list[Link]:
    """The first link to each address."""
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(link.url, link)
    return list(first.values())
