"""One step of descent, written out line by line, and what a learner may not expect of it."""

import numpy as np

from ..figures.surface import NAMES
from ..run import Ledger, Run
from ..state import State
from ..trace import Trace
from ..written import chosen, count, counted, fine, probability, written

__all__ = ["ledger"]


def ledger(it: Run, t: Trace) -> dict[str, str]:
    """The next step, line by line."""
    now, digits = it.reached(t.state.t), t.state.digits
    book = it.ledger(now)
    places = {
        "ledger_of": "quantity" if len(book.y) == 1 else "mean over them",
        "ledger_step": str(now + 1),
        "ledger_eta": chosen(t.state.eta),
        "ledger_rows": looked_at(it, book.rows),
    }
    if len(book.y) == 1:
        places["ledger_error"] = f"ŷ − y = {fine(float(book.error[0]), digits)}"
    else:
        places["ledger_error"] = (
            f"{len(book.y):,} of them, from {written(book.error.min(), digits)} to {written(book.error.max(), digits)}"
        )
    for j, name in enumerate(NAMES):
        places |= {
            f"ledger_old{name}": written(book.old[j], digits + 2),
            f"ledger_slope{name}": slope(book, j, t.state),
            f"ledger_change{name}": written(book.change[j], digits + 2, sign=True),
            f"ledger_new{name}": written(book.new[j], digits + 2),
        }
    for name, (before, after) in {"z": book.z, "y_hat": book.y_hat, "loss": book.loss}.items():
        write = probability if name == "y_hat" else written
        places |= {f"ledger_{name}_old": write(before, digits), f"ledger_{name}_new": write(after, digits)}
    places["ledger_slope_is"] = "error · x + λ · w" if t.state.l2 else "error · x"
    return places | {"ledger_surprise": surprise(book, t.state)}


def slope(book: Ledger, j: int, state: State) -> str:
    """The slope of a parameter; for one review as the product that it is, with the penalty's part."""
    digits, number = state.digits, fine(float(book.slope[j]), state.digits)
    if len(book.y) > 1:
        return number
    x = [*book.x[0].tolist(), 1.0][j]
    product = f"{fine(float(book.error[0]), digits + 2)} · {count(x, digits)}"
    if state.l2 and NAMES[j] != "b":
        old = written(book.old[j], digits + 2)
        product += f" + {chosen(state.l2)} · {old if book.old[j] >= 0 else f'({old})'}"
    return f"{product} = {number}"


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
