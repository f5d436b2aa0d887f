"""The words and runs of words of a text, as copies are compared by them."""

from __future__ import annotations

import re
from hashlib import blake2b
from zlib import crc32

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
RUN_WORDS = 5  # independent reports hardly share one, except for what agencies hand round
SHINGLE_WORDS = 3  # edited copies keep most runs of three words, other reports of the same event hardly one in ten


def words_in(text: str) -> list[str]:
    """The words of a text, without case, punctuation and half-spaces."""
    return re.findall(r"\w+", text.casefold().replace("\u200c", " "))


def shingles_in(text: str) -> set[str]:
    """The runs of SHINGLE_WORDS words; a shorter text is one run, a text without words none."""
    words = words_in(text)
    last = max(1, len(words) - SHINGLE_WORDS + 1)
    return {" ".join(words[i : i + SHINGLE_WORDS]) for i in range(last)} if words else set()


def words_hash(text: str) -> str:
    """The same for texts with the same words."""
    return blake2b(" ".join(words_in(text)).encode(), digest_size=16).hexdigest()


def runs_in(text: str) -> frozenset[int]:
    """The runs of RUN_WORDS words, each as a number that is the same on every machine; a shorter text is one run."""
    words = words_in(text)
    last = max(1, len(words) - RUN_WORDS + 1)
    return frozenset(crc32(" ".join(words[i : i + RUN_WORDS]).encode()) for i in range(last)) if words else frozenset()


def storable(text: str) -> str:
    """The text without what no database can hold or no terminal should: halves of surrogate pairs, control characters,
    marks that turn the direction of what follows."""
    return _UNFIT.sub("", text)
