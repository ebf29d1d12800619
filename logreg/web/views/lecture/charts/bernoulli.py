"""One review, two outcomes: the probabilities ŷ of y = 1 and 1 − ŷ of y = 0 share one bar of length 1."""

import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.marks import Axis, Bar, Frame, Mark, Tag
from logreg.reader.trace import Trace
from logreg.reader.written import estimate

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "two outcomes"
CODE = ("likelihood",)


def x_axis(half: int = 10) -> Axis:
    """Probabilities."""
    return Axis(0, 1)


def y_axis(half: int = 10) -> Axis:
    """No quantity: the bar, with words above and below it."""
    return Axis(0, 1)


def paper(half: int, scheme: str) -> go.Figure:
    """The axis of probabilities, named below it, for the chart may be narrow."""
    xaxis = {"range": x_axis(), "tickvals": [0, 0.5, 1], "ticks": "outside"}
    xaxis |= {"title": {"text": "probability", "standoff": 4}}
    yaxis = {"range": y_axis(), "showticklabels": False, "showgrid": False, "ticks": ""}
    return go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "", l=14, r=20, b=40))


def marks(t: Trace, half: int) -> list[Mark]:
    """The two parts of the bar with their words; that of the gold label has a frame and says so."""
    cut, low, high = t.y_hat, 0.3, 0.7
    start, stop, far, side = (0.0, cut, 0.94, "start") if t.state.y else (cut, 1.0, 0.06, "end")
    return [
        Bar("part1", 0.0, low, cut, high, "positive"),
        Bar("part0", cut, low, 1.0, high, "negative"),
        Frame("gold", start, low, stop, high),
        Tag("tag1", 0.01, 0.8, hue="positive-text", text=words(t, 1), side="start"),
        Tag("tag0", 1.0, 0.2, hue="negative-text", text=words(t, 0), side="end"),
        Tag("gold-tag", 1.0 if side == "end" else 0.01, far, text="gold label", side=side),
    ]


def words(t: Trace, y: int) -> str:
    """An outcome and its probability."""
    name, z = ("ŷ", t.z) if y else ("1 − ŷ", -t.z)
    return f"y = {y}: {name} = {estimate(z, t.state.digits)}".replace("= <", "<").replace("= >", ">")


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))
        'Two outcomes share one bar: y = 1: ŷ = 0.70; y = 0: 1 − ŷ = 0.30. The gold label is y = 1.'
    """
    return f"Two outcomes share one bar: {words(t, 1)}; {words(t, 0)}. The gold label is y = {t.state.y}."
