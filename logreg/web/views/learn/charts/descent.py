"""The mean loss over the steps of descent: of the reviews that are learned from, and of others."""

import numpy as np
import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.axes import Axis, apart
from logreg.figures.marks import Mark, Point, Tag, Upright, hidden
from logreg.loss import decades
from logreg.reader.run import Run
from logreg.reader.state import State
from logreg.reader.trace import Trace
from logreg.reader.written import written
from logreg.reviews.plural import counted

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "the mean loss, step by step"
CODE = ("costs", "step")

LOOKS = {"learned from": ("ink", "solid"), "held out": ("zero", "dash")}
FLOOR = 1e-6  # nats: the smallest loss on a logarithmic axis


def x_axis(run: Run) -> Axis:
    """Steps, from 0 to the last."""
    return Axis(0, max(run.last, 1))


def y_axis(run: Run) -> Axis:
    """Mean losses in nats, or their decimal logarithms, from the least to the largest of all curves."""
    every = np.concatenate([curve for _, curve in curves(run)])
    if run.state.logarithmic:
        low, high = float(placed(run, every.min())), float(placed(run, every.max()))
        return Axis(low - 0.08 * (high - low) - 0.01, high + 0.05 * (high - low) + 0.01)
    return Axis(0.0, float(1.08 * every.max() + 1e-9))


def curves(run: Run) -> list[tuple[str, np.ndarray]]:
    """The name and the mean losses of each curve."""
    both = zip(LOOKS, (run.costs, run.held_out_costs))
    return [(name, costs) for name, costs in both if costs is not None]


def placed(run: Run, cost):
    """Where a mean loss stands on the axis."""
    return decades(np.maximum(cost, FLOOR)) if run.state.logarithmic else cost


def beside(run: Run, step: int) -> list[float]:
    """Where words beside each curve stand at a step: at its height, but not over one another."""
    y = y_axis(run)
    return apart([float(placed(run, costs[step])) for _, costs in curves(run)], 0.09 * (y.end - y.start), y)


def paper(run: Run, scheme: str) -> go.Figure:
    """The curves, each with its name where it ends, and a line at the least mean loss that there is."""
    x, y = x_axis(run), y_axis(run)
    yaxis = {"range": y, "title": {"text": "mean loss, nats", "standoff": 4}, "nticks": 6, **ticks(run, y)}
    xaxis = {"range": x, "nticks": 6, "ticks": "outside"}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "steps", r=theme.MARGIN["r"]))
    for (name, costs), height in zip(curves(run), beside(run, -1)):
        hue, dash = LOOKS[name]
        colour = theme.colour(hue, scheme)
        line = {"color": colour, "width": 1 if run.too_large else 2, "dash": dash}
        figure.add_scatter(x=np.arange(len(costs)), y=placed(run, costs), mode="lines", line=line, name=name)
        words = {"text": run.judges if name == "held out" else name, "font": {"color": colour}}
        figure.add_annotation(showarrow=False, x=x.end, y=height, xanchor="left", xshift=6, **words)
    if run.least is not None:
        edge = {"color": theme.colour("edge", scheme), "width": 1, "dash": "dot"}
        figure.add_scatter(x=list(x), y=[placed(run, run.least)] * 2, mode="lines", line=edge, name="least")
    return figure


def ticks(run: Run, y: Axis) -> dict:
    """The powers of ten, and their doubles and fives where there are few, on a logarithmic axis."""
    if not run.state.logarithmic:
        return {}
    powers = range(int(y.start) - 1, int(y.end) + 2)
    factors = (1, 2, 5) if y.end - y.start < 2 else (1,)
    values = [factor * 10.0**power for power in powers if power < 308 for factor in factors]
    return {"tickvals": [float(decades(value)) for value in values], "ticktext": [f"{value:g}" for value in values]}


def marks(run: Run, t: Trace) -> list[Mark]:
    """The step on the screen: an upright, and on each curve the point with its number."""
    now, y = run.reached(t.state.t), y_axis(run)
    side = "left" if now > 0.6 * run.last else "right"
    found = [(name, float(costs[now])) for name, costs in curves(run)]
    drawn: list[Mark] = [Upright("now", now, y.start, now, y.end, "edge")]
    for (name, cost), height in zip(found, beside(run, now)):
        hue = LOOKS[name][0]
        drawn.append(Point(f"point {name}", now, float(placed(run, cost)), hue=hue))
        drawn.append(Tag(f"tag {name}", now, height, hue=hue, text=number(cost, t.state), side=side))
    for name in list(LOOKS)[len(found) :]:
        drawn += [hidden(Point(f"point {name}", 0, 0)), hidden(Tag(f"tag {name}", 0, 0))]
    return drawn


def number(cost: float, state: State) -> str:
    """A mean loss, with an arrow to where it lies if a logarithmic axis does not go so far down."""
    return written(cost, state.digits) + (" ↓" if state.logarithmic and cost < FLOOR else "")


def describe(run: Run, t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> run = Run.of(State(data="book"))
        >>> describe(run, trace(State()))
        'After 0 of 500 steps the mean loss is 0.69 nats; it began at 0.69 and ends at 0.0014. There is no least one.'
    """
    now, digits = run.reached(t.state.t), t.state.digits
    cost, first, end = (written(run.costs[at], digits) for at in (now, 0, -1))
    named = "With the penalty’s weights it" if run.state.l2 else "The least possible"
    least = "There is no least one." if run.least is None else f"{named} is {written(run.least, digits)}."
    steps = counted(run.last, "step")
    said = f"After {now} of {steps} the mean loss is {cost} nats; it began at {first} and ends at {end}."
    if run.held_out_costs is None:
        return f"{said} {least}"
    held_out = written(run.held_out_costs[now], digits)
    return f"{said} {least} For {counted(len(run.judge.y), 'review')} {run.judged} it is {held_out}."
