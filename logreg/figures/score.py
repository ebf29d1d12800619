"""How the terms w_j·x_j and the bias add up to z: one bar a term, each beginning where the last one ended."""

from itertools import pairwise

import plotly.graph_objects as go

from ..features import FEATURES
from ..reader.trace import Trace
from ..reader.written import digits_of_sum, written
from . import theme
from .marks import Axis, Bar, Mark, Tag, Upright, z_axis

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "how z adds up"
CODE = ("score",)

ROWS = [*(f"w{feature.name[1:]}·{feature.name}" for feature in FEATURES), "b", "z"]
HALF = 0.32  # half the thickness of a bar, in rows

x_axis = z_axis


def y_axis(half: int = 10) -> Axis:
    """The rows of the features, b and z from top to bottom, however wide the z axis is."""
    return Axis(len(ROWS) - 0.4, -0.6)


def paper(half: int, scheme: str) -> go.Figure:
    """The empty chart: a row for each term, and the axis of log-odds."""
    xaxis = {"range": z_axis(half), "nticks": 7, "ticks": "outside"}
    yaxis = {"range": y_axis(), "tickvals": list(range(len(ROWS))), "ticktext": ROWS, "showgrid": False}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "log-odds"))
    zero = {"color": theme.colour("edge", scheme), "width": 1}
    return figure.add_scatter(x=[0, 0], y=list(y_axis()), mode="lines", line=zero, name="zero")


def marks(t: Trace, half: int) -> list[Mark]:
    """The bars, the lines that hand each partial sum to the next row, and the numbers at the right edge."""
    end, sums = z_axis(half).end, t.sums.tolist()
    drawn = []
    for row, (start, stop) in enumerate(pairwise(sums)):
        drawn.append(Upright(f"link{row}", stop, row - HALF, stop, row + 1 + HALF, "edge"))
        drawn.append(Bar(f"bar{row}", start, row - HALF, stop, row + HALF, hue(stop - start)))
    last = len(ROWS) - 1
    drawn.append(Upright("z-line", t.z, last + HALF, t.z, y_axis().start, "ink"))
    drawn.append(Bar(f"bar{last}", 0.0, last - HALF, t.z, last + HALF, hue(t.z)))
    for row, text in enumerate(numbers(t)):
        drawn.append(Tag(f"number{row}", end, row, hue="ink", text=text))
    return drawn


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))[:58]
        'How z adds up, in log-odds: w1·x1 +7.50, w2·x2 −10.00, w3·'
    """
    *rows, z = numbers(t)
    said = (f"{row} {text}" for row, text in zip(ROWS, rows))
    return f"How z adds up, in log-odds: {', '.join(said)}; together z = {z}."


def numbers(t: Trace) -> list[str]:
    """What each row comes to, as the page writes it: by hand, too, they add up to z."""
    digits = digits_of_terms(t)
    terms = [written(term, digits, sign=True) if on else "off" for term, on in zip(t.terms.tolist(), t.state.on)]
    return [*terms, written(t.state.b, digits, sign=True), written(t.z, t.state.digits)]


def digits_of_terms(t: Trace) -> int:
    """With how many digits the terms and the bias are written."""
    return digits_of_sum(t.z, (*t.terms.tolist(), t.state.b), t.state.digits)


def hue(amount: float) -> str:
    """The hue of a signed amount."""
    return "positive" if amount > 0 else "negative" if amount < 0 else "zero"
