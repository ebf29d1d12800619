"""What moves on a chart: bars, lines, curves, points and tags, in the units of its axes.

Each kind of mark is a class. The same marks become shapes of a plotly figure (`on_paper`) and places on the page
(`placed`), where plotly draws the paper once and only these places follow the hand.
"""

from collections.abc import Callable
from functools import lru_cache
from math import inf
from typing import Any, ClassVar, NamedTuple

from . import theme
from .axes import Axis, pieces

__all__ = [
    "CONTENT",
    "HALVES",
    "Axis",
    "Bar",
    "Corners",
    "Curve",
    "Frame",
    "Line",
    "Mark",
    "Place",
    "Point",
    "Points",
    "Ring",
    "Tag",
    "Upright",
    "Words",
    "b_axis",
    "bare",
    "draw",
    "hidden",
    "letters",
    "on_paper",
    "placed",
    "reach",
    "z_axis",
]


CONTENT = "content"  # what of a paper is no axis: the meta of its curves, and the name of their names
HALVES = [*(factor * 10**power for power in range(1, 6) for factor in (1, 2, 5)), 10**6]


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


# The kinds of marks. Each is a tuple, for a table makes and compares thousands, and says alone how it looks.


class Mark:
    """One thing that moves on a chart: its name there, its place, and its hue, the name of a colour.

    Attributes:
        kind: what it is, as the page's CSS calls it: the name of its class.
        tag: the SVG element that it is on the page.
        home: the list of a plotly figure that it belongs to: shapes, data or annotations.
    """

    __slots__ = ()
    kind: ClassVar[str]
    tag: ClassVar[str]
    home: ClassVar[str]
    name: str  # and what else every named tuple has
    _fields: ClassVar[tuple[str, ...]]
    _replace: Callable[..., "Mark"]

    def __init_subclass__(cls):
        cls.kind = cls.__name__.lower()

    def element(self, x: Axis, y: Axis) -> dict[str, str]:
        """The mark as an SVG element over the paper: its tag, by which the page makes it, and its attributes."""
        return {"tag": self.tag, **self.svg(x, y)}

    def svg(self, x: Axis, y: Axis) -> dict[str, str]:
        """The attributes of its element, in per cent of the plot area."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it looks on the page")

    def plotly(self, x: Axis, y: Axis, scheme: str) -> dict[str, Any]:
        """The mark as plotly draws it in its home, in light or dark."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it looks on paper")


class Corners(NamedTuple):
    """What lies between two corners."""

    name: str
    x0: float
    y0: float
    x1: float
    y1: float
    hue: str = "ink"
    dashed: bool = False


class Place(NamedTuple):
    """What lies at one point."""

    name: str
    x0: float
    y0: float
    hue: str = "ink"


class Words(NamedTuple):
    """What is written, and at which side of a point."""

    name: str
    x0: float
    y0: float
    text: str = ""
    side: str = "right"
    hue: str = "ink"


class Points(NamedTuple):
    """What goes through points."""

    name: str
    points: tuple[tuple[float, float], ...] = ()
    hue: str = "ink"
    dashed: bool = False


class Bar(Mark, Corners):
    """A bar from one corner to the other."""

    __slots__ = ()
    tag, home = "rect", "shapes"

    def svg(self, x: Axis, y: Axis) -> dict[str, str]:
        """A rectangle, with its corner above and left whichever way the bar grows."""
        left, width = along(x, min(self.x0, self.x1, key=x.share)), extent(x, self.x0, self.x1)
        return {"x": left, "y": top(self, y), "width": width, "height": height(self, y), "class": look(self)}

    def plotly(self, x: Axis, y: Axis, scheme: str) -> dict[str, Any]:
        """A filled rectangle."""
        fill = {"fillcolor": theme.colour(self.hue, scheme), "line": {"width": 0}}
        return {"type": "rect", **fill, "name": self.name, **corners(self, x, y)}


class Frame(Bar):
    """A bar that is only outlined."""

    __slots__ = ()

    def plotly(self, x: Axis, y: Axis, scheme: str) -> dict[str, Any]:
        """The outline of a rectangle."""
        return {"type": "rect", "line": stroke(self, scheme), "name": self.name, **corners(self, x, y)}


class Line(Mark, Corners):
    """A line from one corner to the other."""

    __slots__ = ()
    tag, home = "line", "shapes"

    def svg(self, x: Axis, y: Axis) -> dict[str, str]:
        """A line."""
        start = {"x1": along(x, self.x0), "y1": below(y, self.y0)}
        return {**start, "x2": along(x, self.x1), "y2": below(y, self.y1), "class": look(self)}

    def plotly(self, x: Axis, y: Axis, scheme: str) -> dict[str, Any]:
        """A thin line."""
        return {"type": "line", "line": stroke(self, scheme, 1), "name": self.name, **corners(self, x, y)}


class Upright(Line):
    """A line with one x: on the page it moves by one number, as a bar of no width."""

    __slots__ = ()
    tag = "rect"

    def svg(self, x: Axis, y: Axis) -> dict[str, str]:
        """A rectangle, whose width is the style's."""
        return {"x": along(x, self.x0), "y": top(self, y), "height": height(self, y), "class": look(self)}


