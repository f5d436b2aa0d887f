"""What of a text is compared: sentences with their weight, runs of words, and what its copies are looked up by."""

from __future__ import annotations

import pytest

from crawler.comparing.traits import MAX_SENTENCES, MIN_INDEXED, Traits, traits_of
from crawler.words import RUN_WORDS

STATED = "Three drones hit the depot of Balakliia at 06:20 on Tuesday, and 48 people were hurt."


def texts(traits: Traits) -> list[str]:
    """The sentences of a text."""
    return [sentence.text for sentence in traits.sentences]


def test_each_sentence_is_compared_alone() -> None:
    assert texts(traits_of("The fire was out. Nobody was hurt!\n\nThe road is shut.", "en")) == [
        "The fire was out.",
        "Nobody was hurt!",
        "The road is shut.",
    ]


def test_a_sentence_of_a_word_or_two_belongs_to_the_one_before() -> None:
    assert texts(traits_of("The fire was out by noon. Not so. The road is shut.", "en")) == [
        "The fire was out by noon. Not so.",
        "The road is shut.",
    ]
    assert texts(traits_of("Not so. The road is shut.", "en"))[0] == "Not so."


def test_a_long_text_is_known_by_its_beginning() -> None:
    lines = [f"Line {number} tells of the depot." for number in range(MAX_SENTENCES + 20)]
    assert texts(traits_of("\n".join(lines), "en")) == lines[:MAX_SENTENCES]


def test_what_stands_first_counts_most_and_what_stands_last_least() -> None:
    weights = [sentence.weight for sentence in traits_of("\n".join([STATED] * 5), "en").sentences]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 2 * weights[-1] > 0


def test_a_sentence_that_states_more_weighs_more() -> None:
    full, empty = traits_of(STATED, "en"), traits_of("It was so and so it was.", "en")
    assert full.weight() > empty.weight() > 0


@pytest.mark.parametrize("text", ["", "\n\n", " … "])
def test_a_text_without_words_states_next_to_nothing(text: str) -> None:
    traits = traits_of(text, "en")
    assert (traits.runs, traits.tokens()) == (frozenset(), frozenset())
    assert traits.weight() < 1


def test_a_text_of_one_sentence_is_compared_too() -> None:
    assert len(traits_of(STATED, "en").sentences) == 1


def test_without_a_known_language_names_and_numbers_are_left() -> None:
    unknown = traits_of(STATED, None)
    assert unknown.language == ""
    assert {"#48", "t6:20", "@PLKL"} <= unknown.sentences[0].facts.weights.keys()
    assert "drone" not in unknown.sentences[0].facts.weights


def test_a_copy_is_looked_up_by_names_times_long_numbers_and_what_is_counted() -> None:
    tokens = traits_of(STATED, "en").tokens()
    assert {"@PLKL", "t6:20"} <= tokens
    assert "#3 depot" in tokens


def test_what_any_report_states_looks_up_nothing() -> None:
    tokens = traits_of(STATED, "en").tokens()
    assert not tokens & {"#3", "#48", "hit_verb", "dtuesday"}
    assert not any(token.endswith("-") for token in tokens)
    assert all(len(token) >= MIN_INDEXED for token in tokens if token[0] == "@")


def test_a_translation_is_looked_up_by_the_same_facts() -> None:
    russian = "Три беспилотника попали по складу в Балаклии в 06:20 во вторник, пострадали 48 человек."
    assert len(traits_of(STATED, "en").tokens() & traits_of(russian, "ru").tokens()) >= 2


def test_the_same_words_in_other_dress_have_the_same_runs() -> None:
    assert traits_of(STATED, "en").runs == traits_of(STATED.upper().replace(",", " —"), "en").runs
    assert len(traits_of(STATED, "en").runs) == len(STATED.replace(":", " ").split()) - RUN_WORDS + 1


def test_the_traits_of_a_text_are_the_same_each_time() -> None:
    assert traits_of(STATED, "en") == traits_of(STATED, "en")
    assert traits_of(STATED, "en").tokens() == traits_of(STATED, "en").tokens()
