"""When an article was published: from what the page states, never from when it was fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from dateparser.date import DateDataParser
from dateparser.languages.loader import default_loader
from lxml.html import HtmlElement

from crawler.moments import EARLIEST, PLACES, ZONES, plausible, stated_moment, zone_named
from crawler.reading.header import Header, names_of, text_of
from crawler.reading.labels import compared, labels

Candidate = tuple[datetime, str, str]  # the moment, where it stood, as it stood
DAY_ONLY = ", day only"
TRUST = ("json-ld", "meta", "time", "feed or sitemap", "text", "page")
SLACK = timedelta(days=1)  # how far ahead of the fetch a stated time may be: wrong zones, not the future
PRINTED_NOW = timedelta(seconds=90)
MAX_STAMP_CHARS = 90
MAX_STAMP_WORDS = 9  # of a date in words: reading one is slow
MAX_TIMES = 40
DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2((?:1[3-9]|20)\d\d|\d\d)(?!\d|[./]\d)")
YEAR_FIRST = re.compile(r"(?<![\d.])((?:1[3-9]|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})(?:T(?=\d)|(?!\d|[./]\d))")
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
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LUNAR_YEAR = re.compile(r"\b14[3-9]\d\b")  # of the Hijri calendar, printed beside the Gregorian date
YEARISH = re.compile(r"\b(?:1[34]|19|20)\d\d\b|\d[./-]\d\d?[./-]\d")
BEFORE_CLOCK = frozenset("at о об в um uhr à alle godz kl klo ore om ob la às".split())
AFTERNOON = frozenset("pPمب")
# Months that dateparser does not know: those of the Levant and Iraq, of the Kurds, and of the Solar Hijri year.
MONTHS = {
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "اذار": 3, "نيسان": 4, "أيار": 5, "ايار": 5, "حزيران": 6, "تموز": 7,
    "آب": 8, "اب": 8, "أيلول": 9, "ايلول": 9, "تشرين الأول": 10, "تشرين الاول": 10, "تشرين الثاني": 11,
    "كانون الأول": 12, "كانون الاول": 12, "شوبات": 2, "ئازار": 3, "ئازاری": 3, "نیسان": 4, "ئایار": 5, "حوزەیران": 6,
    "تەمموز": 7, "ئاب": 8, "ئەیلوول": 9, "ئەیلول": 9,
}  # fmt: skip
SOLAR_MONTHS = {
    "فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "امرداد": 5, "شهریور": 6, "مهر": 7, "آبان": 8,
    "آذر": 9, "دی": 10, "بهمن": 11, "اسفند": 12, "حمل": 1, "ثور": 2, "جوزا": 3, "سرطان": 4, "اسد": 5, "سنبله": 6,
    "میزان": 7, "عقرب": 8, "قوس": 9, "جدی": 10, "دلو": 11, "حوت": 12, "وری": 1, "غویی": 2, "غبرګولی": 3, "چنګاښ": 4,
    "زمری": 5, "وږی": 6, "تله": 7, "لړم": 8, "لیندۍ": 9, "مرغومی": 10, "سلواغه": 11, "کب": 12,
}  # fmt: skip
SOLAR_YEARS = range(1350, 1431)  # later ones are lunar years
SOLAR_EPOCH = 356_033  # from the start of the leap year cycles to that of the proleptic Gregorian calendar, in days
CALENDAR = (
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday"
).split()
META_NAMES = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "published-date", "publication_date",
    "citation_publication_date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "datecreated",
    "article.published", "article.created", "og:pubdate", "og:published_time", "date", "timestamp",
)  # fmt: skip
PUBLISHED_NAMES = frozenset("published datepublished pubdate publishdate posted publication".split())
UPDATED_NAMES = frozenset("updated modified datemodified update lastmod changed".split())
UPDATED = (
    "updat", "last updat", "modif", "last modif", "оновл", "останн", "обновл", "последн", "изменен", "آخر تحديث",
    "تحديث", "به روز", "güncel", "son güncel", "עודכן", "עדכון", "aktual", "zuletzt", "mis à jour", "mise à jour",
    "actualiz", "última actualiz", "aggiorn", "ultimo aggiorn", "ostatnia aktual", "zaktual",
)  # fmt: skip


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
) -> Iterator[Candidate]:
    """The publication times that a page states, most trusted first."""
    for document in documents:
        yield from _machine_time(document.get("datePublished"), "json-ld")
    stated: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        stated.setdefault(name.strip().lower(), []).append(meta.get("content") or "")
    for name in META_NAMES:
        for content in stated.get(name, [])[:3]:
            yield from _machine_time(content, "meta")
    yield from _printed_in(tree, header or Header(tree, ()))


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
    if len(line) > MAX_STAMP_CHARS or not re.search(r"\d", line):
        return None
    digits = _western_digits(line)
    if found := _stamp_of(digits, names):
        return Stamp(*found, line)
    parts = [part for part in re.split(r"[|·•;()/]\s|\s[–—-]\s", digits) if part.strip(" ()")]
    parts = [part for part in parts if not LUNAR_YEAR.search(part)]
    if parts and all(re.search(r"\d", part) for part in parts):
        stamps = [_stamp_of(part, names) for part in parts]
        if all(stamps):
            return Stamp(*min(stamp for stamp in stamps if stamp), line)
    return None


def _stamp_of(digits: str, names: set[str] | frozenset[str]) -> tuple[datetime, bool] | None:
    text, day = _numeric_day(digits)
    text, clock = _taken(CLOCK, text)
    zone: tzinfo | None = None
    if clock:
        text, offset = _taken(OFFSET, text)
        text, name = _taken(ZONE, text)
        zone = _zone(offset, name)
    if day is None:
        text, day = _day_in_words(text)
    rest = _without_labels(text, names)
    if day is None or rest:
        day = _read_day(rest, day)
    if day is None:
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


def _numeric_day(digits: str) -> tuple[str, date | None]:
    """The line without the date that it writes in numbers, and that date."""
    text, found = _taken(YEAR_FIRST, digits)
    if found:
        return text, _day(int(found[1]), int(found[3]), int(found[4]))
    text, found = _taken(DAY_FIRST, digits)
    if not found:
        return digits, None
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    if month > 12:
        day, month = month, day
    return text, _day(year + 2000 if year < 100 else year, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return _from_solar(year, month, day) if year in SOLAR_YEARS else date(year, month, day)
    except ValueError:
        return None


def _from_solar(year: int, month: int, day: int) -> date:
    """The Gregorian day of one of the Solar Hijri calendar of Iran and Afghanistan: eight leap years in 33, months of
    31 days before those of 30."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        raise ValueError("no day of the Solar Hijri calendar")
    cycles, rest = divmod(year + 1595, 33)
    before = 365 * (year + 1595) + 8 * cycles + (rest + 3) // 4
    return date.fromordinal(before + 30 * (month - 1) + min(month - 1, 6) + day - SOLAR_EPOCH)


