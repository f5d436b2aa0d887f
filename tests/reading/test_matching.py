"""The watchlist keeps a text for a reason: terms that stand together in a sentence."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.reading.relevance import IDEAS_LENGTH, MAX_MATCHES, judge_relevance, read_sentences, signs_of
from crawler.records import Match, Relevance
from crawler.rules import parse_rule
from crawler.seeds import Model, Watchlist, read_watchlist

WATCHLIST = Watchlist(
    "amber",
    (parse_rule("act and (weapon or actor)"), parse_rule("raid and not denial")),
    {
        "en": {
            "act": ("hit", "explode", "open fire"),
            "weapon": ("drone", "sea drone", "rocket"),
            "actor": ("gunman", "gunmen"),
            "raid": ("night raid",),
            "denial": ("deny",),
            "exclude": ("drone show", "hit song"),
        },
        "uk": {"act": ("влучити",), "weapon": ("дрон",)},
    },
)


def judged(text: str, title: str | None = None, language: str | None = "en") -> Relevance:
    """Whether the watchlist keeps a text."""
    return judge_relevance([WATCHLIST], language, title, text)


def found_in(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """The concept, term and words of every match, in alphabetical order."""
    return sorted((match.concept, match.term, match.found) for match in judged(text, language=language).matches)


@pytest.mark.parametrize(
    "text",
    [
        "A drone hit the port.",
        "DRONES HIT THE PORT",
        "The port was hit by two of the drones.",
        "Gunmen opened fire on a bus.",
        "A gunman opened fire.",
        "Three “sea-drones” exploded.",
        "Nothing is known of the crew. A rocket hit the ship. She sank.",
    ],
)
def test_a_sentence_that_satisfies_the_rule_keeps_a_text(text: str) -> None:
    assert judged(text).kept


@pytest.mark.parametrize(
    "text",
    [
        "A drone was seen. The ship hit a rock.",
        "A drone was seen\nThe ship hit a rock",
        "Drones are cheap.",
        "The ship hit a rock.",
        "He opened the door and set fire to the drone.",
        "Fish is dear.",
        "",
    ],
)
def test_terms_that_stand_apart_or_alone_keep_nothing(text: str) -> None:
    assert not judged(text).kept


def test_the_title_is_a_sentence_of_its_own() -> None:
    assert judged("Fish is dear.", title="Drone hits port").kept
    assert not judged("The ship hit a rock.", title="A drone").kept


def test_a_rule_may_forbid_a_concept() -> None:
    assert judged("The night raid lasted an hour.").kept
    assert not judged("The army denied the night raid.").kept


def test_a_phrase_that_speaks_of_something_else_hides_its_words() -> None:
    assert not judged("The drone show was a hit.").kept
    assert found_in("The drone show was a hit.") == [("act", "hit", "hit"), ("exclude", "drone show", "drone show")]


def test_such_a_phrase_weighs_against_one_report_and_not_against_two() -> None:
    report, aside = "A drone hit the port.", "The hit song was played."
    assert not judged(f"{report} {aside}").kept
    assert judged(f"{report} A rocket hit the ship. {aside}").kept


def test_a_longer_term_is_found_before_the_shorter_one_within_it() -> None:
    assert found_in("A sea drone exploded.") == [("act", "explode", "exploded"), ("weapon", "sea drone", "sea drone")]


def test_every_place_of_a_term_is_evidence_with_its_sentence() -> None:
    matches = judged("One drone. Two drones!").matches
    assert matches == (
        Match("weapon", "drone", "drone", "One drone."),
        Match("weapon", "drone", "drones", "Two drones!"),
    )


def test_a_term_of_several_words_must_stand_together() -> None:
    assert [match[1] for match in found_in("It opened, under fire, its doors.")] == []
    assert [match[1] for match in found_in("They opened fire.")] == ["open fire"]


def test_evidence_has_a_bound() -> None:
    assert len(judged("drone " * (MAX_MATCHES + 50)).matches) == MAX_MATCHES


def test_terms_are_those_of_the_texts_language() -> None:
    assert found_in("Дрони влучили у порт.", "uk") == [("act", "влучити", "влучили"), ("weapon", "дрон", "Дрони")]
    assert not judged("A drone hit the port.", language="uk").kept


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("A drone hit the port.", "en", '1 sentence reports it (act and (weapon or actor): weapon "drone", act "hit")'),
        ("A drone.", "en", "no sentence satisfies the rule (found apart: weapon)"),
        ("Fish is dear.", "en", "no term of the watchlist"),
        ("The hit song.", "en", "no sentence satisfies the rule; against it: hit song"),
        ("Vis is duur.", "nl", 'the watchlist amber has no terms for the language "nl"'),
        ("12", None, "the watchlist amber has no terms for a text without a known language"),
    ],
)
def test_the_reason_can_be_read_by_a_person(text: str, language: str | None, reason: str) -> None:
    found = judged(text, language=language)
    assert sorted(found.reason) == sorted(reason)  # the order of the terms found is free
    assert found.watchlist == "amber"


# The delivered watchlist, a report and a piece of other news in each language that a small dictionary serves.
ATTACKS = read_watchlist(Path(__file__).parents[2] / "seeds" / "watchlists" / "attacks.toml")


WEIGHED = replace(
    WATCHLIST, model=Model(-1.0, 0.5, {"idea market at the top": 3.0, "idea market below": 1.0, "act": 0.5})
)


def scored(text: str, title: str | None = None, language: str = "en") -> Relevance:
    """The verdict of a watchlist with a model."""
    return judge_relevance([WEIGHED], language, title, text)


def test_what_a_text_is_about_weighs_in_any_language_of_the_watchlist() -> None:
    assert [scored("Nothing to see at the market.").kept, scored("Nothing to see at all.").kept] == [True, False]
    assert scored("На ринку спокійно.", language="uk").kept
    assert "idea market at the top (+2.6)" in scored("Nothing to see at the market.").reason


def test_an_idea_weighs_at_the_top_and_below_apart_and_more_in_more_sentences() -> None:
    top = scored("All is calm.", title="The market")
    below = scored("It rained. It snowed. It was cold. The market was open.")
    more = scored("It rained. It snowed. It was cold. The market was open. The market was full.")
    scores = [verdict.score or 0 for verdict in (below, more, top)]
    assert scores == sorted(scores)
    assert len(set(scores)) == 3


def signs(text: str) -> dict[str, float]:
    """What a model weighs of a text."""
    return signs_of(list(read_sentences(WATCHLIST, "en", None, text)), frozenset({"act", "weapon"}))


def test_the_ideas_of_a_long_text_weigh_no_more_than_those_of_a_report() -> None:
    days = ["The market opened in the rain.", "Two children ran along the river.", "A baker sold bread to the guests."]
    handbook = signs(" ".join(days * 50))
    weighed = [value for sign, value in handbook.items() if sign.startswith("idea")]
    assert len(weighed) > 10
    assert math.hypot(*weighed) == pytest.approx(IDEAS_LENGTH)


def test_an_idea_is_told_beside_the_concepts_of_its_own_sentence_alone() -> None:
    found = signs("A drone hit the market. Children played in the snow.")
    assert "idea market beside weapon" in found
    assert "idea snow below" in found or "idea snow at the top" in found
    assert not [sign for sign in found if sign.startswith("idea snow beside")]


@pytest.mark.parametrize(
    ("language", "report"),
    [
        ("en", "Two drones hit an oil depot near the port of Amber and killed three guards."),
        ("en", "Gunmen shot dead four farmers in a village north of Long Ferry."),
        ("en", "A car bomb exploded outside the police station, killing seven officers."),
        ("be", "Два дроны ўдарылі па порце, загінулі тры чалавекі."),
        ("ar", "قتل ثلاثة جنود في هجوم بطائرة مسيرة على قاعدة عسكرية."),
        ("ar", "سقطت خمسة صواريخ على المدينة وأصيب أربعة مدنيين."),
        ("fa", "در حملهٔ پهپادی به پایگاه نظامی سه سرباز کشته شدند."),
        ("tr", "Askeri üsse düzenlenen füze saldırısında üç asker öldü."),
        ("ur", "فوجی اڈے پر ڈرون حملے میں تین فوجی ہلاک ہو گئے۔"),
    ],
)
def test_the_delivered_watchlist_keeps_a_report(language: str, report: str) -> None:
    assert judge_relevance([ATTACKS], language, None, report).kept


@pytest.mark.parametrize(
    ("language", "news"),
    [
        ("en", "The striker hit the post twice before the winning goal in stoppage time."),
        ("en", "Fish is dear in all the markets of the coast this week."),
        ("en", "He died of a heart attack at his home in Long Ferry."),
        ("en", "Bakers will go on strike over pay on Monday."),
        ("ar", "ارتفعت أسعار السمك في أسواق الساحل هذا الأسبوع."),
        ("fa", "بهای ماهی در بازارهای ساحل این هفته بالا رفت."),
        ("tr", "Sahildeki pazarlarda balık fiyatları bu hafta arttı."),
    ],
)
def test_the_delivered_watchlist_leaves_other_news(language: str, news: str) -> None:
    assert not judge_relevance([ATTACKS], language, None, news).kept
