"""What in a watchlist is of no use: terms that find nothing, the same as others, or all; concepts nobody asks."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from crawler.reading.language import ALIASES, OTHER_SCRIPTS, frequent_words
from crawler.reading.matching import hits_in
from crawler.seeds import EXCLUDE, Watchlist
from crawler.stems import sentences_of, stems_of_term, words_of

EVERYWHERE = 1 / 3  # of a language's sentences: a term in more of them tells nothing
MIN_SENTENCES = 30  # of a language, before that can be said
RARE_SCRIPT = 0.1  # of the letters of a language's terms; Japanese and Serbian have more than one script


@dataclass(frozen=True)
class Finding:
    """One thing to look at, and the line of the watchlist's file where it stands."""

    line: int
    language: str | None
    concept: str | None
    term: str | None
    told: str
    is_error: bool = False


@dataclass(frozen=True)
class Usage:
    """How often stored articles use the terms of a watchlist."""

    articles: Counter[str] = field(default_factory=Counter)  # by language
    sentences: Counter[str] = field(default_factory=Counter)  # by language
    uses: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # sentences by language, concept, term


@dataclass(frozen=True)
class _Term:
    language: str
    concept: str
    term: str
    line: int
    stems: tuple[frozenset[str], ...]  # of its words

    def finding(self, told: str, *, is_error: bool = False) -> Finding:
        return Finding(self.line, self.language, self.concept, self.term, told, is_error)


def usage_of(watchlist: Watchlist, articles: Iterable[tuple[str, str | None, str]]) -> Usage:
    """What articles, each as (language, title, text), use of a watchlist."""
    usage = Usage()
    for language, title, text in articles:
        if language in watchlist.terms:
            sentences = [*([title] if title else []), *sentences_of(text)]
            usage.articles[language] += 1
            usage.sentences[language] += len(sentences)
            for sentence in sentences:
                hits = hits_in(watchlist, language, words_of(sentence, language))
                usage.uses.update({(language, hit.concept, hit.term) for hit in hits})
    return usage


def lint(watchlist: Watchlist, text: str, usage: Usage) -> list[Finding]:
    """What is to be said of a watchlist and of its file's text, by line."""
    places = _Places(text)
    terms = list(_terms_of(watchlist, places))
    found = [
        *_unknown_languages(watchlist, places),
        *_without_letters(terms),
        *_in_other_scripts(terms),
        *_said_twice(terms),
        *_in_two_concepts(terms),
        *_everywhere(terms, usage),
        *_nowhere(terms, usage),
        *_idle_concepts(watchlist, places),
    ]
    return sorted(found, key=lambda finding: finding.line)


class _Places:
    """Where in a watchlist's file its languages, concepts and terms stand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def line(self, at: int) -> int:
        return bisect(self._ends, at - 1) + 1

    def language(self, language: str) -> int:
        return self._at(rf"^[ \t]*\[[ \t]*terms[ \t]*\.[ \t]*\"?{language}\"?[ \t]*\]", 0)

    def concept(self, language: str, concept: str) -> int:
        return self._at(rf"^[ \t]*\"?{re.escape(concept)}\"?[ \t]*=", self.language(language))

    def term(self, term: str, after: int) -> int:
        """The next place of a term in quotes; `after` itself for one that is spelled with escapes."""
        found = [at for quote in "\"'" if (at := self._text.find(f"{quote}{term}{quote}", after)) >= 0]
        return min(found, default=after)

    def _at(self, pattern: str, after: int) -> int:
        found = re.compile(pattern, re.MULTILINE).search(self._text, after)
        return found.start() if found else after


def _terms_of(watchlist: Watchlist, places: _Places) -> Iterator[_Term]:
    for language, concepts in watchlist.terms.items():
        for concept, terms in concepts.items():
            at = places.concept(language, concept)
            for term in terms:
                at = places.term(term, at)
                stems = tuple(stems_of_term(word, language) for _, word in words_of(term, language))
                yield _Term(language, concept, term, places.line(at), stems)
                at += 1


def _unknown_languages(watchlist: Watchlist, places: _Places) -> Iterator[Finding]:
    known = {*frequent_words(), *OTHER_SCRIPTS}
    for language in watchlist.terms.keys() - known:
        advice = f'; write "{ALIASES[language]}"' if language in ALIASES else ""
        told = f"unknown language: no text is ever told to be in it{advice}"
        yield Finding(places.line(places.language(language)), language, None, None, told, is_error=True)


def _without_letters(terms: Sequence[_Term]) -> Iterator[Finding]:
    for term in terms:
        if not any(map(any, term.stems)):
            yield term.finding("has no word that could be found", is_error=True)


def _in_other_scripts(terms: Sequence[_Term]) -> Iterator[Finding]:
    """A letter that only looks like the language's own, or a term in the wrong block."""
    letters: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for term in terms:
        letters[term.language].update(_scripts_of(term.term))
    for term in terms:
        counts = letters[term.language]
        foreign = {name for name in _scripts_of(term.term) if counts[name] < RARE_SCRIPT * counts.total()}
        if foreign:
            own = counts.most_common(1)[0][0]
            yield term.finding(f"has letters of another script ({', '.join(sorted(foreign))}; most are {own})")


