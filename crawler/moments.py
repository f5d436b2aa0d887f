"""Times as machines write them, in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from dateutil import parser

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web there are no dates to read, only wrong clocks
LATEST_YEAR = 2200
# A part that the text does not give would be filled from a default: where two defaults differ, it was not given.
_DEFAULTS = (datetime(1904, 1, 1), datetime(1908, 2, 2))  # noqa: DTZ001


def parsed_moment(raw: object) -> datetime | None:
    """The moment that a text states, at least to the day, in UTC and to the second; without a zone it is taken for
    UTC. None for what is no date, or one that no article can have."""
    if not isinstance(raw, str) or not raw.strip():
        return None
    try:
        text = raw.strip()[:60]
        day_first = re.match(r"\d{1,2}\.\d{1,2}\.\d{4}", text) is not None  # with dots the day comes first everywhere
        first, second = (parser.parse(text, default=default, dayfirst=day_first) for default in _DEFAULTS)
        if first != second:
            return None
        moment = first if first.tzinfo else first.replace(tzinfo=UTC)
        return plausible(moment.astimezone(UTC).replace(microsecond=0))
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None


def plausible(moment: datetime | None) -> datetime | None:
    """The moment, or None for one outside the time of the web."""
    return moment if moment and moment >= EARLIEST and moment.year < LATEST_YEAR else None
