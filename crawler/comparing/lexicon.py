"""The ideas that news are made of, with the words for them in each watched language: what lets a sentence meet its
paraphrase and its translation. One file a language in lexicon/, and one with the weight of each idea."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crawler.stems import stems_of, stems_of_term, words_of

FOLDER = Path(__file__).parent / "lexicon"  # LANGUAGE.toml: idea = ["word", "other word"]
WEIGHTS = FOLDER / "weights.toml"  # idea = 0.1 (in every text) to 1 (rare); `make bench-copies ARGS=--train` writes it
DEFAULT_WEIGHT = 0.5
Parts = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Named:
    """An idea in a sentence, and the numbers of its words there."""

    idea: str
    words: range


def ideas_in(words: Sequence[str], language: str) -> list[Named]:
    """Every idea that the normalised words of a sentence name, in their order."""
    index = _index(language)
    stems = [stems_of(word, language) for word in words] if index else []
    return [found for start in range(len(stems)) for found in _ideas_at(index, stems, start)]


def weight_of(idea: str) -> float:
    """How much it tells that two sentences name the same idea, 0.1 to 1."""
    return _weights().get(idea, DEFAULT_WEIGHT)


def _ideas_at(index: dict[str, list[tuple[str, Parts]]], stems: list[frozenset[str]], start: int) -> Iterator[Named]:
    found: set[tuple[str, int]] = set()
    for stem in stems[start]:
        for idea, parts in index.get(stem, ()):
            end = start + len(parts)
            if end <= len(stems) and all(part & stems[start + n] for n, part in enumerate(parts[1:], 1)):
                found.add((idea, end))
    return (Named(idea, range(start, end)) for idea, end in sorted(found))


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
