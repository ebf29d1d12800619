"""A row for each term w_j·x_j and the bias: its bar from 0, and its number at the right edge."""

import numpy as np
import plotly.graph_objects as go

from ..reader.trace import Trace
from ..reader.written import written
from . import theme
from .marks import Axis, Bar, Mark, Tag
from .score import HALF, ROWS, hue

__all__ = ["marks", "paper", "words", "y_axis"]

TERMS = ROWS[:-1]


def y_axis(half: int = 10) -> Axis:
    """The terms from top to bottom."""
    return Axis(len(TERMS) - 0.4, -0.6)


def paper(x: Axis, scheme: str, unit: str, origin: float = 0.0, names: list[str] = TERMS) -> go.Figure:
    """The empty chart: a row for each term, and the line from which the first bar goes."""
    xaxis = {"range": x, "nticks": 5, "ticks": "outside"}
    yaxis = {"range": y_axis(), "tickvals": list(range(len(TERMS))), "ticktext": names, "showgrid": False}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, unit, r=70))
    zero = {"color": theme.colour("edge", scheme), "width": 1}
    return figure.add_scatter(x=[origin] * 2, y=list(y_axis()), mode="lines", line=zero, name="zero")


def marks(t: Trace, added: np.ndarray, x: Axis) -> list[Mark]:
    """The bar and the number of each term."""
    drawn = []
    for row, amount in enumerate(added.tolist()):
        drawn.append(Bar(f"bar{row}", 0.0, row - HALF, amount, row + HALF, hue(amount)))
        drawn.append(Tag(f"number{row}", x.end, row, text=written(amount, t.state.digits, sign=True)))
    return drawn


def words(t: Trace, added: np.ndarray) -> str:
    """The terms in words, with their amounts."""
    return ", ".join(f"{term} {written(amount, t.state.digits, sign=True)}" for term, amount in zip(TERMS, added))
