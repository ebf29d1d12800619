"""∂L/∂w, ∂L/∂b → new w, b: the parameters take a small step against the gradient, and another, and another."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .gradient import gradient
from .loss import one_label_each

__all__ = ["Path", "descend", "drawn_batches", "safe_rate", "step", "within_room"]


def step(w: ArrayLike, b: float, dw: ArrayLike, db: float, eta: float) -> tuple[np.ndarray, float]:
    """The new w and b after one step of gradient descent: w − η·∂L/∂w and b − η·∂L/∂b.

    The whole gradient is taken before any parameter moves, and the old w is left as it is.

    Args:
        w: weights, shape (n,).
        b: bias.
        dw: gradient of the weights, shape (n,).
        db: gradient of the bias.
        eta: learning rate η, above 0.

    Raises:
        ValueError: if η is not a number above 0, or the gradient has another shape than the weights.

    Example:
        >>> w, b = step(np.zeros(2), 0.0, dw=np.array([-1.5, -1.0]), db=-0.5, eta=0.1)
        >>> w.round(2).tolist(), b
        ([0.15, 0.1], 0.05)
    """
    if not 0 < eta < np.inf:
        raise ValueError(f"eta must be a number above 0, got {eta}")
    if np.shape(dw) != np.shape(w):
        raise ValueError(f"dw must have the shape of w, {np.shape(w)}, got {np.shape(dw)}")
    return np.asarray(w) - eta * np.asarray(dw), b - eta * db


class Path(NamedTuple):
    """Where descent has been: w, shape (steps + 1, n), and b, shape (steps + 1,), the start first.

    `overflowed` says that the next step would have left the range in which scores and costs are floats: there
    the path ends.
    """

    w: np.ndarray
    b: np.ndarray
    overflowed: bool


ROOM = 1e290  # of a parameter: sums of its products with features are still floats


def descend(
    X: ArrayLike,
    y: ArrayLike,
    w: ArrayLike,
    b: float,
    eta: float,
    steps: int,
    batch: int | None = None,
    seed: int = 0,
    l2: float = 0.0,
) -> Path:
    """The path of gradient descent from w, b: of all observations at a time, of some, or of one (SGD).

    Args:
        X: features, shape (m, n).
        y: gold labels, 0 or 1, shape (m,).
        w, b: the start: weights, shape (n,), and bias.
        eta: learning rate η, above 0.
        steps: how many steps to take.
        batch: how many observations each step looks at; None for all of them.
        seed: of the order in which they come; the same seed gives the same path, to the last bit.
        l2: λ of the penalty λ/2·|w|², which the bias does not pay.

    Raises:
        ValueError: as `gradient` and `step` do.

    Example:
        >>> X, y = np.array([[3.0, 2.0]]), np.array([1])
        >>> path = descend(X, y, w=np.zeros(2), b=0.0, eta=0.1, steps=1)
        >>> path.w[-1].round(2).tolist(), float(path.b[-1])
        ([0.15, 0.1], 0.05)
    """
    X, y, w = np.asarray(X, dtype=float), np.asarray(y), np.asarray(w, dtype=float)
    one_label_each(y, X[:, :1].ravel())
    ws, bs = np.empty((steps + 1, len(w))), np.empty(steps + 1)
    ws[0], bs[0] = w, b
    with np.errstate(over="ignore", invalid="ignore"):
        for t, rows in zip(range(1, steps + 1), drawn_batches(len(X), batch, seed)):
            w, b = step(w, b, *gradient(X[rows], y[rows], w, b, l2), eta)
            if not within_room(w, b):
                return Path(ws[:t], bs[:t], overflowed=True)
            ws[t], bs[t] = w, b
    return Path(ws, bs, overflowed=False)


def within_room(w: ArrayLike, b: float) -> bool:
    """Whether the parameters are numbers with which every score and cost is one.

    Example:
        >>> within_room(np.array([1e200]), 0.0), within_room(np.array([np.nan]), 0.0), within_room(np.zeros(1), np.nan)
        (True, False, False)
    """
    return bool(np.abs(np.append(w, b)).max() <= ROOM)


def drawn_batches(m: int, batch: int | None, seed: int = 0) -> Iterator[np.ndarray | slice]:
    """Which of m observations each step looks at, for ever: every one once, in another order, and again.

    Example:
        >>> batches = drawn_batches(3, 2, seed=1)
        >>> sorted(np.concatenate([next(batches), next(batches)]).tolist())
        [0, 1, 2]
    """
    if batch is None or batch >= m:
        while True:
            yield slice(None)
    if batch < 1:
        raise ValueError(f"batch must be at least 1, got {batch}")
    shuffle = np.random.default_rng(seed)
    while True:
        order = shuffle.permutation(m)
        for at in range(0, m, batch):
            yield order[at : at + batch]


def safe_rate(X: np.ndarray, l2: float = 0.0) -> float:
    """The largest learning rate with which no step of all observations can raise the cost: 2 / K.

    K is the largest curvature that the cost can have anywhere: the largest eigenvalue of its Hessian where every
    ŷ(1 − ŷ) is at its largest, ¼, plus λ for the weights.

    Args:
        X: features, shape (m, n), m at least 1.
        l2: λ of the penalty.

    Raises:
        ValueError: if there is no observation.

    Example:
        >>> round(safe_rate(np.array([[3.0, 2.0]])), 3)
        0.571
    """
    if not len(X):
        raise ValueError("X must have at least one observation, got none")
    X1 = np.column_stack([X, np.ones(len(X))])
    curvature = X1.T @ X1 / (4 * len(X1)) + np.diag([*np.full(X1.shape[1] - 1, float(l2)), 0.0])
    return float(2 / np.linalg.eigvalsh(curvature)[-1])
