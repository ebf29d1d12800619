"""What moves on a chart: bars, lines, curves, points and tags, in the units of its axes.

The same marks become shapes of a plotly figure (`on_paper`) and places on the page (`on_screen`),
where plotly draws the paper once and only these places follow the hand.
"""

from functools import lru_cache
from math import inf
from typing import NamedTuple

from . import theme
from .axes import Axis, pieces

__all__ = [
    "CONTENT",
    "HALVES",
    "Axis",
    "Mark",
    "b_axis",
    "bare",
    "draw",
    "hidden",
    "letters",
    "on_paper",
    "on_screen",
    "placed",
    "reach",
    "z_axis",
]


CONTENT = "content"  # what of a paper is no axis: the meta of its curves, and the name of their names
HALVES = [*(factor * 10**power for power in range(1, 6) for factor in (1, 2, 5)), 10**6]


class Mark(NamedTuple):
    """One thing that moves: a bar, frame, line or upright between two corners, a point, ring or tag at one, or a curve.

    A frame is a bar that is only outlined, an upright a line with one x, a ring a circle around a point. `hue` is a
    colour's name; `text` is what a tag says, and `side` where it stands beside its point; `points` make a curve.
    """

    name: str
    kind: str
    x0: float
    y0: float
    x1: float = 0.0
    y1: float = 0.0
    hue: str = "ink"
    text: str = ""
    side: str = "right"
    points: tuple[tuple[float, float], ...] = ()
    dashed: bool = False


def reach(t) -> int:
    """Half the width of the z axis: the first of 10, 20, 50 … 1,000,000 that holds every partial sum, or the last.

    Example:
        >>> from logreg import State, trace
        >>> reach(trace(State())), reach(trace(State(b=30.0)))
        (10, 50)
    """
    largest = float(abs(t.sums).max())
    return next((half for half in HALVES if half >= largest), HALVES[-1])


def z_axis(half: int) -> Axis:
    """The axis that the three charts share: the score, in log-odds, as far to the left as to the right."""
    return Axis(-half, half)


def b_axis(half: int) -> Axis:
    """The axis of the charts that try other biases: twice as far as z goes, for there the best bias may lie."""
    return Axis(-2 * half, 2 * half)


def letters(t) -> float:
    """How many times as much of a chart's height a line of letters takes as usual: on the stage they are large.

    Example:
        >>> from logreg import State, trace
        >>> letters(trace(State())), letters(trace(State(stage=True)))
        (1.0, 1.8)
    """
    return 1.8 if t.state.stage else 1.0


def on_screen(mark: Mark, x: Axis, y: Axis) -> dict[str, str]:
    """The mark as an SVG element over the paper: its tag, and its attributes in per cent of the plot area.

    A path knows no per cent: it is written in thousandths of the plot area.
    """
    look = f"{mark.kind} {mark.hue}{' dash' if mark.dashed else ''}"
    if mark.kind == "curve":
        return {"tag": "path", "d": path(mark.points, x, y), "class": look}
    across, down = along(x, mark.x0), below(y, mark.y0)
    match mark.kind:
        case "tag":
            return {"tag": "text", "x": across, "y": down, "text": mark.text, "class": f"{look} {mark.side}"}
        case "point" | "ring":
            beyond = " beyond" if x.beyond(mark.x0) or y.beyond(mark.y0) else ""
            return {"tag": "circle", "cx": across, "cy": down, "class": f"{look}{beyond}"}
    if mark.kind == "line":
        ends = {"x2": along(x, mark.x1), "y2": below(y, mark.y1)}
        return {"tag": "line", "x1": across, "y1": down, **ends, "class": look}
    top, height = below(y, max(mark.y0, mark.y1, key=y.share)), extent(y, mark.y0, mark.y1)
    match mark.kind:
        case "upright":  # it moves by one number, as a bar of no width
            return {"tag": "rect", "x": across, "y": top, "height": height, "class": look}
        case "bar" | "frame":
            left, width = along(x, min(mark.x0, mark.x1, key=x.share)), extent(x, mark.x0, mark.x1)
            return {"tag": "rect", "x": left, "y": top, "width": width, "height": height, "class": look}
    raise ValueError(f"kind must be bar, frame, line, upright, curve, point, ring or tag, got {mark.kind}")