def _day_in_words(text: str) -> tuple[str, date | None]:
    """The line without a date whose month dateparser does not know, and that date."""
    words = re.findall(r"[^\W_]+", text)
    numbers = [int(word) for word in words if word.isdecimal()]
    years = [number for number in numbers if number in SOLAR_YEARS or 1990 <= number < 2100]
    days = [number for number in numbers if 1 <= number <= 31]
    if len(years) != 1 or len(days) != 1:
        return text, None
    months = SOLAR_MONTHS if years[0] in SOLAR_YEARS else MONTHS
    for name in sorted(months, key=len, reverse=True):
        rest, found = _taken(_whole(name), text)
        if found:
            rest = re.sub(r"\d+ی?|/", " ", rest)
            return rest, _day(years[0], months[name], days[0])
    return text, None


@lru_cache(maxsize=128)
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _read_day(rest: str, day: date | None) -> date | None:
    """The day that words state in any language that dateparser knows: "12 February 2026"; or the day that is known,
    where only its weekday or its month in other words stands beside it."""
    words = re.findall(r"[^\W\d_]+", rest)
    if day:
        return day if all(w.lower() in _calendar_words() for w in words) and not re.search(r"\d", rest) else None
    if len(rest.split()) > MAX_STAMP_WORDS or not YEAR.search(rest):
        return None
    return _parsed_day(rest) if any(is_of_calendar(word) or word[-1] in "月월" for word in words) else None


