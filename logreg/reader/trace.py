"""State → Trace: every number that the screen may show, computed by walking the line once, and how it is written."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..features import Extraction, features
from ..gradient import error, gradient
from ..lexicon import Lexicon, default_lexicon
from ..loss import bits, cost, cross_entropy, likelihood, log_likelihood, margin, surprisal
from ..model import odds, score, sigmoid, sigmoid_difference
from ..reviews.dataset import Dataset, example_reviews, with_review
from ..reviews.examples import BEGGING
from ..reviews.wordlists import WordList, union
from .state import State
from .written import never_0

__all__ = ["Trace", "Training", "extracted", "lexicon_of", "trace", "traced"]


@dataclass(frozen=True, eq=False)
class Trace:
    """One walk along the line text → tokens → x → z → ŷ → p(y|x) → ln p → L.

    The first numbers are there at once, what only some screens show is computed when it is first asked for.

    Attributes:
        state: the choices it follows from.
        extraction: the tokens, and the tokens that made each feature.
        x: the features as they enter the score, shape (n,): 0 where a feature is switched off.
        w: the weights, shape (n,).
        terms: w_j·x_j, shape (n,).
        sums: the partial sums that lead to z, shape (n + 2,): 0, then after each term, then after b.
        z: the score, in log-odds.
        y_hat: ŷ = σ(z), the estimated probability of y = 1.
        y_hat_0: 1 − ŷ, the estimated probability of y = 0.
        decision: 1 if ŷ > 0.5, else 0.
        p: p(y|x), the probability of the gold label.
        loss: L = −ln p(y|x), the loss for the gold label, in nats.
        loss_1: the loss if y = 1, in nats.
        loss_0: the loss if y = 0, in nats.
        rounded_1: the loss if y = 1 as it comes out when ŷ is rounded first; None where that is ln 0.
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
    def margin(self) -> float:
        """The score in favour of the gold label: its sigmoid is p(y|x)."""
        return float(margin(self.z, self.state.y))

    @cached_property
    def factors(self) -> tuple[float, float]:
        """ŷ^y and (1−ŷ)^(1−y), whose product is p(y|x): the one with exponent 0 is 1."""
        return self.y_hat**self.state.y, self.y_hat_0 ** (1 - self.state.y)

    @cached_property
    def logs(self) -> tuple[float, float]:
        """ln ŷ and ln(1−ŷ), in nats."""
        return -self.loss_1, -self.loss_0

    @cached_property
    def log_terms(self) -> tuple[float, float]:
        """y·ln ŷ and (1−y)·ln(1−ŷ), whose sum is ln p(y|x): one of the two is 0."""
        return self.state.y * self.logs[0] + 0.0, (1 - self.state.y) * self.logs[1] + 0.0

    @cached_property
    def log_p(self) -> float:
        """ln p(y|x), in nats."""
        return -self.loss

    @cached_property
    def bits(self) -> float:
        """The loss for the gold label in bits."""
        return float(bits(self.loss))

    @cached_property
    def coin(self) -> float:
        """The loss of a model that gives either label one half, as a coin does: ln 2, in nats."""
        return float(cross_entropy(0.0, self.state.y))

    @cached_property
    def slopes(self) -> tuple[np.ndarray, float]:
        """∂L/∂w, shape (n,), and ∂L/∂b for the gold label."""
        dw, db = gradient(self.x, self.state.y, self.w, self.state.b)
        return np.where(self.x == 0, dw, never_0(dw)), float(never_0(db))

    @property
    def dw(self) -> np.ndarray:
        """∂L/∂w for the gold label, shape (n,)."""
        return self.slopes[0]

    @property
    def db(self) -> float:
        """∂L/∂b for the gold label."""
        return self.slopes[1]

    @cached_property
    def off_y_hat(self) -> float | None:
        """How far the guessed ŷ lies above the true one; None without a guess."""
        return None if self.state.guess_y_hat is None else self.state.guess_y_hat - self.y_hat

    @cached_property
    def other_loss(self) -> float:
        """The loss if the label were the other one, in nats."""
        return self.loss_0 if self.state.y else self.loss_1

    @cached_property
    def off_loss(self) -> float | None:
        """How far the guessed loss for the other label lies above the true one; None without a guess."""
        return None if self.state.guess_loss is None else self.state.guess_loss - self.other_loss

    @cached_property
    def added_z(self) -> np.ndarray:
        """What each term and the bias add to z, shape (n + 1,): themselves, in whatever order they are added."""
        return np.array([*self.terms, self.state.b])

    @cached_property
    def estimates(self) -> np.ndarray:
        """The probability after each term that is added in the reader's order, from σ(0) = 0.5 to ŷ, shape (n + 2,)."""
        return sigmoid(np.append(np.cumsum([0.0, *self.added_z[list(self.state.order)]])[:-1], self.z))

    @cached_property
    def added_p(self) -> np.ndarray:
        """What each term and the bias add to the probability, added in the reader's order, shape (n + 1,)."""
        order = list(self.state.order)
        steps, added = self.added_z[order], np.empty(len(order))
        before = np.cumsum([0.0, *steps[:-1]])
        gained = sigmoid_difference(before, steps)
        added[order] = np.where(steps == 0, 0.0, never_0(np.copysign(gained, steps)))
        return added

    @cached_property
    def unbegging(self) -> "Trace":
        """The trace of the review without what its writer may have added; most often it is this one."""
        if not self.begs:
            return self
        return trace(replace(self.state, review=self.state.review.rstrip().removesuffix(BEGGING).rstrip()))

    @cached_property
    def begging(self) -> "Trace":
        """The trace of the review whose writer adds that the film is terrible; its gold label is 0."""
        plain = self.unbegging.state.review.rstrip()
        return trace(replace(self.state, review=f"{plain} {BEGGING}".lstrip(), y=0))

    @property
    def begs(self) -> bool:
        """Whether the writer has added that the film is terrible."""
        return self.state.review.rstrip().endswith(BEGGING)

    @cached_property
    def training(self) -> "Training":
        """The review on the desk together with the example reviews, all under the reader's weights and switches."""
        examples = example_reviews(lexicon_of(self.state))
        data = with_review(examples, self.state.review, self.extraction, self.state.y)
        return Training(replace(data, X=np.where(self.state.on, data.X, 0.0)), self.w, self.state.b)


