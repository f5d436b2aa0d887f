"""Days as newspapers print them: in numbers or in words of any language, of the Gregorian or the Solar Hijri year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from dateparser.languages.loader import default_loader

DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2((?:1[3-9]|20)\d\d|\d\d)(?!\d|[./]\d)")
YEAR_FIRST = re.compile(r"(?<![\d.])((?:1[3-9]|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})(?:T(?=\d)|(?!\d|[./]\d))")
TOKEN = re.compile(r"\d+|[^\s\d,،;:.|/·•()\[\]–—\"“”«»'’׳״-]+")
MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# Months that dateparser does not know: those of the Levant and Iraq, of the Kurds, and of the Solar Hijri year.
MORE_MONTHS = {
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7,
    "آب": 8, "أيلول": 9, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12,
    "شوبات": 2, "ئازار": 3, "ئازاری": 3, "نیسان": 4, "ئایار": 5, "حوزەیران": 6,
    "تەمموز": 7, "ئاب": 8, "ئەیلوول": 9, "ئەیلول": 9,
}  # fmt: skip
SOLAR_MONTHS = {
    "فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "امرداد": 5, "شهریور": 6, "مهر": 7, "آبان": 8,
    "آذر": 9, "دی": 10, "بهمن": 11, "اسفند": 12, "حمل": 1, "ثور": 2, "جوزا": 3, "سرطان": 4, "اسد": 5, "سنبله": 6,
    "میزان": 7, "عقرب": 8, "قوس": 9, "جدی": 10, "دلو": 11, "حوت": 12, "وری": 1, "غویی": 2, "غبرګولی": 3, "چنګاښ": 4,
    "زمری": 5, "وږی": 6, "تله": 7, "لړم": 8, "لیندۍ": 9, "مرغومی": 10, "سلواغه": 11, "کب": 12,
}  # fmt: skip
GREGORIAN_YEARS = range(1990, 2100)
SOLAR_YEARS = range(1350, 1431)  # later ones are lunar years
SOLAR_EPOCH = 356_033  # from the start of the leap year cycles to that of the proleptic Gregorian calendar, in days
# What else stands in a date: endings of ordinal numbers, words for the year and the day.
FILLERS = frozenset(
    "st nd rd th er ère re de del го й е ого г гг год года р рік року ж r rok roku года j ي م ء ی م سال سنة"
    " 年 日 א ב ג ד ה ו ש 년 일 il ili yil yılı".split()
)
# Letters that keyboards mix up, and what the fold of a capital I with a dot leaves behind.
SPELLINGS = str.maketrans(
    {"\u0307": "", "\u200c": "", "ё": "е", "ı": "i", "أ": "ا", "إ": "ا", "آ": "ا", "ي": "ی", "ى": "ی", "ك": "ک"}
)
MIN_NAME = 3  # letters: a shorter word is no name of a month or weekday


def numeric_day(text: str) -> tuple[str, date | None]:
    """The text without the date that it writes in numbers, and that date."""
    if found := YEAR_FIRST.search(text):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif found := DAY_FIRST.search(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if month > 12:
            day, month = month, day
        year += 2000 if year < 100 else 0
    else:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}", _day(year, month, day)


def day_in_words(text: str) -> tuple[str, date | None]:
    """The text without the one date that it writes with the name of a month, and that date."""
    tokens = TOKEN.findall(_folded(text))
    years = [i for i, token in enumerate(tokens) if len(token) == 4 and token.isdecimal() and _is_year(int(token))]
    if len(years) != 1:
        return text, None
    year = int(tokens[years[0]])
    place = _month_in(tokens, _solar_months() if year in SOLAR_YEARS else _months())
    if place is None:
        return text, None
    start, end, month = place
    taken = {*years, *range(start, end)}
    days = [i for i, token in enumerate(tokens) if i not in taken and token.isdecimal()]
    if len(days) != 1 or not 1 <= int(tokens[days[0]]) <= 31:
        return text, None
    rest = (token for i, token in enumerate(tokens) if i not in taken and i != days[0])
    return " ".join(rest), _day(year, month, int(tokens[days[0]]))


def is_of_calendar(word: str) -> bool:
    """Whether a word names a month or a weekday, in any language."""
    return len(word) >= MIN_NAME and _folded(word) in _names()


def stands_in_date(word: str) -> bool:
    """Whether a word names a month or a weekday, or links the parts of a date, in any language."""
    return _folded(word) in _fillers() or is_of_calendar(word)


def _folded(text: str) -> str:
    return text.casefold().translate(SPELLINGS)


def _is_year(number: int) -> bool:
    return number in GREGORIAN_YEARS or number in SOLAR_YEARS


def _month_in(tokens: list[str], months: dict[str, int]) -> tuple[int, int, int] | None:
    """Where the name of a month stands, and its number. A name that is a weekday's too counts if there is no other."""
    found = [
        (start, start + count, months[name])
        for count in (2, 1)
        for start in range(len(tokens) - count + 1)
        if (name := " ".join(tokens[start : start + count])) in months
    ]
    if found and found[0][1] - found[0][0] == 2:
        return found[0]
    sure = [place for place in found if tokens[place[0]] not in _weekdays()] or found[-1:]
    return sure[0] if len({month for _, _, month in sure}) == 1 else None


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


def _printed_as(keys: list[str]) -> Iterator[tuple[str, int]]:
    """The names of these parts of the calendar in all languages, the most spoken first, with their place in the list.
    Only dateparser's tables are read: its reading of a date takes longer than all else that is done to a page."""
    for locale in default_loader.get_locales():
        for place, key in enumerate(keys):
            for name in locale.info.get(key, ()):
                if spelt := " ".join(TOKEN.findall(_folded(name))):
                    yield spelt, place


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    months: dict[str, int] = {}
    for name, place in _printed_as(MONTHS):
        if len(name) >= MIN_NAME:
            months.setdefault(name, place + 1)
    return {**months, **{_folded(name): month for name, month in MORE_MONTHS.items()}}


@lru_cache(maxsize=1)
def _solar_months() -> dict[str, int]:
    return {_folded(name): month for name, month in SOLAR_MONTHS.items()}


@lru_cache(maxsize=1)
def _weekdays() -> frozenset[str]:
    return frozenset(word for name, _ in _printed_as(WEEKDAYS) for word in name.split())


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    names = (word for table in (_months(), _solar_months()) for name in table for word in name.split())
    return frozenset(names) | _weekdays()


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    words = (word for name, _ in _printed_as(["skip", "pertain", "year"]) for word in name.split())
    return frozenset(map(_folded, FILLERS)) | frozenset(words)
