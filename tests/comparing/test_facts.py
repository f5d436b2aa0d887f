"""What a sentence states survives translation: numbers, times, days, names."""

from __future__ import annotations

import pytest

from crawler.comparing.facts import Facts, consonants, facts_in, is_hard, is_idea, rarity
from crawler.stems import words_of


def facts(sentence: str, language: str = "en") -> Facts:
    """All that a sentence states."""
    return facts_in(sentence, words_of(sentence, language), language)


def hard(sentence: str, language: str = "en") -> set[str]:
    """The numbers, times and days of a sentence."""
    return set(facts(sentence, language).hard())


# --- Numbers


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("14 people were hurt", "en"),
        ("fourteen people were hurt", "en"),
        ("أصيب ١٤ شخصا", "ar"),
        ("۱۴ نفر زخمی شدند", "fa"),
        ("१४ लोग घायल", "hi"),
        ("vierzehn Menschen", "de"),
        ("quatorze personnes", "fr"),
        ("catorce personas", "es"),
        ("quattordici persone", "it"),
        ("czternaście osób", "pl"),
        ("четырнадцать человек", "ru"),
        ("чотирнадцять людей", "uk"),
    ],
)
def test_a_number_is_the_same_in_figures_of_every_script_and_in_words(sentence: str, language: str) -> None:
    assert hard(sentence, language) == {"#14"}


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("twenty-six men", "en"),
        ("twenty six men", "en"),
        ("26 men", "en"),
        ("двадцать шесть человек", "ru"),
        ("двадцять шість людей", "uk"),
        ("dwadzieścia sześć osób", "pl"),
        ("vingt-six personnes", "fr"),
        ("עשרים ושש", "he"),
    ],
)
def test_tens_and_ones_side_by_side_are_one_number(sentence: str, language: str) -> None:
    assert hard(sentence, language) == {"#26"}


def test_tens_and_ones_apart_are_two_numbers() -> None:
    assert hard("twenty men in trucks held six women") == {"#20", "#6"}


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("1,200 homes", "en"),
        ("1.200 Häuser", "de"),
        ("1200 homes", "en"),
        ("١٬٢٠٠ منزل", "ar"),
        ("1 200 домов", "ru"),
        ("1\u00a0200 maisons", "fr"),
    ],
)
def test_what_parts_thousands_is_no_part_of_the_number(sentence: str, language: str) -> None:
    assert hard(sentence, language) == {"#1200"}


def test_a_decimal_comma_and_a_point_state_the_same_number() -> None:
    assert hard("2.5 km") == hard("2,5 km", "de")


def test_every_thousand_of_a_long_number_is_parted() -> None:
    assert hard("1,250,000 litres") == {"#1250000"}


def test_zeros_before_a_number_do_not_count() -> None:
    assert hard("05") == hard("5") == {"#5"}


def test_one_is_an_article_in_many_languages_and_states_nothing() -> None:
    assert hard("one man, 1 dog and 0 cats") == set()


def test_a_long_number_tells_more_than_a_short_one() -> None:
    weights = facts("3 of 48 houses and 1,450 of 2,000 trees").weights
    assert weights["#3"] < weights["#48"] < weights["#1450"] == weights["#2000"]


# --- Times and days


@pytest.mark.parametrize("sentence", ["at 06:20", "at 6:20am", "um 06.20 Uhr", "в ٠٦:٢٠", "۰۶:۲۰"])
def test_a_time_of_day_is_one_fact_however_it_is_spelled(sentence: str) -> None:
    assert hard(sentence) == {"t6:20"}


@pytest.mark.parametrize("sentence", ["a score of 25:10", "a score of 12:75", "12.5 kilos"])
def test_what_no_clock_shows_is_no_time(sentence: str) -> None:
    assert not any(token[0] == "t" for token in hard(sentence))
    assert hard(sentence)


WEDNESDAYS_AND_AUGUSTS = [
    ("en", "on Wednesday", "in August"),
    ("de", "am Mittwoch", "im August"),
    ("fr", "mercredi", "en août"),
    ("es", "el miércoles", "en agosto"),
    ("it", "mercoledì", "in agosto"),
    ("pl", "w środę", "w sierpniu"),
    ("ru", "в среду", "в августе"),
    ("uk", "у середу", "у серпні"),
    ("be", "у сераду", "у жніўні"),
    ("ar", "يوم الأربعاء", "في أغسطس"),
    ("fa", "چهارشنبه", "در ماه اوت"),
    ("he", "ביום רביעי", "באוגוסט"),
    ("ur", "بدھ کو", "اگست میں"),
]


