"""The mean loss of all reviews over the bias b, and the slope where b is: the way to a smaller mean loss."""

import numpy as np
import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.marks import Axis, Curve, Line, Mark, Point, Tag, b_axis
from logreg.reader.trace import Trace
from logreg.reader.written import written

__all__ = ["CODE", "TABLES", "TITLE", "biases", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "the mean loss over the bias"
TABLES = False  # its curves themselves move: no table could hold them
CODE = ("cost", "gradient")

x_axis = b_axis


def y_axis(half: int) -> Axis:
    """Mean losses in nats, from a little below 0, where there is room for a number."""
    return Axis(-0.1 * half, half)


def paper(half: int, scheme: str) -> go.Figure:
    """The empty chart: the curve over it changes with the reviews and the weights."""
    xaxis = {"range": x_axis(half), "nticks": 5, "ticks": "outside"}
    yaxis = {"range": y_axis(half), "nticks": 4, "title": {"text": "mean loss, nats", "standoff": 4}}
    return go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "b, log-odds"))


def biases(t: Trace, half: int) -> np.ndarray:
    """Biases along the whole axis: close together where the likelihood is largest, and where a review's z is 0."""
    x, many = x_axis(half), t.training
    around = many.best_b + np.linspace(-6, 6, 25)
    return np.unique(np.clip([*np.linspace(*x, 25), *around, *(t.state.b - many.z)], *x))


def marks(t: Trace, half: int) -> list[Mark]:
    """The curve, its lowest point, and the point (b, mean loss) with a piece of the tangent there.

    The two numbers stand below the curve: that of the lowest point on its far side.
    """
    x, y, many, b = x_axis(half), y_axis(half), t.training, t.state.b
    grid, best, least = biases(t, half), many.best_b, float(many.costs(many.best_b))
    ends = tuple((b + step, many.cost + many.db * step) for step in (-0.35 * half, 0.35 * half))
    lower, (side, other) = 0.05 * half, ("left", "right") if many.db < 0 else ("right", "left")
    return [
        Line("best", best, y.start, best, y.end, "edge", dashed=True),
        Curve("curve", hue="zero", points=tuple(zip(grid.tolist(), many.costs(grid).tolist()))),
        Curve("tangent", points=ends),
        Point("least", best, least, hue="zero"),
        Point("point", b, many.cost),
        Tag("best-tag", best, y.end, text=f"b = {written(best, t.state.digits)}{x.pointer(best)}", side="top"),
        Tag("least-tag", best, least - lower, text=number(t, best, least, half), side=inward(best, other, x)),
        Tag("tag", b, many.cost - lower, text=number(t, b, many.cost, half), side=inward(b, side, x)),
    ]


def number(t: Trace, b: float, cost: float, half: int) -> str:
    """A mean loss, with arrows to where its point lies if that is off the paper."""
    return written(cost, t.state.digits) + y_axis(half).pointer(cost, "↓↑") + x_axis(half).pointer(b)


def inward(b: float, side: str, x: Axis) -> str:
    """The side for a tag, but neither over the numbers of the y axis nor beyond the right edge."""
    return "right" if b < 0.8 * x.start else "left" if b > 0.8 * x.end else side


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))
        'At b = 0.10 the mean loss is 6.77 nats, with slope +0.37; it is smallest, 5.60, at b = −6.52.'
    """
    many, digits = t.training, t.state.digits
    b, mean, best, least = (written(n, digits) for n in (t.state.b, many.cost, many.best_b, many.costs(many.best_b)))
    slope = written(many.db, digits, sign=True)
    return f"At b = {b} the mean loss is {mean} nats, with slope {slope}; it is smallest, {least}, at b = {best}."
