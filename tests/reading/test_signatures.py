"""A text that is signed in its own lines has its author; what only stands there is no name."""

from __future__ import annotations

import pytest

from crawler.reading.signatures import signed_by

SENTENCE = "A shell hit the harbour of Port Amber on Wednesday morning and set two boats on fire."
STORY = [SENTENCE, "Nobody was hurt, the mayor said, and the ferries sail again as they did before the war."] * 3


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Author: Nora Vale", "Nora Vale"),
        ("Autor: Nora Vale", "Nora Vale"),
        ("Par Nora Vale (avec AFP)", "Nora Vale"),
        ("كتب نادر العسل", "نادر العسل"),
        ("Нора Вейл, корреспондент", "Нора Вейл"),
        ("Нора Вейл, наш корр.", "Нора Вейл"),
        ("Nora Vale, our correspondent", "Nora Vale"),
        ("Nora Vale", "Nora Vale"),
    ],
)
def test_who_signs_below_the_last_sentence_is_the_author(line: str, name: str) -> None:
    assert signed_by([*STORY, line]) == (name,)


@pytest.mark.parametrize(
    "head",
    ["PORT AMBER, March 11. /Correspondent Nora Vale/. ", "PORT AMBER (“Amber Post” reporter Nora Vale) – "],
)
def test_the_reporter_named_in_the_head_of_a_dispatch_is_the_author(head: str) -> None:
    assert signed_by([head + SENTENCE, *STORY]) == ("Nora Vale",)


@pytest.mark.parametrize(
    "line",
    [
        "Read More",
        "Who We Are",
        "Breaking News",
        "AMBER POST",
        "Staff Reporter",
        "By the harbour",
        "Source: Cobalt Post",
        "Our reporter saw the harbour burn.",
        "(AFP)",
        "11 March 2026",
    ],
)
def test_what_else_closes_a_text_is_no_author(line: str) -> None:
    assert signed_by([*STORY, line]) == ()


def test_a_name_above_more_text_is_a_heading() -> None:
    assert signed_by([*STORY, "Nora Vale", *STORY[:2]]) == ()


def test_no_lines_are_signed_by_nobody() -> None:
    assert signed_by([]) == ()
    assert signed_by(["Nora Vale"]) == ()