def _said_twice(terms: Sequence[_Term]) -> Iterator[Finding]:
    """Terms that find nothing but what another one of their concept finds; of two alike, the later one."""
    for alike in _grouped(terms, lambda term: (term.language, term.concept, len(term.stems))):
        by_stem: defaultdict[str, list[int]] = defaultdict(list)
        for number, term in enumerate(alike):
            for stem in term.stems[0] if term.stems else ():
                by_stem[stem].append(number)
        for number, term in enumerate(alike):
            rivals = sorted({rival for stem in (term.stems[0] if term.stems else ()) for rival in by_stem[stem]})
            for rival in rivals:
                other = alike[rival]
                if rival != number and _within(term, other) and (rival < number or not _within(other, term)):
                    yield term.finding(f'duplicates "{other.term}" (line {other.line})')
                    break


def _in_two_concepts(terms: Sequence[_Term]) -> Iterator[Finding]:
    for alike in _grouped(terms, lambda term: (term.language, term.stems)):
        first = alike[0]
        for term in alike[1:]:
            if term.concept != first.concept and term.stems:
                yield term.finding(f"stands in two concepts: in {first.concept} too (line {first.line})")


def _everywhere(terms: Sequence[_Term], usage: Usage) -> Iterator[Finding]:
    for term in terms:
        sentences = usage.sentences[term.language]
        share = usage.uses[term.language, term.concept, term.term] / sentences if sentences else 0
        words = [word for _, word in words_of(term.term, term.language)]
        if sentences >= MIN_SENTENCES and share > EVERYWHERE:
            yield term.finding(f"is in {share:.0%} of all sentences")
        elif len(words) == 1 and words[0] in frequent_words().get(term.language, ()):
            yield term.finding("is one of the most frequent words of its language")


def _nowhere(terms: Sequence[_Term], usage: Usage) -> Iterator[Finding]:
    for term in terms:
        articles = usage.articles[term.language]
        if articles and not usage.uses[term.language, term.concept, term.term]:
            yield term.finding(f"in none of {articles} articles")


def _idle_concepts(watchlist: Watchlist, places: _Places) -> Iterator[Finding]:
    asked = watchlist.report.union([EXCLUDE], *(rule.concepts() for rule in watchlist.rules))
    asked |= {sign.partition(" ")[0] for sign in (watchlist.model.weights if watchlist.model else ())}
    filled: defaultdict[str, list[str]] = defaultdict(list)
    for language, concepts in watchlist.terms.items():
        for concept, terms in concepts.items():
            if terms:
                filled[concept].append(language)
    for concept, languages in filled.items():
        line = places.line(places.concept(languages[0], concept))
        if concept not in asked:
            told = "stands neither in the rule nor in the model" if watchlist.model else "is not in the rule"
            yield Finding(line, None, concept, None, told)
        if concept != EXCLUDE and len(languages) == 1 < len(watchlist.terms):
            yield Finding(line, languages[0], concept, None, "no other language has terms for it")


def _grouped(terms: Sequence[_Term], key: Callable[[_Term], Hashable]) -> Iterable[list[_Term]]:
    groups: defaultdict[Hashable, list[_Term]] = defaultdict(list)
    for term in terms:
        groups[key(term)].append(term)
    return groups.values()


def _within(one: _Term, other: _Term) -> bool:
    """Whether the other term finds all that the one finds."""
    return all(mine <= theirs for mine, theirs in zip(one.stems, other.stems, strict=True))


@cache
def _scripts_of(text: str) -> Counter[str]:
    """The scripts of the letters of a text, by Unicode's names of the letters."""
    return Counter(unicodedata.name(letter, "?").split(" ")[0].title() for letter in text if letter.isalpha())
