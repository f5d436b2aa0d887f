"""What of a text is compared with other texts: its sentences with their facts, and its runs of words."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from crawler.comparing.facts import Facts, facts_in, is_idea
from crawler.comparing.units import Units, units_of
from crawler.stems import sentences_of, words_of
from crawler.words import runs_in

MAX_SENTENCES = 60  # the bound on the work; a copy of a longer text is known by its beginning
MIN_WORDS = 3  # a shorter sentence belongs to the one before it
LEAD_WEIGHT = 0.55  # reports say what happened first, and what newsrooms hand round last
MIN_INDEXED = 4  # characters of a name or number, its mark among them, that is looked up alone
INDEXED_RUNS = 12
RARE_IDEA, COUNTED_IDEA = 0.6, 0.45  # weights: of an idea that is looked up alone, and with a number beside it


@dataclass(frozen=True)
class Sentence:
    """A sentence, and how much it counts among those of its text: by what it states and where it stands."""

    text: str
    facts: Facts = field(repr=False)
    weight: float


@dataclass(frozen=True)
class Traits:
    """What is compared of a text."""

    language: str
    sentences: tuple[Sentence, ...]
    runs: frozenset[int] = field(repr=False)

    def weight(self) -> float:
        """How much the text states."""
        return sum(sentence.weight for sentence in self.sentences)

    @cached_property
    def units(self) -> Units:
        """The sentences as they are aligned."""
        return units_of([(sentence.facts, sentence.weight) for sentence in self.sentences])

    @cached_property
    def figures(self) -> dict[str, float]:
        """The numbers, times and days of all sentences."""
        return {token: weight for sentence in self.sentences for token, weight in sentence.facts.hard().items()}

    @cached_property
    def names(self) -> dict[str, float]:
        """The names of all sentences."""
        return {token: weight for sentence in self.sentences for token, weight in sentence.facts.names().items()}

    def tokens(self) -> frozenset[str]:
        """What its copies are looked up by: names, longer numbers, times, rare words and ideas, what is counted, and a
        few runs of words (the smallest numbers, as in MinHash)."""
        runs = {f"r{run}" for run in sorted(self.runs)[:INDEXED_RUNS]}
        return frozenset(runs.union(*(_telling(sentence.facts, self.language) for sentence in self.sentences)))


@lru_cache(maxsize=300)  # an article meets its family again and again
def traits_of(text: str, language: str | None) -> Traits:
    """The traits of a text; without a known language its names and numbers are left."""
    code = language or ""
    lines: list[str] = []
    for line in sentences_of(text):
        if lines and len(line.split()) < MIN_WORDS:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    facts = [facts_in(line, words_of(line, code), code) for line in lines[:MAX_SENTENCES]]
    last = max(1, len(facts) - 1)
    return Traits(
        code,
        tuple(
            Sentence(line, said, _weight(said) * (1 + LEAD_WEIGHT - 2 * LEAD_WEIGHT * number / last))
            for number, (line, said) in enumerate(zip(lines, facts, strict=False))
        ),
        runs_in(text),
    )


def _weight(facts: Facts) -> float:
    return math.sqrt(sum(facts.weights.values()) + 0.3)


def _telling(facts: Facts, language: str) -> set[str]:
    found = {token for token in facts.weights if _is_telling(token)}
    found |= {f"{language}:{word}" for word in facts.words}
    ideas = {token: weight for token, weight in facts.weights.items() if is_idea(token)}
    found |= {idea for idea, weight in ideas.items() if weight >= RARE_IDEA}
    counted = [idea for idea, weight in ideas.items() if weight >= COUNTED_IDEA]
    return found | {f"{figure} {idea}" for figure in facts.hard() for idea in counted}


def _is_telling(token: str) -> bool:
    return token[-1] != "-" and len(token) >= MIN_INDEXED and (token[0] == "@" or token[1].isdigit())
