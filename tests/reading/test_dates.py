"""Dates are what a page states, in any spelling, and nothing that only looks like one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from crawler.moments import EARLIEST
from crawler.reading.dates import is_plausible, published_in, stamp_in

MORNING = datetime(2026, 3, 11, 5, 40, tzinfo=UTC)
DAY = datetime(2026, 3, 11, tzinfo=UTC)


NEAR_DATES = st.text(alphabet="0123456789-/.:,+TZ GMUadpmchrJunي٢", max_size=30)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=40) | NEAR_DATES.map("{} 2026".format))
def test_whatever_a_line_says_a_stamp_of_it_has_a_moment_in_utc(line: str) -> None:
    stamp = stamp_in(line)
    assert stamp is None or (stamp.moment.tzinfo is UTC and stamp.raw == line)


@pytest.mark.parametrize(
    ("moment", "plausible"),
    [
        (MORNING, True),
        (MORNING - timedelta(days=9000), True),
        (MORNING + timedelta(hours=23), True),
        (MORNING + timedelta(hours=25), False),
        (EARLIEST, True),
        (EARLIEST - timedelta(seconds=1), False),
        (datetime(1970, 1, 1, tzinfo=UTC), False),
    ],
)
def test_an_article_cannot_come_from_the_future_or_from_before_the_web(moment: datetime, plausible: bool) -> None:
    assert is_plausible(moment, fetched_at=MORNING) is plausible


@pytest.mark.parametrize(
    "line",
    [
        "11.03.2026 05:40",
        "11/03/2026 05:40",
        "11-03-2026, 05:40",
        "2026-03-11 05:40",
        "2026/03/11 | 05:40",
        "05:40, 11.03.2026",
        "Updated: 11.03.2026 05:40",
        "Last updated: 11.03.2026 at 05:40 GMT",
        "Оновлено: 11.03.2026 05:40",
        "Обновлено 11.03.2026 в 05:40",
        "آخر تحديث: 11/03/2026 05:40",
        "تاریخ انتشار: ۱۱/۰۳/۲۰۲۶ ۰۵:۴۰",
        "Güncelleme: 11.03.2026 05:40",
        "עודכן: 11.03.2026 05:40",
        "Stand: 11.03.2026, 05:40 Uhr",
        "Modifié le 11/03/2026 à 05:40",
        "11 March 2026 05:40",
        "March 11, 2026, 5:40 am",
        "Published on 11 March 2026 at 05:40",
        "Wednesday, 11 March 2026, 05:40",
        "11 березня 2026, 05:40",
        "Опубліковано: 11 березня 2026 р. о 05:40",
        "Обновлено: 11 марта 2026, 05:40",
        "11 сакавіка 2026, 05:40",
        "11 marca 2026, 05:40",
        "11 Mart 2026 05:40",
        "11. März 2026, 05:40 Uhr",
        "11 mars 2026 à 05:40",
        "11 marzo 2026 alle 05:40",
        "11 de marzo de 2026 05:40",
    ],
)
def test_a_line_that_is_only_a_stamp_states_its_time(line: str) -> None:
    stamp = stamp_in(line)
    assert stamp is not None
    assert (stamp.moment, stamp.has_time, stamp.raw) == (MORNING, True, line)


@pytest.mark.parametrize(
    "line",
    [
        "11.03.2026",
        "Posted on 11 March 2026",
        "١١ مارس ٢٠٢٦",
        "11 مارچ 2026",
        "11 במרץ 2026",
        "Середа, 11 березня 2026",
        "date 2026-03-11",
    ],
)
def test_a_stamp_of_a_day_has_no_time(line: str) -> None:
    stamp = stamp_in(line)
    assert stamp is not None
    assert (stamp.moment, stamp.has_time) == (DAY, False)


def test_a_month_beyond_twelve_is_the_day() -> None:
    stamp = stamp_in("03/25/2026")
    assert stamp is not None
    assert stamp.moment == datetime(2026, 3, 25, tzinfo=UTC)


def test_known_names_may_stand_beside_a_stamp() -> None:
    assert stamp_in("11.03.2026 05:40 - Nora Vale") is None
    stamp = stamp_in("11.03.2026 05:40 - Nora Vale", frozenset(["nora vale"]))
    assert stamp is not None
    assert stamp.moment == MORNING


@pytest.mark.parametrize(
    "line",
    [
        "On 11.03.2026 a shell hit the harbour of Port Amber.",
        "Shell of 11.03.2026 was the third",
        "The 2026 elections",
        "2026",
        "March 2026",
        "In 2026, nobody was hurt",
        "Version 1.2.2026",
        "32.01.2026",
        "2026-00-00",
        "0.0.2026",
        "12 houses burned",
        "1,400 men and 2,300 women",
        "Amber, 11 March 2026: three dead",
        "",
        "05:40",
        "11.03.2026 " + "x" * 90,
    ],
)
def test_a_line_that_says_more_or_less_than_a_day_is_no_stamp(line: str) -> None:
    assert stamp_in(line) is None


def stated_in(head: str, documents: list[dict[str, object]] | None = None) -> list[tuple[datetime, str]]:
    """The moments that a page states, and where."""
    tree = html.document_fromstring(f"<html><head>{head}</head><body><p>text</p></body></html>")
    return [(moment, where) for moment, where, _ in published_in(tree, documents or [])]


def test_structured_data_is_trusted_more_than_meta_and_meta_more_than_time() -> None:
    head = '<time datetime="2026-03-13"></time><meta name="pubdate" content="2026-03-12">'
    found = stated_in(head, [{"datePublished": "2026-03-11T05:40:00Z"}])
    assert [(moment.day, where) for moment, where in found] == [(11, "json-ld"), (12, "meta"), (13, "time")]


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="article:published_time" content="2026-03-11T05:40:00Z">',
        '<meta name="DC.date.issued" content="2026-03-11T05:40:00Z">',
        '<meta itemprop="datePublished" content="2026-03-11T05:40:00Z">',
        '<meta name="parsely-pub-date" content="2026-03-11T05:40:00Z">',
        '<meta property="Article:Published_Time" content="2026-03-11T05:40:00Z">',
    ],
)
def test_a_meta_tag_of_publication_is_known_by_its_common_names(meta: str) -> None:
    assert (MORNING, "meta") in stated_in(meta)


def test_a_time_of_modification_is_no_publication() -> None:
    assert stated_in('<meta property="article:modified_time" content="2026-03-11T05:40:00Z">') == []


@pytest.mark.parametrize("stated", [None, "", ["x"], {"@value": "2026"}, "soon", True])
def test_structured_data_without_a_date_states_none(stated: object) -> None:
    assert stated_in("", [{"datePublished": stated}]) == []
