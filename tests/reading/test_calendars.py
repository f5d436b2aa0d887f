"""A day is read from numbers or from the words of any language, and from nothing that only resembles one."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.reading.calendars import day_in_words, is_of_calendar, numeric_day, stands_in_date

DAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    "text",
    [
        "11 March 2026",
        "Wednesday, March 11th, 2026",
        "11 марта 2026 года",
        "середа, 11 березня 2026 р.",
        "11 сакавіка 2026 г.",
        "11 marca 2026 r.",
        "mercredi 11 mars 2026",
        "miércoles, 11 de marzo de 2026",
        "mar 11 mar 2026",
        "11 Mart 2026 Çarşamba",
        "11. März 2026",
        "الأربعاء 11 آذار 2026",
        "11 مارس 2026",
        "יום ד', 11 במרץ 2026",
        "2026年3月11日",
        "2026년 3월 11일",
        "11 tháng 3, 2026",
        "11 मार्च 2026",
        "20 اسفند 1404",
    ],
)
def test_a_day_with_the_name_of_its_month_is_read_in_any_language(text: str) -> None:
    rest, day = day_in_words(text)
    assert day == DAY
    assert all(map(stands_in_date, rest.split()))


@pytest.mark.parametrize("text", ["11.03.2026", "11/3/26", "2026-03-11", "3/11/2026 at noon", "1404/12/20"])
def test_a_day_in_numbers_is_read(text: str) -> None:
    expected = date(2026, 11, 3) if text.startswith("3/") else DAY  # the day comes first, unless it cannot
    assert numeric_day(text)[1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "March 2026",
        "11 March",
        "31 February 2026",
        "11 and 12 March 2026",
        "March 11, 2026 and 2027",
        "11 harbours 2026",
        "11 March or April 2026",
        "",
    ],
)
def test_what_is_no_single_day_is_none(text: str) -> None:
    assert day_in_words(text)[1] is None


def test_a_month_is_of_the_calendar_in_any_case_and_a_harbour_is_not() -> None:
    assert [is_of_calendar(word) for word in ("MARCH", "суботу", "Mi", "harbour")] == [True, True, False, False]
