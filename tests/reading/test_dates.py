"""Dates are what a page states, in any spelling, and nothing that only looks like one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from crawler.moments import EARLIEST
from crawler.reading.dates import Candidate, is_plausible, publication, published_in, stamp_in
from crawler.reading.header import Header

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
        "11.03.26 05:40",
        "March 11, 2026 | 05:40",
        "5:40 a.m., Wednesday, March 11th, 2026",
        "Wednesday, 11.03.2026, 05:40",
        "الأربعاء 11/03/2026 05:40 ص",
        "Wed Mar 11 2026 05:40",
        "11 Mart 2026 Çarşamba 05:40",
        "Середа, 11 березня 2026, 05:40",
        "11 آذار 2026 - 05:40",
        "11 آذار/ مارس 2026 05:40",
        "۲۰ اسفند ۱۴۰۴ - ۰۵:۴۰",
        "چهارشنبه ۲۰ اسفند ۱۴۰۴ ساعت ۰۵:۴۰",
        "۱۴۰۴/۱۲/۲۰ ۰۵:۴۰",
        "20 حوت 1404 05:40",
        "יום רביעי, 11 במרץ 2026, 05:40",
        "11 mars 2026 à 05h40",
        "2026年3月11日 05:40",
        "٢٢ رمضان ١٤٤٧ - ١١ مارس ٢٠٢٦ ٠٥:٤٠",
        "2026-03-11T05:40:00Z",
        "11.03.2026 08:40 MSK",
        "11.03.2026 08:40 (UTC+03:00)",
        "2026-03-11T08:40:00+03:00",
        "11 March 2026 08:40 GMT+3",
        "March 11, 2026 12:40 am EST",
        "11 March 2026 11:10 IST",
        "11 березня 2026, 07:40 за Києвом",
        "11 مارس 2026 05:40 بتوقيت غرينتش",
        "Published 11 March 2026 05:40 | Updated 12 March 2026 07:00",
        "Опубліковано: 11.03.2026 05:40 | Оновлено: 12.03.2026 07:00",
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


@pytest.mark.parametrize(
    ("line", "hour"),
    [("5:40 PM", 17), ("05:40 am", 5), ("12:40 a.m.", 0), ("12:40 pm", 12), ("5:40 م", 17), ("5:40 ب.ظ", 17)],
)
def test_a_clock_of_twelve_hours_is_read_as_such(line: str, hour: int) -> None:
    stamp = stamp_in(f"March 11, 2026 {line}")
    assert stamp is not None
    assert (stamp.moment.day, stamp.moment.hour, stamp.moment.minute) == (11, hour, 40)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("۱ فروردین ۱۴۰۴", datetime(2025, 3, 21, tzinfo=UTC)),
        ("۳۰ اسفند ۱۴۰۳", datetime(2025, 3, 20, tzinfo=UTC)),
        ("۱ فروردین ۱۴۰۳", datetime(2024, 3, 20, tzinfo=UTC)),
        ("۳۱ شهریور ۱۴۰۵", datetime(2026, 9, 22, tzinfo=UTC)),
        ("۱۰ دی ۱۴۰۴", datetime(2025, 12, 31, tzinfo=UTC)),
        ("12 حمل 1405", datetime(2026, 4, 1, tzinfo=UTC)),
    ],
)
def test_a_day_of_the_solar_hijri_year_is_told_in_the_gregorian_one(line: str, day: datetime) -> None:
    stamp = stamp_in(line)
    assert stamp is not None
    assert stamp.moment == day


@pytest.mark.parametrize(
    "line", ["Updated: 11.03.2026", "Оновлено 11.03.2026", "آخر تحديث: 11/03/2026", "Güncelleme: 11.03.2026"]
)
def test_a_stamp_of_the_last_change_says_so(line: str) -> None:
    stamp = stamp_in(line)
    assert stamp is not None
    assert stamp.is_update


def test_a_stamp_of_publication_is_of_no_change() -> None:
    stamp = stamp_in("Published: 11.03.2026")
    assert stamp is not None
    assert not stamp.is_update


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
        "2 hours ago",
        "1447/09/22",
        "۳۱ اسفند ۱۴۰۴",
        "10 - 12 March 2026",
        "1.2.3.2026",
        "Chapter 3.2.26",
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
    head = '<time datetime="2026-03-13T08:40"></time><meta name="pubdate" content="2026-03-12T08:40">'
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


def printed_in(body: str, title: str = "Shell hits the harbour") -> list[tuple[str, str]]:
    """Day and place of the times that a page prints around its headline."""
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    return [(f"{moment:%m-%d}", where) for moment, where, _ in published_in(tree, [], Header(tree, [title]))]


HEADLINE = "<h1>Shell hits the harbour</h1>"
TIME = '<time datetime="2026-03-11T05:40:00Z">today</time>'


@pytest.mark.parametrize(
    "other",
    [
        "<aside>{}</aside>",
        "<nav>{}</nav>",
        "<footer>{}</footer>",
        "<div class='related-posts'>{}</div>",
        "<div id='comments'><p>{}</p></div>",
        "<ol class='commentlist'><li>{}</li></ol>",
        "<ul><li><h3><a href='/other'>Other story</a></h3>{}</li></ul>",
        "<article><a href='/other'><h2>Other story</h2></a>{}</article>",
        "<div class='sidebar widget'>{}</div>",
    ],
)
def test_a_time_of_something_else_on_the_page_is_not_the_article_s(other: str) -> None:
    foreign = other.format('<time datetime="2026-01-02T03:04:00Z">2 January</time>')
    assert printed_in(f"{foreign}<article>{HEADLINE}{TIME}<p>Text.</p></article>{foreign}") == [("03-11", "time")]
    assert printed_in(f"<article>{HEADLINE}<p>Text.</p></article>{foreign}") == []


def test_a_state_in_a_class_around_the_article_hides_no_time() -> None:
    assert printed_in(f"<div class='has-sidebar comments-open'><article>{HEADLINE}{TIME}</article></div>") == [
        ("03-11", "time")
    ]


def test_the_time_nearest_to_the_headline_is_the_first() -> None:
    far = '<p><time datetime="2026-03-02T10:00:00Z">a date in the text</time></p>'
    assert printed_in(f"{far}<main><header>{HEADLINE}{TIME}</header></main>{far}")[0] == ("03-11", "time")


@pytest.mark.parametrize("mark", ["itemprop='datePublished'", "pubdate", "class='entry-date published updated'"])
def test_a_time_marked_as_of_publication_is_the_first(mark: str) -> None:
    other = "<time datetime='2026-03-14T05:40:00Z'>x</time>"
    marked = f"<div><time {mark} datetime='2026-03-11T05:40:00Z'>x</time></div>"
    assert printed_in(f"{HEADLINE}{other}{marked}")[0] == ("03-11", "time")


@pytest.mark.parametrize(
    "time",
    [
        "<time class='updated' datetime='2026-03-11T05:40:00Z'>x</time>",
        "<time itemprop='dateModified' datetime='2026-03-11T05:40:00Z'>x</time>",
        "<span>Updated: <time datetime='2026-03-11T05:40:00Z'>x</time></span>",
        "<time>Updated 11 March 2026</time>",
        "<time>2 hours ago</time>",
        "<time datetime='PT5M'>5 minutes</time>",
    ],
)
def test_a_time_of_the_last_change_is_no_publication(time: str) -> None:
    assert printed_in(f"{HEADLINE}{time}") == []


@pytest.mark.parametrize(
    ("markup", "where"),
    [
        ("<time>11 March 2026, 05:40</time>", "time"),
        ("<time>March 11, 2026</time>", "time, day only"),
        ("<time datetime='2026-03-11'>x</time>", "time, day only"),
        ("<span>11.03.2026 05:40</span>", "text"),
        ("<p>By Nora Vale - March 11, 2026</p>", "text, day only"),
        ("<div>Mar 11, 2026 <span>5 min read</span></div>", "text, day only"),
        ("<abbr class='published' title='2026-03-11T05:40:00Z'>05:40</abbr>", "time"),
        ("<span itemprop='datePublished' content='2026-03-11T05:40:00Z'>today</span>", "time"),
        ("<font>Author: <a>admin</a> | Date: 11-03-2026, 05:40 | Views: 12</font>", "text"),
        ("Nora Vale<br>11.03.2026 05:40<br>", "text"),
        ("<p>№ 19 (11 482), Wednesday, 11 March 2026</p>", "text, day only"),
    ],
)
def test_a_date_printed_under_the_headline_is_found(markup: str, where: str) -> None:
    assert printed_in(HEADLINE + markup)[0] == ("03-11", where)


def test_a_date_within_the_story_is_not_that_of_its_publication() -> None:
    paragraph = f"<p>{'The mayor waited for the ships, as he did in every year of the war. ' * 4}</p>"
    assert printed_in(f"{HEADLINE}{paragraph}<p>11 March 2020</p>") == []


@pytest.mark.parametrize(("stated", "where"), [("2026-03-11", "json-ld, day only"), ("2026-03-11T05:40Z", "json-ld")])
def test_a_day_is_told_from_a_time(stated: str, where: str) -> None:
    assert [place for _, place in stated_in("", [{"datePublished": stated}])] == [where]


NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)


def chosen(*candidates: Candidate) -> tuple[datetime | None, str | None]:
    """The publication time of a page fetched at noon."""
    moment, where, _ = publication(candidates, NOON)
    return moment, where


def test_the_most_trusted_statement_is_chosen_in_whatever_order_they_come() -> None:
    places = ["page, day only", "text", "feed or sitemap", "time", "meta", "json-ld"]
    candidates = [(MORNING + timedelta(minutes=n), place, "x") for n, place in enumerate(places)]
    assert chosen(*candidates) == (MORNING + timedelta(minutes=5), "json-ld")
    assert chosen(*candidates[:3]) == (MORNING + timedelta(minutes=2), "feed or sitemap")


def test_of_a_time_ahead_of_the_fetch_only_the_day_holds() -> None:
    assert chosen((NOON + timedelta(hours=3), "meta", "x")) == (DAY, "meta, day only")
    assert chosen((NOON + timedelta(hours=20), "meta", "x")) == (DAY, "meta, day only")


def test_a_time_of_another_day_to_come_is_none() -> None:
    assert chosen((NOON + timedelta(days=2), "json-ld", "x"), (MORNING, "meta", "x")) == (MORNING, "meta")
    assert publication([(NOON + timedelta(days=2), "json-ld", "soon")], NOON) == (None, None, "soon")


def test_a_clock_that_the_page_prints_is_no_publication_where_it_states_another_time() -> None:
    clock = (NOON - timedelta(seconds=4), "time", "now")
    assert chosen(clock, (MORNING, "text", "x")) == (MORNING, "text")
    assert chosen(clock, (DAY, "text, day only", "x")) == (DAY, "text, day only")
    assert chosen(clock) == (NOON - timedelta(seconds=4), "time")


def test_a_time_of_the_same_day_is_more_than_the_day() -> None:
    day = (DAY, "json-ld, day only", "x")
    assert chosen(day, (MORNING, "feed or sitemap", "x")) == (MORNING, "feed or sitemap")
    assert chosen(day, (MORNING - timedelta(days=3), "feed or sitemap", "x")) == (DAY, "json-ld, day only")


def test_no_statement_gives_no_time() -> None:
    assert publication([], NOON) == (None, None, None)


def test_an_article_s_own_footer_tells_its_time() -> None:
    assert printed_in(f"<article>{HEADLINE}<p>Text.</p><footer>{TIME}</footer></article>") == [("03-11", "time")]
    foot = f"<div class='post-footer'>{TIME}</div>"
    assert printed_in(f"<div class='hentry'>{HEADLINE}<p>Text.</p>{foot}</div>") == [("03-11", "time")]
    comment = f"<section class='comments'><article><footer>{TIME}</footer></article></section>"
    assert printed_in(f"<article>{HEADLINE}<p>Text.</p></article>{comment}") == []


def test_words_are_not_read_where_a_machine_tells_the_time_of_day() -> None:
    assert printed_in(f"{HEADLINE}{TIME}<p>12 March 2026</p>") == [("03-11", "time")]
    assert len(printed_in(f"{HEADLINE}<time datetime='2026-03-11'></time><p>11 March 2026, 05:40</p>")) > 1
