"""x, w, b → z → ŷ: the score of a review, and the probability that the model gives to y = 1."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike

# numpy's own annotations do not say that its functions make a number of a number, so here returns are not checked:
# pyright: reportReturnType=false

__all__ = ["log_sigmoid", "odds", "score", "sigmoid", "sigmoid_difference"]

Numbers = TypeVar("Numbers", float, np.ndarray)  # a number or an array of them, out as it came in


def score(x: ArrayLike, w: ArrayLike, b: float) -> Any:
    """z = w·x + b, the score of one observation or of many: the logit, in log-odds.

    Args:
        x: features, shape (n,), or of m observations, (m, n).
        w: weights, shape (n,).
        b: bias.

    Returns:
        z, a number for one observation, shape (m,) for m.

    Raises:
        ValueError: if x and w do not have the same number n of features.

    Example:
        >>> float(score(x=np.array([3.0, 2.0]), w=np.array([2.5, -5.0]), b=0.1))
        -2.4
    """
    x, w = np.asarray(x), np.asarray(w)
    if x.ndim not in (1, 2) or w.ndim != 1 or x.shape[-1] != w.shape[0]:
        raise ValueError(f"x must have shape (n,) or (m, n) and w (n,), got {x.shape} and {w.shape}")
    return x @ w + b


def sigmoid(z: Numbers) -> Numbers:
    """ŷ = σ(z) = 1 / (1 + e⁻ᶻ), the estimated probability of y = 1; 1 − ŷ is σ(−z).

    Computed as n / (1 + e) with n = e^min(z, 0) and e = e^−|z|, which never overflows and keeps its
    relative accuracy down to the smallest float; written n − n·e/(1 + e), which rounds away less,
    at most 1.7 units in the last place. Any shape; float32 stays float32.

    Example:
        >>> float(sigmoid(0.0)), float(sigmoid(-1000.0)), float(sigmoid(1000.0))
        (0.5, 0.0, 1.0)
    """
    z = floating(z)
    with np.errstate(under="ignore"):
        n, e = np.exp(np.minimum(z, 0)), np.exp(-np.abs(z))
        return n - n * e / (1 + e)


def log_sigmoid(z: Numbers) -> Numbers:
    """ln σ(z), in nats: 0 for a very large z, z itself for a very small one.

    Computed as min(z, 0) − ln(1 + e^−|z|). Any shape; float32 stays float32.

    Example:
        >>> float(log_sigmoid(0.0).round(4)), float(log_sigmoid(-1000.0))
        (-0.6931, -1000.0)
    """
    z = floating(z)
    with np.errstate(under="ignore"):
        return np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z)))


def sigmoid_difference(z: Numbers, d: Numbers) -> Numbers:
    """σ(z + d) − σ(z), what d more log-odds add to the probability, exact also where both round to 0 or to 1.

    Computed as ± σ(high)·σ(−low)·(1 − e^−|d|), where low and high are the lower and the higher of z and z + d, and the
    sign is that of d. Any shape.

    Example:
        >>> f"{sigmoid_difference(0.0, 2.5):.4f}, {sigmoid_difference(40.0, 5.0):.3g}"
        '0.4241, 4.22e-18'
    """
    z, d = floating(z), floating(d)
    low, high = np.minimum(z, z + d), np.maximum(z, z + d)
    with np.errstate(under="ignore"):
        return np.sign(d) * sigmoid(high) * sigmoid(-low) * -np.expm1(-np.abs(d))


def odds(z: Numbers) -> Numbers:
    """ŷ / (1 − ŷ) = eᶻ, the odds of y = 1 at the score z; e^w_j is what one more of x_j multiplies them by.

    Any shape; inf where it is beyond the range of floats.

    Example:
        >>> float(odds(0.0)), float(odds(2.5).round(2))
        (1.0, 12.18)
    """
    with np.errstate(over="ignore", under="ignore"):
        return np.exp(floating(z))


def floating(z: ArrayLike) -> Any:
    """z as numpy floats of its own precision; float64 where it has none."""
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)
