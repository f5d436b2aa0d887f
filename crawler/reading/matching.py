"""The watchlist's terms in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.seeds import EXCLUDE, Watchlist
from crawler.stems import stems_of, stems_of_term, words_of

Parts = tuple[frozenset[str], ...]  # the stems that each word of a term may have


@dataclass(frozen=True, slots=True)
class Entry:
    """What begins with a stem: terms of one word, (concept, term), and longer ones by a stem of their second."""

    alone: list[tuple[str, str]] = field(default_factory=list)
    longer: dict[str, list[tuple[str, str, Parts]]] = field(default_factory=dict)


TermIndex = dict[str, Entry]


@dataclass(frozen=True)
class Hit:
    """A term of the watchlist in a sentence: as it stands there, and the numbers of its words."""

    concept: str
    term: str
    found: str
    words: range


def hits_in(watchlist: Watchlist, language: str, words: Sequence[tuple[str, str]]) -> list[Hit]:
    """Every term in a sentence, longest first at each place; an excluding phrase hides its words from the concepts
    of the rule. `words` are those of the sentence, each as (as it stands, normalised)."""
    index = _index(watchlist, language)
    ruled = watchlist.ruled
    stems = [stems_of(word, language) for _, word in words]
    spans = sorted(_spans(index, stems), key=lambda span: (span[0] != EXCLUDE, span[2] - span[3], span))
    hidden: set[int] = set()
    taken: set[tuple[str, int]] = set()
    hits: list[Hit] = []
    for concept, term, start, end in spans:
        places = range(start, end)
        if concept == EXCLUDE:
            hidden.update(places)
        elif (concept in ruled and hidden.intersection(places)) or any((concept, place) in taken for place in places):
            continue
        taken.update((concept, place) for place in places)
        hits.append(Hit(concept, term, " ".join(whole for whole, _ in words[start:end]), places))
    return hits


def _spans(index: TermIndex, stems: list[frozenset[str]]) -> set[tuple[str, str, int, int]]:
    """(concept, term, start, end) of every term in a sentence of these stems."""
    spans: set[tuple[str, str, int, int]] = set()
    last = len(stems) - 1
    for start, alternatives in enumerate(stems):
        for stem in alternatives:
            entry = index.get(stem)
            if entry is None:
                continue
            spans.update((concept, term, start, start + 1) for concept, term in entry.alone)
            if start == last or not entry.longer:
                continue
            for second in stems[start + 1]:
                for concept, term, parts in entry.longer.get(second, ()):
                    end = start + len(parts)
                    if end <= len(stems) and all(map(frozenset.__and__, parts[2:], stems[start + 2 : end])):
                        spans.add((concept, term, start, end))
    return spans


@lru_cache(maxsize=64)
def _index(watchlist: Watchlist, language: str) -> TermIndex:
    index: TermIndex = {}
    for concept, terms in watchlist.terms[language].items():
        for term in terms:
            parts = tuple(stems_of_term(word, language) for _, word in words_of(term, language))
            for stem in parts[0] if parts else ():
                entry = index.setdefault(stem, Entry())
                if len(parts) == 1:
                    entry.alone.append((concept, term))
                else:
                    for second in parts[1]:
                        entry.longer.setdefault(second, []).append((concept, term, parts))
    return index
