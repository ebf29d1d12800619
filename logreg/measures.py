"""ŷ, y → how good the estimates are: how often the decision is right, and whether ŷ means what it says."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["Calibration", "accuracy", "calibration", "confidence", "confusion"]


def confusion(y_hat: ArrayLike, y: ArrayLike) -> np.ndarray:
    """How many observations have which gold label and which decision, shape (2, 2): a row a label, a column a decision.

    Decided is 1 where ŷ > 0.5.

    Args:
        y_hat: estimates, shape (m,).
        y: gold labels, 0 or 1, shape (m,).

    Example:
        >>> confusion(np.array([0.9, 0.2, 0.7]), np.array([1, 0, 0])).tolist()
        [[1, 1], [0, 1]]
    """
    cells = 2 * np.asarray(y, dtype=int) + (np.asarray(y_hat) > 0.5)
    return np.bincount(cells, minlength=4).reshape(2, 2)


def accuracy(y_hat: ArrayLike, y: ArrayLike) -> float:
    """The share of decisions that are right; m at least 1.

    Example:
        >>> accuracy(np.array([0.9, 0.2, 0.7, 0.6]), np.array([1, 0, 0, 1]))
        0.75
    """
    counts = confusion(y_hat, y)
    return float(counts.trace() / counts.sum())


def confidence(y_hat: ArrayLike) -> float:
    """How sure the decisions are: the mean probability of the label decided on; m at least 1.

    Example:
        >>> confidence(np.array([0.9, 0.2])).__round__(2)
        0.85
    """
    y_hat = np.asarray(y_hat)
    return float(np.maximum(y_hat, 1 - y_hat).mean())


class Calibration(NamedTuple):
    """The estimates in bins of equal width from 0 to 1, each array of one number a bin; empty bins hold nan.

    Attributes:
        count: how many estimates.
        said: their mean ŷ.
        came: the share of them whose gold label is 1.
    """

    count: np.ndarray
    said: np.ndarray
    came: np.ndarray


def calibration(y_hat: ArrayLike, y: ArrayLike, bins: int = 5) -> Calibration:
    """What the model said against what came true. Well calibrated: of all with ŷ near 0.8, four in five have y = 1.

    Args:
        y_hat: estimates, shape (m,).
        y: gold labels, 0 or 1, shape (m,).
        bins: how many bins, at least 1.

    Example:
        >>> calibration(np.array([0.1, 0.9, 0.95, 0.97]), np.array([0, 1, 1, 0]), bins=2).came.round(2).tolist()
        [0.0, 0.67]
    """
    y_hat = np.asarray(y_hat)
    place = np.minimum((y_hat * bins).astype(int), bins - 1)
    count = np.bincount(place, minlength=bins)
    with np.errstate(invalid="ignore"):
        said, came = (np.bincount(place, weights=each, minlength=bins) / count for each in (y_hat, y))
    return Calibration(count, said, came)
