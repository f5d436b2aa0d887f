"""Logistic regression with an L2 penalty and bounds on its weights, by accelerated projected gradient descent."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
ROUNDS = 600  # more change no digit
POWERS = 30


def fitted(
    x: Array, y: Array, low: Array, high: Array, ridge: float | Array, rounds: int = ROUNDS
) -> tuple[Array, float]:
    """The weight of each column of `x`, within its bounds, and the bias. `y` holds 0 and 1; `ridge` is the
    penalty of all weights, or of each. Of `x`, only what is not zero is worked with: a text shows a few of many
    thousand signs."""
    x = np.hstack([x, np.ones((len(x), 1))])
    row, column = np.nonzero(x)
    value, (height, width) = x[row, column], x.shape

    def times(vector: Array) -> Array:
        return np.bincount(row, value * vector[column], height)

    def back(vector: Array) -> Array:
        return np.bincount(column, value * vector[row], width)

    low, high = np.append(low, -np.inf), np.append(high, np.inf)
    penalty = np.append(np.broadcast_to(ridge, width - 1), 0.0)
    weights = np.zeros(width)
    largest = np.ones(width)  # the largest eigenvalue of x'x, by power iteration, which nears it from below
    for _ in range(POWERS):
        largest = back(times(largest / np.linalg.norm(largest)))
    step = 1 / (1.05 * np.linalg.norm(largest) / 4 + penalty.max())  # the inverse of the gradient's Lipschitz constant
    momentum, previous = 1.0, weights
    for _ in range(rounds):
        ahead = weights + (momentum - 1) / (momentum + 2) * (weights - previous)
        gradient = back(1 / (1 + np.exp(-times(ahead))) - y) + penalty * ahead
        previous, weights, momentum = weights, np.clip(ahead - step * gradient, low, high), momentum + 1
    return weights[:-1], float(weights[-1])
