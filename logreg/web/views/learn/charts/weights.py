"""The weights and the bias that were learned, beside those on the desk: for each a bar, a ring and two numbers."""

import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.axes import Axis
from logreg.figures.marks import HALVES, Bar, Mark, Ring, Tag
from logreg.figures.score import HALF, hue
from logreg.reader.run import Run
from logreg.reader.trace import Trace
from logreg.reader.written import chosen, written
from logreg.reviews.plural import counted

from .surface import NAMES

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "the learned weights"
CODE = ("step",)


def x_axis(run: Run) -> Axis:
    """Weights in raw units, as wide as the desk's and the last ones ask for."""
    w, b = run.weights(run.last)
    largest = max(map(abs, (*run.state.w, run.state.b, *w.tolist(), b)))
    half = next((half for half in (1, 2, 5, *HALVES) if half >= largest), HALVES[-1])
    return Axis(-1.2 * half, 1.2 * half)  # with room for a ring at either end


def y_axis(run: Run) -> Axis:
    """The parameters from top to bottom."""
    return Axis(len(NAMES) - 0.4, -0.6)


def paper(run: Run, scheme: str) -> go.Figure:
    """The empty chart: a row for each parameter, and the line of 0."""
    xaxis = {"range": x_axis(run), "nticks": 5, "ticks": "outside"}
    yaxis = {"range": y_axis(run), "tickvals": list(range(len(NAMES))), "ticktext": NAMES, "showgrid": False}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "log-odds", r=130))
    zero = {"color": theme.colour("edge", scheme), "width": 1}
    return figure.add_scatter(x=[0, 0], y=list(y_axis(run)), mode="lines", line=zero, name="zero")


def pairs(run: Run, t: Trace) -> list[tuple[float, float]]:
    """For each parameter, what is learned after the steps on the screen, and what it is on the desk."""
    w, b = run.weights(t.state.t)
    return list(zip([*w.tolist(), b], [*t.state.w, t.state.b]))


def marks(run: Run, t: Trace) -> list[Mark]:
    """The bar of each learned parameter, the ring of the desk's, and both numbers."""
    x, digits, drawn = x_axis(run), t.state.digits, []
    for row, (learned, desk) in enumerate(pairs(run, t)):
        text = f"{written(learned, digits, sign=True)}{x.pointer(learned)} · desk {chosen(desk)}{x.pointer(desk)}"
        drawn.append(Bar(f"bar{row}", 0.0, row - HALF, learned, row + HALF, hue(learned)))
        drawn.append(Ring(f"desk{row}", desk, row))
        drawn.append(Tag(f"number{row}", x.end, row, text=text))
    return drawn


def describe(run: Run, t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> run = Run.of(State(data="book"))
        >>> describe(run, trace(State(t=1)))[:60]
        'Learned after 1 step, and on the desk: w1 +0.15 and 2.5, w2 '
    """
    both = zip(NAMES, pairs(run, t))
    said = [f"{name} {written(a, t.state.digits, sign=True)} and {chosen(b)}" for name, (a, b) in both]
    return f"Learned after {counted(run.reached(t.state.t), 'step')}, and on the desk: {', '.join(said)}."
