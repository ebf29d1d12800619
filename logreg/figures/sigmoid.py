"""The sigmoid, which turns a score in log-odds into a probability, with this review's point on it."""

import numpy as np
import plotly.graph_objects as go

from ..model import sigmoid
from ..reader.trace import Trace
from ..reader.written import estimate, written
from . import theme
from .marks import CONTENT, Axis, Line, Mark, Point, Tag, Upright, z_axis

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "from z to ŷ"
CODE = ("sigmoid",)

x_axis = z_axis


def y_axis(half: int = 10) -> Axis:
    """Probabilities, with room for the point at either end, however wide the z axis is."""
    return Axis(-0.04, 1.04)


def paper(half: int, scheme: str) -> go.Figure:
    """The curve ŷ = σ(z), and the line of the decision at 0.5."""
    xaxis = {"range": z_axis(half), "nticks": 7, "ticks": "outside"}
    yaxis = {"range": y_axis(), "tickvals": [0, 0.5, 1], "title": {"text": "ŷ, probability", "standoff": 4}}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "z, log-odds"))
    dotted = {"color": theme.colour("edge", scheme), "width": 1, "dash": "dot"}
    curve = {"color": theme.colour("ink", scheme), "width": 2}
    z = scores(half)
    figure.add_scatter(x=list(z_axis(half)), y=[0.5, 0.5], mode="lines", line=dotted, name="decision")
    return figure.add_scatter(x=z, y=sigmoid(z), mode="lines", line=curve, name="sigmoid", meta=CONTENT)


def scores(half: int) -> np.ndarray:
    """Scores along the whole axis, close together where the curves bend; float32 is as fine as any screen."""
    return np.unique(np.concatenate([np.linspace(-half, half, 101), np.linspace(-10, 10, 161)])).astype("float32")


def marks(t: Trace, half: int) -> list[Mark]:
    """The point (z, ŷ), with a line to each axis and its two numbers there."""
    digits, end, top = t.state.digits, z_axis(half).end, y_axis().end
    hue = "positive" if t.decision else "negative"
    return [
        Upright("z-line", t.z, y_axis().start, t.z, top, "ink"),
        Line("y-line", t.z, t.y_hat, end, t.y_hat, "ink"),
        Point("point", t.z, t.y_hat, hue=hue),
        Tag("y-tag", end, t.y_hat, text=estimate(t.z, digits)),
        Tag("z-tag", t.z, top, text=f"z = {written(t.z, digits)}{z_axis(half).pointer(t.z)}", side="top"),
    ]


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))
        'The sigmoid turns the score z = 0.83 in log-odds into the probability ŷ = 0.70, above 0.5.'
    """
    z, y_hat = written(t.z, t.state.digits), estimate(t.z, t.state.digits)
    side = "above" if t.decision else "not above"
    return f"The sigmoid turns the score z = {z} in log-odds into the probability ŷ = {y_hat}, {side} 0.5."
