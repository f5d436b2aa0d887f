"""The ideas of news in each watched language: the files hold together, and words meet across languages."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from crawler.comparing.facts import DAYS, NUMBER_IDEAS, is_hard, is_idea
from crawler.lexicon.ideas import DEFAULT_WEIGHT, FOLDER, WEIGHTS, ideas_in, weight_of
from crawler.stems import words_of

PROJECT = Path(__file__).parents[2]
FILES = sorted(path for path in FOLDER.glob("*.toml") if path != WEIGHTS)
EVERY_LANGUAGE = pytest.mark.parametrize("language", [path.stem for path in FILES])
MOST_IDEAS = 2  # that one word may stand for: what means more tells nothing
MANY_MEANINGS = {"en": {"strike", "close", "faction", "visitor"}}  # no further one may join them


def lexicon(language: str) -> dict[str, list[str]]:
    """The ideas of a language with their words."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


def ideas(sentence: str, language: str) -> list[str]:
    """The ideas that a sentence names."""
    return [found.idea for found in ideas_in([word for _, word in words_of(sentence, language)], language)]


IDEAS = lexicon("en")


def test_every_watched_language_has_its_words() -> None:
    watched = tomllib.loads((PROJECT / "seeds" / "watchlists" / "attacks.toml").read_text("utf-8"))["terms"]
    assert set(watched) <= {path.stem for path in FILES}


@EVERY_LANGUAGE
def test_a_language_names_every_idea_and_no_other(language: str) -> None:
    assert set(lexicon(language)) == set(IDEAS)


@EVERY_LANGUAGE
def test_an_idea_has_words_and_none_of_them_twice(language: str) -> None:
    for idea, terms in lexicon(language).items():
        assert terms, idea
        assert all(words_of(term, language) for term in terms), idea
        assert len(set(terms)) == len(terms), idea


@EVERY_LANGUAGE
def test_no_word_stands_for_more_than_two_ideas(language: str) -> None:
    count = Counter(term for terms in lexicon(language).values() for term in terms)
    assert {term for term, n in count.items() if n > MOST_IDEAS} == MANY_MEANINGS.get(language, set())


@EVERY_LANGUAGE
def test_a_term_is_found_where_it_stands_in_a_text(language: str) -> None:
    terms = [(idea, term) for idea, terms in lexicon(language).items() for term in terms[:1]]
    lost = [(idea, term) for idea, term in terms if idea not in ideas(term, language)]
    assert lost == []


def test_numbers_weekdays_and_months_are_ideas_with_these_names() -> None:
    assert set(NUMBER_IDEAS) | DAYS <= set(IDEAS)


def test_no_idea_has_the_name_of_a_number_a_time_or_a_name() -> None:
    assert [idea for idea in IDEAS if idea not in DAYS and (is_hard(idea) or not is_idea(idea))] == []


def test_every_weight_is_an_ideas_and_from_a_tenth_to_one() -> None:
    weights = tomllib.loads(WEIGHTS.read_text("utf-8"))
    assert weights
    assert set(weights) <= set(IDEAS)
    assert all(0.1 <= weight <= 1 for weight in weights.values())


def test_what_stands_in_every_report_tells_less_than_what_is_rare() -> None:
    assert weight_of("attack") < weight_of("school") < weight_of("bakery")
    assert weight_of("no such idea") == DEFAULT_WEIGHT


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Two drones hit a school"),
        ("de", "Zwei Drohnen trafen eine Schule"),
        ("fr", "Deux drones ont frappé une école"),
        ("es", "Dos drones alcanzaron una escuela"),
        ("it", "Due droni hanno colpito una scuola"),
        ("pl", "Dwa drony uderzyły w szkołę"),
        ("ru", "Два дрона попали в школу"),
        ("uk", "Два дрони влучили в школу"),
        ("ar", "طائرتان مسيرتان أصابتا مدرسة"),
        ("fa", "دو پهپاد به مدرسه اصابت کرد"),
        ("he", "שני רחפנים פגעו בבית ספר"),
    ],
)
def test_the_same_report_names_the_same_ideas_in_every_language(language: str, sentence: str) -> None:
    assert {"drone", "school"} <= set(ideas(sentence, language))


def test_a_term_of_several_words_is_found_where_all_stand_side_by_side() -> None:
    words = [word for _, word in words_of("a university student was hurt", "en")]
    assert ("student", range(1, 3)) in [(found.idea, found.words) for found in ideas_in(words, "en")]
    assert "shut" in ideas("they shut down the port", "en")
    assert "party" in ideas("a political party", "en")
    assert "party" not in ideas("a political row", "en")


def test_a_language_without_a_file_names_no_ideas() -> None:
    assert ideas("two drones hit a school", "xx") == []
    assert ideas("two drones hit a school", "") == []
