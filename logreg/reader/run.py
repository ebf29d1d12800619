"""Choices, data → one run of gradient descent: its path, its costs, and what they are measured against."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ..descent import ROOM, Path, descend, drawn_batches, safe_rate, step, within_room
from ..features import FEATURES
from ..gradient import error, gradient
from ..loss import cost, costs, cross_entropy
from ..measures import accuracy, confidence, confusion
from ..model import score, sigmoid
from ..optimum import Optimum, optimum
from ..reviews.dataset import Dataset, Scale, imdb, recounted, reviews
from .state import LEAST_RATE, LETTERS, MOST_STEPS, State
from .trace import extracted, lexicon_of
from .written import never_0

__all__ = ["MANY", "NEAR", "RATES", "Ledger", "Run"]

# The textbook's step of SGD: x = (3, 2), y = 1; the other features are not there.
ABSENT = [0.0] * (len(FEATURES) - 2)
BOOK = Dataset(("The textbook’s example, x = (3, 2)",), np.array([[3.0, 2.0, *ABSENT]]), np.array([1]))
MANY = 20_000  # reviews, beyond which the page shows fewer steps, that it may stay quick
FEWER_STEPS = 100
NEAR = 0.001  # nats from the least loss, where descent has arrived
ENOUGH = 50  # reviews of the reader's own, from which on some are held out
RATES = {"too small": 0.005, "good": 0.5, "too large": 20.0}  # of the largest safe rate


@dataclass(frozen=True, eq=False)
class Run:
    """Descent on labelled reviews, from its start to the last step that the page can show.

    Descent goes in the features as they are, or scaled; weights are in the units of descent where that is said,
    else in raw units, in which they can be put on the desk.

    Attributes:
        state: the choices; of them only what is learned from, and how, matters here.
        data: the reviews that are learned from.
        held_out: other reviews, to judge by, or None.

    Example:
        >>> run = Run.of(State(data="book"))
        >>> run.path.w[1, :3].round(2).tolist(), run.path.b[1].round(2).item(), run.costs[:2].round(3).tolist()
        ([0.15, 0.1, 0.0], 0.05, [0.693, 0.403])
    """

    state: State
    data: Dataset
    held_out: Dataset | None

    @classmethod
    def of(cls, state: State) -> "Run":
        """The run that the state asks for, on the data that it names."""
        data, held_out = sets(state)
        if state.mine:
            x = extracted(state.review, lexicon_of(state)).x
            titles = ("The review on the desk", *data.titles)
            data = Dataset(titles, np.vstack([x, data.X]), np.append(state.y, data.y))
        return cls(state, data, held_out)

    # ——— the data in use ———

    @cached_property
    def kept(self) -> np.ndarray:
        """The places of the rows that are learned from, shape (m,)."""
        every = np.arange(len(self.data.y))
        kept = np.setdiff1d(every, self.places(self.state.dropped))
        return kept if len(kept) else every  # without any there would be nothing to learn

    @cached_property
    def labels(self) -> np.ndarray:
        """The gold label of every row, also of those left out, as the reader turned them."""
        turned = np.isin(np.arange(len(self.data.y)), self.places(self.state.flipped))
        return np.where(turned, 1 - self.data.y, self.data.y)

    def places(self, numbers: tuple[int, ...]) -> np.ndarray:
        """The places of rows by their numbers: the data count from 1, and the desk's review, in front, is 0."""
        return np.array(numbers, dtype=int) - (not self.state.mine)

    @cached_property
    def y(self) -> np.ndarray:
        """The gold labels that are learned from, shape (m,)."""
        return self.labels[self.kept]

    @property
    def every(self) -> np.ndarray:
        """The features of every row, also of those left out: 0 where a feature is switched off."""
        return np.where(self.state.on, self.data.X, 0.0)

    @cached_property
    def raw(self) -> np.ndarray:
        """The features that are learned from, shape (m, n)."""
        return self.every[self.kept]

    @cached_property
    def scale(self) -> Scale:
        """What a feature is divided by and what is taken off it before."""
        n = self.raw.shape[1]
        return Scale.of(self.raw) if self.state.scaled else Scale(np.zeros(n), np.ones(n))

    @cached_property
    def X(self) -> np.ndarray:
        """The features in the units of descent, shape (m, n)."""
        return self.scale.scaled(self.raw)

    # ——— the way down ———

    @cached_property
    def start(self) -> tuple[np.ndarray, float]:
        """Where descent starts, w and b in its units."""
        if self.state.start == "desk":
            w, b = self.scale.to_scaled(np.clip(self.state.w, -ROOM, ROOM), np.clip(self.state.b, -ROOM, ROOM))
            return w, float(b)
        theta = np.zeros(len(LETTERS))
        if self.state.start != "zero":
            theta[list(self.state.axes)] = self.state.start
        return theta[:-1], float(theta[-1])

    @cached_property
    def path(self) -> Path:
        """Where descent has been, in its units."""
        state, steps = self.state, MOST_STEPS if len(self.y) <= MANY else FEWER_STEPS
        return descend(self.X, self.y, *self.start, state.eta, steps, state.batch or None, state.seed, state.l2)

    @cached_property
    def raw_path(self) -> tuple[np.ndarray, np.ndarray]:
        """The weights, shape (steps + 1, n), and biases, shape (steps + 1,), in raw units."""
        return self.scale.raw(self.path.w, self.path.b)

    @property
    def last(self) -> int:
        """The last step that there is: descent that overflows ends before."""
        return len(self.path.b) - 1

    def reached(self, t: int) -> int:
        """The step t, or the last one if there are not so many."""
        return min(t, self.last)

    def weights(self, t: int) -> tuple[np.ndarray, float]:
        """The weights, shape (n,), and the bias after t steps, in raw units."""
        now, (w, b) = self.reached(t), self.raw_path
        return w[now], float(b[now])

    @cached_property
    def costs(self) -> np.ndarray:
        """The mean loss over the data after each step, without the penalty, shape (steps + 1,)."""
        return costs(self.X, self.y, self.path.w, self.path.b)

    @cached_property
    def held_out_costs(self) -> np.ndarray | None:
        """The mean loss over the reviews held out after each step, or None."""
        if self.held_out is None:
            return None
        return costs(self.judge.X, self.judge.y, *self.raw_path)

    # ——— what it is measured against ———

    @cached_property
    def optimum(self) -> Optimum:
        """The exact optimum, in the units of descent."""
        return optimum(self.X, self.y, self.state.l2)

    @cached_property
    def reason(self) -> str:
        """Why there is no optimum or not only one, by the features as they are: scaled, all that never change are 0."""
        seen = self.optimum.exists and self.optimum.reason and self.state.scaled
        return optimum(self.raw, self.y, self.state.l2).reason if seen else self.optimum.reason

    @cached_property
    def least(self) -> float | None:
        """The mean loss at the optimum, without the penalty, or None where there is no optimum."""
        best = self.optimum
        return float(cost(self.X, self.y, best.w, best.b)) if best.exists else None

    @cached_property
    def held(self) -> np.ndarray:
        """Where a map over two parameters holds the others, shape (n + 1,): at the optimum, or where descent ends."""
        best = self.optimum
        return np.append(best.w, best.b) if best.exists else np.append(self.path.w[-1], self.path.b[-1])

    def along(self, which: int) -> np.ndarray:
        """One of the two parameters of the map along the path, shape (steps + 1,)."""
        place = self.state.axes[which]
        return self.path.b if LETTERS[place] == "b" else self.path.w[:, place]

    def map_costs(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """The mean loss for k values of the two parameters of the map, the others held, shape (k,)."""
        theta = np.tile(self.held, (len(first), 1))
        theta[:, self.state.axes[0]], theta[:, self.state.axes[1]] = first, second
        return costs(self.X, self.y, theta[:, :-1], theta[:, -1])

    @cached_property
    def path_on_map(self) -> np.ndarray:
        """What the map says under each step of the path, shape (steps + 1,)."""
        return self.map_costs(self.along(0), self.along(1))

    @cached_property
    def safe(self) -> float:
        """The largest learning rate with which no step of all reviews can raise the cost."""
        return safe_rate(self.X, self.state.l2)

    def arrives(self) -> int | None:
        """After how many steps the mean loss is within a thousandth of a nat of the least; None if it does not come."""
        if self.least is None:
            return None
        near = np.flatnonzero(self.costs <= self.least + NEAR)
        return int(near[0]) if len(near) else None

    def weights_name(self, t: int) -> str:
        """What the weights after t steps are called: those of the start are not learned yet."""
        return "learned" if self.reached(t) else "at step 0"

    @property
    def rates(self) -> dict[str, float]:
        """Learning rates to try; none is too large where the loss falls for ever."""
        rates = {name: max(LEAST_RATE, float(f"{factor * self.safe:.1g}")) for name, factor in RATES.items()}
        return rates if self.optimum.exists else {name: rate for name, rate in rates.items() if name != "too large"}

    @cached_property
    def penalised_costs(self) -> np.ndarray:
        """The mean loss with its penalty after each step, which is what descends, shape (steps + 1,)."""
        with np.errstate(over="ignore"):
            return self.costs + self.state.l2 / 2 * (self.path.w**2).sum(axis=1)

    @property
    def too_large(self) -> bool:
        """Whether the learning rate makes descent climb: it ends above its start, or leaves the range of floats."""
        first, last = self.penalised_costs[[0, -1]]
        return self.path.overflowed or bool(last > first + 1e-9)

    @cached_property
    def rise(self) -> int | None:
        """The first step that raises the cost, counted from 1; None if none does."""
        rises = np.flatnonzero(self.penalised_costs[1:] > self.penalised_costs[:-1])
        return int(rises[0]) + 1 if len(rises) else None

    # ——— how good it is ———

    @cached_property
    def judge(self) -> Dataset:
        """The reviews by which the weights are judged: those held out, or if there are none those learned from."""
        if self.held_out is None:
            return Dataset(tuple(self.data.titles[i] for i in self.kept), self.raw, self.y)
        return replace(self.held_out, X=np.where(self.state.on, self.held_out.X, 0.0))

    @property
    def judged(self) -> str:
        """Whether the judging reviews are those learned from, others held out of the same data, or from elsewhere."""
        if self.held_out is None:
            return "learned from"
        return "from IMDb" if self.held_out is imdb("test") and self.state.data != "imdb" else "held out"

    @property
    def judges(self) -> str:
        """What the judging reviews are called: how many they are, and whence."""
        return f"{len(self.judge.y):,} {self.judged}"

    @property
    def opinion_words(self) -> tuple[float, float]:
        """How many opinion words, x1 + x2, a review has on average: of those learned from, and of those that judge."""
        mine, others = (float(X[:, :2].sum(axis=1).mean()) for X in (self.raw, self.judge.X))
        return mine, others

    def each(self, t: int) -> tuple[np.ndarray, np.ndarray]:
        """The score, and the loss for its label, of every row of the data after t steps, also of those left out."""
        z = score(self.every, *self.weights(t))
        return z, never_0(cross_entropy(z, self.labels))

    def estimates(self, w: ArrayLike, b: float) -> np.ndarray:
        """ŷ of the judging reviews with these weights and this bias, in raw units."""
        return sigmoid(score(self.judge.X, w, b))

    def measures(self, w: ArrayLike, b: float) -> "Measures":
        """How good these weights and this bias, in raw units, are by the judging reviews."""
        y_hat, y = self.estimates(w, b), self.judge.y
        return Measures(accuracy(y_hat, y), confidence(y_hat), cost(self.judge.X, y, w, b), confusion(y_hat, y))

    @cached_property
    def desk_measures(self) -> "Measures":
        """How good the weights on the desk are."""
        return self.measures(self.state.w, self.state.b)

    # ——— one step ———

    def batch(self, t: int) -> np.ndarray:
        """The places, among the rows in use, that step t + 1 looks at."""
        batches = drawn_batches(len(self.y), self.state.batch or None, self.state.seed)
        for _ in range(t):
            next(batches)
        return np.arange(len(self.y))[next(batches)]

    def ledger(self, t: int) -> "Ledger":
        """Step t + 1, line by line."""
        rows, w, b = self.batch(t), self.path.w[t], float(self.path.b[t])
        X, y = self.X[rows], self.y[rows]
        dw, db = gradient(X, y, w, b, self.state.l2)
        with np.errstate(over="ignore", invalid="ignore"):
            new_w, new_b = step(w, b, dw, db, self.state.eta)
        if not within_room(new_w, new_b):
            new_w, new_b = w, b  # the step that descent does not take
        z, new_z = score(X, w, b), score(X, new_w, new_b)
        return Ledger(
            rows=self.kept[rows],
            x=X,
            y=y,
            error=error(z, y),
            slope=np.append(dw, db),
            change=np.append(new_w - w, new_b - b),
            old=np.append(w, b),
            new=np.append(new_w, new_b),
            z=(float(z.mean()), float(new_z.mean())),
            y_hat=(float(sigmoid(z).mean()), float(sigmoid(new_z).mean())),
            loss=(float(never_0(cross_entropy(z, y)).mean()), float(never_0(cross_entropy(new_z, y)).mean())),
        )


def sets(state: State) -> tuple[Dataset, Dataset | None]:
    """The reviews to learn from, and others to judge by: of the reader's own every fifth, where there are enough."""
    match state.data:
        case "book":
            return BOOK, None
        case "imdb":
            return imdb("train"), imdb("test")
        case "own" if state.own:
            data = recounted(state.own[0], lexicon_of(state))
            return parted(data) if len(data.y) >= ENOUGH else (data, None)
    return reviews(lexicon_of(state)), imdb("test")


@lru_cache(maxsize=4)  # that the runs of one file share it
def parted(data: Dataset) -> tuple[Dataset, Dataset]:
    """The data without every fifth row, and those rows."""
    last = np.arange(len(data.y)) % 5 == 4
    return part(data, ~last), part(data, last)


def part(data: Dataset, rows: np.ndarray) -> Dataset:
    """Those rows of the data."""
    return Dataset(tuple(title for title, kept in zip(data.titles, rows) if kept), data.X[rows], data.y[rows])


class Measures(NamedTuple):
    """How good weights are: the share of right decisions, how sure they are, the mean loss, the confusion matrix."""

    accuracy: float
    confidence: float
    cost: float
    confusion: np.ndarray


class Ledger(NamedTuple):
    """One step of descent, in its units; parameters are the weights and b, shape (n + 1,).

    Attributes:
        rows: the places in the data of the reviews that it looks at, shape (k,).
        x, y: their features, shape (k, n), and gold labels, shape (k,).
        error: their ŷ − y before the step, shape (k,).
        slope: ∂cost/∂w1 … ∂cost/∂b over them.
        change: −η · slope.
        old, new: the parameters before and after.
        z, y_hat, loss: their mean score, estimate and loss, before and after.
    """

    rows: np.ndarray
    x: np.ndarray
    y: np.ndarray
    error: np.ndarray
    slope: np.ndarray
    change: np.ndarray
    old: np.ndarray
    new: np.ndarray
    z: tuple[float, float]
    y_hat: tuple[float, float]
    loss: tuple[float, float]
