"""The words and runs of words of a text, as copies are compared by them."""

from __future__ import annotations

import re

SHINGLE_WORDS = 3  # edited copies keep most runs of three words, other reports of the same event hardly one in ten


def words_in(text: str) -> list[str]:
    """The words of a text, without case, punctuation and half-spaces."""
    return re.findall(r"\w+", text.casefold().replace("\u200c", " "))


def shingles_in(text: str) -> set[str]:
    """The runs of SHINGLE_WORDS words; a shorter text is one run, a text without words none."""
    words = words_in(text)
    last = max(1, len(words) - SHINGLE_WORDS + 1)
    return {" ".join(words[i : i + SHINGLE_WORDS]) for i in range(last)} if words else set()
