"""When an article was published: from what the page states, never from when it was fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from crawler.moments import EARLIEST, PLACES, ZONES, plausible, stated_moment, zone_named
from crawler.reading.calendars import day_in_words, numeric_day, stands_in_date
from crawler.reading.header import Header, names_of, text_of
from crawler.reading.labels import compared, labels

Candidate = tuple[datetime, str, str]  # the moment, where it stood, as it stood
DAY_ONLY = ", day only"
TRUST = ("json-ld", "meta", "time", "feed or sitemap", "text", "page")
SLACK = timedelta(days=1)  # how far ahead of the fetch a stated time may be: wrong zones, not the future
PRINTED_NOW = timedelta(seconds=90)
MAX_STAMP_CHARS = 90
MAX_TIMES = 40
CLOCK = re.compile(
    r"(?<![\d:.,])([01]?\d|2[0-3])(?:[:.]|(?<=\d)h)([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?![\d:])"
    r"\s*(?:\b([ap])\.?\s?m\b\.?|(ص|م|ق\.ظ|ب\.ظ)(?!\w))?",
    re.I,
)
OFFSET = re.compile(r"\b(?:gmt|utc)\s?([+-]\d{1,2})(?::?([0-5]\d))?\b|(?<!\S)([+-]\d\d):?([0-5]\d)\b", re.I)
ZONE = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in sorted({**ZONES, **PLACES}, key=len, reverse=True))})(?!\w)",
    re.I,
)
LUNAR_YEAR = re.compile(r"\b14[3-9]\d\b")  # of the Hijri calendar, printed beside the Gregorian date
YEARISH = re.compile(r"(?<!\d)(?:1[34]|19|20)\d\d(?!\d)|\d[./-]\d\d?[./-]\d")
PARTS = re.compile(r"[|·•;()/]\s|\s[–—-]\s|\sالموافق\s")
MARKED = etree.XPath("descendant::*[@itemprop='datePublished' or @itemprop='dateCreated']")
# The number of a paper's issue, printed beside the day: "№ 19 (11 482)".
ISSUE = re.compile(
    r"(?:№|\bn[or°º]\.?|\b(?:vol|issue|year|rok|sayı|номер|выпуск|год|рік)\b\.?|السنة|العدد|שנה|גיליון|شماره|سال)"
    r"\s*:?\s*\d+(?:\s*\([\d\s]+\))?(?!\d)",
    re.I,
)
BEFORE_CLOCK = frozenset(compared("at о об в във ў у um uhr à alle godz kl klo ore om ob la às").split())
AFTERNOON = frozenset("pPمب")
META_NAMES = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "published-date", "publication_date",
    "citation_publication_date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "datecreated",
    "article.published", "article.created", "og:pubdate", "og:published_time", "date", "timestamp",
)  # fmt: skip
PUBLISHED_NAMES = frozenset("published datepublished pubdate publishdate posted publication".split())
UPDATED_NAMES = frozenset("updated modified datemodified update lastmod changed".split())
UPDATED = tuple(map(compared, (
    "updat", "last updat", "modif", "last modif", "оновл", "останн", "обновл", "последн", "изменен", "آخر تحديث",
    "تحديث", "به روز", "güncel", "son güncel", "עודכן", "עדכון", "aktual", "zuletzt", "mis à jour", "mise à jour",
    "actualiz", "última actualiz", "aggiorn", "ultimo aggiorn", "ostatnia aktual", "zaktual",
)))  # fmt: skip


@dataclass(frozen=True)
class Stamp:
    """A date that a line of the text states."""

    moment: datetime
    has_time: bool
    raw: str

    @property
    def is_update(self) -> bool:
        """Whether the line says that this is the time of the last change: published then or before."""
        return compared(self.raw).startswith(UPDATED)


def published_in(
    tree: HtmlElement, documents: list[dict[str, object]], header: Header | None = None
) -> list[Candidate]:
    """The publication times that a page states, most trusted first. What it says in words is read only where nothing
    that is written for machines tells the time of day."""
    header = header or Header(tree, ())
    found = [*_stated_in(header.parts["meta"], documents)]
    found += _marked_in([*header.parts["time"], *header.parts["abbr"]], header)
    if not _is_timed(found):
        found += _marked_in(MARKED(tree), header)
    if not _is_timed(found):
        found += _printed_in(header)
    return found


def _is_timed(candidates: Iterable[Candidate]) -> bool:
    return any(not where.endswith(DAY_ONLY) for _, where, _ in candidates)


def _stated_in(metas: list[HtmlElement], documents: list[dict[str, object]]) -> Iterator[Candidate]:
    """The times in the head of a page."""
    for document in documents:
        yield from _machine_time(document.get("datePublished"), "json-ld")
    stated: dict[str, list[str]] = {}
    for meta in metas:
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        stated.setdefault(name.strip().lower(), []).append(meta.get("content") or "")
    for name in META_NAMES:
        for content in stated.get(name, [])[:3]:
            yield from _machine_time(content, "meta")


def publication(
    candidates: Iterable[Candidate], fetched_at: datetime
) -> tuple[datetime | None, str | None, str | None]:
    """The publication time of the most trusted of these statements, where it stood and as it stood. Never in the
    future, and no clock that the page prints where it states anything else."""
    stated = list(candidates)
    given = [_held(candidate, fetched_at) for candidate in stated if is_plausible(candidate[0], fetched_at)]
    given.sort(key=lambda candidate: (_is_printed_clock(candidate, fetched_at), _trust(candidate)))
    if not given:
        return None, None, stated[0][2] if stated else None
    best = given[0]
    if not best[1].endswith(DAY_ONLY):
        return best
    timed = (c for c in given if not c[1].endswith(DAY_ONLY) and not _is_printed_clock(c, fetched_at))
    return next((c for c in timed if _is_on(c[0], best[0])), best)  # another knows the time of that day


def _held(candidate: Candidate, fetched_at: datetime) -> Candidate:
    """What holds of a statement: of a time ahead of the fetch, which has a wrong zone or none, only the day."""
    moment, where, raw = candidate
    if moment <= fetched_at:
        return candidate
    day = min(moment, fetched_at).replace(hour=0, minute=0, second=0, microsecond=0)
    return day, where.removesuffix(DAY_ONLY) + DAY_ONLY, raw


def _trust(candidate: Candidate) -> int:
    place = candidate[1].removesuffix(DAY_ONLY)
    return TRUST.index(place) if place in TRUST else len(TRUST)


def _is_printed_clock(candidate: Candidate, fetched_at: datetime) -> bool:
    """Whether a page prints the time of the fetch: "now", whenever it is asked."""
    moment, where, _ = candidate
    return where in ("time", "text") and abs(moment - fetched_at) <= PRINTED_NOW


def is_plausible(moment: datetime, fetched_at: datetime) -> bool:
    """Whether an article fetched then can have been published at that moment, if its zone may be wrong."""
    return EARLIEST <= moment <= fetched_at + SLACK


def stamp_in(line: str, names: set[str] | frozenset[str] = frozenset()) -> Stamp | None:
    """The date of a line that holds nothing else but labels ("Last updated:"), a time and known names. Of several
    dates, as of publication and of an update, the earliest."""
    digits = _western_digits(line) if len(line) <= MAX_STAMP_CHARS else ""
    if not YEARISH.search(digits):
        return None
    if found := _stamp_of(digits, names):
        return Stamp(*found, line)
    parts = [part for part in PARTS.split(ISSUE.sub(" ", digits)) if compared(part) or re.search(r"\d", part)]
    parts = [part for part in parts if not LUNAR_YEAR.search(part)]
    if parts and all(re.search(r"\d", part) for part in parts):
        stamps = [_stamp_of(part, names) for part in parts]
        if all(stamps):
            return Stamp(*min(stamp for stamp in stamps if stamp), line)
    return None


def _stamp_of(digits: str, names: set[str] | frozenset[str]) -> tuple[datetime, bool] | None:
    text, day = numeric_day(digits)
    text, clock = _taken(CLOCK, text)
    zone: tzinfo | None = None
    if clock:
        text, offset = _taken(OFFSET, text)
        text, name = _taken(ZONE, text)
        zone = _zone(offset, name)
    if day is None:
        text, day = day_in_words(text)
    if day is None or not _is_spare(text, names):
        return None
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    if clock and (half := clock[3] or clock[4]) and hour <= 12:
        hour = hour % 12 + (12 if half[0] in AFTERNOON else 0)
    try:
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return (moment, clock is not None) if plausible(moment) else None


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """The text without the first match of a pattern, and that match."""
    found = pattern.search(text)
    return (f"{text[: found.start()]} {text[found.end() :]}", found) if found else (text, None)


def _zone(offset: re.Match[str] | None, name: re.Match[str] | None) -> tzinfo | None:
    if offset:
        hours, minutes = int(offset[1] or offset[3]), int(offset[2] or offset[4] or 0)
        return zone_named("", hours + (minutes / 60 if hours >= 0 else -minutes / 60)) if abs(hours) <= 14 else None
    return zone_named(name[0].casefold()) if name else None


def _is_spare(text: str, names: set[str] | frozenset[str]) -> bool:
    """Whether what stands beside a date says nothing: labels, weekdays, prepositions, known names."""
    words = [word for word in re.split(r"[\s|,،•·–—:()/]+|(?<!\d)-|-(?!\d)", text) if word.strip(".'’\"№")]
    known = _known() if not names else _known() | names
    index = 0
    while index < len(words):
        count = next((n for n in (4, 3, 2, 1) if _is_label(words[index : index + n], known)), 0)
        if not count and not stands_in_date(words[index].strip(".'’")):
            return False
        index += count or 1
    return True


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return labels()["stamp"] | labels()["byline"] | BEFORE_CLOCK


def _is_label(words: list[str], known: frozenset[str] | set[str]) -> bool:
    return not any(char.isdigit() for word in words for char in word) and compared(" ".join(words)) in known


def _machine_time(raw: object, where: str) -> Iterator[Candidate]:
    if stated := stated_moment(raw):
        moment, has_time = stated
        yield moment, where if has_time else where + DAY_ONLY, str(raw)


def _marked_in(elements: Iterable[HtmlElement], header: Header) -> Iterator[Candidate]:
    """The times that the page marks in its article: those of publication first, then the nearest to the headline."""
    near = [e for e in header.own(elements)[:MAX_TIMES] if not _is_update(e)]
    for element in sorted(near, key=lambda e: not _is_marked_published(e)):
        raw = element.get("datetime") or element.get("content") or element.get("title") or ""
        found = list(_machine_time(raw, "time"))
        if not found and (stamp := stamp_in(text_of(element)[: MAX_STAMP_CHARS + 1])) and not stamp.is_update:
            found = [(stamp.moment, "time" if stamp.has_time else "time" + DAY_ONLY, stamp.raw)]
        yield from found


def _printed_in(header: Header) -> Iterator[Candidate]:
    """The dates in the lines near the headline, that no markup tells of."""
    for element, text in header.lines:
        if not YEARISH.search(_western_digits(text)):
            continue
        parts = (text, *re.split(r"[|•·]|\s[–—-]\s", text), element.text or "")  # "By Nora Vale - March 12, 2026"
        stamp = next((stamp for part in parts if (stamp := stamp_in(part.strip()))), None)
        if stamp and not stamp.is_update:
            yield stamp.moment, "text" if stamp.has_time else "text" + DAY_ONLY, stamp.raw


def _is_marked_published(element: HtmlElement) -> bool:
    return (
        element.get("itemprop") == "datePublished"
        or element.get("pubdate") is not None
        or not PUBLISHED_NAMES.isdisjoint(names_of(element))
        or {"entry", "date"} <= names_of(element)
    )


def _is_update(element: HtmlElement) -> bool:
    """Whether it, or what directly holds it, is marked or labelled as the time of a change."""
    if _is_marked_published(element):
        return False
    parent = element.getparent()
    before = (
        (element.getprevious().tail if element.getprevious() is not None else parent.text) if parent is not None else ""
    )
    return (
        element.get("itemprop") == "dateModified"
        or not UPDATED_NAMES.isdisjoint(names_of(element))
        or compared(before or "").startswith(UPDATED)
    )


def _is_on(moment: datetime, day: datetime) -> bool:
    """Whether a moment lies on a day somewhere on earth."""
    return day - timedelta(hours=14) <= moment < day + timedelta(hours=36)


def _western_digits(line: str) -> str:
    if line.isascii():
        return line
    return "".join(str(int(char)) if char.isdecimal() else char for char in line)
