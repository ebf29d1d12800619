"""What each term adds to the probability: one bar a term in the order of adding, from one half to ŷ."""

from itertools import pairwise

import plotly.graph_objects as go

from logreg.figures import terms
from logreg.figures.marks import Axis, Bar, Mark, Tag, Upright
from logreg.figures.score import HALF, hue
from logreg.figures.terms import TERMS, y_axis
from logreg.reader.trace import Trace
from logreg.reader.written import estimate, written

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "what each term adds to the probability"
CODE = ("sigmoid",)


def x_axis(half: int = 10) -> Axis:
    """Probabilities."""
    return Axis(0, 1)


def paper(half: int, scheme: str) -> go.Figure:
    """A row for each term, whose name moves with it, and the line of one half."""
    return terms.paper(x_axis(), scheme, "probability", origin=0.5, names=[""] * len(TERMS))


def marks(t: Trace, half: int) -> list[Mark]:
    """In the order of adding, the name of each term, its bar from where the last one ended, and what it adds."""
    x, digits, drawn = x_axis(), t.state.digits, []
    for row, (place, (start, stop)) in enumerate(zip(t.state.order, pairwise(t.estimates.tolist()))):
        added = float(t.added_p[place])
        drawn.append(Upright(f"link{row}", stop, row - HALF, stop, min(row + 1 + HALF, y_axis().start), "edge"))
        drawn.append(Bar(f"bar{row}", start, row - HALF, stop, row + HALF, hue(added)))
        drawn.append(Tag(f"name{row}", x.start, row, hue="zero", text=TERMS[place], side="left"))
        drawn.append(Tag(f"number{row}", x.end, row, text=written(added, digits, sign=True)))
    drawn.append(Tag("y-tag", t.y_hat, y_axis().end, text=f"ŷ = {estimate(t.z, digits)}", side="top"))
    drawn.append(Upright("y-line", t.y_hat, y_axis().start, t.y_hat, y_axis().end))
    return drawn


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))[:73]
        'What each term adds in probability, in this order: w1·x1 +0.50, w2·x2 −0.'
    """
    y_hat, digits, order = estimate(t.z, t.state.digits), t.state.digits, t.state.order
    added = (f"{TERMS[place]} {written(t.added_p[place], digits, sign=True)}" for place in order)
    return f"What each term adds in probability, in this order: {', '.join(added)}; from 0.5 to ŷ = {y_hat}."
