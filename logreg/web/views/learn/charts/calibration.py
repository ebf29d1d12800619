"""What the model says against what is true: in each fifth of the estimates their mean, and the share with y = 1.

A point that stands for few reviews says for how many: its share is little more than chance.
"""

import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.axes import Axis, apart
from logreg.figures.marks import Curve, Mark, Point, Ring, Tag, hidden
from logreg.measures import calibration
from logreg.reader.run import Run
from logreg.reader.trace import Trace
from logreg.reader.written import proportion
from logreg.reviews.plural import counted

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "does ŷ mean what it says?"
CODE = ("sigmoid", "calibration")

OFF = -9.0  # where the point of an empty bin stands: off the paper
BINS = 5
HUES = {"desk": "zero", "learned": "ink"}
FEW = 20  # reviews, of which a share may well be off by a tenth and more


def x_axis(run: Run) -> Axis:
    """Mean estimates, with room for a point at either end."""
    return Axis(-0.04, 1.04)


y_axis = x_axis


def paper(run: Run, scheme: str) -> go.Figure:
    """The line on which what is said comes true."""
    ticks = {"tickvals": [0, 0.25, 0.5, 0.75, 1], "range": x_axis(run)}
    yaxis = ticks | {"title": {"text": "share with y = 1", "standoff": 4}}
    figure = go.Figure(layout=theme.layout(scheme, ticks | {"ticks": "outside"}, yaxis, "mean ŷ", r=60))
    line = {"color": theme.colour("edge", scheme), "width": 1, "dash": "dot"}
    return figure.add_scatter(x=[0, 1], y=[0, 1], mode="lines", line=line, name="well calibrated")


def bins(run: Run, t: Trace) -> dict[str, list[tuple[float, float, int]]]:
    """For the desk's weights and the learned: mean ŷ, share with y = 1, and number, of each bin that is not empty."""
    found = {}
    for name, parameters in (("desk", (t.w, t.state.b)), ("learned", run.weights(t.state.t))):
        said = calibration(run.estimates(*parameters), run.judge.y, BINS)
        found[name] = [(x, y, n) for n, x, y in zip(*(each.tolist() for each in said)) if n]
    return found


def marks(run: Run, t: Trace) -> list[Mark]:
    """Points for the learned weights, joined; rings for the desk's, joined by dashes."""
    drawn, ends, both = [], [], bins(run, t)
    for name, kind, side, dashed in (("desk", Ring, "below", True), ("learned", Point, "above", False)):
        points, hue = tuple((x, y) for x, y, _ in both[name]), HUES[name]
        drawn.append(Curve(f"{name}-line", hue=hue, points=points, dashed=dashed))
        for i, (x, y, n) in enumerate(both[name] + [(OFF, OFF, FEW)] * (BINS - len(points))):
            drawn.append(kind(f"{name}{i}", x, y, hue=hue))
            low = side == "below" and y < 0.15  # below would be the numbers of the axis
            few = Tag(f"{name}{i}-count", x, y, hue=hue, text="\u2002" * low + counted(n, "review"))
            few = few._replace(side="right" if low else side)
            drawn.append(few if n < FEW else hidden(few))
        ends.append(points[-1][1])
    for (name, hue), height in zip(HUES.items(), apart(ends, 0.13, y_axis(run))):
        text = run.weights_name(t.state.t) if name == "learned" else name
        drawn.append(Tag(f"{name}-tag", 1.0, height, hue=hue, text=text))
    return drawn


def describe(run: Run, t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> run = Run.of(State(data="book"))
        >>> describe(run, trace(State()))
        'With the desk’s weights: 1 said 0.08, 1.00 came true. At step 0: 1 said 0.50, 1.00 came true.'
    """
    digits = t.state.digits
    said = {
        name: ", ".join(f"{n} said {proportion(x, digits)}, {proportion(y, digits)} came true" for x, y, n in found)
        for name, found in bins(run, t).items()
    }
    return f"With the desk’s weights: {said['desk']}. {run.weights_name(t.state.t).capitalize()}: {said['learned']}."
