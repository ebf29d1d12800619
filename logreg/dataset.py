"""Labelled reviews → X, y: m observations, one row of features and one gold label each."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from .examples import EXAMPLES
from .features import Extraction, features
from .lexicon import Lexicon

__all__ = ["Dataset", "example_reviews", "with_review"]


class Dataset(NamedTuple):
    """The features X, shape (m, 6), and the gold labels y, shape (m,), of m reviews with their titles."""

    titles: tuple[str, ...]
    X: np.ndarray
    y: np.ndarray


@lru_cache(maxsize=32)
def example_reviews(lexicon: Lexicon) -> Dataset:
    """The example reviews, as this lexicon reads them.

    Example:
        >>> from logreg import default_lexicon
        >>> example_reviews(default_lexicon()).X.shape
        (7, 6)
    """
    X = np.array([features(example.review, lexicon).x for example in EXAMPLES])
    return Dataset(tuple(example.title for example in EXAMPLES), X, np.array([example.y for example in EXAMPLES]))


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
