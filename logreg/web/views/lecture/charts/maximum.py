"""The likelihood of all labels over the bias b, and its log below it: the log keeps the largest where it is.

Each half of the chart has its own scale: y runs from 0 to 1 for the likelihood as a share of its largest, and
from −1.25 to −0.25 for the log-likelihood, from so many nats below its largest as z is wide on one side.
"""

import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.marks import Axis, Curve, Line, Mark, Point, Tag, b_axis, letters
from logreg.reader.trace import Trace
from logreg.reader.written import probability, written

from .cost import biases

__all__ = ["CODE", "TABLES", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "ln keeps the maximum"
TABLES = False  # its curves themselves move: no table could hold them
CODE = ("log_sigmoid", "log_likelihood")

LOG_TOP = -0.25

x_axis = b_axis


def y_axis(half: int = 10) -> Axis:
    """The lower half and the upper half."""
    return Axis(LOG_TOP - 1, 1.06)


def log_place(log_likelihood, t: Trace, half: int):
    """Where a log-likelihood stands in the lower half: the largest at its top."""
    return LOG_TOP + (log_likelihood - t.training.log_likelihood(t.training.best_b)) / half


def paper(half: int, scheme: str) -> go.Figure:
    """The two empty halves, each with its name."""
    xaxis = {"range": x_axis(half), "nticks": 5, "ticks": "outside"}
    names = {0.0: "0", 0.5: "likelihood", 1.0: "largest", LOG_TOP - 0.45: "log-<br>likelihood"}
    yaxis = {"range": y_axis(), "tickvals": [*names], "ticktext": [*names.values()], "ticks": "", "showgrid": False}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "b, log-odds", l=62))
    edge = {"color": theme.colour("edge", scheme), "width": 1}
    figure.add_scatter(x=list(x_axis(half)), y=[0, 0], mode="lines", line=edge, name="zero")
    return figure


def marks(t: Trace, half: int) -> list[Mark]:
    """Both curves, the upright line through both largest values, and what they are at the present b."""
    x, many, digits = x_axis(half), t.training, t.state.digits
    grid, b, best = biases(t, half), t.state.b, many.best_b
    shares, logs = many.relative_likelihood(grid), log_place(many.log_likelihood(grid), t, half)
    share, log_now = float(many.relative_likelihood(b)), float(many.log_sums[-1])
    most = float(many.log_likelihood(best))
    height = float(log_place(log_now, t, half))
    floor, now = y_axis().start, written(log_now, digits) + y_axis().pointer(height, "↓↑") + x.pointer(b)
    top = f"b = {written(best, digits)}{x.pointer(best)}"
    of_largest = f"{probability(share, digits)} of the largest{x.pointer(b)}"
    side = "left" if b > 0.4 * x.end else "right"
    return [
        Line("best", best, y_axis().start, best, y_axis().end, "edge", dashed=True),
        Curve("shares", hue="zero", points=tuple(zip(grid.tolist(), shares.tolist()))),
        Curve("logs", hue="zero", points=tuple(zip(grid.tolist(), logs.tolist()))),
        Point("share", b, share),
        Point("log", b, height),
        Tag(
            "best-tag",
            best,
            y_axis().end,
            text=top,
            side="top" if not x.beyond(best) else "start" if best < 0 else "end",
        ),
        Tag(
            "most-tag",
            best,
            LOG_TOP,
            text=written(most, digits),
            side="left" if x.share(best) > 0.3 else "above",
        ),
        Tag("share-tag", b, share + 0.09 * letters(t), text=of_largest, side=side),
        Tag("log-tag", b, max(height, floor + 0.08), text=now, side=side),
    ]


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))
        'The likelihood of all labels and its ln are largest at b = −6.52: ln is −39.19 nats, at b = 0.10 −47.38.'
    """
    many, digits = t.training, t.state.digits
    b, best, now = (written(n, digits) for n in (t.state.b, many.best_b, many.log_sums[-1]))
    most = written(float(many.log_likelihood(many.best_b)), digits)
    both = f"The likelihood of all labels and its ln are largest at b = {best}"
    return f"{both}: ln is {most} nats, at b = {b} {now}."
