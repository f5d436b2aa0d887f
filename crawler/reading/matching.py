"""The watchlist's terms in a text, and whether the rule keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from crawler.reading.stems import sentences_of, stems_of, words_of
from crawler.records import Match, Relevance
from crawler.rules import Rule
from crawler.seeds import EXCLUDE, Watchlist

MAX_MATCHES = 300  # of one text; a page that lists every incident of a war has enough evidence by then

TermIndex = dict[str, list[tuple[str, str, tuple[frozenset[str], ...]]]]  # stem of the first word -> terms


def judge_relevance(watchlist: Watchlist, language: str | None, title: str | None, text: str) -> Relevance:
    """Whether a text reports what the watchlist watches for, with every hit as evidence: more of its sentences (the
    title is one) must satisfy a line of the rule than there are phrases in it that speak of something else."""
    if language is None or language not in watchlist.terms:
        name = f'the language "{language}"' if language else "a text without a known language"
        return Relevance(False, f"the watchlist {watchlist.name} has no terms for {name}", watchlist.name)
    index = _index(watchlist, language)
    matches: list[Match] = []
    reports: list[str] = []
    for sentence in [*([title] if title else []), *sentences_of(text)]:
        hits = _hits(index, sentence, language)
        matches += hits
        if rule := _satisfied(watchlist.rules, hits):
            reports.append(_evidence(rule, hits))
    others = sorted(match.term for match in matches if match.concept == EXCLUDE)
    return Relevance(
        kept=len(reports) > len(others),
        reason=_reason(reports, others, matches),
        watchlist=watchlist.name,
        matches=tuple(matches[:MAX_MATCHES]),
    )


def _reason(reports: list[str], others: list[str], matches: list[Match]) -> str:
    against = f"; against it: {', '.join(list(dict.fromkeys(others))[:5])}" if others else ""
    if reports:
        counted = "1 sentence reports it" if len(reports) == 1 else f"{len(reports)} sentences report it"
        return f"{counted} ({reports[0]}){against}"
    found = sorted({match.concept for match in matches if match.concept != EXCLUDE})
    apart = f" (found apart: {', '.join(found)})" if found else ""
    return f"no sentence satisfies the rule{apart}{against}" if found or others else "no term of the watchlist"


def _satisfied(rules: tuple[Rule, ...], hits: list[Match]) -> Rule | None:
    present = {hit.concept for hit in hits} - {EXCLUDE}
    return next((rule for rule in rules if rule.holds(present)), None)


def _evidence(rule: Rule, hits: list[Match]) -> str:
    named: dict[str, str] = {}
    for hit in hits:
        if hit.concept in rule.concepts():
            named.setdefault(hit.concept, hit.found)
    words = ", ".join(f'{concept} "{found}"' for concept, found in named.items())
    return f"{rule.text}: {words}"


def _hits(index: TermIndex, sentence: str, language: str) -> list[Match]:
    """Every term in the sentence, longest first at each place; an excluding phrase hides its words from all others."""
    words = words_of(sentence, language)
    stems = [stems_of(word, language) for _, word in words]
    spans = sorted(_spans(index, stems), key=lambda span: (span[0] != EXCLUDE, span[2] - span[3], span))
    hidden: set[int] = set()
    taken: set[tuple[str, int]] = set()
    matches: list[Match] = []
    for concept, term, start, end in spans:
        places = range(start, end)
        if concept == EXCLUDE:
            hidden.update(places)
            matches.append(Match(concept, term, " ".join(whole for whole, _ in words[start:end]), sentence))
        elif not hidden.intersection(places) and not any((concept, place) in taken for place in places):
            taken.update((concept, place) for place in places)
            found = " ".join(whole for whole, _ in words[start:end])
            matches.append(Match(concept, term, found, sentence))
    return matches


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
