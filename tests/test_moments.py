"""A moment is what a text states, in UTC; what states none is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.moments import EARLIEST, LATEST_YEAR, parsed_moment, stated_moment

MORNING = datetime(2026, 3, 11, 5, 40, tzinfo=UTC)
DAY = datetime(2026, 3, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-03-11T05:40:00Z",
        "2026-03-11T05:40:00+00:00",
        "2026-03-11T08:40:00+03:00",
        "2026-03-11T08:40:00+0300",
        "2026-03-10T23:40:00-06:00",
        "2026-03-11 05:40:00",
        "2026-03-11T05:40",
        "  2026-03-11T05:40:00.123456Z ",
        "Wed, 11 Mar 2026 08:40:00 +0300",
        "Wed, 11 Mar 2026 05:40:00 GMT",
        "March 11, 2026 5:40 am",
        "Mar 11, 2026 12:40 AM EST",
        "2026-03-11 08:40 MSK",
        "11 Mar 2026 11:10 IST",
        "11 Mar 2026 08:40 GMT+3",
        "Wed Mar 11 2026 08:40:00 GMT+0300",
        "2026-03-11 01:40 ET",
    ],
)
def test_a_machine_readable_time_is_told_in_utc(raw: str) -> None:
    assert parsed_moment(raw) == MORNING


def test_a_day_without_a_time_is_its_midnight() -> None:
    assert stated_moment("2026-03-11") == (DAY, False)
    assert stated_moment("2026-03-11T00:00Z") == (DAY, True)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "yesterday",
        "05:40",
        "11 March",
        "2026-02-30",
        "2026-13-01",
        "2026-03-11T05:40:00+99:99",
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59-12:00",
        "copyright 2026",
        "2026",
        "March 2026",
        "2026-03",
        "10:30 2026",
        "Monday",
        "1970-01-01T00:00:00Z",
        "2200-01-01",
        "2026-03-11 or so, they say",
        "9" * 400,
        f"0:{'9' * 29}",
    ],
)
def test_what_states_no_moment_is_none(raw: str | None) -> None:
    assert parsed_moment(raw) is None


NEAR_DATES = st.text(alphabet="0123456789-/.:,+TZ GMUadpmchrJunي٢", max_size=30)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=40) | NEAR_DATES | NEAR_DATES.map("2026-".__add__))
def test_whatever_is_stated_a_moment_in_utc_or_nothing_comes_of_it(raw: str) -> None:
    moment = parsed_moment(raw)
    assert moment is None or (moment.tzinfo is UTC and moment.microsecond == 0)
    assert moment is None or (moment >= EARLIEST and moment.year < LATEST_YEAR)
