"""Trace → the edits of one word that move z the most, each with its own Trace: which word would flip the prediction?"""

from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple
from unicodedata import category

from ..features import COUNTS, FEATURES, FLAGS
from ..lexicon import plain
from ..tokens import Token
from .state import LONGEST_REVIEW
from .trace import Trace, lexicon_of, trace
from .values import quoted

__all__ = ["Edit", "edits"]

# Each edit reads the whole review again, 12 ms where it is ten pages long. Two words of one feature change z alike,
# by its weight and the same length, so twelve words, by turns of the counts, leave out nothing new.
MOST_WORDS = 12

TO_ADD = {1: ("great", "wonderful", "enjoyable"), -1: ("terrible", "boring", "awful"), 0: ("film", "movie", "scene")}


class Edit(NamedTuple):
    """One word less or one more: ``review[:start] + text + review[end:]`` is the edited review.

    Attributes:
        start, end: the place in the review that is replaced, in code points.
        text: what is put there.
        what: the edit in words, like: drop “hokey”.
        trace: the trace of the edited review, all other choices as they are.
        flips: whether the decision differs.
    """

    start: int
    end: int
    text: str
    what: str
    trace: Trace
    flips: bool


def edits(t: Trace, most: int = 12) -> list[Edit]:
    """The edits of one word, that with the largest change of z first, ties in reading order.

    Dropped are the first of each counted word, the first “no” and the first “!”; added at the end are
    a positive and a negative word of the reader's lists, “no”, “!”, and for contrast a word in neither
    list, which changes only the length. Every edited review is read again from its first letter.

    Args:
        t: the trace of the review as it stands.
        most: how many edits, at least 1. Where there are more, those that flip the decision stay
            first, then the additions, each of which is one of its kind, then the strongest.

    Example:
        >>> from logreg import State
        >>> for edit in edits(trace(State(review="A dull film.")))[:3]:
        ...     print(edit.what, round(edit.trace.z, 2), edit.flips)
        add “terrible” -8.77 False
        drop “dull” 0.87 True
        add “great” -1.27 False
    """
    every = [*drops(t), *additions(t)]
    kept = sorted(every, key=lambda edit: (not edit.flips, edit.start < edit.end, -strength(t, edit)))[:most]
    return sorted(kept, key=lambda edit: (-strength(t, edit), edit.start))


def strength(t: Trace, edit: Edit) -> float:
    """By how much the edit changes z, in log-odds, without its sign."""
    return abs(edit.trace.z - t.z)


def drops(t: Trace) -> list[Edit]:
    """The review without one of its counted words, without one token of each flag."""
    found = t.extraction.found
    by_turns = zip_longest(*(first_of_each(found[j]) for j in COUNTS))
    counted = [token for turn in by_turns for token in turn if token][:MOST_WORDS]
    return [dropped(t, token) for token in [*counted, *(token for j in FLAGS for token in found[j][:1])]]


def first_of_each(made: list[Token]) -> list[Token]:
    """The first token of each different word."""
    firsts: dict[str, Token] = {}
    for token in made:
        firsts.setdefault(plain(token.text), token)
    return list(firsts.values())


def dropped(t: Trace, token: Token) -> Edit:
    """The review without the token and one space beside it; a space is left where its neighbours would become one."""
    start, end = with_space(t.state.review, token)
    others = [other.text for other in t.extraction.tokens if other is not token]
    return edited(t, start, end, ("", " "), others, f"drop {quoted(token.text)}")


def with_space(review: str, token: Token) -> tuple[int, int]:
    """The token's place together with the space before it, or after it where a line, a quotation or a bracket opens."""
    before, after = review[token.start - 1 : token.start], review[token.end : token.end + 1]
    if is_space(before):
        return token.start - 1, token.end
    opens = not before or before.isspace() or category(before) in ("Ps", "Pi")
    return token.start, token.end + (opens and is_space(after))


def is_space(character: str) -> bool:
    """Whether it is white space within a line."""
    return character.isspace() and character != "\n"


def additions(t: Trace) -> list[Edit]:
    """The review with one token more at its end, as far as its length allows."""
    review, lexicon = t.state.review, lexicon_of(t.state)
    listed = {sign: next((word for word in words if lexicon.sign(word) == sign), "") for sign, words in TO_ADD.items()}
    gap = "" if not review or review[-1].isspace() else " "
    marks = [(mark, gap if mark[:1].isalnum() else "") for mark in (FEATURES[j].mark for j in FLAGS)]
    added = [(listed[1], gap), (listed[-1], gap), *marks, (listed[0], gap)]
    return [
        edited(t, len(review), len(review), (gap + word, " " + word), [*texts(t), word], f"add {quoted(word)}")
        for word, gap in added
        if word and len(f"{review} {word}") <= LONGEST_REVIEW
    ]


def edited(t: Trace, start: int, end: int, ways: tuple[str, ...], wanted: list[str], what: str) -> Edit:
    """The edit that puts there the first of the texts after which the review has just the wanted tokens."""
    for text in ways:
        new = trace(replace(t.state, review=t.state.review[:start] + text + t.state.review[end:]))
        if texts(new) == wanted:
            break
    return Edit(start, end, text, what, new, new.decision != t.decision)


def texts(t: Trace) -> list[str]:
    """The tokens as they stand in the review, without their places."""
    return [token.text for token in t.extraction.tokens]
