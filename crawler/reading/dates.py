"""When an article was published: from what the page states, never from when it was fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dateparser.date import DateDataParser
from lxml.html import HtmlElement

from crawler.moments import EARLIEST, parsed_moment
from crawler.reading.labels import compared, labels

SLACK = timedelta(days=1)  # how far ahead of the fetch a stated time may be: wrong zones, not the future
MAX_STAMP_CHARS = 90
DAY_FIRST = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
YEAR_FIRST = re.compile(r"\b(\d{4})[./-](\d{1,2})[./-](\d{1,2})\b")
CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
META_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.created",
    "dcterms.date", "dc.date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
    "publication_date", "cxenseparse:recs:publishtime", "date", "article.published", "og:pubdate", "timestamp",
)  # fmt: skip


@dataclass(frozen=True)
class Stamp:
    """A date that a line of the text states."""

    moment: datetime
    has_time: bool
    raw: str


def published_in(tree: HtmlElement, documents: list[dict[str, object]]) -> Iterator[tuple[datetime, str, str]]:
    """The publication times that a page states, most trusted first: (moment, where it stood, as it stood)."""
    for document in documents:
        if (moment := parsed_moment(raw := str(document.get("datePublished") or ""))) is not None:
            yield moment, "json-ld", raw
    for name in META_NAMES:
        for meta in tree.xpath("//meta[@content]"):
            stated = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
            if stated == name and (moment := parsed_moment(meta.get("content"))) is not None:
                yield moment, "meta", meta.get("content")
    for element in tree.xpath("//time[@datetime]|//*[@itemprop='datePublished'][@datetime or @content]"):
        raw = element.get("datetime") or element.get("content")
        if (moment := parsed_moment(raw)) is not None:
            yield moment, "time", raw


def is_plausible(moment: datetime, fetched_at: datetime) -> bool:
    """Whether an article fetched then can have been published at that moment."""
    return EARLIEST <= moment <= fetched_at + SLACK


def stamp_in(line: str, names: set[str] | frozenset[str] = frozenset()) -> Stamp | None:
    """The date of a line that holds nothing else but labels ("Last updated:"), a time and known names."""
    if len(line) > MAX_STAMP_CHARS or not re.search(r"\d", line):
        return None
    digits = _western_digits(line)
    clock = CLOCK.search(DAY_FIRST.sub(" ", YEAR_FIRST.sub(" ", digits)))
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    if found := YEAR_FIRST.search(digits):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := DAY_FIRST.search(digits):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        if month > 12:
            day, month = month, day
    else:
        return _stamp_in_words(line, digits, names)
    rest = CLOCK.sub(" ", digits.replace(found[0], " "))
    if not _only_labels(rest, names):
        return None
    try:
        return Stamp(datetime(year, month, day, hour, minute, tzinfo=UTC), clock is not None, line)
    except ValueError:
        return None


def _stamp_in_words(line: str, digits: str, names: set[str] | frozenset[str]) -> Stamp | None:
    """ "12 February 2026, 08:40" in any language that dateparser knows. Few words only: it is slow."""
    if not YEAR.search(digits) or len(line.split()) > 9:
        return None
    words = [word for word in re.split(r"[\s|,•·–—-]+", digits) if word]
    known = labels()["stamp"] | names
    while count := next((n for n in (4, 3, 2, 1) if _is_stamp_label(words[:n], known)), 0):
        del words[:count]
    text = " ".join(word for word in words if compared(word) not in {"at", "о", "в", "um", "uhr", "à", "alle", "godz"})
    found = _date_parser().get_date_data(text.strip(" :"))
    if found.date_obj is None or found.period not in ("day", "time"):
        return None
    moment = found.date_obj if found.date_obj.tzinfo else found.date_obj.replace(tzinfo=UTC)
    return Stamp(moment.astimezone(UTC).replace(second=0, microsecond=0), bool(CLOCK.search(digits)), line)


def _is_stamp_label(words: list[str], known: frozenset[str] | set[str]) -> bool:
    return not any(char.isdigit() for word in words for char in word) and compared(" ".join(words)) in known


def _date_parser() -> DateDataParser:
    return DateDataParser(settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "TIMEZONE": "UTC"})


def _only_labels(rest: str, names: set[str] | frozenset[str]) -> bool:
    """Whether nothing but stamp labels, zone names and known names is left of a line."""
    text = f" {compared(rest)} "
    for known in sorted(
        labels()["stamp"] | labels()["byline"] | names | {"gmt", "utc", "am", "pm"}, key=len, reverse=True
    ):
        text = text.replace(f" {known} ", "  ")
    return not text.strip()


def _western_digits(line: str) -> str:
    return "".join(str(int(char)) if char.isdecimal() else char for char in line)
