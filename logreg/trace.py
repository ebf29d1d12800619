"""State → Trace: every number that the screen may show, computed by walking the line once, and how it is written."""

import math
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from .dataset import Dataset, example_reviews, with_review
from .examples import BEGGING
from .features import Extraction, features
from .gradient import error, gradient
from .lexicon import Lexicon, default_lexicon
from .loss import bits, cross_entropy, likelihood, log_likelihood, surprisal
from .model import odds, score, sigmoid
from .state import State

__all__ = ["Trace", "Training", "chosen", "lexicon_of", "odds_written", "probability", "trace", "traced", "written"]


@dataclass(frozen=True, eq=False)
class Trace:
    """One walk along the line text → tokens → x → z → ŷ → p(y|x) → log p → L.

    The first numbers are there at once, what only some screens show is computed when it is first asked for.

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

    @cached_property
    def factors(self) -> tuple[float, float]:
        """ŷ^y and (1−ŷ)^(1−y), whose product is p(y|x): the one with exponent 0 is 1."""
        return self.y_hat**self.state.y, self.y_hat_0 ** (1 - self.state.y)

    @cached_property
    def logs(self) -> tuple[float, float]:
        """log ŷ and log(1−ŷ), in nats."""
        log_y_hat, log_y_hat_0 = log_likelihood(self.z, np.array([1, 0]))
        return float(log_y_hat), float(log_y_hat_0)

    @cached_property
    def log_terms(self) -> tuple[float, float]:
        """y·log ŷ and (1−y)·log(1−ŷ), whose sum is log p(y|x): one of the two is 0."""
        return self.state.y * self.logs[0] + 0.0, (1 - self.state.y) * self.logs[1] + 0.0

    @cached_property
    def log_p(self) -> float:
        """log p(y|x), in nats."""
        return float(log_likelihood(self.z, self.state.y))

    @cached_property
    def bits(self) -> float:
        """The loss for the gold label in bits."""
        return float(bits(self.loss))

    @cached_property
    def coin(self) -> float:
        """The loss of a model that gives either label one half, as a coin does: ln 2, in nats."""
        return float(cross_entropy(0.0, self.state.y))

    @cached_property
    def dw(self) -> np.ndarray:
        """∂L/∂w for the gold label, shape (6,)."""
        return gradient(self.x, self.state.y, self.w, self.state.b)[0]

    @cached_property
    def db(self) -> float:
        """∂L/∂b for the gold label."""
        return float(gradient(self.x, self.state.y, self.w, self.state.b)[1])

    @cached_property
    def off_y_hat(self) -> float | None:
        """How far the guessed ŷ lies above the true one; None without a guess."""
        return None if self.state.guess_y_hat is None else self.state.guess_y_hat - self.y_hat

    @cached_property
    def off_loss(self) -> float | None:
        """How far the guessed loss for y = 0 lies above the true one; None without a guess."""
        return None if self.state.guess_loss is None else self.state.guess_loss - self.loss_0

    @cached_property
    def added_z(self) -> np.ndarray:
        """What each term and the bias add to z, shape (7,): themselves, in whatever order they are added."""
        return np.array([*self.terms, self.state.b])

    @cached_property
    def added_p(self) -> np.ndarray:
        """What each term and the bias add to the probability when they are added in the reader's order, shape (7,).

        From σ(0) = 0.5 the partial sums lead to ŷ; each change is put back to the place of its term.
        """
        order = list(self.state.order)
        estimates = sigmoid(np.cumsum([0.0, *self.added_z[order]]))
        added = np.empty(len(order))
        added[order] = np.diff(estimates)
        return added

    @cached_property
    def begging(self) -> "Trace":
        """The trace of the review whose writer adds that the film is terrible; its gold label is 0."""
        return trace(replace(self.state, review=f"{self.state.review.rstrip()} {BEGGING}".lstrip(), y=0))

    @cached_property
    def training(self) -> "Training":
        """The review on the desk together with the example reviews, all under the reader's weights and switches."""
        examples = example_reviews(lexicon_of(self.state.lists))
        titles, X, y = with_review(examples, self.state.review, self.extraction, self.state.y)
        return Training(Dataset(titles, np.where(self.state.on, X, 0.0), y), self.w, self.state.b)


