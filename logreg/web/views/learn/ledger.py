"""One step of descent, written out line by line, and what a learner may not expect of it."""

import numpy as np

from logreg.reader.run import Ledger, Run
from logreg.reader.state import State
from logreg.reader.trace import Trace
from logreg.reader.written import (
    chosen,
    count,
    digits_by_hand,
    enough,
    error_written,
    estimate,
    number_in,
    probability,
    sum_by_hand,
    written,
)
from logreg.reviews.plural import counted
from logreg.web.words import base, factor

from .charts.surface import NAMES

__all__ = ["decimals", "ledger"]


def ledger(it: Run, t: Trace) -> dict[str, str]:
    """The next step, line by line."""
    now, digits = it.reached(t.state.t), t.state.digits
    book = it.ledger(now)
    one = len(book.y) == 1
    places = {
        "ledger_of": "quantity" if one else "mean over them",
        "ledger_step": str(now + 1),
        "ledger_eta": chosen(t.state.eta),
        "ledger_rows": looked_at(it, book.rows),
    }
    if one:
        places["ledger_error"] = f"ŷ − y = {error_written(book.z[0], int(book.y[0]), digits)}"
    else:
        places["ledger_error"] = (
            f"{len(book.y):,} of them, from {written(book.error.min(), digits)} to {written(book.error.max(), digits)}"
        )
    for j, name in enumerate(NAMES):
        more, of_slope = decimals(book, j, t.state)
        places |= {
            f"ledger_old{name}": written(book.old[j], more),
            f"ledger_slope{name}": slope(book, j, t.state, of_slope),
            f"ledger_change{name}": written(book.change[j], more, sign=True),
            f"ledger_new{name}": written(book.new[j], more),
        }
    for at, when in enumerate(("old", "new")):
        places |= {
            f"ledger_z_{when}": written(book.z[at], digits),
            f"ledger_y_hat_{when}": estimate(book.z[at], digits) if one else probability(book.y_hat[at], digits),
            f"ledger_loss_{when}": written(book.loss[at], digits),
        }
    places["ledger_slope_is"] = "error · x + λ · w" if t.state.l2 else "error · x"
    return places | {"ledger_surprise": surprise(book, t.state)}


def decimals(book: Ledger, j: int, state: State) -> tuple[int, int]:
    """With how many decimals a parameter and its change are written, and its slope, so that both lines come out."""
    digits = enough(state.digits + 2, lambda more: adds_up(book, j, more), by=1)
    change = written(book.change[j], digits)

    def moves(more: int) -> bool:
        return written(-state.eta * number_in(written(book.slope[j], more)), digits) == change

    return digits, enough(state.digits, moves, by=1)


def adds_up(book: Ledger, j: int, digits: int) -> bool:
    """Whether the old value of a parameter and its change, with so many digits, are the new one as it is written."""
    return written(sum_by_hand((book.old[j], book.change[j]), digits), digits) == written(book.new[j], digits)


def slope(book: Ledger, j: int, state: State, digits: int) -> str:
    """The slope of a parameter; for one review as the product that it is."""
    slope = written(book.slope[j], digits)
    if len(book.y) > 1:
        return slope
    z, y, x = book.z[0], int(book.y[0]), [*book.x[0].tolist(), 1.0][j]
    pulled = state.l2 and NAMES[j] != "b"

    def by_hand(more: int) -> float:
        pull = state.l2 * number_in(written(book.old[j], more)) if pulled else 0.0
        return number_in(error_written(z, y, more)) * number_in(count(x, more)) + pull

    more = digits_by_hand(book.slope[j], digits, by_hand, by=1)
    line = f"{factor(error_written(z, y, more))} · {base(count(x, more))}"
    if pulled:
        line += f" + {chosen(state.l2)} · {bracketed(written(book.old[j], more))}"
    return f"{line} = {slope}"


def bracketed(number: str) -> str:
    """A number as a factor: in brackets where a minus stands before it."""
    return f"({number})" if number.startswith("−") else number


def looked_at(it: Run, rows: np.ndarray) -> str:
    """Which reviews a step looks at: the first of them by what they say."""
    first = it.data.titles[rows[0]]
    first = first if len(first) <= 150 else first[:150] + "…"
    said = f"{first} (y = {it.labels[rows[0]]})"
    return said if len(rows) == 1 else f"{counted(len(rows), 'review')}; the first: {said}"


def surprise(book: Ledger, state: State) -> str:
    """What a learner may not expect of this step."""
    if len(book.y) > 1:
        return "Each line is the mean over the reviews: large where they agree, near 0 where they pull both ways."
    if state.scaled:
        return "Scaled, a word that is missing lies below the mean: its weight moves too, the other way."
    if state.l2:
        return "The penalty pulls every weight a little towards 0, also those of words that do not occur."
    y, both = int(book.y[0]), {True: "up", False: "down"}
    way = both[book.change[1] > 0]
    if book.x[0][1] > 0 and book.change[1] and way == both[y == 1]:
        words = "it counts negative words" if y else "that is where it belongs"
        link = "although" if y else "and"
        return (
            f"y = {y}, so the weight of every word that occurs goes {way}: also w2, {link} {words}. "
            "A step knows no meanings, only the error."
        )
    return "What does not occur, x = 0, keeps its weight."
