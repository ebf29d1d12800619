"""The probabilities of both outcomes over the score z: p(y = 1|x) = σ(z), solid, and p(y = 0|x) = σ(−z), dashed."""

import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.axes import apart
from logreg.figures.loss import LOOKS, both_curves
from logreg.figures.marks import Mark, Point, Ring, Tag, Upright, letters, z_axis
from logreg.figures.sigmoid import scores, y_axis
from logreg.loss import likelihood
from logreg.reader.trace import Trace
from logreg.reader.written import estimate

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "both likelihoods over z"
CODE = ("margin", "likelihood")

NAMES = ("p(y = 1 | x)", "p(y = 0 | x)")

x_axis = z_axis


def paper(half: int, scheme: str) -> go.Figure:
    """The two curves, each with its name at the end where it is 1."""
    xaxis = {"range": z_axis(half), "nticks": 7, "ticks": "outside"}
    yaxis = {"range": y_axis(), "tickvals": [0, 0.5, 1], "title": {"text": "probability", "standoff": 4}}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "z, log-odds"))
    sides = ({"x": 0.98, "xanchor": "right"}, {"x": 0.02, "xanchor": "left"})
    places = [{"xref": "paper", "yref": "paper", "y": 0.86, **side} for side in sides]
    z = scores(half)
    return both_curves(figure, scheme, z, [likelihood(z, y) for y in LOOKS], places, NAMES)


def marks(t: Trace, half: int) -> list[Mark]:
    """The points (z, ŷ) and (z, 1 − ŷ) with their numbers, a ring around that of the gold label."""
    digits, bottom, top = t.state.digits, *y_axis()
    heights = apart([t.y_hat + 0.04, t.y_hat_0 + 0.04], 0.09 * letters(t), y_axis())
    drawn = [Upright("z-line", t.z, bottom, t.z, top), Ring("gold", t.z, t.p)]
    for y, p, height in zip((1, 0), (t.y_hat, t.y_hat_0), heights):
        hue = LOOKS[y][0]
        drawn.append(Point(f"point{y}", t.z, p, hue=hue))
        drawn.append(Tag(f"tag{y}", t.z, height, hue=f"{hue}-text", text=estimate(t.z if y else -t.z, digits)))
    return drawn


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))
        'At this z the two outcomes have p(y = 1 | x) = 0.70 and p(y = 0 | x) = 0.30; the gold label is y = 1.'
    """
    one, zero = (estimate(z, t.state.digits) for z in (t.z, -t.z))
    both = f"p(y = 1 | x) = {one} and p(y = 0 | x) = {zero}"
    return f"At this z the two outcomes have {both}; the gold label is y = {t.state.y}."
