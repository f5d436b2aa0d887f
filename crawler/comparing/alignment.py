"""The sentences of one text beside those of another, in order: what a copy keeps and independent reports do not share.

Dynamic programming over all pairs, as in Gale and Church (1993), with sentences merged or parted two to one; but by
what the sentences state, not by their lengths.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crawler.comparing.facts import is_hard, is_whole_name
from crawler.comparing.traits import Traits
from crawler.comparing.units import Array, Units

MIN_SIMILARITY = 0.12  # less have any two sentences of the same subject
CONFLICT = {"hard": 3.0, "name": 1.0}  # what a number, time or day that differs counts, and a name
MIN_AGREEMENT = 0.3  # so much of a pair's gain is left in the search, however its facts differ
ROUNDING = 1e-9  # of sums of weights


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
    n, m = len(mine.sentences), len(theirs.sentences)
    left, right = mine.units, theirs.units
    with_words = mine.language == theirs.language
    shared = [token for token in left.places if token in right.places and (with_words or token[0] != "~")]
    if not shared:
        return []
    stated, others = left.stating(shared), right.stating(shared)
    similarities = _similarities(stated, others, left, right, with_words=with_words)
    if not (similarities > MIN_SIMILARITY).any():
        return []
    agreements = _agreements(shared, stated, others, left, right)
    weights = np.sqrt(np.outer(left.weights, right.weights))
    gains = weights * (similarities * np.maximum(agreements, MIN_AGREEMENT) - MIN_SIMILARITY)
    gains[similarities <= MIN_SIMILARITY] = 0.0
    return [
        Pair(
            range(i, i + 1) if i < n else range(i - n, i - n + 2),
            range(j, j + 1) if j < m else range(j - m, j - m + 2),
            float(similarities[i, j]),
            float(agreements[i, j]),
            float(weights[i, j]),
        )
        for i, j in _best_steps(gains, n, m)
    ]


def _similarities(stated: Array, others: Array, left: Units, right: Units, *, with_words: bool) -> Array:
    """Cosine similarity of what each two units state; only what both texts state adds to it."""
    norms = np.outer(left.norms_with_words, right.norms_with_words) if with_words else np.outer(left.norms, right.norms)
    found: Array = (stated @ others.T) / np.where(norms == 0, 1, norms)
    return found


def _agreements(shared: list[str], stated: Array, others: Array, left: Units, right: Units) -> Array:
    """How far the numbers, times, days and names of each two units agree, from -1 to 1."""
    common, conflict = np.zeros((2, len(stated), len(others)))
    for kind, my_sums, their_sums, is_kind in (
        ("hard", left.hard, right.hard, is_hard),
        ("name", left.names, right.names, is_whole_name),
    ):
        columns = [column for column, token in enumerate(shared) if is_kind(token)]
        one, other = stated[:, columns], others[:, columns]
        mine = one @ (other > 0).T
        theirs = (one > 0) @ other.T
        alone = np.minimum(my_sums[:, None] - mine, their_sums[None, :] - theirs)
        common += mine
        conflict += CONFLICT[kind] * np.where(alone > ROUNDING, alone, 0.0)
    found: Array = (1 + common - conflict) / (1 + common + conflict)
    return found


def _best_steps(gains: Array, n: int, m: int) -> list[tuple[int, int]]:
    """The units that the best way through both texts pairs."""
    best = np.zeros((n + 1, m + 1))
    for i in range(1, n + 1):
        row, before = best[i], best[i - 1]
        row[:] = before
        row[1:] = np.maximum(row[1:], before[:-1] + gains[i - 1, :m])
        row[2:] = np.maximum(row[2:], before[:-2] + gains[i - 1, m:])
        if i > 1:
            row[1:] = np.maximum(row[1:], best[i - 2, :-1] + gains[n + i - 2, :m])
        np.maximum.accumulate(row, out=row)
    steps: list[tuple[int, int]] = []
    i, j = n, m
    while i and j:
        if (unit := _step_to(best, gains, i, j)) is None:
            i, j = (i - 1, j) if best[i - 1, j] >= best[i, j - 1] else (i, j - 1)
        else:
            steps.append(unit)
            i, j = i - (2 if unit[0] >= n else 1), j - (2 if unit[1] >= m else 1)
    return steps[::-1]


def _step_to(best: Array, gains: Array, i: int, j: int) -> tuple[int, int] | None:
    """The units that are paired last on the best way to here; None where a sentence is left out."""
    n, m = best.shape[0] - 1, best.shape[1] - 1
    most, unit = max(best[i - 1, j], best[i, j - 1]), None
    ways = [(best[i - 1, j - 1], i - 1, j - 1)]
    if i > 1:
        ways.append((best[i - 2, j - 1], n + i - 2, j - 1))
    if j > 1:
        ways.append((best[i - 1, j - 2], i - 1, m + j - 2))
    for value, mine, theirs in ways:
        if (total := value + gains[mine, theirs]) > most:
            most, unit = total, (mine, theirs)
    return unit
