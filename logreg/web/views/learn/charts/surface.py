"""The mean loss over two parameters, the others held: lines of equal loss, seen from above, and the way down."""

import numpy as np
import plotly.graph_objects as go

from logreg.features import FEATURES
from logreg.figures import theme
from logreg.figures.axes import Axis, pieces
from logreg.figures.marks import Mark, Point, Ring, Tag, hidden
from logreg.reader.run import Run
from logreg.reader.trace import Trace
from logreg.reader.written import written
from logreg.reviews.plural import counted

__all__ = ["CODE", "TITLE", "describe", "grid", "marks", "name", "names", "paper", "solid", "x_axis", "y_axis"]

TITLE = "the mean loss over two parameters"
CODE = ("costs", "step")

POINTS = {3_000: 41, 1_000_000: 15}  # of the grid, each way, for so many reviews at most
LINES = 10  # of equal loss
NAMES = (*(f"w{feature.name[1:]}" for feature in FEATURES), "b")


def name(run: Run, which: int, unit: str = ", per standard deviation") -> str:
    """The name of an axis, with its unit where the features are scaled."""
    place = run.state.axes[which]
    return NAMES[place] + (unit if run.state.scaled and NAMES[place] != "b" else "")


def names(run: Run) -> list[str]:
    """The names of the two parameters."""
    return [NAMES[place] for place in run.state.axes]


def axis(run: Run, which: int) -> Axis:
    """From the start to the goal, with as much room again on either side, and no less than 1 each way.

    Where the rate is too large it goes on to where the first step leads that raises the cost.
    """
    way, goal = run.along(which), run.held[run.state.axes[which]]
    ends = [way[0], goal, *(way[: run.rise + 1] if run.too_large and run.rise else ())]
    low, high = float(min(ends)), float(max(ends))
    half = max(1.0, (high - low) * (0.6 if len(ends) > 2 else 1.2))
    return Axis((low + high) / 2 - half, (low + high) / 2 + half)


def x_axis(run: Run) -> Axis:
    """The first parameter."""
    return axis(run, 0)


def y_axis(run: Run) -> Axis:
    """The second parameter."""
    return axis(run, 1)


def grid(run: Run) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values of the first parameter, of the second, and the mean loss over both, shape (second, first)."""
    n = next(points for most, points in POINTS.items() if len(run.y) <= most)
    first, second = (np.linspace(*axis(run, which), n) for which in (0, 1))
    return first, second, run.map_costs(np.tile(first, n), np.repeat(second, n)).reshape(n, n)


def colours(scheme: str) -> list:
    """The colours from the least loss to the largest."""
    return [[0, theme.colour("edge", scheme)], [1, theme.colour("line", scheme)]]


def paper(run: Run, scheme: str) -> go.Figure:
    """Lines of equal loss, each with its number, and over them the way of descent as far as it is on the paper."""
    x, y, z = grid(run)
    xaxis = {"range": x_axis(run), "nticks": 6, "ticks": "outside", "title": {"text": name(run, 0), "standoff": 4}}
    yaxis = {"range": y_axis(run), "nticks": 6, "title": {"text": name(run, 1), "standoff": 4}}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "", r=20, b=40))
    quiet = theme.colour("quiet", scheme)
    low, high = float(z.min()), float(np.quantile(z, 0.9))
    size = max((high - low) / LINES, 1e-9)
    lines = {"start": low + size / 4, "end": high, "size": size, "coloring": "lines", "showlabels": True}
    lines["labelfont"] = {"size": theme.FONT_SIZE, "color": quiet}
    lines["labelformat"] = ".2f"
    figure.add_contour(x=x, y=y, z=z, contours=lines, colorscale=colours(scheme), showscale=False, name="mean loss")
    line = {"color": theme.colour("ink", scheme), "width": 2}
    for piece in pieces(zip(run.along(0).tolist(), run.along(1).tolist()), x_axis(run), y_axis(run)):
        figure.add_scatter(x=[a for a, _ in piece], y=[b for _, b in piece], mode="lines", line=line, name="way")
    return figure


def solid(run: Run, scheme: str) -> go.Figure:
    """The same as a surface in space, with the way down on it as far as the grid reaches."""
    x, y, z = grid(run)
    inside = [not (x_axis(run).beyond(a) or y_axis(run).beyond(b)) for a, b in zip(run.along(0), run.along(1))]
    ink = theme.colour("ink", scheme)
    axis = {"backgroundcolor": "rgba(0,0,0,0)", "gridcolor": theme.colour("line", scheme), "color": ink}
    titles = {"xaxis": name(run, 0, " scaled"), "yaxis": name(run, 1, " scaled"), "zaxis": "mean loss"}
    scene = {place: axis | {"title": {"text": text}, "nticks": 5} for place, text in titles.items()}
    figure = go.Figure(layout={"template": {}, "scene": scene, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}})
    figure.update_layout(paper_bgcolor="rgba(0,0,0,0)", font={"family": theme.FONT, "color": ink}, showlegend=False)
    figure.add_surface(x=x, y=y, z=z, colorscale=colours(scheme), showscale=False, opacity=0.9, hoverinfo="skip")
    ways = (run.along(0)[inside], run.along(1)[inside])
    on_it = run.map_costs(*ways) if any(inside) else []
    line = {"color": ink, "width": 6}
    return figure.add_scatter3d(x=ways[0], y=ways[1], z=on_it, mode="lines", line=line, hoverinfo="skip")


def marks(run: Run, t: Trace) -> list[Mark]:
    """Where descent starts, the optimum, and where descent is now, with its two numbers above the chart."""
    x, y, now = x_axis(run), y_axis(run), run.reached(t.state.t)
    ways, goal = (run.along(0), run.along(1)), run.held[list(run.state.axes)]
    digits = t.state.digits
    here = (float(ways[0][now]), float(ways[1][now]))
    first, second = names(run)
    text = (
        f"{first} = {written(here[0], digits)}{x.pointer(here[0])}, "
        f"{second} = {written(here[1], digits)}{y.pointer(here[1], '↓↑')}"
    )
    least = [
        Point("optimum", *goal.tolist(), hue="zero"),
        Tag("optimum-tag", *goal.tolist(), hue="zero", text=goal_name(run)),
    ]
    return [
        Ring("start", float(ways[0][0]), float(ways[1][0])),
        *(least if run.optimum.exists else map(hidden, least)),
        Point("now", *here),
        Tag("tag", (x.start + x.end) / 2, y.end, text=text, side="top"),
    ]


def goal_name(run: Run) -> str:
    """What the optimum is called: with a penalty it is not where the mean loss is least."""
    return "goal" if run.state.l2 else "least"


def describe(run: Run, t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> run = Run.of(State(data="book"))
        >>> describe(run, trace(State()))
        'The mean loss over w1 and w2. Descent is at w1 = 0.00, w2 = 0.00 after 0 steps; there is no least loss.'
    """
    now, digits, both = run.reached(t.state.t), t.state.digits, names(run)
    here = ", ".join(f"{name} = {written(run.along(i)[now], digits)}" for i, name in enumerate(both))
    goal = run.held[list(run.state.axes)]
    least = ", ".join(f"{name} = {written(value, digits)}" for name, value in zip(both, goal))
    goal = "descent with the penalty leads to" if run.state.l2 else "the loss is least at"
    end = f"{goal} {least}" if run.optimum.exists else "there is no least loss"
    return f"The mean loss over {both[0]} and {both[1]}. Descent is at {here} after {counted(now, 'step')}; {end}."