@pytest.mark.parametrize(("language", "weekday", "month"), WEDNESDAYS_AND_AUGUSTS)
def test_weekdays_and_months_are_the_same_in_every_language(language: str, weekday: str, month: str) -> None:
    assert hard(weekday, language) == {"dwednesday"}
    assert hard(month, language) == {"daugust"}


# --- Names


@pytest.mark.parametrize(
    "spellings",
    [
        "Kharkiv Харьков Харків خاركيف",
        "Mogadishu Mogadiscio Mogadischu Могадишо مقديشو",
        "Odesa Odessa Одеса Одесса أوديسا",
        "Bakhmut Бахмут باخموت",
        "Schmidt Шмидт شميت",
        "Łódź Lodz Лодзь",
        "Zelensky Зеленский Зеленський زيلينسكي",
    ],
)
def test_a_name_has_the_same_consonants_in_every_script(spellings: str) -> None:
    assert len({consonants(name) for name in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Kharkiv", "Kherson"), ("Odesa", "Lviv"), ("Mosul", "Kirkuk"), ("Харків", "Херсон")]
)
def test_other_names_have_other_consonants(one: str, other: str) -> None:
    assert consonants(one) != consonants(other)


def test_a_name_is_found_across_scripts_and_an_idea_is_none() -> None:
    english, russian = facts("A drone hit Balakliia"), facts("Дрон попал по городу Балаклия", "ru")
    assert english.names().keys() & russian.names().keys() == {"@PLKL"}
    assert english.said["@PLKL"] == "Balakliia"
    assert english.names().keys() == {"@PLKL"}


def test_a_case_ending_leaves_the_beginning_of_a_name() -> None:
    one, other = facts("взрывы в Харькове", "ru"), facts("обстрел Харькова", "ru")
    assert "@KRK-" in one.weights.keys() & other.weights.keys()
    assert "@KRK-" not in one.names()


def test_a_common_word_that_begins_a_sentence_is_no_name() -> None:
    assert facts("Yesterday they had left").names() == {}


def test_german_nouns_are_no_names_unless_they_are_rare() -> None:
    assert facts("Das Wasser und die Straße", "de").names() == {}
    assert "@PLKL" in facts("Die Leute von Balakliia", "de").names()


def test_a_script_without_capitals_names_what_is_rare() -> None:
    assert "@PLKL" in facts("قصف بالاكليا", "ar").names()


def test_a_name_of_one_consonant_or_none_states_nothing() -> None:
    assert facts("they met Ali and Io").names() == {}


def test_a_word_that_is_hardly_used_is_rarer_than_one_of_grammar() -> None:
    assert rarity("the", "en") < rarity("harbour", "en") < rarity("balakliia", "en") == 1.0


def test_in_an_unknown_language_every_word_is_rare_and_numbers_stay() -> None:
    assert rarity("harbour", "") == 1.0
    assert "#14" in facts("14 wena bafile eGoli", "").hard()


# --- Tokens


@pytest.mark.parametrize("token", ["#14", "t6:20", "dmonday", "dmay"])
def test_numbers_times_and_days_are_hard(token: str) -> None:
    assert is_hard(token)
    assert not is_idea(token)


@pytest.mark.parametrize("token", ["drone", "teacher", "day", "dawn", "today", "depot"])
def test_an_idea_is_not_hard_however_it_begins(token: str) -> None:
    assert is_idea(token)
    assert not is_hard(token)


def test_a_name_is_neither() -> None:
    assert not is_idea("@KRKP")
    assert not is_hard("@KRKP")


def test_a_fact_stated_twice_counts_once_and_keeps_the_words_that_say_it() -> None:
    found = facts("14 people, fourteen people")
    assert found.said["#14"] in ("14", "fourteen")
    assert found.weights["#14"] == facts("14 people").weights["#14"]


def test_an_empty_sentence_states_nothing() -> None:
    assert facts("") == Facts({}, {}, {})
    assert facts("…!") == Facts({}, {}, {})
