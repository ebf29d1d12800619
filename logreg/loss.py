"""z, y → p(y|x) → ln p(y|x) → L: how far the estimate ŷ = σ(z) is from the gold label y.

Everything is computed from the score z and not from ŷ, which rounds to 1 from z = 38 on: so the loss
is exact at every finite z, and nothing is ever clipped.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from .model import Numbers, floating, log_sigmoid, score, sigmoid

# for the reason that model.py gives:
# pyright: reportReturnType=false

__all__ = [
    "bans",
    "bits",
    "cost",
    "costs",
    "cross_entropy",
    "decades",
    "likelihood",
    "log_likelihood",
    "margin",
    "surprisal",
    "surprisal_of_all_but",
]


def margin(z: Numbers, y: int | Numbers) -> Numbers:
    """The score in favour of the gold label: z where y = 1, −z where y = 0.

    Since 1 − σ(z) = σ(−z), p(y|x) is the sigmoid of this margin for either label.

    Args:
        z: score, any shape.
        y: gold label, 0 or 1, of a shape that broadcasts with z.

    Raises:
        ValueError: if a y is neither 0 nor 1.

    Example:
        >>> float(margin(0.83, 1)), float(margin(0.83, 0))
        (0.83, -0.83)
    """
    return sign(y, floating(z).dtype) * z


def sign(y: ArrayLike, dtype: DTypeLike = float) -> Any:
    """+1 where the gold label y is 1, −1 where it is 0: 2y − 1, in floats.

    Example:
        >>> sign([1, 0]).tolist()
        [1.0, -1.0]
    """
    y = np.asarray(y)
    signs = 2.0 * y - 1
    if (wrong := np.abs(signs) != 1).any():
        first = np.flatnonzero(wrong)[0]
        raise ValueError(f"y must be 0 or 1, got {y.flat[first]} at index {first}")
    return signs.astype(dtype)


def likelihood(z: Numbers, y: int | Numbers) -> Numbers:
    """p(y|x) = ŷ^y · (1−ŷ)^(1−y), the probability of the gold label: ŷ for y = 1, 1−ŷ for y = 0.

    Computed as σ(margin(z, y)).

    Example:
        >>> z = 0.833
        >>> float(likelihood(z, 1).round(2)), float(likelihood(z, 0).round(2))
        (0.7, 0.3)
    """
    return sigmoid(margin(z, y))


def log_likelihood(z: Numbers, y: int | Numbers) -> Numbers:
    """ln p(y|x) = y·ln ŷ + (1−y)·ln(1−ŷ), in nats, at most 0.

    Example:
        >>> float(log_likelihood(0.833, 1).round(2))
        -0.36
    """
    return log_sigmoid(margin(z, y))


def cross_entropy(z: Numbers, y: int | Numbers) -> Numbers:
    """L = −[y·ln ŷ + (1−y)·ln(1−ŷ)] = −ln p(y|x), the loss of each observation, in nats.

    Args:
        z: score, any shape.
        y: gold label, 0 or 1, of a shape that broadcasts with z.

    Example:
        >>> float(cross_entropy(0.833, 1).round(2)), float(cross_entropy(0.833, 0).round(2))
        (0.36, 1.19)
        >>> float(cross_entropy(1000.0, 0))
        1000.0
    """
    return 0.0 - log_likelihood(z, y)  # from 0.0, so that no loss at all reads 0 and not −0


def cost(X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float) -> float:
    """The mean of the losses of m observations, in nats; for one observation, its loss.

    Args:
        X: features, shape (m, n), or (n,) for one observation.
        y: gold labels, 0 or 1, shape (m,), or one number.
        w: weights, shape (n,).
        b: bias.

    Raises:
        ValueError: if there is no observation, or not one label for each.

    Example:
        >>> X, y = np.array([[3.0, 2.0], [0.0, 1.0]]), np.array([1, 0])
        >>> float(cost(X, y, w=np.zeros(2), b=0.0).round(4))
        0.6931
    """
    z, y = score(X, w, b), np.asarray(y)
    one_label_each(y, z)
    return cross_entropy(z, y).mean()


def costs(X: ArrayLike, y: ArrayLike, w: ArrayLike, b: ArrayLike) -> np.ndarray:
    """The cost for each of many parameters, in nats: all points of a path, or of a grid.

    Args:
        X: features, shape (m, n).
        y: gold labels, 0 or 1, shape (m,).
        w: weights, shape (k, n), one row for each cost.
        b: biases, shape (k,).

    Returns:
        Shape (k,).

    Example:
        >>> X, y = np.array([[3.0, 2.0], [0.0, 1.0]]), np.array([1, 0])
        >>> costs(X, y, w=np.array([[0.0, 0.0], [1.0, -1.0]]), b=np.zeros(2)).round(4).tolist()
        [0.6931, 0.3133]
    """
    X, y, w, b = map(np.asarray, (X, y, w, b))
    one_label_each(y, X[:, :1].ravel())
    many = max(1, AT_ONCE // len(X))
    parts = (slice(at, at + many) for at in range(0, len(w), many))
    return np.concatenate([cross_entropy(X @ w[part].T + b[part], y[:, None]).mean(axis=0) for part in parts])


AT_ONCE = 100_000  # losses held in memory together


def one_label_each(y: ArrayLike, z: ArrayLike) -> None:
    """Say so, as a ValueError, where there is not one label for each of at least one observation."""
    if not np.size(z):
        raise ValueError("X must have at least one observation, got none")
    if np.shape(y) != np.shape(z):
        raise ValueError(f"y must have shape {np.shape(z)}, one label for each observation, got {np.shape(y)}")


def surprisal(p: Numbers) -> Numbers:
    """−ln p, in nats: the loss of a true label that was given the probability p, 0 < p ≤ 1.

    The app uses it only to show what comes out when ŷ is rounded first; every loss comes from z.

    Example:
        >>> float(surprisal(0.30).round(2))
        1.2
    """
    return 0.0 - np.log(p)


def surprisal_of_all_but(rest: Numbers) -> Numbers:
    """−ln(1 − rest), in nats: the same where what is missing up to 1 is known better than the probability itself.

    Example:
        >>> float(surprisal_of_all_but(4e-18))
        4e-18
    """
    return 0.0 - np.log1p(-rest)


def decades(nats: Numbers) -> Numbers:
    """The decimal logarithm of a loss: where it stands on a logarithmic axis.

    Example:
        >>> float(decades(0.01))
        -2.0
    """
    return np.log10(nats)


def bans(nats: Numbers) -> Numbers:
    """A loss by the decimal logarithm, as a calculator's log key gives it: nats / ln 10.

    Example:
        >>> float(bans(np.log(10)))
        1.0
    """
    return nats / np.log(10)


def bits(nats: Numbers) -> Numbers:
    """A loss in bits: how many yes-or-no questions it is worth; nats / ln 2. A coin flip, ln 2 nats, is one bit.

    Example:
        >>> float(bits(np.log(2)))
        1.0
    """
    return nats / np.log(2)
