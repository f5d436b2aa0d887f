"""The sentences of one text find those of another, in order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.comparing.alignment import MIN_SIMILARITY, Pair, aligned
from crawler.comparing.traits import traits_of

LINES = (
    "Three drones hit the grain store of Balakliia at 06:20 on Tuesday and set two silos on fire.",
    "The mayor, Oleh Hnatiuk, said that 48 people had spent the night in the cellar of the school.",
    "Engineers from Izium will need nine weeks to repair the conveyor, the port authority estimated.",
    "A baker who lost his van in the fire asked the insurers to pay 12,500 euros.",
    "Fishermen found the wing of a fourth drone in the reeds of Lake Lyman.",
)
UNRELATED = (
    "The parliament of Peru passed a budget for vaccines.",
    "A violinist from Osaka won the prize of the jury.",
    "Snow fell on the vineyards of Chile.",
)


def pairs(mine: tuple[str, ...], theirs: tuple[str, ...], language: str = "en") -> list[Pair]:
    """The alignment of two texts, the second in a language."""
    return aligned(traits_of("\n".join(mine), "en"), traits_of("\n".join(theirs), language))


def numbers(found: list[Pair]) -> list[tuple[list[int], list[int]]]:
    """The numbers of the sentences that are paired."""
    return [(list(pair.mine), list(pair.theirs)) for pair in found]


def test_a_text_is_paired_with_itself_sentence_by_sentence() -> None:
    found = pairs(LINES, LINES)
    assert numbers(found) == [([n], [n]) for n in range(len(LINES))]
    assert all(pair.similarity == pytest.approx(1) and pair.agreement == 1 for pair in found)


def test_a_sentence_without_counterpart_is_left_out() -> None:
    assert numbers(pairs(LINES, LINES[:2] + LINES[3:])) == [([0], [0]), ([1], [1]), ([3], [2]), ([4], [3])]
    added = (LINES[0], UNRELATED[0], *LINES[1:])
    assert numbers(pairs(LINES, added)) == [([n], [n + (n > 0)]) for n in range(len(LINES))]


def test_a_sentence_that_was_parted_is_paired_with_both_parts() -> None:
    parted = "Three drones hit the grain store of Balakliia at 06:20. On Tuesday they set two silos on fire."
    found = numbers(pairs(LINES, (parted, *LINES[1:])))
    assert found == [([0], [0, 1]), *(([n], [n + 1]) for n in range(1, len(LINES)))]
    assert numbers(pairs((parted, *LINES[1:]), LINES)) == [(theirs, mine) for mine, theirs in found]


def test_pairs_never_cross() -> None:
    found = pairs(LINES, LINES[::-1])
    assert len(found) == 1


def test_texts_with_nothing_in_common_have_no_pairs() -> None:
    assert pairs(LINES, UNRELATED) == []


def test_without_sentences_nothing_is_paired() -> None:
    assert pairs((), LINES) == pairs(LINES, ()) == pairs((), ()) == []


def test_a_translation_is_paired_with_its_original() -> None:
    german = (
        "Drei Drohnen trafen am Dienstag um 06:20 Uhr den Getreidespeicher von Balakliia, zwei Silos brannten.",
        "Der Bürgermeister Oleh Hnatiuk sagte, 48 Menschen hätten die Nacht im Keller der Schule verbracht.",
        "Ingenieure aus Izium brauchen neun Wochen für die Reparatur, schätzte die Hafenbehörde.",
    )
    assert numbers(pairs(LINES, german, "de"))[:3] == [([0], [0]), ([1], [1]), ([2], [2])]


def test_other_numbers_and_names_disagree_and_the_same_agree() -> None:
    other = (
        "Three drones hit the grain store of Chuhuiv at 17:45 on Friday and set two silos on fire.",
        "The mayor, Pavlo Demchuk, said that 260 people had spent the night in the cellar of the school.",
    )
    found = pairs(LINES[:2], other)
    assert numbers(found) in ([([0], [0]), ([1], [1])], [([0], [0])], [([1], [1])])
    assert all(pair.agreement < 0 and pair.gain < 0 for pair in found)
    assert all(pair.agreement > 0.9 and pair.gain > 0 for pair in pairs(LINES[:2], LINES[:2]))


def test_what_only_one_of_two_texts_states_is_no_conflict() -> None:
    shorter = ("Three drones hit the grain store of Balakliia at 06:20.",)
    (pair,) = pairs(LINES[:1], shorter)
    assert pair.agreement == 1


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(*[st.lists(st.sampled_from(LINES + UNRELATED), max_size=6).map(tuple)] * 2)
def test_any_two_texts_are_paired_in_order_and_each_sentence_at_most_once(
    mine: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    found = pairs(mine, theirs)
    for sentences in ([n for pair in found for n in pair.mine], [n for pair in found for n in pair.theirs]):
        assert sentences == sorted(set(sentences))
    for pair in found:
        assert MIN_SIMILARITY < pair.similarity <= 1 + 1e-9
        assert -1 <= pair.agreement <= 1
        assert 1 in (len(pair.mine), len(pair.theirs))
        assert pair.weight > 0


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(*[st.lists(st.sampled_from(LINES + UNRELATED), max_size=5, unique=True).map(tuple)] * 2)
def test_the_best_alignment_gains_the_same_whichever_text_is_the_first(
    mine: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    one, other = pairs(mine, theirs), pairs(theirs, mine)
    assert sum(pair.gain for pair in one) == pytest.approx(sum(pair.gain for pair in other))
