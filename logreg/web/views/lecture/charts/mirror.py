"""The probability p that the gold label was given: ln p, which is to be made large, and its mirror image −ln p."""

import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.marks import CONTENT, Axis, Mark, Point, Tag, Upright, letters
from logreg.loss import cross_entropy, log_likelihood
from logreg.model import sigmoid
from logreg.reader.trace import Trace
from logreg.reader.written import estimate, written

from .surprise import Z, x_axis

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "ln p and −ln p"
CODE = ("log_likelihood", "cross_entropy")

CURVES = {"−ln p": (cross_entropy, "ink", "solid", 3), "ln p": (log_likelihood, "zero", "dash", -3)}


def y_axis(half: int = 10) -> Axis:
    """Nats, as far below 0 as above."""
    return Axis(-5, 5)


def paper(half: int, scheme: str) -> go.Figure:
    """The two curves, each with its name beside it, and the line 0 at which one mirrors the other."""
    xaxis = {"range": x_axis(), "tickvals": [0, 0.25, 0.5, 0.75, 1], "ticks": "outside"}
    yaxis = {"range": y_axis(), "tickvals": [-4, -2, 0, 2, 4], "tickformat": "~r"}
    yaxis |= {"title": {"text": "nats", "standoff": 4}}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "p, probability"))
    edge = {"color": theme.colour("edge", scheme), "width": 1}
    figure.add_scatter(x=list(x_axis()), y=[0, 0], mode="lines", line=edge, name="mirror")
    for name, (curve, hue, dash, height) in CURVES.items():
        line = {"color": theme.colour(hue, scheme), "width": 2, "dash": dash}
        figure.add_scatter(x=sigmoid(Z), y=curve(Z, 1), mode="lines", line=line, name=name, meta=CONTENT)
        words = {"text": name, "font": {"color": theme.colour("quiet" if hue == "zero" else hue, scheme)}}
        figure.add_annotation(showarrow=False, name=CONTENT, x=0.1, y=height, xanchor="left", **words)
    return figure


def marks(t: Trace, half: int) -> list[Mark]:
    """The points (p, −ln p) and (p, ln p) with their numbers, and the line from one to the other."""
    y, digits, line = y_axis(), t.state.digits, 0.4 * letters(t)
    loss, log_p = (written(n, digits) + y.pointer(n, "↓↑") for n in (t.loss, t.log_p))
    return [
        Upright("fold", t.p, y.clip(t.log_p), t.p, y.clip(t.loss), "edge"),
        Point("log-point", t.p, t.log_p, hue="zero"),
        Point("loss-point", t.p, t.loss),
        Tag("log-tag", t.p, max(t.log_p - line, y.start + line), text=log_p),
        Tag("loss-tag", t.p, t.loss + line, text=loss),
    ]


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))
        'The gold label was given p = 0.70: ln p is −0.36 nats, and −ln p, the loss, is 0.36 nats.'
    """
    digits = t.state.digits
    p, log_p, loss = estimate(t.margin, digits), written(t.log_p, digits), written(t.loss, digits)
    return f"The gold label was given p = {p}: ln p is {log_p} nats, and −ln p, the loss, is {loss} nats."
