"""Times as machines write them, in UTC."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from dateutil import parser, tz

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web there are no dates to read, only wrong clocks
LATEST_YEAR = 2200
ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)  # as most machines write
# A part that the text does not give would be filled from a default: where two defaults differ, it was not given.
_DEFAULTS = (datetime(1904, 1, 1), datetime(1908, 2, 2, 1))  # noqa: DTZ001
# Names of zones that mean one thing in a newspaper, in hours; CST or AST would mean several.
ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "wat": 1,
    "eet": 2, "eest": 3, "cat": 2, "sast": 2, "idt": 3, "msk": 3, "мск": 3, "trt": 3, "tsi": 3, "eat": 3, "irst": 3.5,
    "gst": 4, "pkt": 5, "ist": 5.5, "npt": 5.75, "wib": 7, "hkt": 8, "sgt": 8, "jst": 9, "kst": 9, "aest": 10,
    "aedt": 11, "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cdt": -5, "mdt": -6, "pst": -8, "pdt": -7, "brt": -3,
    "art": -3, "по москве": 3, "московское время": 3, "türkiye saati": 3, "بتوقيت غرينتش": 0, "بتوقيت جرينتش": 0,
    "بتوقيت بغداد": 3, "بتوقيت مكة المكرمة": 3, "به وقت تهران": 3.5, "بتوقيت مكة": 3,
}  # fmt: skip
PLACES = {
    "et": "America/New_York", "pt": "America/Los_Angeles", "по києву": "Europe/Kiev", "за києвом": "Europe/Kiev",
    "за київським часом": "Europe/Kiev", "по киеву": "Europe/Kiev", "kyiv time": "Europe/Kiev",
    "israel time": "Asia/Jerusalem", "moscow time": "Europe/Moscow", "london time": "Europe/London",
}  # fmt: skip


@lru_cache(maxsize=256)
def zone_named(name: str, hours: float | None = None) -> tzinfo | None:
    """The zone of a name or an offset as newspapers write them, in any case."""
    known = ZONES.get(name.casefold(), hours)
    if known is not None:
        return tz.tzoffset(None, timedelta(hours=known))
    place = PLACES.get(name.casefold())
    return tz.gettz(place) if place else None


def stated_moment(raw: object) -> tuple[datetime, bool] | None:
    """The moment that a text states, at least to the day, in UTC and to the second, and whether it states a time of
    day. Without a zone it is taken for UTC: a wrong guess of the zone would be no better, and harder to see through.
    None for what is no date, or one that no article can have."""
    return _stated_moment(raw.strip()) if isinstance(raw, str) and raw.strip() else None


@lru_cache(maxsize=256)  # a page states the same moment in several places
def _stated_moment(raw: str) -> tuple[datetime, bool] | None:
    if ISO.fullmatch(raw):
        with suppress(ValueError, OverflowError):
            return _found(datetime.fromisoformat(raw), has_time=len(raw) > len("2026-03-12"))
    try:
        text = re.sub(r"\b(?:GMT|UTC) ?(?=[+-]\d)", "", raw[:60])  # ahead of GMT, not behind it as in POSIX
        day_first = re.match(r"\d{1,2}\.\d{1,2}\.\d{4}", text) is not None  # with dots the day comes first everywhere
        first, second = (
            parser.parse(text, default=default, dayfirst=day_first, tzinfos=_zone_of) for default in _DEFAULTS
        )
        if first.date() != second.date():
            return None
        return _found(first, has_time=first.hour == second.hour)
    except (ValueError, ArithmeticError, TypeError, AttributeError):  # of dateutil, and of the decimals in it
        return None


def _found(moment: datetime, *, has_time: bool) -> tuple[datetime, bool] | None:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    found = plausible(aware.astimezone(UTC).replace(microsecond=0))
    return (found, has_time) if found else None


def parsed_moment(raw: object) -> datetime | None:
    """The moment that a text states, in UTC; see stated_moment."""
    stated = stated_moment(raw)
    return stated[0] if stated else None


def plausible(moment: datetime | None) -> datetime | None:
    """The moment, or None for one outside the time of the web."""
    return moment if moment and moment >= EARLIEST and moment.year < LATEST_YEAR else None


def _zone_of(name: str | None, seconds: int | None) -> tzinfo | None:
    return zone_named(name or "", seconds / 3600 if seconds is not None else None)
