"""tokens → x: the six counts of the textbook's sentiment classifier, and the reason for each count."""

from dataclasses import dataclass
from math import log
from typing import NamedTuple

import numpy as np

from .lexicon import Lexicon, default_lexicon, plain
from .tokens import Token, tokens

__all__ = ["FEATURES", "Extraction", "Feature", "features"]


class Feature(NamedTuple):
    """One of the six features: its name x1…x6, what it counts, and a short form of that."""

    name: str
    meaning: str
    short: str


FEATURES = (
    Feature("x1", "count of positive words", "positive words"),
    Feature("x2", "count of negative words", "negative words"),
    Feature("x3", "1 if “no” occurs, else 0", "“no” occurs"),
    Feature("x4", "count of 1st and 2nd person pronouns", "I, you pronouns"),
    Feature("x5", "1 if “!” occurs, else 0", "“!” occurs"),
    Feature("x6", "ln of the number of words and punctuation marks", "ln(length)"),
)

FIRST_PERSON = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourself", "ourselves"}
SECOND_PERSON = {"you", "your", "yours", "yourself", "yourselves", "y'all", "thou", "thee", "thy", "thine", "thyself"}


@dataclass(frozen=True, eq=False)
class Extraction:
    """What was found in a text.

    Attributes:
        tokens: every token, in reading order.
        found: for x1…x5 the tokens that made it, in reading order; what made x6 is `tokens`.
        x: the features, float64, shape (6,).
    """

    tokens: list[Token]
    found: tuple[list[Token], ...]
    x: np.ndarray


def features(text: str, lexicon: Lexicon | None = None) -> Extraction:
    """The features x of a text, with the tokens that made each of them.

    x1 and x2 count the positive and the negative words of the lexicon, x4 the pronouns of the first
    and second person (also as head of a contraction: I'm, you'll); x3 and x5 say whether “no” and
    “!” occur; x6 is the natural logarithm of the number of tokens, 0 for a text without any.
    No token feeds two of x1…x5.

    Source: the features are those of Jurafsky and Martin, *Speech and Language Processing*, the
    chapter on logistic regression.

    Example:
        >>> features("No, I can't say you'll enjoy this dull, dull film!").x.round(2).tolist()
        [1.0, 2.0, 1.0, 2.0, 1.0, 2.56]
    """
    lexicon = default_lexicon() if lexicon is None else lexicon
    found: tuple[list[Token], ...] = ([], [], [], [], [])
    all_tokens = tokens(text)
    idle = in_idioms(all_tokens, lexicon)
    feeds: dict[str, int | None] = {}  # each different word is looked up once
    for place, token in enumerate(all_tokens):
        if token.text not in feeds:
            feeds[token.text] = feature_of(token.text, lexicon)
        j = feeds[token.text]
        if j is not None and not (j < 2 and place in idle):
            found[j].append(token)
    positive, negative, no, pronouns, shouts = map(len, found)
    length = log(len(all_tokens)) if all_tokens else 0.0
    x = np.array([positive, negative, min(no, 1), pronouns, min(shouts, 1), length], dtype=float)
    return Extraction(all_tokens, found, x)


def feature_of(word: str, lexicon: Lexicon) -> int | None:
    """Which of x1…x5 the word feeds, as an index 0…4, or None."""
    word = plain(word)
    if word == "no":
        return 2
    if {word, word.partition("'")[0]} & (FIRST_PERSON | SECOND_PERSON):
        return 3
    if "!" in word:  # also with an accent or a joiner on it
        return 4
    return {1: 0, -1: 1, 0: None}[lexicon.sign(word)]


def in_idioms(all_tokens: list[Token], lexicon: Lexicon) -> set[int]:
    """The places of the tokens that stand in an idiom of the lexicon."""
    by_head: dict[str, list[tuple[str, ...]]] = {}
    for idiom in lexicon.idioms:
        by_head.setdefault(idiom[0], []).append(idiom)
    forms = {word: plain(word) for word in {token.text for token in all_tokens}}
    plain_words = [forms[token.text] for token in all_tokens]
    idle: set[int] = set()
    for place, head in enumerate(plain_words):
        for idiom in by_head.get(head, ()):
            there = plain_words[place : place + len(idiom)]
            if len(there) == len(idiom) and all(a == b or (a == "_" and b[0].isalnum()) for a, b in zip(idiom, there)):
                idle.update(range(place, place + len(idiom)))
    return idle