@lru_cache(maxsize=1024)  # a date stands on a page more than once
def _parsed_day(text: str) -> date | None:
    parser = DateDataParser(settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "TIMEZONE": "UTC"})
    found = parser.get_date_data(text)
    return found.date_obj.date() if found.date_obj and found.period in ("day", "time") else None


def is_of_calendar(word: str) -> bool:
    """Whether a word names a month or a weekday, in any language."""
    return len(word) > 2 and word.lower() in _calendar_words()


@lru_cache(maxsize=1)
def _calendar_words() -> frozenset[str]:
    names = (name for locale in default_loader.get_locales() for key in CALENDAR for name in locale.info.get(key, ()))
    return frozenset(word for name in names for word in re.findall(r"[\w'’-]+", name.lower()))


def _without_labels(text: str, names: set[str] | frozenset[str]) -> str:
    """What is left of a line without labels, prepositions of times and known names."""
    words = [word for word in re.split(r"[\s|,،•·–—:()/]+|(?<!\d)-|-(?!\d)", text) if word.strip(".'\"")]
    known = labels()["stamp"] | labels()["byline"] | names | BEFORE_CLOCK
    index = 0
    while index < len(words):
        count = next((n for n in (4, 3, 2, 1) if _is_label(words[index : index + n], known)), 0)
        if count:
            del words[index : index + count]
        else:
            index += 1
    return " ".join(words)


def _is_label(words: list[str], known: frozenset[str] | set[str]) -> bool:
    return not any(char.isdigit() for word in words for char in word) and compared(" ".join(words)) in known


def _machine_time(raw: object, where: str) -> Iterator[Candidate]:
    if stated := stated_moment(raw):
        moment, has_time = stated
        yield moment, where if has_time else where + DAY_ONLY, str(raw)


def _printed_in(tree: HtmlElement, header: Header) -> Iterator[Candidate]:
    """The times that the page prints with its article: those marked as of publication first, then the nearest to the
    headline; after them those that no markup tells of."""
    marked = [e for e in tree.iter("*") if isinstance(e.tag, str) and _is_time(e)]
    near = [e for e in header.own(marked)[:MAX_TIMES] if not _is_update(e)]
    for element in sorted(near, key=lambda e: not _is_marked_published(e)):
        raw = element.get("datetime") or element.get("content") or ""
        found = list(_machine_time(raw, "time"))
        if not found and (stamp := stamp_in(text_of(element)[: MAX_STAMP_CHARS + 1])) and not stamp.is_update:
            found = [(stamp.moment, "time" if stamp.has_time else "time" + DAY_ONLY, stamp.raw)]
        yield from found
    for element, text in header.lines():
        if not YEARISH.search(_western_digits(text)):
            continue
        parts = (text, *re.split(r"[|•·]|\s[–—-]\s", text), element.text or "")  # "By Nora Vale - March 12, 2026"
        stamp = next((stamp for part in parts if (stamp := stamp_in(part.strip()))), None)
        if stamp and not stamp.is_update:
            yield stamp.moment, "text" if stamp.has_time else "text" + DAY_ONLY, stamp.raw


def _is_time(element: HtmlElement) -> bool:
    return element.tag == "time" or element.get("itemprop") in ("datePublished", "dateCreated")


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
    return "".join(str(int(char)) if char.isdecimal() else char for char in line)
