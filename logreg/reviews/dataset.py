"""Labelled reviews → X, y: m observations, one row of features and one gold label each."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ..features import FEATURES, LOGARITHMS, Extraction, feature_matrix
from ..lexicon import DATA, Lexicon
from .examples import EXAMPLES

__all__ = ["Dataset", "Scale", "example_reviews", "fixed", "imdb", "read_by", "recounted", "reviews", "with_review"]


@dataclass(frozen=True, eq=False)  # what a reader chose is compared, and arrays cannot be: only itself is equal to it
class Dataset:
    """The features X, shape (m, n), and the gold labels y, shape (m,), of m reviews with their titles.

    Where the titles are the whole texts, the lexicon is the one by which their words were counted; else it is None.
    """

    titles: tuple[str, ...]
    X: np.ndarray
    y: np.ndarray
    lexicon: Lexicon | None = None


def fixed(titles: Iterable[str], X: ArrayLike, y: ArrayLike, lexicon: Lexicon | None = None) -> Dataset:
    """The data set whose arrays nobody can write to: one that is kept is shared by all who ask for it.

    Example:
        >>> fixed(["a"], [[3.0, 2.0]], [1]).X.flags.writeable
        False
    """
    X, y = np.array(X, dtype=float), np.array(y, dtype=int)
    X.setflags(write=False)
    y.setflags(write=False)
    return Dataset(tuple(titles), X, y, lexicon)


def read_by(lexicon: Lexicon, texts: Sequence[str], y: ArrayLike) -> Dataset:
    """The data set of these texts, their words counted by the lexicon.

    Example:
        >>> read_by(Lexicon(positive={"film"}, negative=set()), ["A film."], [1]).X[0, 0].item()
        1.0
    """
    return fixed(texts, feature_matrix(texts, lexicon), y, lexicon)


@lru_cache(maxsize=4)
def recounted(data: Dataset, lexicon: Lexicon) -> Dataset:
    """The data set with the words of its texts counted by this lexicon; as it is where it has no texts.

    Example:
        >>> from logreg import default_lexicon
        >>> data = read_by(default_lexicon(), ["A great film."], [1])
        >>> recounted(data, Lexicon(positive={"film", "great"}, negative=set())).X[0, 0].item()
        2.0
    """
    return data if data.lexicon in (None, lexicon) else read_by(lexicon, data.titles, data.y)


@lru_cache(maxsize=32)
def example_reviews(lexicon: Lexicon) -> Dataset:
    """The example reviews, as this lexicon reads them.

    Example:
        >>> from logreg import default_lexicon
        >>> example_reviews(default_lexicon()).X[0, :3].tolist()
        [3.0, 2.0, 1.0]
    """
    X = feature_matrix([example.review for example in EXAMPLES], lexicon)
    return fixed([example.title for example in EXAMPLES], X, [example.y for example in EXAMPLES])


@lru_cache(maxsize=32)
def reviews(lexicon: Lexicon) -> Dataset:
    """The forty short reviews of ``data/reviews.txt``, as this lexicon reads them; their titles are their texts.

    Example:
        >>> from logreg import default_lexicon
        >>> data = reviews(default_lexicon())
        >>> len(data.X), int(data.y.sum())
        (40, 20)
    """
    lines = (DATA / "reviews.txt").read_text(encoding="utf-8").splitlines()
    labels, _, texts = zip(*(line.partition("\t") for line in lines if not line.startswith("#")))
    return read_by(lexicon, texts, labels)


@lru_cache(maxsize=2)
def imdb(part: str) -> Dataset:
    """The counts of 1,000 IMDb reviews to learn from, "train", or of 300 others, "test".

    Raises:
        ValueError: if the part is another.

    Example:
        >>> data = imdb("train")
        >>> data.titles[0], data.X[0, :6].round(2).tolist(), int(data.y[0])
        ('IMDb 1', [4.0, 0.0, 0.0, 0.0, 0.0, 3.81], 0)
    """
    if part not in ("train", "test"):
        raise ValueError(f"part must be train or test, got {part}")
    with (DATA / "imdb.csv").open(encoding="utf-8") as file:
        next(file)  # where it comes from
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    counted = ["tokens" if feature.kind == "logarithm" else feature.name for feature in FEATURES]
    X = np.array([[row[column] for column in counted] for row in rows], dtype=float)
    X[:, LOGARITHMS] = np.log(X[:, LOGARITHMS])
    return fixed([f"IMDb {i}" for i in range(1, len(rows) + 1)], X, [row["y"] for row in rows])


def with_review(examples: Dataset, review: str, extraction: Extraction, y: int) -> Dataset:
    """The data set with one more review, its label y, in front; an example that is this review gives up its own place.

    Example:
        >>> from logreg import LECTURE, default_lexicon, features
        >>> data = example_reviews(default_lexicon())
        >>> with_review(data, LECTURE.review, features(LECTURE.review), y=0).y.tolist()
        [0, 0, 0, 0, 0, 0, 1]
        >>> with_review(data, "Fine.", features("Fine."), y=1).titles[:2]
        ('Your own text', 'The lecture’s review')
    """
    same = next((i for i, example in enumerate(EXAMPLES) if example.review == review), None)
    title = "Your own text" if same is None else examples.titles[same]
    others = [i for i in range(len(examples.y)) if i != same]
    X = np.vstack([extraction.x, examples.X[others]])
    return Dataset((title, *(examples.titles[i] for i in others)), X, np.array([y, *examples.y[others]]))


class Scale(NamedTuple):
    """Where each feature lies and how far it spreads: with it, all features are brought to mean 0 and spread 1.

    Attributes:
        mean: of each feature, shape (n,).
        spread: the standard deviation of each feature, shape (n,); 1 where a feature is constant.

    Example:
        >>> X = np.array([[3.0, 2.0], [1.0, 2.0]])
        >>> scale = Scale.of(X)
        >>> scale.scaled(X).tolist()
        [[1.0, 0.0], [-1.0, 0.0]]
        >>> w, b = scale.raw(np.array([2.0, 5.0]), 0.5)
        >>> (X @ w + b).tolist()
        [2.5, -1.5]
    """

    mean: np.ndarray
    spread: np.ndarray

    @classmethod
    def of(cls, X: np.ndarray) -> "Scale":
        """The scale of the features X, shape (m, n)."""
        constant = X.min(axis=0) == X.max(axis=0)  # asked of X: rounding may leave its deviation above 0
        mean, spread = np.where(constant, X[0], X.mean(axis=0)), X.std(axis=0)
        return cls(mean, np.where(constant | (spread == 0), 1.0, spread))

    def scaled(self, X: np.ndarray) -> np.ndarray:
        """The features in units of their spread, from their mean: (x_j − mean_j) / spread_j."""
        return (X - self.mean) / self.spread

    def raw(self, w: np.ndarray, b: float | np.ndarray) -> tuple[np.ndarray, Any]:
        """The weights and the bias that give X the same z as w, b give to the scaled X.

        w has the shape (n,) and b is a number; or k of each at once, of shapes (k, n) and (k,).
        """
        w = w / self.spread
        return w, b - w @ self.mean

    def to_scaled(self, w: np.ndarray, b: float | np.ndarray) -> tuple[np.ndarray, Any]:
        """The weights and the bias that give the scaled X the same z as w, b give to X; the inverse of `raw`."""
        return w * self.spread, b + w @ self.mean