class Curve(Mark, Points):
    """A curve through points, without what lies off the paper."""

    __slots__ = ()
    tag, home = "path", "data"

    def svg(self, x: Axis, y: Axis) -> dict[str, str]:
        """A path: it knows no per cent, and is written in thousandths of the plot area."""
        return {"d": path(self.points, x, y), "class": look(self)}

    def plotly(self, x: Axis, y: Axis, scheme: str) -> dict[str, Any]:
        """A line with a gap where the curve is off the paper."""
        ends = [end for piece in pieces(self.points, x, y) for end in (*piece, (None, None))][:-1]
        places = {"x": [a for a, _ in ends], "y": [b for _, b in ends]}
        return {"type": "scatter", "mode": "lines", "line": stroke(self, scheme), "name": self.name, **places}


class Point(Mark, Place):
    """A point; beyond an axis there is none to see."""

    __slots__ = ()
    tag, home = "circle", "data"
    symbol, size = "circle", 10

    def svg(self, x: Axis, y: Axis) -> dict[str, str]:
        """A circle, whose size is the style's, at the end of an axis beyond which it lies."""
        beyond = " beyond" if x.beyond(self.x0) or y.beyond(self.y0) else ""
        look = f"{self.kind} {self.hue}{beyond}"
        return {"cx": along(x, self.x0), "cy": below(y, self.y0), "class": look}

    def plotly(self, x: Axis, y: Axis, scheme: str) -> dict[str, Any]:
        """A marker, and none beyond an axis."""
        colour = theme.colour(self.hue, scheme)
        dot = {"color": colour, "size": self.size, "symbol": self.symbol, "line": {"width": 2, "color": colour}}
        place = {"x": [self.x0], "y": [self.y0], "cliponaxis": False}
        place["visible"] = not (x.beyond(self.x0) or y.beyond(self.y0))
        return {"type": "scatter", "mode": "markers", "marker": dot, "name": self.name, **place}


class Ring(Point):
    """A circle around a point."""

    __slots__ = ()
    symbol, size = "circle-open", 17


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


class Tag(Mark, Words):
    """A text beside a point."""

    __slots__ = ()
    tag, home = "text", "annotations"

    def svg(self, x: Axis, y: Axis) -> dict[str, str]:
        """A text, which the style sets to its side."""
        place = {"x": along(x, self.x0), "y": below(y, self.y0)}
        return {**place, "text": self.text, "class": f"{self.kind} {self.hue} {self.side}"}

    def plotly(self, x: Axis, y: Axis, scheme: str) -> dict[str, Any]:
        """An annotation without an arrow."""
        at = {"x": x.clip(self.x0), "y": y.clip(self.y0), "name": self.name, "showarrow": False}
        side = inwards(SIDES[self.side], x.share(self.x0))
        if self.side in BESIDE:
            side |= {"bgcolor": theme.colour("background", scheme), "borderpad": 0}
        return {**at, "text": self.text, "font": {"color": theme.colour(self.hue, scheme)}, **side}


NOTHING = {"x0": inf, "y0": inf, "x1": inf, "y1": inf, "text": "", "points": ()}


def hidden(mark: Mark) -> Mark:
    """The same mark with nothing to see, and in a corner, where it gives no place away."""
    return mark._replace(**{field: NOTHING[field] for field in mark._fields if field in NOTHING})


def look(mark: Bar | Line | Curve) -> str:
    """What the page's CSS draws the mark by."""
    return f"{mark.kind} {mark.hue}{' dash' if mark.dashed else ''}"


def stroke(mark: Bar | Line | Curve, scheme: str, width: int = 2) -> dict[str, Any]:
    """The line of a mark, as plotly draws it."""
    return {"color": theme.colour(mark.hue, scheme), "width": width, "dash": "dash" if mark.dashed else "solid"}


def corners(mark: Corners, x: Axis, y: Axis) -> dict[str, float]:
    """Both corners, as far as they lie on the paper."""
    return {"x0": x.clip(mark.x0), "x1": x.clip(mark.x1), "y0": y.clip(mark.y0), "y1": y.clip(mark.y1)}


def top(mark: Corners, y: Axis) -> str:
    """Where the upper corner lies, as SVG writes it."""
    return below(y, max(mark.y0, mark.y1, key=y.share))


def height(mark: Corners, y: Axis) -> str:
    """How high a mark is, as SVG writes it."""
    return extent(y, mark.y0, mark.y1)


def placed(chart: str, marks: list[Mark], x: Axis, y: Axis) -> dict[str, str]:
    """Where each mark of a chart stands: the names are chart/mark/attribute."""
    return {
        f"{chart}/{mark.name}/{attribute}": value for mark in marks for attribute, value in mark.element(x, y).items()
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
    drawn = {"shapes": [], "data": [], "annotations": []}
    for mark in marks:
        drawn[mark.home].append(mark.plotly(x, y, scheme))
    # laid on all at once: of one by one plotly would copy all that is there each time
    layout, notes = figure.layout, drawn["annotations"]
    names = [out_of_the_way(name.to_plotly_json(), notes, x, y) for name in layout.annotations]
    layout.update(shapes=[*layout.shapes, *drawn["shapes"]], annotations=[*names, *notes], overwrite=True)
    return figure.add_traces(drawn["data"])


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
