"""X, y → the w and b of the least cost, to the last digits; or why there are none."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .objective import Objective

__all__ = ["Optimum", "optimum", "standard_errors"]

USUAL, MOST = 8, 100  # passes over the data; some thirty where the loss falls for ever
EVERY = 17  # a first guess comes from one row in so many: a prime, so that no order of the rows falls in with it
LARGE = 2000  # rows, from which on a first guess is worth its time
TINY = np.finfo(float).tiny  # in place of 0, to divide by
ONE_CLASS = "All labels are {y}, so the loss falls for ever: every {larger} b costs less."
DIVIDED = (
    "The features divide the labels without a mistake, so the loss falls for ever: "
    "the further w goes that way, the less it costs."
)
ON_THE_LINE = (
    "The features divide the labels but for observations that lie right on the line, so the loss falls for ever: "
    "along one direction, the further w goes, the less it costs."
)
UNSETTLED = "Newton’s method did not settle, so whether there is a least cost is not known."
ZERO = "{x} {are} 0 in every review, so {their} can be anything{b}."
CONSTANT = (
    "Feature {j} is the same everywhere, so its weight cannot be told from the bias: many w and b reach the least cost."
)
CONSTANTS = (
    "Features {j} are the same everywhere, so their weights cannot be told from the bias: "
    "many w and b reach the least cost."
)
DEPENDENT = "Some features can be computed from the others, so many w and b reach the least cost; this is one of them."


class Optimum(NamedTuple):
    """The parameters of the least cost.

    Attributes:
        w: weights, shape (n,).
        b: bias.
        exists: whether there is a least cost. If not, w, b is a direction in which the loss falls for ever.
        unique: whether it exists and no other parameters reach it.
        reason: a sentence that says why it does not exist or is not the only one; else "".
        passes: how often all of the data was gone through.
    """

    w: np.ndarray
    b: float
    exists: bool
    unique: bool
    reason: str
    passes: int


def optimum(X: ArrayLike, y: ArrayLike, l2: float = 0.0) -> Optimum:
    """The w and b of the least cost, by Newton's method (IRLS), each step halved until the cost falls.

    Near the optimum every pass doubles the number of right digits, so it ends where they are used up. Without
    a penalty there may be none: where a line divides the labels, every larger w costs less. That is said only
    where all observations are seen to lie on their side of the line, or on it.

    Args:
        X: features, shape (m, n).
        y: gold labels, 0 or 1, shape (m,).
        l2: λ of the penalty λ/2·|w|², which the bias does not pay.

    Raises:
        ValueError: if there is no observation, not one label for each, or something that is not a finite number.

    Example:
        >>> best = optimum(np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 1, 0, 1]))
        >>> best.w.round(4).tolist(), round(best.b, 4)
        ([0.9082], -1.3623)
        >>> optimum(np.array([[0.0], [1.0]]), np.array([0, 1])).reason[:52]
        'The features divide the labels without a mistake, so'
    """
    X, objective = np.asarray(X, dtype=float), Objective(X, y, l2)
    if objective.one_class is not None:
        up = 1.0 if objective.one_class else -1.0
        reason = ONE_CLASS.format(y=objective.one_class, larger="larger" if up > 0 else "smaller")
        return Optimum(np.zeros(X.shape[1]), up, False, False, reason, 0)
    objective.columns[:-1] -= X[0][:, None]  # seen from the first row, so that features far from 0 keep their digits
    theta, reason, passes = newton(objective, first_guess(objective.columns[:-1].T, y, l2), tolerance=1e-9)
    exists = not reason
    if exists:
        reason = dependent(objective, X, float(theta[-1] - theta[:-1] @ X[0]))
    return Optimum(theta[:-1], float(theta[-1] - theta[:-1] @ X[0]), exists, not reason, reason, passes)


def first_guess(X: np.ndarray, y: ArrayLike, l2: float) -> np.ndarray:
    """Parameters to begin with: those of a part of the rows if there are many, else 0."""
    if len(X) > LARGE:
        part, labels = X[::EVERY], np.asarray(y)[::EVERY]
        if (objective := Objective(part, labels, l2)).one_class is None:
            theta, reason, _ = newton(objective, first_guess(part, labels, l2), tolerance=0.01)
            if not reason:
                return theta
    return np.zeros(X.shape[1] + 1)


def newton(objective: Objective, theta: np.ndarray, tolerance: float) -> tuple[np.ndarray, str, int]:
    """θ, "" and the number of passes; or a direction in which the loss falls for ever, and why.

    It ends where the last step was, in what it changes z by, smaller than the tolerance.
    """
    size = objective.sizes
    cost, slope, curvature = objective.curved(theta)
    for passes in range(1, MOST):
        move = -solved(curvature, slope)
        left = slope + curvature @ move  # along which the curvature is lost in rounding: far out, on a fall for ever
        lost = np.abs(left / size).max() > max(2e-15, 0.1 * np.abs(slope / size).max())
        if not lost and np.abs(size * move).max() <= tolerance * max(1.0, np.abs(size * theta).max()):
            return theta + move, "", passes
        if objective.divided(cost):
            return theta, DIVIDED, passes
        if lost or passes > USUAL:
            way, slack = (-left / np.maximum(curvature.diagonal(), TINY), 1e-6) if lost else (move, 1e-10)
            if (side := objective.side(way)) < slack:
                return way, DIVIDED if side < -1e-10 else ON_THE_LINE, passes
        theta, (cost, slope, curvature) = lower(objective, theta, cost, slope, move)
    return move, UNSETTLED, MOST


def lower(
    objective: Objective, theta: np.ndarray, cost: float, slope: np.ndarray, move: np.ndarray
) -> tuple[np.ndarray, tuple[float, np.ndarray, np.ndarray]]:
    """The new θ, and the cost there with its slope and curvature: as far along the move as makes the cost fall."""
    share = 1.0
    slack = 4 * np.finfo(float).eps * cost * max(1.0, np.abs(objective.sizes * theta).max())  # the rounding of z
    while True:
        new = theta + share * move
        values = objective.curved(new)
        if values[0] <= cost + 1e-4 * share * (slope @ move) + slack or share < 1e-12:
            return new, values
        share /= 2


def solved(curvature: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """curvature⁻¹ · slope; where features depend on each other, the shortest of the many solutions."""
    size = np.sqrt(curvature.diagonal())
    size[size == 0] = 1.0
    values, vectors = np.linalg.eigh(curvature / np.outer(size, size))
    kept = values > 1e-14 * values[-1]
    return vectors[:, kept] @ (vectors[:, kept].T @ (slope / size) / values[kept]) / size


def dependent(objective: Objective, X: np.ndarray, b: float) -> str:
    """Why other parameters reach the least cost as well; "" where none do.

    A feature that is always 0 leaves b as it is; one that is always the same, and not 0, is a second b.
    """
    if objective.penalty.any():
        return ""
    same = np.ptp(objective.columns[:-1], axis=1) == 0
    zero = same & (X[0] == 0)
    constant, others = same & ~zero, np.append(~same, True)
    size = objective.sizes[others]
    tied = np.linalg.eigvalsh(objective.products[np.ix_(others, others)] / np.outer(size, size))[0] <= 1e-14
    reasons = []
    if zero.any():
        one, names = zero.sum() == 1, [f"x{j + 1}" for j in np.flatnonzero(zero)]
        known = "" if constant.any() or tied else f"; b is {b + 0.0:.4g}".replace("-", "−")
        reasons += [ZERO.format(x=listed(names), are="is" if one else "are", their=WEIGHTS[bool(one)], b=known)]
    if constant.any():
        places = [str(j + 1) for j in np.flatnonzero(constant)]
        reasons += [(CONSTANT if len(places) == 1 else CONSTANTS).format(j=listed(places))]
    return " ".join(reasons + [DEPENDENT] * bool(tied))


WEIGHTS = {True: "its weight", False: "their weights"}


def listed(names: list[str]) -> str:
    """The names with commas between them, and an “and” before the last."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def standard_errors(X: np.ndarray, y: ArrayLike, w: ArrayLike, b: float) -> np.ndarray:
    """How far each weight and the bias may be off, by the curvature of the loss at the optimum, shape (n + 1,).

    The square roots of the diagonal of (m · Hessian)⁻¹: the standard deviations that the estimates would
    have over many data sets like this one.

    Args:
        X: features, shape (m, n).
        y: gold labels, 0 or 1, shape (m,).
        w, b: the optimum, without a penalty, the only one that there is.

    Example:
        >>> X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 1, 0, 1])
        >>> standard_errors(X, y, *optimum(X, y)[:2]).round(3).tolist()
        [1.085, 1.975]
    """
    seen = Objective(X - X[0], y)  # from the first row, as `optimum` sees them; the weights are the same, b is not
    _, _, curvature = seen.curved(np.append(w, b + X[0] @ w))
    back = np.eye(len(X[0]) + 1)
    back[-1, :-1] = -X[0]  # b itself is what it is there, less w·X[0]
    return np.sqrt((back @ np.linalg.inv(len(X) * curvature) @ back.T).diagonal())
