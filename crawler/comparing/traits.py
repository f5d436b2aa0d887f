"""What of a text is compared with other texts: its sentences with their facts, and its runs of words."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from crawler.comparing.facts import Facts, facts_in
from crawler.stems import sentences_of, words_of
from crawler.words import runs_in

MAX_SENTENCES = 60  # the bound on the work; a copy of a longer text is known by its beginning
MIN_WORDS = 3  # a shorter sentence belongs to the one before it
LEAD_WEIGHT = 0.55  # reports say what happened first, and what newsrooms hand round last
MIN_INDEXED = 3  # consonants or digits and their mark, that a token is looked up by


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

    def tokens(self) -> frozenset[str]:
        """The facts by which its copies are looked up: names, longer numbers, times, rare words and ideas in pairs."""
        return frozenset(token for sentence in self.sentences for token in _telling(sentence.facts, self.language))


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
    found = {token for token in facts.weights if token[0] in "@#t" and _is_telling(token)}
    found |= {f"{language}:{word}" for word in facts.words}
    return found


def _is_telling(token: str) -> bool:
    return token[-1] != "-" and len(token) > MIN_INDEXED and (token[0] == "@" or token[1].isdigit())
