"""X, y → the cost as a function of the parameters alone, for data that are read again and again.

The formulas are those of `cost` and `gradient`, which are its judge in a test. What makes it fast: the labels are
looked at once; every row x is kept as the column (x, 1), so that each line of numpy runs along thousands of rows;
the work goes a few thousand rows at a time, which stay in the processor's own memory; and one e^−|c| serves
the loss, the slope and the curvature.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from .loss import one_label_each, sign

__all__ = ["Objective"]

ROWS = 4096  # at a time


class Objective:
    """The mean loss of m observations, plus λ/2·|w|², as a function of θ = (w1…wn, b).

    With c, the score in favour of the wrong label (−z where y = 1, z where y = 0), the loss of an observation is
    ln(1 + e^c), its slope over c is the probability σ(c) of the wrong label, and its curvature σ(c)·σ(−c).

    Args:
        X: features, shape (m, n).
        y: gold labels, 0 or 1, shape (m,).
        l2: λ, at least 0; the bias does not pay it.

    Raises:
        ValueError: if there is no observation, not one label for each, or something that is not a finite number.

    Example:
        >>> objective = Objective(np.array([[3.0, 2.0], [0.0, 1.0]]), np.array([1, 0]))
        >>> cost, slope = objective(np.zeros(3))
        >>> float(cost.round(4)), slope.tolist()
        (0.6931, [-0.75, -0.25, 0.0])
    """

    def __init__(self, X: ArrayLike, y: ArrayLike, l2: float = 0.0):
        X = np.asarray(X, dtype=float)
        if X.ndim != 2:
            raise ValueError(f"X must have shape (m, n), got {X.shape}")
        if not 0 <= l2 < np.inf:
            raise ValueError(f"l2 must be a number from 0 on, got {l2}")
        self.columns = np.empty((X.shape[1] + 1, len(X)))  # (n + 1, m)
        self.columns[:-1], self.columns[-1] = X.T, 1.0
        one_label_each(y, self.columns[-1])
        if not np.isfinite(self.columns.sum()) and not np.isfinite(self.columns).all():
            raise ValueError("X must hold finite numbers")
        self.wrong = -sign(y)  # which way the wrong label lies
        self.penalty = np.append(np.full(X.shape[1], float(l2)), 0.0)

    @cached_property
    def products(self) -> np.ndarray:
        """The mean products of any two features, and of each with 1, shape (n + 1, n + 1)."""
        return self.columns @ self.columns.T / len(self.wrong)

    @cached_property
    def sizes(self) -> np.ndarray:
        """The usual size of each feature, and 1 for the bias: what a change of each parameter does to z."""
        squares = self.products.diagonal()
        return np.where(squares > 0, np.sqrt(squares), 1.0)

    @cached_property
    def one_class(self) -> int | None:
        """The label that all observations have, or None where both occur."""
        return None if abs(self.wrong.sum()) < len(self.wrong) else int(self.wrong[0] < 0)

    def __call__(self, theta: np.ndarray) -> tuple[float, np.ndarray]:
        """The cost, in nats, and its slope, shape (n + 1,)."""
        total, slope = 0.0, np.zeros(len(theta))
        for columns, wrong in self.blocks():
            c, e = against(theta, columns, wrong)
            total += loss(c, e)
            slope += columns @ (wrong * slopes(c, e))
        return self.mean(theta, total, slope)

    def curved(self, theta: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The same, and its curvature: the Hessian, shape (n + 1, n + 1)."""
        total, slope, curvature = 0.0, np.zeros(len(theta)), np.zeros((len(theta), len(theta)))
        for columns, wrong in self.blocks():
            c, e = against(theta, columns, wrong)
            total += loss(c, e)
            slope += columns @ (wrong * slopes(c, e))
            curvature += (columns * (e / (1.0 + e) ** 2)) @ columns.T
        return *self.mean(theta, total, slope), curvature / len(self.wrong) + np.diag(self.penalty)

    def divided(self, cost: float) -> bool:
        """Whether the cost shows that no observation is on the wrong side: then each would cost less than ln 2."""
        return bool(not self.penalty.any() and cost * len(self.wrong) < np.log(2))

    def side(self, theta: np.ndarray) -> float:
        """How far θ puts the worst observation on the wrong side of its line, as a share of how far the best is right.

        Below 0: none is on the wrong side; 0: some are right on the line.
        """
        wrong = self.wrong * (theta @ self.columns)
        return np.inf if self.penalty.any() or wrong.min() >= 0 else wrong.max() / -wrong.min()

    def mean(self, theta: np.ndarray, total: float, slope: np.ndarray) -> tuple[float, np.ndarray]:
        """The sums over all observations as means, with what the penalty adds."""
        m = len(self.wrong)
        return total / m + float(self.penalty @ theta**2) / 2, slope / m + self.penalty * theta

    def blocks(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The observations, a few thousand at a time."""
        for at in range(0, len(self.wrong), ROWS):
            yield self.columns[:, at : at + ROWS], self.wrong[at : at + ROWS]


def against(theta: np.ndarray, columns: np.ndarray, wrong: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """c, the scores in favour of the wrong labels, and e^−|c|."""
    c = theta @ columns
    c *= wrong
    return c, np.exp(-np.abs(c))


def loss(c: np.ndarray, e: np.ndarray) -> float:
    """The sum of ln(1 + e^c), from e = e^−|c|."""
    return np.log1p(e).sum() + np.maximum(c, 0.0).sum()


def slopes(c: np.ndarray, e: np.ndarray) -> np.ndarray:
    """σ(c), from e = e^−|c|."""
    return np.exp(np.minimum(c, 0.0)) / (1.0 + e)
