"""The ideas that news are made of, with the words for them in each watched language: what lets a sentence meet its
paraphrase and its translation, and tells what a text is about. One file a language, and one with the weight of each
idea."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from crawler.stems import stems_of, stems_of_term, words_of

FOLDER = Path(__file__).parent  # LANGUAGE.toml: idea = ["word", "other word"]
WEIGHTS = FOLDER / "weights.toml"  # idea = 0.1 (in every text) to 1 (rare); `make bench-copies ARGS=--train` writes it
DEFAULT_WEIGHT = 0.5
Parts = tuple[frozenset[str], ...]


class Named(NamedTuple):
    """An idea in a sentence, and the numbers of its words there."""

    idea: str
    words: range


class Begun(NamedTuple):
    """What a word may begin: ideas that it names alone, and longer terms by a stem of their second word, each with
    the stems of those behind it."""

    alone: tuple[str, ...]
    longer: dict[str, list[tuple[str, Parts]]]


def ideas_in(words: Sequence[str], language: str) -> list[Named]:
    """Every idea that the normalised words of a sentence name, in their order."""
    return [
        found
        for start, word in enumerate(words)
        if (begun := _begun_by(word, language)) is not None
        for found in _ideas_at(begun, words, start, language)
    ]


def weight_of(idea: str) -> float:
    """How much it tells that two sentences name the same idea, 0.1 to 1."""
    return _weights().get(idea, DEFAULT_WEIGHT)


def _ideas_at(begun: Begun, words: Sequence[str], start: int, language: str) -> Iterable[Named]:
    alone = [Named(idea, range(start, start + 1)) for idea in begun.alone]
    if not begun.longer or start + 1 == len(words):
        return alone
    found = set(alone)
    for stem in stems_of(words[start + 1], language):
        for idea, parts in begun.longer.get(stem, ()):
            end = start + 2 + len(parts)
            rest = words[start + 2 : end]
            if len(rest) == len(parts) and all(p & stems_of(w, language) for p, w in zip(parts, rest, strict=True)):
                found.add(Named(idea, range(start, end)))
    return sorted(found, key=lambda named: (named.idea, named.words.stop))


@lru_cache(maxsize=100_000)
def _begun_by(word: str, language: str) -> Begun | None:
    index = _index(language)
    terms = {term for stem in stems_of(word, language) for term in index.get(stem, ())} if index else None
    if not terms:
        return None
    longer: dict[str, list[tuple[str, Parts]]] = {}
    for idea, (_, *parts) in terms:
        for stem in parts[0] if parts else ():
            longer.setdefault(stem, []).append((idea, tuple(parts[1:])))
    return Begun(tuple(sorted({idea for idea, parts in terms if len(parts) == 1})), longer)


@lru_cache(maxsize=64)
def _index(language: str) -> dict[str, list[tuple[str, Parts]]]:
    """The ideas by a stem of the first word of each of their terms."""
    path = FOLDER / f"{language}.toml"
    index: dict[str, list[tuple[str, Parts]]] = {}
    for idea, terms in tomllib.loads(path.read_text("utf-8")).items() if path.is_file() else ():
        for term in terms:
            parts = tuple(stems_of_term(word, language) for _, word in words_of(term, language))
            for stem in parts[0] if parts else ():
                index.setdefault(stem, []).append((idea, parts))
    return index


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return tomllib.loads(WEIGHTS.read_text("utf-8")) if WEIGHTS.is_file() else {}