def hidden(mark: Mark) -> Mark:
    """The same mark with nothing to see, and in a corner, where it gives no place away."""
    return mark._replace(x0=inf, y0=inf, x1=inf, y1=inf, text="", points=())


def placed(chart: str, marks: list[Mark], x: Axis, y: Axis) -> dict[str, str]:
    """Where each mark of a chart stands: the names are chart/mark/attribute."""
    return {
        f"{chart}/{mark.name}/{attribute}": value
        for mark in marks
        for attribute, value in on_screen(mark, x, y).items()
    }


# A table holds hundreds of the same places, for most marks stand at z: each is written once.


@lru_cache(maxsize=4096)
def along(axis: Axis, value: float) -> str:
    """How far to the right a value lies, as SVG writes it."""
    return percent(axis.share(value))


@lru_cache(maxsize=4096)
def below(axis: Axis, value: float) -> str:
    """How far below the top a value lies, for SVG counts from there."""
    return percent(1 - axis.share(value))


@lru_cache(maxsize=4096)
def extent(axis: Axis, start: float, end: float) -> str:
    """How long the way between two values is."""
    return percent(abs(axis.share(end) - axis.share(start)))


def percent(share: float) -> str:
    """A share of the plot area as SVG writes it."""
    return f"{100 * share:.4g}%"


def path(points, x: Axis, y: Axis) -> str:
    """A curve as SVG writes it, in thousandths of the plot area, without what lies off the paper.

    Example:
        >>> path([(0, 0), (2, 2), (3, 1)], Axis(0, 4), Axis(0, 1.5))
        'M0 1000L375 0M625 0L750 333'
    """
    placed = [[f"{1000 * x.share(a):.0f} {1000 - 1000 * y.share(b):.0f}" for a, b in p] for p in pieces(points, x, y)]
    return "".join(f"M{'L'.join(piece)}" for piece in placed)


# where the words of a tag stand, as plotly says it
SIDES = {
    "end": {"xanchor": "right", "yanchor": "middle"},
    "start": {"xanchor": "left", "yanchor": "middle"},
    "beside": {"xanchor": "right", "yanchor": "middle", "xshift": -9},
    "right": {"xanchor": "left", "yanchor": "middle", "xshift": 9},
    "left": {"xanchor": "right", "yanchor": "middle", "xshift": -9},
    "top": {"xanchor": "center", "yanchor": "bottom"},
    "above": {"xanchor": "center", "yanchor": "bottom", "yshift": 8},
    "below": {"xanchor": "center", "yanchor": "top", "yshift": -8},
}


BESIDE = ("right", "left", "above", "below")  # a point: what lies under the words is covered
NEAR = 0.08  # of an axis: so near to its end words reach over it, and so near to others they touch them
AWAY = 20  # pixels


def inwards(side: dict, across: float) -> dict:
    """Where the words of a tag stand if its place is so far along the x axis: not over what is written at its ends.

    Example:
        >>> inwards(SIDES["top"], across=0.0)["xanchor"], inwards(SIDES["top"], across=0.5)["xanchor"]
        ('left', 'center')
    """
    if side["xanchor"] != "center" or NEAR <= across <= 1 - NEAR:
        return side
    shifted = {"yshift": AWAY / 2} if side == SIDES["top"] else {}  # over the tags that stand at the edge
    return side | {"xanchor": "left" if across < NEAR else "right"} | shifted


