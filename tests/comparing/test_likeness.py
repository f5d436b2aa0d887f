"""Copies are told from what only looks like one, and by their kind."""

from __future__ import annotations

from functools import cache

import pytest

from crawler.comparing.likeness import MAX_PAIRS, MIN_PAIRS, MIN_RUNS, Likeness, kinds_for, likeness, models, scored
from crawler.comparing.traits import Traits, traits_of
from crawler.records import CopyKind
from tests.copies.families import Written, written

FAMILIES = (
    "leeds-station-knife-attack",
    "izmail-port-grain-drones",
    "kidapawan-bus-terminal-bomb",
    "sibi-train-track-bomb",
)
KINDS = {"edited": CopyKind.NEAR, "spun": CopyKind.SPUN, "translated": CopyKind.TRANSLATED}
SIGNS = {"covered", "sentences", "conflicts", "figures", "names", "lead", "runs"}


@cache
def families() -> dict[str, list[Written]]:
    """Some families of tests/copies."""
    articles = written()
    return {name: [item for item in articles if item.family == name] for name in FAMILIES}


@cache
def traits(item: Written) -> Traits:
    """The traits of an article, found once."""
    return traits_of(item.text, item.language)


def original(family: str) -> Written:
    """The original of a family."""
    return next(item for item in families()[family] if item.role == "original")


def like(one: Written, other: Written) -> Likeness:
    """How much two articles are alike."""
    return likeness(traits(one), traits(other))


EVERY_FAMILY = pytest.mark.parametrize("family", FAMILIES)


@EVERY_FAMILY
def test_a_text_is_wholly_like_itself(family: str) -> None:
    found = like(original(family), original(family))
    assert (found.score, found.kind) == (1.0, CopyKind.EXACT)
    assert len(found.pairs) >= MIN_PAIRS


def test_the_same_words_in_other_dress_are_exact() -> None:
    text = original(FAMILIES[0]).text
    assert likeness(traits_of(text, "en"), traits_of(text.upper().replace(",", " —"), "en")).kind is CopyKind.EXACT


@EVERY_FAMILY
def test_a_copy_that_is_found_is_of_the_kind_that_it_was_made(family: str) -> None:
    found = {item: like(original(family), item).kind for item in families()[family] if item.role in KINDS}
    assert {item.name: kind for item, kind in found.items() if kind not in (None, KINDS[item.role])} == {}
    assert sum(kind is not None for kind in found.values()) > len(found) / 2


@EVERY_FAMILY
def test_what_only_looks_like_a_copy_is_none(family: str) -> None:
    strangers = [item for item in families()[family] if not item.belongs]
    assert strangers
    assert {item.name: like(original(family), item).kind for item in strangers} == {
        item.name: None for item in strangers
    }


def test_reports_of_other_attacks_are_no_copies_of_each_other() -> None:
    for one in FAMILIES:
        for other in FAMILIES:
            assert one == other or like(original(one), original(other)).kind is None


@EVERY_FAMILY
def test_it_does_not_matter_which_text_is_the_first(family: str) -> None:
    for item in families()[family]:
        there, back = like(original(family), item), like(item, original(family))
        assert (there.score, there.kind) == (back.score, back.kind), item.name
        assert there.signs == pytest.approx(back.signs), item.name


@EVERY_FAMILY
def test_every_score_is_a_share_and_every_sign_is_named(family: str) -> None:
    for item in families()[family][1:]:
        found = like(original(family), item)
        assert 0 <= found.score <= 1
        assert set(found.signs) == SIGNS
        assert all(found.signs[name] >= 0 for name in SIGNS - {"covered", "lead"}), item.name  # these two may disagree
        assert all(value <= 1.2 for value in found.signs.values()), item.name


def test_another_attack_told_in_the_same_words_conflicts_and_is_no_copy() -> None:
    told = (
        "Three drones hit the grain store of {} at {} on {}.\nThe mayor, {}, said that {} people spent the night in a"
        " cellar.\nEngineers from {} need {} weeks to repair the conveyor.\nA baker asked the insurers to pay {} euros."
    )
    one = told.format("Balakliia", "06:20", "Tuesday", "Oleh Hnatiuk", 48, "Izium", 9, "12,500")
    other = told.format("Chuhuiv", "17:45", "Friday", "Pavlo Demchuk", 260, "Merefa", 14, "3,800")
    found, same = (likeness(traits_of(one, "en"), traits_of(text, "en")) for text in (other, f"{one}\nSo it was said."))
    assert found.signs["conflicts"] > 0 == same.signs["conflicts"]
    assert (found.kind, same.kind) == (None, CopyKind.NEAR)


@pytest.mark.parametrize(
    "text", ["", "…", "A drone hit a depot.", "A drone hit a depot. Nobody was hurt, the mayor said."]
)
def test_a_text_that_states_little_is_no_evidence(text: str) -> None:
    whole = traits(original(FAMILIES[0]))
    assert likeness(whole, traits_of(text, "en")).kind is None
    assert likeness(traits_of(text, "en"), whole).kind is None


def test_texts_without_words_are_not_alike() -> None:
    assert likeness(traits_of("", "en"), traits_of("", "en")).kind is None


@pytest.mark.parametrize(
    ("languages", "sentences", "runs", "kinds"),
    [
        (("en", "en"), 1.0, 0.0, [CopyKind.SPUN]),
        (("en", "ru"), 1.0, 0.0, [CopyKind.TRANSLATED]),
        (("en", "en"), MIN_PAIRS / MAX_PAIRS, MIN_RUNS, [CopyKind.SPUN, CopyKind.NEAR]),
        (("en", "en"), (MIN_PAIRS - 1) / MAX_PAIRS, MIN_RUNS, [CopyKind.NEAR]),
        (("en", "en"), (MIN_PAIRS - 1) / MAX_PAIRS, 0.0, []),
    ],
)
def test_what_texts_can_be_of_each_other_depends_on_language_sentences_and_runs(
    languages: tuple[str, str], sentences: float, runs: float, kinds: list[CopyKind]
) -> None:
    one, other = (traits_of("", language) for language in languages)
    assert kinds_for(one, other, {"sentences": sentences, "runs": runs}) == kinds


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_model_weighs_every_sign_and_no_sign_of_a_copy_speaks_against_one(kind: CopyKind) -> None:
    model = models()[kind]
    assert set(model) == SIGNS | {"bias", "threshold"}
    assert 0.5 <= model["threshold"] < 1
    assert model["conflicts"] <= 0
    assert all(model[name] >= 0 for name in SIGNS - {"conflicts", "runs"})
    assert scored(kind, dict.fromkeys(SIGNS, 0.0)) < 0.01


@pytest.mark.parametrize(("kind", "runs"), [(CopyKind.NEAR, 0.9), (CopyKind.SPUN, 0.05), (CopyKind.TRANSLATED, 0.0)])
def test_texts_that_share_everything_pass_the_threshold_and_those_that_share_the_subject_do_not(
    kind: CopyKind, runs: float
) -> None:
    everything = {**dict.fromkeys(SIGNS, 0.9), "conflicts": 0.0, "runs": runs}
    subject = {**dict.fromkeys(SIGNS, 0.2), "sentences": 0.5, "conflicts": 0.2, "runs": 0.1 * runs}
    assert scored(kind, everything) >= models()[kind]["threshold"] > scored(kind, subject)
