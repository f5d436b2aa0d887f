"""The sentences of one text beside those of another, in order: what a copy keeps and independent reports do not share.

Dynamic programming over all pairs, as in Gale and Church (1993), with sentences merged or parted two to one; but by
what the sentences state, not by their lengths.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crawler.comparing.facts import Facts
from crawler.comparing.traits import Sentence, Traits

MIN_SIMILARITY = 0.12  # less have any two sentences of the same subject
CONFLICT = {
    "hard": 3.0,
    "name": 1.0,
}  # what a number, time or day that differs counts, and a name; beside one that agrees
MIN_AGREEMENT = 0.3  # so much of a pair's gain is left in the search, however its facts differ
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """Sentences that say the same, by their numbers: one of each text, or two of one of them. `similarity` is 0 to 1;
    `agreement` from -1, where their numbers and names differ, to 1; `weight` how much the two state."""

    mine: range
    theirs: range
    similarity: float
    agreement: float
    weight: float

    @property
    def gain(self) -> float:
        """What the pair adds to the likeness of the texts."""
        return self.weight * (self.similarity - MIN_SIMILARITY) * self.agreement


def aligned(mine: Traits, theirs: Traits) -> list[Pair]:
    """The best alignment of two texts, first sentences first; sentences without counterpart are left out."""
    if not mine.sentences or not theirs.sentences:
        return []
    with_words = mine.language == theirs.language
    left, right = _units(mine.sentences), _units(theirs.sentences)
    similarities = _similarities([facts for facts, _ in left], [facts for facts, _ in right], with_words=with_words)
    n, m = len(mine.sentences), len(theirs.sentences)
    gains = np.zeros_like(similarities)
    pairs: dict[tuple[int, int], Pair] = {}
    for i, j in zip(*np.nonzero(similarities > MIN_SIMILARITY), strict=True):
        if i < n or j < m:  # one to one, two to one, one to two
            pair = _pair(int(i), int(j), n, m, left, right, float(similarities[i, j]))
            pairs[int(i), int(j)] = pair
            gains[i, j] = pair.weight * (pair.similarity * max(pair.agreement, MIN_AGREEMENT) - MIN_SIMILARITY)
    return [pairs[step] for step in _best_steps(gains, n, m) if step in pairs]


def _units(sentences: Sequence[Sentence]) -> list[tuple[Facts, float]]:
    """Every sentence, then every two neighbours together, with their weight."""
    single = [(sentence.facts, sentence.weight) for sentence in sentences]
    return single + [(_joined(a, b), (v + w) * 0.75) for (a, v), (b, w) in itertools.pairwise(single)]


def _joined(one: Facts, other: Facts) -> Facts:
    return Facts({**one.weights, **other.weights}, {**one.said, **other.said}, {**one.words, **other.words})


def _similarities(left: list[Facts], right: list[Facts], *, with_words: bool) -> Matrix:
    """Cosine similarity of what they state."""
    columns: dict[str, int] = {}
    rows = [[_vector(facts, columns, with_words=with_words) for facts in side] for side in (left, right)]
    mine, theirs = (_matrix(side, len(columns)) for side in rows)
    found: Matrix = mine @ theirs.T
    return found


def _vector(facts: Facts, columns: dict[str, int], *, with_words: bool) -> list[tuple[int, float]]:
    tokens = (
        {**facts.weights, **{f"~{word}": weight for word, weight in facts.words.items()}}
        if with_words
        else facts.weights
    )
    return [(columns.setdefault(token, len(columns)), weight) for token, weight in tokens.items()]


def _matrix(side: list[list[tuple[int, float]]], width: int) -> Matrix:
    matrix = np.zeros((len(side), width))
    for row, vector in enumerate(side):
        for column, weight in vector:
            matrix[row, column] = weight
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    normed: Matrix = matrix / np.where(norms == 0, 1, norms)
    return normed


def _pair(
    i: int, j: int, n: int, m: int, left: list[tuple[Facts, float]], right: list[tuple[Facts, float]], similarity: float
) -> Pair:
    (mine, my_weight), (theirs, their_weight) = left[i], right[j]
    return Pair(
        range(i, i + 1) if i < n else range(i - n, i - n + 2),
        range(j, j + 1) if j < m else range(j - m, j - m + 2),
        similarity,
        _agreement(mine, theirs),
        (my_weight * their_weight) ** 0.5,
    )


def _agreement(mine: Facts, theirs: Facts) -> float:
    common = conflict = 0.0
    for kind, one, other in (("hard", mine.hard(), theirs.hard()), ("name", mine.names(), theirs.names())):
        common += sum(weight for token, weight in one.items() if token in other)
        alone = [sum(w for token, w in side.items() if token not in of) for side, of in ((one, other), (other, one))]
        conflict += CONFLICT[kind] * min(alone)
    return (1 + common - conflict) / (1 + common + conflict)


def _best_steps(gains: Matrix, n: int, m: int) -> list[tuple[int, int]]:
    """The units that the best way through both texts pairs."""
    gain = gains.tolist()
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    step: list[list[tuple[int, int] | None]] = [[None] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        row, before = best[i], best[i - 1]
        for j in range(1, m + 1):
            most, unit = (before[j], None) if before[j] >= row[j - 1] else (row[j - 1], None)
            if (value := before[j - 1] + gain[i - 1][j - 1]) > most:
                most, unit = value, (i - 1, j - 1)
            if i > 1 and (value := best[i - 2][j - 1] + gain[n + i - 2][j - 1]) > most:
                most, unit = value, (n + i - 2, j - 1)
            if j > 1 and (value := before[j - 2] + gain[i - 1][m + j - 2]) > most:
                most, unit = value, (i - 1, m + j - 2)
            row[j], step[i][j] = most, unit
    steps: list[tuple[int, int]] = []
    i, j = n, m
    while i and j:
        unit = step[i][j]
        if unit is None:
            i, j = (i - 1, j) if best[i - 1][j] >= best[i][j - 1] else (i, j - 1)
        else:
            steps.append(unit)
            i, j = i - (2 if unit[0] >= n else 1), j - (2 if unit[1] >= m else 1)
    return steps[::-1]
