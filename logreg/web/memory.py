"""What the server remembers of readers' own data and words, and how it forgets it."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from ..features import reader
from ..reader.run import parted
from ..reader.trace import chosen_lexicon, extracted
from ..reviews.dataset import example_reviews, recounted, reviews

__all__ = ["APART", "forget", "remembered"]

# and what others add
APART: list[Any] = [parted, recounted, chosen_lexicon, extracted, reviews, example_reviews, reader]


def forget():
    """Forget all that was made of readers' own data and words: one has left, and what is the others' is made again."""
    for memory in APART:
        memory.cache_clear()


def remembered(most: int, own: int) -> Callable:
    """Remember what a function makes of so many states, and of so many with a reader's own data, which may be large."""

    def remembering(function: Callable) -> Callable:
        shared, apart = lru_cache(most)(function), lru_cache(own)(function)
        APART.append(apart)
        return wraps(function)(lambda state: (apart if state.own or state.wordlist else shared)(state))

    return remembering
