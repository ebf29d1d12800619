"""For each review, how far the estimate ŷ is from the gold label y: the distance that is to be made small."""

import plotly.graph_objects as go

from logreg.figures import rows
from logreg.figures.marks import Axis, Mark, Point
from logreg.figures.rows import Row, hue, labelled
from logreg.reader.trace import Trace
from logreg.reader.written import estimate

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "estimates and labels"
CODE = ("sigmoid",)


def x_axis(half: int = 10) -> Axis:
    """Probabilities, with room for the points at either end."""
    return Axis(-0.02, 1.02)


def y_axis(half: int = 10) -> Axis:
    """The rows from top to bottom."""
    return Axis(rows.ROWS - 0.4, -0.5)


def paper(half: int, scheme: str) -> go.Figure:
    """The axis of probabilities; a review's gold label is one of its ends."""
    xaxis = {"range": x_axis(), "tickvals": [0, 0.5, 1]}
    return go.Figure(layout=rows.layout(scheme, xaxis, y_axis(), "ŷ, probability"))


def marks(t: Trace, half: int) -> list[Mark]:
    """Each review's bar from ŷ to y, with its point at ŷ."""
    shown, points = [], [Point(f"point{at}", 0.0, 2 * rows.ROWS) for at in range(rows.ROWS)]  # off the paper
    each = zip(labelled(t), t.training.z.tolist(), t.training.y_hat.tolist())
    for at, ((title, y), z, y_hat) in enumerate(each):
        shown.append(Row(title, y_hat, y, hue(y), estimate(z, t.state.digits)))
        points[at] = Point(f"point{at}", y_hat, at + rows.MIDDLE, hue=hue(y))
    return [*rows.marks(shown, x_axis()), *points]


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))[:77]
        'Gold labels and estimates: The lecture’s review, y = 1, ŷ = 0.70; A clearly b'
    """
    digits = t.state.digits
    said = [f"{title}, ŷ = {estimate(z, digits)}" for (title, _), z in zip(labelled(t), t.training.z)]
    return f"Gold labels and estimates: {'; '.join(said).replace(' · ', ', ')}."
