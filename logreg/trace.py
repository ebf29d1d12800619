"""State → Trace: every number that the screen may show, computed by walking the line once, and how it is written."""

from dataclasses import dataclass

import numpy as np

from .features import Extraction, features
from .gradient import error
from .lexicon import Lexicon
from .loss import cross_entropy, likelihood, surprisal
from .model import score
from .state import State

__all__ = ["Trace", "chosen", "probability", "trace", "traced", "written"]


@dataclass(frozen=True, eq=False)
class Trace:
    """One walk along the line text → tokens → x → z → ŷ → p(y|x) → log p → L.

    Attributes:
        state: the choices it follows from.
        extraction: the tokens, and the tokens that made each feature.
        x: the features as they enter the score, shape (6,): 0 where a feature is switched off.
        w: the weights, shape (6,).
        terms: w_j·x_j, shape (6,).
        sums: the partial sums that lead to z, shape (8,): 0, then after each term, then after b.
        z: the score, in log-odds.
        y_hat: ŷ = σ(z), the estimated probability of y = 1.
        y_hat_0: 1 − ŷ, the estimated probability of y = 0.
        decision: 1 if ŷ > 0.5, else 0.
        p: p(y|x), the probability of the gold label.
        loss: L = −log p(y|x), the loss for the gold label, in nats.
        loss_1: the loss if y = 1, in nats.
        loss_0: the loss if y = 0, in nats.
        rounded_1: the loss if y = 1 as it comes out when ŷ is rounded first; None where that is log 0.
        rounded_0: the same for y = 0 and 1 − ŷ.
        error: ŷ − y = ∂L/∂z.
    """

    state: State
    extraction: Extraction
    x: np.ndarray
    w: np.ndarray
    terms: np.ndarray
    sums: np.ndarray
    z: float
    y_hat: float
    y_hat_0: float
    decision: int
    p: float
    loss: float
    loss_1: float
    loss_0: float
    rounded_1: float | None
    rounded_0: float | None
    error: float


def trace(state: State, lexicon: Lexicon | None = None) -> Trace:
    """Every number that follows from the reader's choices.

    Raises:
        ValueError: if a weight is so large that a term or the score is beyond the largest float.

    Example:
        >>> t = trace(State())
        >>> round(t.z, 2), round(t.y_hat, 2), round(t.loss_1, 2), round(t.loss_0, 2)
        (0.83, 0.7, 0.36, 1.19)
    """
    return traced(state, features(state.review, lexicon))


def traced(state: State, extraction: Extraction) -> Trace:
    """The same for a review whose features are known: what a moved weight needs."""
    x, w = np.where(state.on, extraction.x, 0.0), np.array(state.w)
    with np.errstate(over="ignore", invalid="ignore"):
        terms = w * x
        z = score(x, w, state.b)
        sums = np.array([*np.cumsum([0.0, *terms]), z])
    within_range(terms, sums, z)
    both = np.array([1, 0])
    y_hat, y_hat_0 = map(float, likelihood(z, both))
    loss_1, loss_0 = map(float, cross_entropy(z, both))
    return Trace(
        state=state,
        extraction=extraction,
        x=x,
        w=w,
        terms=terms,
        sums=sums,
        z=float(z),
        y_hat=y_hat,
        y_hat_0=y_hat_0,
        decision=int(y_hat > 0.5),
        p=y_hat if state.y else y_hat_0,
        loss=loss_1 if state.y else loss_0,
        loss_1=loss_1,
        loss_0=loss_0,
        rounded_1=rounded_first(y_hat, state.digits),
        rounded_0=rounded_first(y_hat_0, state.digits),
        error=float(error(z, state.y)),
    )


def within_range(terms, sums, z):
    """Say so, as a ValueError, where a term or a sum has left the range of floats."""
    largest = f"{np.finfo(float).max:.1e}"
    if (beyond := np.flatnonzero(~np.isfinite(terms))).size:
        j = beyond[0] + 1
        raise ValueError(f"w{j}·x{j} is beyond {largest}, the largest number here: choose a w{j} nearer to 0")
    if not (np.isfinite(sums).all() and np.isfinite(z)):
        raise ValueError(f"z is beyond {largest}, the largest number here: choose weights nearer to 0")


def rounded_first(p: float, digits: int) -> float | None:
    """The loss that comes out when the probability p is rounded to the digits before its log is taken."""
    rounded = round(p, digits)
    return float(surprisal(rounded)) if rounded else None


def written(number: float, digits: int, sign: bool = False) -> str:
    r"""A number as the page writes it: so many decimals, a true minus, a power of ten where it is huge.

    Args:
        number: any finite number.
        digits: the decimals.
        sign: whether a plus stands before a positive number.

    Example:
        >>> written(-1.194, 2), written(0.0049, 2), written(7.5, 2, sign=True), written(-1e300, 2)
        ('−1.19', '0.00', '+7.50', '−1.00\u202f×\u202f10³⁰⁰')
    """
    number = round(float(number), digits) + 0.0  # + 0.0, so that −0.001 reads 0.00
    text = in_powers(number, digits) if abs(number) >= 1e5 else f"{number:.{digits}f}"
    return ("+" if sign and number > 0 else "") + text.replace("-", "−")


def probability(p: float, digits: int) -> str:
    r"""A probability as the page writes it: never as 0, which none is here, but with four decimals or its size.

    Example:
        >>> probability(0.697, 2), probability(0.0025, 2), probability(1.98e-5, 2), probability(0.0, 2)
        ('0.70', '0.0025', '1.98\u202f×\u202f10⁻⁵', '<\u202f10⁻³²³')
    """
    if not p:
        return "<\u202f10" + "-323".translate(RAISED)  # the smallest float is 5 × 10⁻³²⁴
    for decimals in (digits, 4):
        if round(p, decimals):
            return written(p, decimals)
    return in_powers(p, digits)


def chosen(value: float) -> str:
    r"""A number as the reader chose it, no longer than it was said.

    Example:
        >>> chosen(-5.0), chosen(0.125), chosen(1e300)
        ('−5', '0.125', '1\u202f×\u202f10³⁰⁰')
    """
    mantissa, _, exponent = repr(value).partition("e")
    power = f"\u202f×\u202f10{str(int(exponent)).translate(RAISED)}" if exponent else ""
    return mantissa.removesuffix(".0").replace("-", "−") + power


RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "+")


def in_powers(number: float, digits: int) -> str:
    """The number with a power of ten, in narrow spaces at which no line breaks."""
    mantissa, exponent = f"{number:.{digits}e}".split("e")
    return f"{mantissa}\u202f×\u202f10{str(int(exponent)).translate(RAISED)}"
