"""What a feed offers: RSS 2.0, RSS 1.0, Atom and JSON Feed, well-formed or not."""

from __future__ import annotations

import calendar
import io
import json
import re
from datetime import UTC, datetime
from typing import Any

import feedparser
from dateutil import parser as iso_parser
from lxml import html

from crawler.records import Link
from crawler.urls import canonical_url

MAX_ENTRIES = 2000  # far above any real feed


class NotAFeed(ValueError):
    """The body is no feed; the text says what it looks like."""


def links_in_feed(body: bytes, base_url: str) -> list[Link]:
    """The articles that a feed offers, in its order. A broken entry costs that entry. Raises NotAFeed."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _links_in_json(body, base_url)
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.version and not parsed.entries:
        raise NotAFeed(_looks_like(body))
    dated = not parsed.version.startswith("atom")  # Atom's updated is a change; RSS's dc:date is the publication
    links = [link for entry in parsed.entries[:MAX_ENTRIES] if (link := _link_of(entry, base_url, dated))]
    return _unique(links)


def _link_of(entry: Any, base_url: str, dated: bool) -> Link | None:
    try:
        published = _moment(entry.get("published_parsed") or entry.get("created_parsed"), entry.get("published"))
        modified = _moment(entry.get("updated_parsed"), entry.get("updated"))
        url = canonical_url(_address_of(entry), base_url)
        if url is None:
            return None
        return Link(
            url,
            title=plain_text(entry.get("title")),
            published=published or (modified if dated else None),
            modified=modified,
            summary=plain_text(entry.get("summary")),
        )
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def _address_of(entry: Any) -> str:
    """The entry's link; a guid that is an address stands in for a missing one."""
    for candidate in (entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")):
        if candidate and not re.match(r"(?i)(tag|urn):", candidate.strip()):
            return str(candidate)
    return ""


def _moment(parsed: Any, raw: str | None) -> datetime | None:
    try:
        if parsed:
            return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
        return _iso(raw)
    except (ValueError, OverflowError, OSError):
        return None


def _iso(raw: object) -> datetime | None:
    if not isinstance(raw, str) or not re.search(r"(19|20)\d\d", raw):
        return None
    try:
        moment = iso_parser.parse(raw)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError, TypeError):
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
    links = []
    for item in items[:MAX_ENTRIES]:
        address = (item.get("url") or item.get("external_url") or item.get("id")) if isinstance(item, dict) else None
        url = canonical_url(address, base_url) if isinstance(address, str) else None
        if url:
            links.append(
                Link(
                    url,
                    title=plain_text(item.get("title")),
                    published=_iso(item.get("date_published")),
                    modified=_iso(item.get("date_modified")),
                    summary=plain_text(item.get("summary") or item.get("content_text")),
                )
            )
    return _unique(links)


def plain_text(markup: object) -> str | None:
    """The words of a title or summary that may hold markup; None if there are none."""
    if not isinstance(markup, str) or not markup.strip():
        return None
    text = markup
    if "<" in markup or "&" in markup:
        try:
            text = html.fromstring(f"<div>{markup}</div>").text_content()
        except (ValueError, AssertionError, TypeError):
            text = re.sub(r"<[^>]*>", " ", markup)
    return " ".join(text.replace("\x00", "").split()) or None


def _looks_like(body: bytes) -> str:
    start = body[:2000].lower()
    if not body.strip():
        return "an empty answer"
    return "an HTML page" if b"<html" in start or b"<!doctype html" in start else "no feed format that we know"


def _unique(links: list[Link]) -> list[Link]:
    return list({link.url: link for link in reversed(links)}.values())[::-1]
