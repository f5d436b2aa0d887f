"""The watchlist's terms in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawler.reading.stems import stems_of, words_of
from crawler.seeds import EXCLUDE, Watchlist

TermIndex = dict[str, list[tuple[str, str, tuple[frozenset[str], ...]]]]  # stem of the first word -> terms


@dataclass(frozen=True)
class Hit:
    """A term of the watchlist in a sentence: as it stands there, and the numbers of its words."""

    concept: str
    term: str
    found: str
    words: range


def hits_in(watchlist: Watchlist, language: str, sentence: str) -> list[Hit]:
    """Every term in the sentence, longest first at each place; an excluding phrase hides its words from all others."""
    index = _index(watchlist, language)
    words = words_of(sentence, language)
    stems = [stems_of(word, language) for _, word in words]
    spans = sorted(_spans(index, stems), key=lambda span: (span[0] != EXCLUDE, span[2] - span[3], span))
    hidden: set[int] = set()
    taken: set[tuple[str, int]] = set()
    hits: list[Hit] = []
    for concept, term, start, end in spans:
        places = range(start, end)
        if concept == EXCLUDE:
            hidden.update(places)
        elif hidden.intersection(places) or any((concept, place) in taken for place in places):
            continue
        taken.update((concept, place) for place in places)
        hits.append(Hit(concept, term, " ".join(whole for whole, _ in words[start:end]), places))
    return hits


def _spans(index: TermIndex, stems: list[frozenset[str]]) -> Iterator[tuple[str, str, int, int]]:
    for start, alternatives in enumerate(stems):
        for stem in alternatives:
            for concept, term, parts in index.get(stem, ()):
                end = start + len(parts)
                if end <= len(stems) and all(
                    part & here for part, here in zip(parts[1:], stems[start + 1 : end], strict=True)
                ):
                    yield concept, term, start, end


def _index(watchlist: Watchlist, language: str) -> TermIndex:
    return _cached_index(language, tuple(sorted(watchlist.terms[language].items())))


@lru_cache(maxsize=64)
def _cached_index(language: str, concepts: tuple[tuple[str, tuple[str, ...]], ...]) -> TermIndex:
    index: TermIndex = {}
    for concept, terms in concepts:
        for term in terms:
            parts = tuple(stems_of(word, language) for _, word in words_of(term, language))
            for stem in parts[0] if parts else ():
                index.setdefault(stem, []).append((concept, term, parts))
    return index
