"""The probability p(y|x) that each review's gold label was given, and their product, which is to be made large."""

import plotly.graph_objects as go

from logreg.figures import rows
from logreg.figures.marks import Axis, Mark
from logreg.figures.rows import Row, hue, labelled, y_axis
from logreg.reader.trace import Trace
from logreg.reader.written import estimate, probability

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "the probability of every label"
CODE = ("likelihood",)


def x_axis(half: int = 10) -> Axis:
    """Probabilities."""
    return Axis(0, 1)


def paper(half: int, scheme: str) -> go.Figure:
    """The axis of probabilities."""
    xaxis = {"range": x_axis(), "tickvals": [0, 0.5, 1]}
    return go.Figure(layout=rows.layout(scheme, xaxis, y_axis(), "probability"))


def marks(t: Trace, half: int) -> list[Mark]:
    """Each review's bar from 0 to p(y|x), and the product of all."""
    *shown, total = rows_of(t)
    return rows.marks(shown, x_axis(), total)


def rows_of(t: Trace) -> list[Row]:
    """What each row shows, the product last."""
    digits, product = t.state.digits, float(t.training.products[-1])
    each = zip(labelled(t), t.training.p.tolist(), t.training.margins.tolist())
    shown = [Row(title, 0.0, p, hue(y), estimate(margin, digits)) for (title, y), p, margin in each]
    return [*shown, Row("product of all", 0.0, product, "ink", probability(product, digits))]


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))[:73]
        'Probability of each gold label: The lecture’s review, y = 1: 0.70; A clea'
    """
    *shown, total = [f"{row.title.replace(' ·', ',')}: {row.number}" for row in rows_of(t)]
    return f"Probability of each gold label: {'; '.join(shown)}. {total.capitalize()}."
