"""A word meets its inflected forms, and is not taken for another word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.stems import sentences_of, stems_of, words_of


def shares_a_stem(one: str, other: str, language: str) -> bool:
    """Whether two words meet in a stem."""
    (_, first), (_, second) = words_of(one, language)[0], words_of(other, language)[0]
    return bool(stems_of(first, language) & stems_of(second, language))


FORMS = {
    ("en", "drone"): "drones Drones DRONE drone's drones'",
    ("en", "attack"): "attacks attacked attacking",
    ("en", "missile"): "missiles",
    ("en", "soldier"): "soldiers",
    ("en", "gunman"): "gunmen",
    ("en", "knife"): "knives",
    ("en", "shell"): "shells shelled shelling",
    ("en", "kill"): "kills killed killing",
    ("en", "explode"): "explodes exploded exploding",
    ("uk", "дрон"): "дрони дронів дроном дрона дронами дронах ДРОНИ",
    ("uk", "ракета"): "ракети ракету ракетою ракет ракетами",
    ("uk", "атакувати"): "атакували атакував атакувала атакують",
    ("uk", "загинути"): "загинули загинув загинула",
    ("uk", "об'єкт"): "об’єкти обʼєктів об'єкту",
    ("ru", "дрон"): "дроны дронов дроном дрона дронами",
    ("ru", "взрыв"): "взрывы взрывов взрывом взрыва",
    ("ru", "самолёт"): "самолет самолета самолёты самолётов",
    ("be", "дрон"): "дроны дронаў дронам дрона",
    ("be", "ракета"): "ракеты ракету ракетай",
    ("pl", "rakieta"): "rakiety rakietę rakiet rakietami",
    ("pl", "wybuch"): "wybuchy wybuchów wybuchem wybuchu",
    ("de", "Drohne"): "Drohnen DROHNEN",
    ("de", "Angriff"): "Angriffe Angriffs Angriffen",
    ("de", "Anschlag"): "Anschläge Anschlags Anschlägen",
    ("fr", "attaque"): "attaques Attaques",
    ("fr", "missile"): "missiles",
    ("es", "misil"): "misiles",
    ("es", "ataque"): "ataques",
    ("it", "attacco"): "attacchi",
    ("it", "razzo"): "razzi",
    ("tr", "roket"): "roketler roketi roketle ROKETLER",
    ("tr", "füze"): "füzeler füzenin füzeyle füzelerle",
    ("tr", "İHA"): "İHA'lar İHA’nın iha",
    ("ar", "صاروخ"): "الصاروخ بصاروخ والصاروخ صاروخا صاروخان",
    ("ar", "هجوم"): "الهجوم بهجوم للهجوم والهجوم هجوما",
    ("ar", "انفجار"): "انفجارات الانفجار إنفجار",
    ("fa", "موشک"): "موشک‌ها موشک‌های موشکها",
    ("fa", "پهپاد"): "پهپادها پهپادهای پهپاد‌های",
    ("fa", "سرباز"): "سربازان سربازها",
    ("he", "רקטה"): "הרקטה ברקטה רקטות ברקטות",
    ("he", "טיל"): "הטיל בטיל טילים הטילים",
    ("he", 'מל"ט'): 'מל״ט המל"ט',
}


OTHERS = {
    ("en", "bomb"): "bombast",
    ("en", "rocket"): "rock",
    ("en", "shell"): "shelf",
    ("en", "army"): "arm",
    ("en", "drone"): "drown",
    ("en", "explosive"): "explosion",
    ("en", "attacker"): "attack",
    ("uk", "ракета"): "рак",
    ("uk", "міна"): "мінус",
    ("ru", "взрыв"): "взор",
    ("ru", "бой"): "боец",
    ("ru", "удар"): "ударение",
    ("pl", "bomba"): "bombka",
    ("de", "Rakete"): "Rakel",
    ("de", "Schuss"): "Schussel",
    ("tr", "asker"): "askı",
    ("ar", "قتل"): "قلم",
    ("he", "טיל"): "טיול",
}
PAIRS = [
    (language, word, other, meets)
    for words, meets in ((FORMS, True), (OTHERS, False))
    for (language, word), others in words.items()
    for other in others.split()
]


@pytest.mark.parametrize(("language", "word", "other", "meets"), sorted(PAIRS))
def test_a_word_meets_its_inflected_forms_and_no_word_that_only_looks_alike(
    language: str, word: str, other: str, meets: bool
) -> None:
    assert shares_a_stem(word, other, language) is meets


@pytest.mark.parametrize("language", ["xx", "ka", "sw", "zh"])
def test_a_language_without_a_stemmer_matches_words_as_they_are(language: str) -> None:
    assert stems_of("drone", language) == {"drone"}
    assert not shares_a_stem("drone", "drones", language)


def test_words_come_as_they_stand_and_as_they_are_compared() -> None:
    assert words_of("Drones HIT the base.", "en") == [
        ("Drones", "drones"),
        ("HIT", "hit"),
        ("the", "the"),
        ("base", "base"),
    ]


@pytest.mark.parametrize("sentence", ["car-bomb", "car–bomb", "car/bomb", "car_bomb", "car, bomb", "“car” bomb"])
def test_signs_between_words_part_them(sentence: str) -> None:
    assert [word for _, word in words_of(sentence, "en")] == ["car", "bomb"]


def test_an_apostrophe_belongs_to_a_ukrainian_word_and_parts_a_french_one() -> None:
    assert [word for _, word in words_of("п’ять", "uk")] == ["п'ять"]
    assert [word for _, word in words_of("l’attaque", "fr")] == ["l", "attaque"]
    assert [word for _, word in words_of("Amber's", "en")] == ["amber"]


def test_a_capital_i_has_a_dot_only_where_turkish_writes_one() -> None:
    assert [word for _, word in words_of("IŞIK İHA", "tr")] == ["ışık", "iha"]
    assert [word for _, word in words_of("IRAQ", "en")] == ["iraq"]


def test_letters_that_writers_use_alike_are_alike() -> None:
    assert words_of("أحمد إنفجار", "ar")[0][1] == words_of("احمد", "ar")[0][1]
    assert words_of("یک کتاب", "fa")[1][1] == words_of("كتاب", "fa")[0][1]
    assert words_of("ёлка", "ru")[0][1] == words_of("елка", "ru")[0][1]
    assert words_of("ｄｒｏｎｅ", "en")[0][1] == "drone"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("A title\nA line\n\nA line.", ["A title", "A line", "A line."]),
        ("غادر؟ نعم. لا", ["غادر؟", "نعم.", "لا"]),
        ("وہ گیا۔ وہ آیا۔", ["وہ گیا۔", "وہ آیا۔"]),
        ("Some 3.5 tonnes of ammonium.nitrate burned", ["Some 3.5 tonnes of ammonium.nitrate burned"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_at_their_marks_and_at_line_ends(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


@pytest.mark.parametrize("text", ["He said “no.” Then he left.", "He said (no.) Then he left.", "«No!» Then he left."])
def test_a_mark_that_closes_a_quotation_belongs_to_no_next_sentence(text: str) -> None:
    assert sentences_of(text)[-1] == "Then he left."


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=60), st.sampled_from(["en", "be", "ar", "fa", "he", "ur", "tr", "xx"]))
def test_any_word_has_a_stem(text: str, language: str) -> None:
    for whole, word in words_of(text, language):
        assert whole
        assert stems_of(word, language)