@dataclass(frozen=True, eq=False)
class Training:
    """m labelled reviews under the same parameters; the first is the one on the desk.

    Attributes:
        data: titles, features X as they enter the scores, shape (m, 6), and gold labels y, shape (m,).
        w: the weights, shape (6,).
        b: the bias.

    Example:
        >>> t = trace(State()).training
        >>> t.data.titles[0], t.losses.shape, round(t.cost, 2)
        ('The lecture’s review', (7,), 6.77)
    """

    data: Dataset
    w: np.ndarray
    b: float

    @cached_property
    def z(self) -> np.ndarray:
        """The scores, shape (m,)."""
        return score(self.data.X, self.w, self.b)

    @cached_property
    def y_hat(self) -> np.ndarray:
        """The estimates ŷ, shape (m,)."""
        return sigmoid(self.z)

    @cached_property
    def p(self) -> np.ndarray:
        """p(y|x) of each gold label, shape (m,)."""
        return likelihood(self.z, self.data.y)

    @cached_property
    def log_p(self) -> np.ndarray:
        """log p(y|x) of each gold label, in nats, shape (m,)."""
        return log_likelihood(self.z, self.data.y)

    @cached_property
    def losses(self) -> np.ndarray:
        """The loss of each review, in nats, shape (m,)."""
        return cross_entropy(self.z, self.data.y)

    @cached_property
    def right(self) -> np.ndarray:
        """Whether each review is decided as its gold label says, shape (m,)."""
        return (self.y_hat > 0.5) == (self.data.y == 1)

    @cached_property
    def products(self) -> np.ndarray:
        """The product of the first k probabilities, for k = 1…m, shape (m,); 0 where it is below the smallest float."""
        with np.errstate(under="ignore"):
            return np.cumprod(self.p)

    @cached_property
    def log_sums(self) -> np.ndarray:
        """The sum of the first k logs, for k = 1…m, in nats, shape (m,)."""
        return np.cumsum(self.log_p)

    @cached_property
    def cost(self) -> float:
        """The mean of the losses, in nats."""
        return float(self.losses.mean())

    @cached_property
    def db(self) -> float:
        """∂cost/∂b: the mean of ŷ − y, with which the bias moves the cost."""
        return float(gradient(self.data.X, self.data.y, self.w, self.b)[1])

    @cached_property
    def wx(self) -> np.ndarray:
        """w·x of each review, the scores before the bias is added, shape (m,)."""
        return score(self.data.X, self.w, 0.0)

    def log_likelihood(self, b: np.ndarray) -> np.ndarray:
        """The sum of all log p(y|x) with other biases b, all else as it is, in nats, the shape of b."""
        return log_likelihood(self.wx[:, None] + np.ravel(b), self.data.y[:, None]).sum(axis=0).reshape(np.shape(b))

    def costs(self, b: np.ndarray) -> np.ndarray:
        """The mean of the losses with other biases b, all else as it is, in nats, the shape of b."""
        return 0.0 - self.log_likelihood(b) / len(self.wx)

    def relative_likelihood(self, b: np.ndarray) -> np.ndarray:
        """The likelihood of all labels with other biases b, as a share of the largest there is, the shape of b."""
        return odds(self.log_likelihood(b) - self.log_likelihood(np.array(self.best_b)))

    @cached_property
    def best_b(self) -> float:
        """The bias that makes the likelihood of all labels largest, all else as it is.

        There the errors ŷ − y add up to 0, and they grow with b: halving the interval finds it.
        """
        low, high = -50 - abs(self.wx).max(), 50 + abs(self.wx).max()
        while low < (middle := (low + high) / 2) < high:  # until no float lies between
            if error(self.wx + middle, self.data.y).sum() < 0:
                low = middle
            else:
                high = middle
        return float(middle)


def trace(state: State, lexicon: Lexicon | None = None) -> Trace:
    """Every number that follows from the reader's choices.

    Args:
        state: the choices.
        lexicon: the words that count as positive and negative; by default those of the app, as the reader moved them.

    Example:
        >>> t = trace(State())
        >>> round(t.z, 2), round(t.y_hat, 2), round(t.loss_1, 2), round(t.loss_0, 2)
        (0.83, 0.7, 0.36, 1.19)
    """
    return traced(state, features(state.review, lexicon) if lexicon else extracted(state.review, state.lists))


@lru_cache(maxsize=32)  # a weight or a cursor that moves leaves the text, and each of its one-word edits, as it is
def extracted(review: str, lists: tuple[tuple[str, int], ...]) -> Extraction:
    """What the app finds in a review, with the words where the reader moved them."""
    return features(review, lexicon_of(lists))


@lru_cache(maxsize=32)
def lexicon_of(lists: tuple[tuple[str, int], ...]) -> Lexicon:
    """The app's lexicon with the words that the reader moved.

    Example:
        >>> lexicon_of((("film", 1),)).sign("film")
        1
    """
    return default_lexicon().moved(*lists) if lists else default_lexicon()


def traced(state: State, extraction: Extraction) -> Trace:
    """The same for a review whose features are known: what a moved weight needs."""
    x, w = np.where(state.on, extraction.x, 0.0), np.array(state.w)
    terms = w * x
    z = score(x, w, state.b)
    sums = np.array([*np.cumsum([0.0, *terms]), z])
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


def odds_written(w: float, digits: int) -> str:
    r"""e^w as the page writes it, also where it is beyond the range of floats: from its decimal logarithm.

    Example:
        >>> odds_written(2.5, 2), odds_written(-5.0, 2), odds_written(1000.0, 2)
        ('12.18', '0.01', '1.97\u202f×\u202f10⁴³⁴')
    """
    if abs(w) < 700:
        factor = float(odds(w))
        return written(factor, digits) if factor > 1 else probability(factor, digits)
    if abs(w) >= 1e6:  # the exponent alone would be a long number
        return f"e^{chosen(w)}"
    decades, rest = divmod(w / math.log(10), 1)
    return in_powers(10**rest, digits, int(decades))


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


def in_powers(number: float, digits: int, decades: int = 0) -> str:
    """The number, times 10 to so many decades more, with a power of ten, in narrow spaces at which no line breaks."""
    mantissa, exponent = f"{number:.{digits}e}".split("e")
    return f"{mantissa}\u202f×\u202f10{str(int(exponent) + decades).translate(RAISED)}"
