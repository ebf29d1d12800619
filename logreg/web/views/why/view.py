"""Understand this prediction: which word would flip it, why a word counts, and what a weight means."""

import random
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from logreg.features import COUNTS, FEATURES, FLAGS
from logreg.figures import Charts
from logreg.reader.edits import edits
from logreg.reader.groups import Order
from logreg.reader.state import LETTERS, State
from logreg.reader.trace import Trace, trace
from logreg.reader.written import chosen, estimate, odds_written, written
from logreg.reader.xray import Reason, reason, token_at
from logreg.web import assets, memory
from logreg.web.messages import Edit, Message, More
from logreg.web.view import Grant, View
from logreg.web.words import units

__all__ = ["VIEW", "explained", "flips"]


def explained(t: Trace, caret: int | None) -> dict[str, str]:
    """Every place on the page beside the review that explains the prediction; the caret is in code points."""
    return {**xrayed(t, caret), **weighed(t), **added(t)}


def xrayed(t: Trace, caret: int | None = None) -> dict[str, str]:
    """The token at the caret, or the first one that counted: the list it is in, and why it counted or did not."""
    place = token_in_question(t, caret)
    if place is None:
        return {"xray_token": "", "xray_feature": "", "xray_sentence": "", "xray_word": "", "xray_sign": ""}
    why: Reason = reason(t, place)
    return {
        "xray_token": t.extraction.tokens[place].text,
        "xray_feature": "" if why.feature is None else FEATURES[why.feature].name,
        "xray_sentence": why.sentence,
        "xray_word": why.word,
        "xray_sign": str(why.sign),
    }


def token_in_question(t: Trace, caret: int | None) -> int | None:
    """The place of the token that is asked about, or None in a text without any."""
    place = None if caret is None else token_at(t.extraction, caret)
    if place is None and t.extraction.tokens:
        counted = min((made[0].start for made in t.extraction.found if made), default=0)
        place = token_at(t.extraction, counted)
    return place


def weighed(t: Trace) -> dict[str, str]:
    """By what one more of each feature multiplies the odds, and the odds now."""
    digits = t.state.digits
    factors = {f"odds{j}": odds_written(w, digits) for j, w in enumerate(t.state.w, start=1)}
    weights = {f"weight{j}": chosen(w) for j, w in enumerate(t.state.w, start=1)}
    return factors | weights | {"odds": odds_written(t.z, digits), "odds_example": odds_example(t)}


def odds_example(t: Trace) -> str:
    """What one more positive word does to ŷ, with the review's own numbers: it is not multiplied so."""
    if not t.state.on[0]:
        return "ŷ is not."
    digits, w = t.state.digits, t.state.w[0]
    return (
        f"ŷ is not: × {odds_written(w, digits)} takes it from {estimate(t.z, digits)} to {estimate(t.z + w, digits)}."
    )


def added(t: Trace) -> dict[str, str]:
    """The order in which the terms are added, by the names of what they add."""
    return {"order": ", ".join("b" if LETTERS[place] == "b" else f"x{LETTERS[place]}" for place in t.state.order)}


@lru_cache(maxsize=16)  # a cursor that moves leaves all of them as they are
def flips(state: State) -> list[Edit]:
    """The one-word edits, strongest first: where they change the text, in the page's units, and what comes of it."""
    digits, review = state.digits, state.review
    return [
        {
            "start": units(review[: edit.start]),
            "end": units(review[: edit.end]),
            "text": edit.text,
            "what": edit.what,
            "flips": edit.flips,
            "y_hat": estimate(edit.trace.z, digits),
            "loss": written(edit.trace.loss, digits),
        }
        for edit in edits(trace(state))
    ]


def shuffled(state: State) -> State:
    """The state with the terms in another order."""
    while (order := tuple(random.sample(state.order, len(state.order)))) == state.order:
        pass
    return replace(state, order=order)


def any_of(names: Iterable[str]) -> str:
    """Names as a sentence lists them, like: a, b or c."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


class Why(View):
    """Which word would flip the prediction, why a word counts, and what each term adds."""

    key, title, tables = "why", "Why?", False
    charts = Charts(["in_z", "in_p"], f"{__package__}.charts")
    choices = (Order,)
    grants = (Grant("shuffle", shuffled),)
    says = (xrayed, weighed, added)

    def part(self) -> str:
        """The HTML of its part of the page."""
        return assets.filled(
            "why",
            odds=[assets.filled("odds", j=j) for j in range(1, len(FEATURES) + 1)],
            counts=[any_of(f"<i>x</i>{FEATURES[j].name[1:]}" for j in COUNTS)],
            marks=any_of(f"“{FEATURES[j].mark}”" for j in FLAGS),
        )

    def words(self, t: Trace, caret: int | None) -> dict[str, str]:
        """What stands in its places."""
        return explained(t, caret)

    def more(self, t: Trace, sent: Message, half: int) -> More:
        """The one-word edits."""
        return {"edits": flips(replace(t.state, own=None))}


VIEW = Why()
memory.APART.append(flips)
