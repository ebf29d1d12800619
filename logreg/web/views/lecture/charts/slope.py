"""Both losses over the score z, and the slope ŷ − y of the gold label's loss where z is."""

import plotly.graph_objects as go

from logreg.figures import loss
from logreg.figures.marks import Axis, Curve, Mark, Point, Tag, z_axis
from logreg.reader.trace import Trace
from logreg.reader.written import error_written, written

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "the loss and its slope"
CODE = ("cross_entropy", "error")

x_axis = z_axis


def y_axis(half: int) -> Axis:
    """Losses in nats, as far up as z goes to either side, so that the point is always on the picture."""
    return Axis(-0.04 * half, 1.05 * half)


def paper(half: int, scheme: str) -> go.Figure:
    """The two curves of the desk, over a higher axis; their names lower, where the curves are apart."""
    return loss.paper(half, scheme, named=0.2).update_yaxes(range=y_axis(half))


def marks(t: Trace, half: int) -> list[Mark]:
    """The gold label's point on its curve, with a piece of the tangent there, and how steep it is."""
    top = y_axis(half).end
    ends = [(t.z + step, t.loss + t.error * step) for step in (-0.4 * half, 0.4 * half)]
    number = written(t.loss, t.state.digits) + y_axis(half).pointer(t.loss, "↓↑")
    slope = f"slope ŷ − y = {error_written(t.z, t.state.y, t.state.digits, sign=True)}"
    hue, side = loss.LOOKS[t.state.y][0], "left" if t.state.y and t.z >= 0 else "right"
    return [
        Curve("tangent", points=tuple(ends)),
        Point("point", t.z, t.loss, hue),
        Tag("tag", t.z, min(t.loss, 0.92 * top), number, side, f"{hue}-text"),
        Tag("slope", 0.0, top, text=slope, side="top"),
    ]


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))
        'At z = 0.83 the loss for the gold label y = 1 is 0.36 nats, and its slope over z is ŷ − y = −0.30.'
    """
    z, loss_ = (written(number, t.state.digits) for number in (t.z, t.loss))
    slope = error_written(t.z, t.state.y, t.state.digits)
    at_z = f"At z = {z} the loss for the gold label y = {t.state.y} is {loss_} nats"
    return f"{at_z}, and its slope over z is ŷ − y = {slope}."
