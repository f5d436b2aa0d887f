"""A credit is the agency, the paper or the addresses that a whole story is from; nobody who is only quoted in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reading.credits import credit_of, credited_in
from tests.pages import STORY

BLAST = "A blast shook the harbour of Port Amber."


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Port Amber – AFP", "AFP"),
        (f"PORT AMBER (Reuters) - {BLAST}", "Reuters"),
        (f"PORT AMBER, March 12 (AFP) — {BLAST}", "AFP"),
        (f"PORT AMBER, March 12 (Xinhua) -- {BLAST}", "Xinhua"),
        (f"(ANSA) - PORT AMBER, 12 MAR - {BLAST}", "ANSA"),
        (f"Port Amber (dpa/epd) - {BLAST}", "dpa; epd"),
        (f"AFP - {BLAST}", "AFP"),
        ("Порт-Амбер. 12 березня. ІНТЕРФАКС-УКРАЇНА – Вибух пошкодив порт.", "ІНТЕРФАКС-УКРАЇНА"),
        ("ПОРТ-АМБЕР, 12 марта. /ТАСС/. Взрыв повредил порт.", "ТАСС"),
        ("ПОРТ-АМБЕР, 12 мар - РИА Новости. Взрыв повредил порт.", "РИА Новости"),
        ("عنبر - أ ف ب", "أ ف ب"),
        ("عنبر (رويترز) - هز انفجار الميناء", "رويترز"),
        ("عنبر - ایرنا - انفجار بندر را لرزاند", "ایرنا"),
        ("AMBER (AA) - Patlama limanı sarstı.", "AA"),
        (f"PORT AMBER, Oct 25 (Cobalt Wire) - {BLAST}", "Cobalt Wire"),
        ("Port Amber – Cobalt Wire", "Cobalt Wire"),
    ],
)
def test_a_dateline_credits_the_agency_that_it_names(line: str, credit: str) -> None:
    assert credit_of([line, *STORY]) == credit


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Source: Reuters", "Reuters"),
        ("Source: Cobalt Wire", "Cobalt Wire"),
        ("(Source: dpa)", "dpa"),
        ("Джерело: Укрінформ", "Укрінформ"),
        ("Источник: РИА Новости, Интерфакс", "РИА Новости; Интерфакс"),
        ("المصدر: وكالات", "وكالات"),
        ("منبع: ایسنا", "ایسنا"),
        ("Kaynak: AA", "AA"),
        ("מקור: רויטרס", "רויטרס"),
        ("Quelle: dpa", "dpa"),
        ("Fuente: EFE", "EFE"),
        ("Źródło: PAP", "PAP"),
        ("Via AFP", "AFP"),
        ("With agencies", "agencies"),
        (
            "Sources 1/ https://wire.example/1 2/ https://post.example/2",
            "https://wire.example/1; https://post.example/2",
        ),
        ("Source: https://wire.example/1, Reuters", "Reuters; https://wire.example/1"),
        ("This article was originally published by Cobalt Wire.", "Cobalt Wire"),
        ("The mayor said so on Monday. (AFP)", "AFP"),
        ("(AFP)", "AFP"),
        ("AFP/nv", "AFP"),
        ("nv/jo (dpa/afp)", "dpa; afp"),
        ("-- Reuters", "Reuters"),
        ("© AFP", "AFP"),
    ],
)
def test_a_line_at_the_foot_credits_whom_it_names(line: str, credit: str) -> None:
    assert credit_of([*STORY, line]) == credit


def test_the_addresses_under_a_label_are_credited_as_they_are() -> None:
    lines = [*STORY, "Sources:", "https://wire.example/1", "https://post.example/2"]
    assert credit_of(lines) == "https://wire.example/1; https://post.example/2"


@pytest.mark.parametrize(
    "line",
    [
        "The mayor told Reuters that nobody was hurt.",
        "Reuters, which saw the video, could not say when it was made.",
        "Port Amber, AFP reported, was without light for the night.",
        "نقلت رويترز عن مسؤول أن الانفجار لم يصب أحدا",
        "По данным ТАСС, порт закрыт.",
        "Source: an officer who spoke to the paper. He did not want to be named.",
        "Sources said that the mayor had left the town before.",
        "Via the old road they came to the harbour.",
        "The council met in the harbour (UN)",
        "PORT AMBER (Vale) — A blast shook the harbour.",
        "Port Amber – Nora Vale",
        "Amber Post – news of the harbour",
        "Trend of the week",
        "",
    ],
)
def test_who_is_only_named_in_a_story_is_not_credited_with_it(line: str) -> None:
    assert credit_of([line, *STORY]) is None
    assert credit_of([*STORY, line]) is None


def test_a_source_in_the_midst_of_a_long_text_is_of_a_table_or_a_quote() -> None:
    assert credit_of([*STORY * 3, "Source: Ministry of Fisheries", *STORY * 3]) is None


@pytest.mark.parametrize(
    ("author", "credit"),
    [
        ("AFP", "AFP"),
        ("The Associated Press", "Associated Press"),
        ("Nora Vale / AFP", "AFP"),
        ("By Nora Vale, Associated Press", "Associated Press"),
        ("Reuters Staff", "Reuters"),
        ("Staff and agencies", "agencies"),
        ("Par Nora Vale (avec AFP)", "AFP"),
        ("Nora Vale", None),
        ("Ap Vale", None),
        ("", None),
    ],
)
def test_a_byline_credits_the_agency_that_it_names(author: str, credit: str | None) -> None:
    assert credit_of(STORY, authors=[author]) == credit


def test_lines_that_were_set_apart_are_read_wherever_they_stood() -> None:
    assert credit_of(STORY, chrome=["Source: Reuters"]) == "Reuters"
    assert credit_of(STORY, chrome=["Read also: what Reuters saw"]) is None


def test_a_credit_names_each_once_and_agencies_first() -> None:
    lines = ["PORT AMBER (AFP) -", *STORY, "Source: Cobalt Post, Reuters", "(AFP)"]
    sources = ["https://wire.example/1", "AFP"]
    assert credit_of(lines, authors=["AFP"], sources=sources) == "AFP; Reuters; Cobalt Post; https://wire.example/1"


def test_nothing_credits_nobody() -> None:
    assert credit_of([]) is None
    assert credit_of(STORY) is None


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(st.text(alphabet="AFPSource: ()/-–.,;1أ ف ب\ud800\x00https", max_size=60), max_size=5))
def test_whatever_the_lines_say_a_credit_is_a_text_that_can_be_stored(lines: list[str]) -> None:
    credit = credit_of(lines, authors=lines, sources=lines, chrome=lines)
    assert credit is None or credit.encode()


def test_lines_without_end_are_read_in_time() -> None:
    for text in ("x" * 10**6, "(" * 10**5, "1/" * 10**5, "- " * 10**5, "Source: " + "a," * 10**5):
        credit_of([text] * 3, authors=[text], sources=[], chrome=[text])


def test_a_labelled_line_above_the_text_credits_whom_it_names() -> None:
    assert list(credited_in(["Kaynak: AA", "Shell hits the harbour", "Nora Vale", "With Reuters"])) == ["AA", "Reuters"]
    assert list(credited_in(["With Nora Vale", "Reuters saw the harbour"])) == []
