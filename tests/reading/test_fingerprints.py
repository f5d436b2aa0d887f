"""What of a text is compared: its words, whatever their dress, and how much of them two texts share."""

from __future__ import annotations

import struct

import pytest

from crawler.reading.fingerprints import PERMUTATIONS, fingerprint
from tests.pages import STORY

TEXT = "\n\n".join(STORY)


def estimate(one: str, other: str) -> float:
    """The similarity that two signatures tell."""
    first, second = (struct.unpack(f"<{PERMUTATIONS}I", fingerprint(text).signature) for text in (one, other))
    return sum(a == b for a, b in zip(first, second, strict=True)) / PERMUTATIONS


@pytest.mark.parametrize(
    "dressed",
    [
        TEXT.upper(),
        " ".join(STORY),
        TEXT.replace(",", " —").replace(".", "!"),
        TEXT.replace(" ", "\n"),
        f"“{TEXT}”",
    ],
)
def test_case_signs_and_spaces_change_nothing(dressed: str) -> None:
    assert fingerprint(dressed) == fingerprint(TEXT)


def test_half_spaces_part_words() -> None:
    assert fingerprint("شیشه‌ها").words_hash == fingerprint("شیشه ها").words_hash


@pytest.mark.parametrize("changed", [f"{TEXT} Again.", TEXT.replace("dawn", "dusk"), "\n\n".join(STORY[:3]), ""])
def test_one_word_more_or_less_or_other_changes_the_hash(changed: str) -> None:
    assert fingerprint(changed).words_hash != fingerprint(TEXT).words_hash


def test_the_order_of_words_matters() -> None:
    assert fingerprint("man bites dog").words_hash != fingerprint("dog bites man").words_hash


def test_a_signature_is_the_same_in_every_process_and_on_every_machine() -> None:
    found = fingerprint("three dead in amber")
    assert found.words_hash == "f48304ed662fa0da4a56bb3ed86e3655"
    assert found.signature[:8].hex() == "3cffd7d9b42e47d0"
    assert len(found.signature) == 4 * PERMUTATIONS


def test_signatures_tell_how_much_two_texts_share() -> None:
    assert estimate(TEXT, TEXT) == 1.0
    assert estimate(TEXT, TEXT.replace("dawn", "dusk")) > 0.8
    assert estimate(TEXT, "\n\n".join(reversed(STORY))) > 0.7
    assert estimate(TEXT, "Fish is dear in all the markets of the coast this week, and rain is feared.") < 0.1


@pytest.mark.parametrize("text", ["", "   ", "…", "12", "Amber"])
def test_any_text_has_a_fingerprint(text: str) -> None:
    assert len(fingerprint(text).signature) == 4 * PERMUTATIONS
