"""What each term adds to the probability, from one half to ŷ: another amount in another order."""

import plotly.graph_objects as go

from ..trace import Trace
from ..written import estimate
from . import terms
from .marks import Axis, Mark
from .terms import y_axis

__all__ = ["describe", "marks", "paper", "x_axis", "y_axis"]


def x_axis(half: int = 10) -> Axis:
    """Changes of a probability."""
    return Axis(-1, 1)


def paper(half: int, scheme: str) -> go.Figure:
    """A row for each term, and the axis of changes in probability."""
    return terms.paper(x_axis(), scheme, "probability")


def marks(t: Trace, half: int) -> list[Mark]:
    """The bar and the number of each term, in the order of the features whatever the order of adding."""
    return terms.marks(t, t.added_p, x_axis())


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))[:73]
        'What each term adds in probability, in this order: w1·x1 +0.50, w2·x2 −0.'
    """
    y_hat = estimate(t.z, t.state.digits)
    return f"What each term adds in probability, in this order: {terms.words(t, t.added_p)}; from 0.5 to ŷ = {y_hat}."