@dataclass(frozen=True, eq=False)
class Training:
    """m labelled reviews under the same parameters; the first is the one on the desk.

    Attributes:
        data: titles, features X as they enter the scores, shape (m, n), and gold labels y, shape (m,).
        w: the weights, shape (n,).
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
    def margins(self) -> np.ndarray:
        """The scores in favour of the gold labels, shape (m,)."""
        return margin(self.z, self.data.y)

    @cached_property
    def p(self) -> np.ndarray:
        """p(y|x) of each gold label, shape (m,)."""
        return likelihood(self.z, self.data.y)

    @cached_property
    def log_p(self) -> np.ndarray:
        """ln p(y|x) of each gold label, in nats, shape (m,)."""
        return -self.losses

    @cached_property
    def losses(self) -> np.ndarray:
        """The loss of each review, in nats, shape (m,)."""
        return never_0(cross_entropy(self.z, self.data.y))

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
        return float(never_0(cost(self.data.X, self.data.y, self.w, self.b)))

    @cached_property
    def db(self) -> float:
        """∂cost/∂b: the mean of ŷ − y, with which the bias moves the cost."""
        return float(gradient(self.data.X, self.data.y, self.w, self.b)[1])

    @cached_property
    def wx(self) -> np.ndarray:
        """w·x of each review, the scores before the bias is added, shape (m,)."""
        return score(self.data.X, self.w, 0.0)

    def log_likelihood(self, b: ArrayLike) -> np.ndarray:
        """The sum of all ln p(y|x) with other biases b, all else as it is, in nats, the shape of b."""
        return log_likelihood(self.wx[:, None] + np.ravel(b), self.data.y[:, None]).sum(axis=0).reshape(np.shape(b))

    def costs(self, b: ArrayLike) -> Any:
        """The mean of the losses with other biases b, all else as it is, in nats, the shape of b."""
        return 0.0 - self.log_likelihood(b) / len(self.wx)

    def relative_likelihood(self, b: ArrayLike) -> Any:
        """The likelihood of all labels with other biases b, as a share of the largest there is, the shape of b."""
        return odds(self.log_likelihood(b) - self.log_likelihood(self.best_b))

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
    return traced(state, extracted(state.review, lexicon or lexicon_of(state)))


@lru_cache(maxsize=32)  # a weight or a cursor that moves leaves the text, and each of its one-word edits, as it is
def extracted(review: str, lexicon: Lexicon) -> Extraction:
    """What is found in a review.

    Example:
        >>> [token.text for token in extracted("A dull film!", lexicon_of(State(lists=(("film", 1),)))).found[0]]
        ['film']
    """
    return features(review, lexicon)


def lexicon_of(state: State) -> Lexicon:
    """The lexicon by which the state counts: ours, the reader's own or both, with the words that the reader moved.

    Example:
        >>> lexicon_of(State(lists=(("film", 1),))).sign("film")
        1
    """
    return chosen_lexicon(state.words if state.own_words else "ours", state.wordlist, state.lists)


@lru_cache(maxsize=32)
def chosen_lexicon(words: str, own: WordList | None, lists: tuple[tuple[str, int], ...]) -> Lexicon:
    """The same for the choices that matter."""
    lexicon = default_lexicon()
    if own is not None and words != "ours":
        lexicon = own.lexicon if words == "yours" else union(own.lexicon, lexicon)
    return lexicon.moved(*lists) if lists else lexicon


def traced(state: State, extraction: Extraction) -> Trace:
    """The same for a review whose features are known: what a moved weight needs."""
    x, w = np.where(state.on, extraction.x, 0.0), np.array(state.w)
    terms = w * x
    z = score(x, w, state.b)
    sums = np.array([*np.cumsum([0.0, *terms]), z])
    both = np.array([1, 0])
    y_hat, y_hat_0 = map(float, likelihood(z, both))
    loss_1, loss_0 = map(float, never_0(cross_entropy(z, both)))
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
        error=float(never_0(error(z, state.y))),
    )


def rounded_first(p: float, digits: int) -> float | None:
    """The loss that comes out when the probability p is rounded to the digits before its log is taken."""
    rounded = round(p, digits)
    return float(surprisal(rounded)) if rounded else None
