"""The units of a text that are aligned: its sentences, then every two neighbours together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from crawler.comparing.facts import Facts

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Units:
    """What is known of a text's units before it is compared, one row a unit: how much each counts, the length of its
    vector with and without rare words, and the sums of the weights of its numbers, times and days, and of its names."""

    weights: Array
    norms: Array
    norms_with_words: Array
    hard: Array
    names: Array
    places: Mapping[str, Sequence[tuple[int, float]]] = field(repr=False)  # token: where it stands, and its weight
    sentences: int

    def stating(self, tokens: Collection[str]) -> Array:
        """The weights of these tokens, one column each, in every unit."""
        found = np.zeros((self.sentences, len(tokens)))
        for column, token in enumerate(tokens):
            for row, weight in self.places[token]:
                found[row, column] = weight
        return with_neighbours(found)


def units_of(sentences: Sequence[tuple[Facts, float]]) -> Units:
    """The units of sentences, each with its facts and weight."""
    places: dict[str, list[tuple[int, float]]] = {}
    for number, (facts, _) in enumerate(sentences):
        for token, weight in facts.weights.items():
            places.setdefault(token, []).append((number, weight))
        for word, weight in facts.words.items():
            places.setdefault(f"~{word}", []).append((number, weight))
    weights = np.array([weight for _, weight in sentences])
    said = [facts for facts, _ in sentences]
    squares = _sums([{token: weight * weight for token, weight in facts.weights.items()} for facts in said])
    squares_of_words = _sums([{word: weight * weight for word, weight in facts.words.items()} for facts in said])
    return Units(
        np.concatenate([weights, (weights[:-1] + weights[1:]) * 0.75]),
        np.sqrt(squares),
        np.sqrt(squares + squares_of_words),
        _sums([facts.hard() for facts in said]),
        _sums([facts.names() for facts in said]),
        places,
        len(sentences),
    )


def with_neighbours(rows: Array) -> Array:
    """The rows, then every two neighbours as one: what both state counts as in the second."""
    return np.concatenate([rows, np.where(rows[1:] > 0, rows[1:], rows[:-1])])


def _sums(stated: Sequence[dict[str, float]]) -> Array:
    joined = [{**a, **b} for a, b in pairwise(stated)]
    return np.array([sum(unit.values()) for unit in [*stated, *joined]])
