"""Logistic regression with an L2 penalty and bounds on its weights, by accelerated projected gradient descent."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
ROUNDS = 600  # more change no digit


def fitted(x: Array, y: Array, low: Array, high: Array, ridge: float, rounds: int = ROUNDS) -> tuple[Array, float]:
    """The weight of each column of `x`, within its bounds, and the bias. `y` holds 0 and 1."""
    x = np.hstack([x, np.ones((len(x), 1))])
    low, high = np.append(low, -np.inf), np.append(high, np.inf)
    penalty = np.append(np.full(x.shape[1] - 1, ridge), 0.0)
    weights = np.zeros(x.shape[1])
    step = 1 / (np.linalg.norm(x, 2) ** 2 / 4 + ridge)  # the inverse of the gradient's Lipschitz constant
    momentum, previous = 1.0, weights
    for _ in range(rounds):
        ahead = weights + (momentum - 1) / (momentum + 2) * (weights - previous)
        gradient = x.T @ (1 / (1 + np.exp(-x @ ahead)) - y) + penalty * ahead
        previous, weights, momentum = weights, np.clip(ahead - step * gradient, low, high), momentum + 1
    return weights[:-1], float(weights[-1])
