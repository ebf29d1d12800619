"""→ ∂L/∂w, ∂L/∂b: which way, and how fast, the loss changes with each parameter."""

import numpy as np
from numpy.typing import ArrayLike

from .loss import one_label_each, sign
from .model import Numbers, floating, score, sigmoid

# for the reason that model.py gives:
# pyright: reportReturnType=false

__all__ = ["error", "gradient"]


def error(z: Numbers, y: int | Numbers) -> Numbers:
    """ŷ − y = ∂L/∂z, the error of the estimate, between −1 and 1.

    Computed as the probability of the wrong label, negative where y = 1: so it keeps its relative
    accuracy where ŷ is near y and the subtraction would leave nothing.

    Example:
        >>> float(error(0.0, 1)), float(error(0.0, 0)), float(error(700.0, 1)) < 0
        (-0.5, 0.5, True)
    """
    wrong = -sign(y, floating(z).dtype)  # which way the wrong label lies
    return wrong * sigmoid(wrong * z)


def gradient(X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float, l2: float = 0.0) -> tuple[np.ndarray, float]:
    """dw, db: the gradient of the cost, ∂L/∂w_j = mean of (ŷ − y)·x_j, plus λ·w_j, and ∂L/∂b = mean of ŷ − y.

    Args:
        X: features, shape (m, n), or (n,) for one observation.
        y: gold labels, 0 or 1, shape (m,), or one number.
        w: weights, shape (n,).
        b: bias.
        l2: λ of the penalty λ/2·|w|², which the bias does not pay; 0 is none.

    Returns:
        dw of shape (n,), and db.

    Raises:
        ValueError: if there is no observation, or not one label for each.

    Example:
        >>> dw, db = gradient(np.array([3.0, 2.0]), 1, w=np.zeros(2), b=0.0)
        >>> dw.tolist(), float(db)
        ([-1.5, -1.0], -0.5)
    """
    X, z = np.asarray(X), score(X, w, b)
    one_label_each(y, z)
    r = error(z, np.asarray(y))
    dw, db = (r * X, r) if X.ndim == 1 else (r @ X / len(X), r.mean())
    return (dw + l2 * np.asarray(w), db) if l2 else (dw, db)
