"""What a reader chooses, in groups: a field stands in one of them, and a group is a type that others name.

A group may hold others: then it is a type for all of them together. The `State` is made of all.
"""

from dataclasses import dataclass, field, fields
from functools import cache

from ..features import FEATURES
from ..reviews.dataset import Dataset
from ..reviews.examples import LECTURE
from ..reviews.wordlists import WordList

__all__ = [
    "Answers",
    "Axes",
    "Data",
    "Delivery",
    "Descent",
    "Guesses",
    "Model",
    "Order",
    "Preparation",
    "Review",
    "STEPS",
    "Screen",
    "Walk",
    "Watch",
    "Weights",
    "Whereabouts",
    "Words",
    "Writing",
    "names",
]


STEPS = (  # of the lecture, the one list of them: what each says stands under its name in prose/en/lecture.md
    *("labels", "components", "estimate", "likelihood", "outcomes", "log"),
    *("negate", "plug_in", "suppose_1", "suppose_0", "mean_loss"),
)


# the review, and the model that reads it


@dataclass(frozen=True, kw_only=True)
class Review:
    """What is classified, and what is right.

    Attributes:
        review: the text.
        y: the gold label, 0 or 1.
    """

    review: str = field(default=LECTURE.review, kw_only=False)
    y: int = 1


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What descent learns, and the hand drags.

    Attributes:
        w: the weights w1, w2, …, finite.
        b: the bias, finite.
    """

    w: tuple[float, ...] = tuple(feature.weight for feature in FEATURES)
    b: float = 0.1


@dataclass(frozen=True, kw_only=True)
class Model(Weights):
    """The weights, and which features they weigh: what “Reset model” brings back.

    Attributes:
        on: whether each feature is switched on.
    """

    on: tuple[bool, ...] = tuple(feature.on for feature in FEATURES)


@dataclass(frozen=True, kw_only=True)
class Words:
    """Which words count as positive and negative.

    Attributes:
        lists: the words that the reader moved, each as (word, sign): +1 to the positive, −1 to the negative
            list, 0 to neither.
        words: whose words count: "ours", "yours" or "both", where the reader's own list is added to ours.
        wordlist: the reader's own word list; no link carries it.
    """

    lists: tuple[tuple[str, int], ...] = ()
    words: str = "ours"
    wordlist: WordList | None = None


@dataclass(frozen=True, kw_only=True)
class Writing:
    """How numbers are written.

    Attributes:
        digits: how many decimals the page shows, 2 or 4.
    """

    digits: int = 2


@dataclass(frozen=True, kw_only=True)
class Order:
    """How the sum is written out.

    Attributes:
        order: in which order the terms w_j·x_j, from 0 on, and the bias, the last number, are added up.
    """

    order: tuple[int, ...] = tuple(range(len(FEATURES) + 1))


# the lecture


@dataclass(frozen=True, kw_only=True)
class Guesses:
    """The numbers that the reader guessed, or None.

    Attributes:
        guess_z: 1 for a z above 0 and 0 for any other.
        guess_y_hat: ŷ.
        guess_loss: the loss if the label were the other one.
    """

    guess_z: int | None = None
    guess_y_hat: float | None = None
    guess_loss: float | None = None


@dataclass(frozen=True, kw_only=True)
class Answers(Guesses):
    """What the reader answered and has been shown: who opens a prepared link begins without.

    Attributes:
        shown: how many of a step's held-back numbers have been shown.
        picks: what the reader picked where a step asks, each as (step, letter of the option).
    """

    shown: int = 0
    picks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Walk(Answers):
    """The way through the lecture: where nothing else changes the page goes on without the server.

    Attributes:
        step: the step of the lecture, of `STEPS`.
    """

    step: str = STEPS[0]


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """How the lecture is given.

    Attributes:
        stage: whether the lecture is told from a stage, large and alone on the screen.
        predict: whether the numbers of a step are held back until they are asked for.
    """

    stage: bool = False
    predict: bool = False


@dataclass(frozen=True, kw_only=True)
class Preparation(Delivery):
    """What a prepared link may say otherwise than the screen on which it is made.

    Attributes:
        hidden: the controls that a prepared link takes away, of `HIDEABLE`.
    """

    hidden: tuple[str, ...] = ()


# how the model learns


@dataclass(frozen=True, kw_only=True)
class Data:
    """What descent learns from.

    Attributes:
        data: what is learned from: "reviews", "imdb", "book" or the reader's "own".
        own: the reader's own data and what was understood of it; no link carries it.
        flipped, dropped: the rows of the data, from 1 on, whose label is turned over, and which are left out.
        mine: whether the review on the desk, with its gold label, is learned from too.
    """

    data: str = "reviews"
    own: tuple[Dataset, str] | None = None
    flipped: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()
    mine: bool = False


@dataclass(frozen=True, kw_only=True)
class Descent:
    """How descent goes.

    Attributes:
        eta: the learning rate η, above 0.
        batch: how many reviews each step looks at, 0 for all.
        seed: of the order in which they come.
        l2: λ of the penalty λ/2·|w|².
        scaled: whether descent goes in features of mean 0 and standard deviation 1.
        start: where descent starts: "zero", "desk" for the weights on the desk, or two numbers on the two axes.
    """

    eta: float = 0.1
    batch: int = 0
    seed: int = 0
    l2: float = 0.0
    scaled: bool = False
    start: str | tuple[float, float] = "zero"


@dataclass(frozen=True, kw_only=True)
class Axes:
    """The axes of the charts of a run.

    Attributes:
        axes: the two parameters that the loss surface shows: the weights from 0 on, and b as the last number.
        logarithmic: whether the loss over the steps has a logarithmic axis.
    """

    axes: tuple[int, int] = (0, 1)
    logarithmic: bool = False


@dataclass(frozen=True, kw_only=True)
class Watch(Axes):
    """What the reader watches of a run.

    Attributes:
        part: what of learning is on the screen: "step", "path", "learned" or "data".
        t: how many steps descent has taken, 0…500.
        sorted: whether the table of the data begins with the largest loss.
    """

    part: str = "path"
    t: int = 0
    sorted: bool = False


# where the reader is


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What is on the screen.

    Attributes:
        view: what stands beside the review: "desk", "why", "lecture" or "learn".
    """

    view: str = "desk"


@dataclass(frozen=True, kw_only=True)
class Whereabouts(Screen, Walk, Delivery, Watch):
    """Where the reader is, and not what is thought about: undo stays there."""


@cache
def names(*groups: type) -> frozenset[str]:
    """The names of the fields of some groups.

    Example:
        >>> sorted(names(Review, Weights))
        ['b', 'review', 'w', 'y']
    """
    return frozenset(one.name for group in groups for one in fields(group))
