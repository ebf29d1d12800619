"""What each term adds to the score z, in log-odds: the same in whatever order the terms are added."""

import plotly.graph_objects as go

from logreg.figures import terms
from logreg.figures.marks import Mark, z_axis
from logreg.figures.terms import y_axis
from logreg.reader.trace import Trace
from logreg.reader.written import written

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "what each term adds to z"
CODE = ("score",)


x_axis = z_axis


def paper(half: int, scheme: str) -> go.Figure:
    """A row for each term, and the axis of log-odds."""
    return terms.paper(x_axis(half), scheme, "log-odds")


def marks(t: Trace, half: int) -> list[Mark]:
    """The bar and the number of each term, in the order of the features whatever the order of adding."""
    return terms.marks(t, t.added_z, x_axis(half))


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))[:60]
        'What each term adds in log-odds: w1·x1 +7.50, w2·x2 −10.00, '
    """
    z = written(t.z, t.state.digits)
    return f"What each term adds in log-odds: {terms.words(t, t.added_z)}; in any order the same, together z = {z}."