def out_of_the_way(name: dict, tags: list[dict], x: Axis, y: Axis) -> dict:
    """What is written beside a curve, above or below the first tag that would touch it."""
    if name.get("xref") == "paper" or "xshift" in name or "xanchor" not in name or "yanchor" in name:
        return name
    across, up = x.share(name["x"]), y.share(name["y"])
    for tag in tags:
        if abs(x.share(tag["x"]) - across) < 2 * NEAR and abs(y.share(tag["y"]) - up) < NEAR:
            return name | {"yshift": AWAY if y.share(tag["y"]) < up else -AWAY}
    return name


def on_paper(figure, marks: list[Mark], scheme: str):
    """The figure with the marks laid on it as plotly shapes, lines and annotations, each under its name."""
    x, y = Axis(*figure.layout.xaxis.range), Axis(*figure.layout.yaxis.range)
    shapes, lines, notes = (
        [],
        [],
        [],
    )  # laid on all at once: of one by one plotly would copy all that is there each time
    for mark in marks:
        colour = theme.colour(mark.hue, scheme)
        corners = {"x0": x.clip(mark.x0), "x1": x.clip(mark.x1), "y0": y.clip(mark.y0), "y1": y.clip(mark.y1)}
        line = {"color": colour, "width": 2, "dash": "dash" if mark.dashed else "solid"}
        match mark.kind:
            case "bar":
                shapes.append({"type": "rect", "fillcolor": colour, "line": {"width": 0}, "name": mark.name, **corners})
            case "frame":
                shapes.append({"type": "rect", "line": line, "name": mark.name, **corners})
            case "line" | "upright":
                shapes.append({"type": "line", "line": line | {"width": 1}, "name": mark.name, **corners})
            case "curve":
                ends = [end for piece in pieces(mark.points, x, y) for end in (*piece, (None, None))][:-1]
                places = {"x": [a for a, _ in ends], "y": [b for _, b in ends]}
                lines.append({"type": "scatter", "mode": "lines", "line": line, "name": mark.name, **places})
            case "point" | "ring":
                symbol, size = ("circle", 10) if mark.kind == "point" else ("circle-open", 17)
                dot = {"color": colour, "size": size, "symbol": symbol, "line": {"width": 2, "color": colour}}
                place = {"x": [mark.x0], "y": [mark.y0], "cliponaxis": False}
                place["visible"] = not (x.beyond(mark.x0) or y.beyond(mark.y0))
                lines.append({"type": "scatter", "mode": "markers", "marker": dot, "name": mark.name, **place})
            case _:
                at = {"x": x.clip(mark.x0), "y": y.clip(mark.y0), "name": mark.name, "showarrow": False}
                side = inwards(SIDES[mark.side], x.share(mark.x0))
                if mark.side in BESIDE:
                    side |= {"bgcolor": theme.colour("background", scheme), "borderpad": 0}
                notes.append({**at, "text": mark.text, "font": {"color": colour}, **side})
    layout = figure.layout
    names = [out_of_the_way(name.to_plotly_json(), notes, x, y) for name in layout.annotations]
    layout.update(shapes=[*layout.shapes, *shapes], annotations=[*names, *notes], overwrite=True)
    return figure.add_traces(lines)


def bare(figure):
    """The paper without its content: the empty axes.

    Example:
        >>> from logreg.figures import loss
        >>> len(bare(loss.paper(10, "light")).data)
        0
    """
    figure.data = [trace for trace in figure.data if trace.meta != CONTENT]
    figure.layout.annotations = [note for note in figure.layout.annotations if note.name != CONTENT]
    return figure


def draw(chart, t, scheme: str = "light"):
    """A whole chart as one plotly figure: its paper, and on it the marks of the trace.

    Example:
        >>> from logreg import State, trace
        >>> from logreg.figures import loss
        >>> len(draw(loss, trace(State())).data)
        4
    """
    return on_paper(chart.paper(reach(t), scheme), chart.marks(t, reach(t)), scheme)
