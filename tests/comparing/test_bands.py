"""Similar signatures share a band, unrelated ones hardly ever."""

from __future__ import annotations

import random
import struct

import pytest

from crawler.comparing.bands import BANDS, NUMBER_BYTES, ROWS, bands_of
from crawler.reading.fingerprints import PERMUTATIONS, fingerprint
from tests.pages import STORY

TEXT = "\n\n".join(STORY)


def signature_of(numbers: list[int]) -> bytes:
    """A signature of these numbers."""
    return struct.pack(f"<{len(numbers)}I", *numbers)


def shared(one: bytes, other: bytes) -> int:
    """How many bands two signatures share."""
    return len(set(bands_of(one)) & set(bands_of(other)))


def test_a_signature_has_a_hash_a_band() -> None:
    assert [band for band, _ in bands_of(fingerprint(TEXT).signature)] == list(range(BANDS))


def test_the_bands_do_not_reach_beyond_a_signature() -> None:
    assert BANDS * ROWS <= PERMUTATIONS
    assert len(fingerprint(TEXT).signature) == PERMUTATIONS * NUMBER_BYTES


def test_a_hash_fits_a_column_of_the_database() -> None:
    hashes = [hash_ for number in range(50) for _, hash_ in bands_of(fingerprint(f"word {number}").signature)]
    assert all(-(2**63) <= hash_ < 2**63 for hash_ in hashes)
    assert min(hashes) < 0 < max(hashes)


def test_the_same_signature_has_the_same_bands() -> None:
    assert list(bands_of(fingerprint(TEXT).signature)) == list(bands_of(fingerprint(TEXT.upper()).signature))


def test_one_number_decides_one_band() -> None:
    numbers = list(range(PERMUTATIONS))
    for place in (0, 1, ROWS * BANDS - 1):
        other = [*numbers[:place], 10**6, *numbers[place + 1 :]]
        assert shared(signature_of(numbers), signature_of(other)) == BANDS - 1


@pytest.mark.parametrize("similarity", [0.5, 0.6, 0.8])
def test_edited_copies_share_a_band(similarity: float) -> None:
    luck = random.Random(7)  # noqa: S311 - a fixed sequence, not a secret
    missed = 0
    for _ in range(300):
        numbers = [luck.getrandbits(32) for _ in range(PERMUTATIONS)]
        other = [number if luck.random() < similarity else luck.getrandbits(32) for number in numbers]
        missed += not shared(signature_of(numbers), signature_of(other))
    assert missed <= 5


def test_unrelated_texts_share_none() -> None:
    luck = random.Random(7)  # noqa: S311 - a fixed sequence, not a secret
    met = 0
    for _ in range(300):
        numbers = [luck.getrandbits(32) for _ in range(PERMUTATIONS)]
        other = [number if luck.random() < 0.05 else luck.getrandbits(32) for number in numbers]
        met += bool(shared(signature_of(numbers), signature_of(other)))
    assert met <= 10


def test_a_text_and_its_edited_copy_share_a_band() -> None:
    edited = f"{TEXT.replace('at dawn', 'before dawn')} The council meets on Monday."
    assert shared(fingerprint(TEXT).signature, fingerprint(edited).signature) > 0
