"""Both losses over the estimate ŷ itself: −ln ŷ if y = 1, solid, and −ln(1−ŷ) if y = 0, dashed.

The curves are computed from z, as every loss is, and stand over σ(z).
"""

import numpy as np
import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.axes import apart
from logreg.figures.loss import LOOKS, both_curves
from logreg.figures.marks import Axis, Mark, Point, Tag, letters
from logreg.loss import cross_entropy
from logreg.model import sigmoid
from logreg.reader.trace import Trace
from logreg.reader.written import estimate, written

__all__ = ["CODE", "TITLE", "Z", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "both losses over ŷ"
CODE = ("cross_entropy",)

Z = np.array([-40, *np.linspace(-6, 6, 121), 40])  # scores whose σ leads from 0 to 1 in small steps


def x_axis(half: int = 10) -> Axis:
    """Probabilities, with room for a point at either end."""
    return Axis(-0.02, 1.02)


def y_axis(half: int = 10) -> Axis:
    """Losses in nats, up to what an estimate of 0.0067 for the truth costs."""
    return Axis(-0.12, 5)


def paper(half: int, scheme: str) -> go.Figure:
    """The two curves, each with its formula beside it."""
    xaxis = {"range": x_axis(), "tickvals": [0, 0.25, 0.5, 0.75, 1], "ticks": "outside"}
    yaxis = {"range": y_axis(), "nticks": 6, "title": {"text": "loss, nats", "standoff": 4}}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "ŷ, probability", r=theme.MARGIN["r"]))
    places = [{"y": 3, "x": 0.1, "xanchor": "left"}, {"y": 4, "x": 0.95, "xanchor": "right"}]
    return both_curves(figure, scheme, sigmoid(Z), [cross_entropy(Z, y) for y in LOOKS], places)


def marks(t: Trace, half: int) -> list[Mark]:
    """The two points (ŷ, loss), each with its number: both labels are only supposed, so neither is marked as gold."""
    axis, losses = y_axis(), (t.loss_1, t.loss_0)
    heights = apart([t.loss_1 + 0.15, t.loss_0], 0.35 * letters(t), axis)
    drawn = []
    for y, loss, height in zip((1, 0), losses, heights):
        hue = LOOKS[y][0]
        text = f"y = {y}: {written(loss, t.state.digits)}{axis.pointer(loss, '↓↑')}"
        drawn.append(Point(f"point{y}", t.y_hat, loss, hue=hue))
        drawn.append(Tag(f"tag{y}", t.y_hat, height, hue=f"{hue}-text", text=text))
    return drawn


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))
        'At ŷ = 0.70 the loss is 0.36 nats if y = 1 and 1.19 nats if y = 0.'
    """
    loss_1, loss_0 = (written(loss, t.state.digits) for loss in (t.loss_1, t.loss_0))
    y_hat = estimate(t.z, t.state.digits)
    return f"At ŷ = {y_hat} the loss is {loss_1} nats if y = 1 and {loss_0} nats if y = 0."
