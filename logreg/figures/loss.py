"""Both losses over the score z: −ln ŷ if y = 1, solid, and −ln(1−ŷ) if y = 0, dashed.

Over z and not over ŷ, for two reasons: the chart then stands under the sigmoid on the same axis, so
that one upright line joins z, ŷ and both losses; and no loss runs off to infinity at the edge of the
picture: far out, each curve is a straight line, which is what a wrong score costs.
"""

import plotly.graph_objects as go

from ..loss import cross_entropy
from ..reader.trace import Trace
from ..reader.written import written
from . import theme
from .marks import CONTENT, Axis, Line, Mark, Point, Tag, Upright, z_axis
from .sigmoid import scores

__all__ = ["CODE", "LOOKS", "TITLE", "both_curves", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "both losses over z"
CODE = ("cross_entropy",)

LOOKS = {1: ("positive", "solid", "−ln ŷ"), 0: ("negative", "dash", "−ln(1−ŷ)")}

x_axis = z_axis


def y_axis(half: int) -> Axis:
    """Losses in nats, from a little below 0, up to half as far as z goes: where losses are told apart."""
    return Axis(-0.02 * half, 0.5 * half)


def paper(half: int, scheme: str, named: float = 0.55) -> go.Figure:
    """The two curves, each with its formula beside it, at this share of the height."""
    xaxis = {"range": z_axis(half), "nticks": 7, "ticks": "outside"}
    yaxis = {"range": y_axis(half), "nticks": 4, "title": {"text": "loss, nats", "standoff": 4}}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "z, log-odds"))
    z = scores(half)
    sides = ({"x": 0.02, "xanchor": "left"}, {"x": 0.98, "xanchor": "right"})
    places = [{"xref": "paper", "yref": "paper", "y": named, **side} for side in sides]
    return both_curves(figure, scheme, z, [cross_entropy(z, y) for y in LOOKS], places)


def both_curves(figure: go.Figure, scheme: str, x, heights: list, places: list[dict], names=()) -> go.Figure:
    """The figure with a curve for y = 1 and one for y = 0, each in its look, with its name at its place.

    Args:
        figure: the paper.
        scheme: light or dark.
        x: where the curves stand.
        heights, places, names: of the curve for y = 1 and of that for y = 0; by default they are called losses.
    """
    names = names or [name for _, _, name in LOOKS.values()]
    for (hue, dash, _), height, place, name in zip(LOOKS.values(), heights, places, names):
        line = {"color": theme.colour(hue, scheme), "width": 2, "dash": dash}
        figure.add_scatter(x=x, y=height, mode="lines", line=line, name=name, meta=CONTENT)
        words = {"text": name, "font": {"color": theme.colour(f"{hue}-text", scheme)}}
        figure.add_annotation(showarrow=False, name=CONTENT, **words, **place)
    return figure


def marks(t: Trace, half: int) -> list[Mark]:
    """The two points (z, loss), each with its number, the line on which both stand, and what a coin flip costs."""
    (start, end), (floor, top) = x_axis(half), y_axis(half)
    drawn = [
        Line("coin", start, t.coin, end, t.coin, "edge", dashed=True),
        Tag("coin-tag", end, t.coin, hue="zero", text=f"coin {written(t.coin, t.state.digits)}"),
        Upright("z-line", t.z, floor, t.z, top, "ink"),
    ]
    for y, loss, side in ((1, t.loss_1, "left"), (0, t.loss_0, "right")):
        hue, number = LOOKS[y][0], written(loss, t.state.digits) + y_axis(half).pointer(loss, "↓↑")
        drawn.append(Point(f"point{y}", t.z, loss, hue=hue))
        drawn.append(Tag(f"tag{y}", t.z, loss, hue=f"{hue}-text", text=number, side=side))
    return drawn


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))
        'At z = 0.83 the loss is 0.36 nats if y = 1 and 1.19 nats if y = 0.'
    """
    z, loss_1, loss_0 = (written(number, t.state.digits) for number in (t.z, t.loss_1, t.loss_0))
    return f"At z = {z} the loss is {loss_1} nats if y = 1 and {loss_0} nats if y = 0."
