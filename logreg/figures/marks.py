"""What moves on a chart: bars, lines, points and tags, in the units of its axes.

The same marks become shapes of a plotly figure (`on_paper`) and places on the page (`on_screen`),
where plotly draws the paper once and only these places follow the hand.
"""

from typing import NamedTuple

from . import theme

__all__ = ["HALVES", "Axis", "Mark", "on_paper", "on_screen", "reach", "z_axis"]


HALVES = [*(factor * 10**power for power in range(1, 6) for factor in (1, 2, 5)), 10**6]


class Axis(NamedTuple):
    """The ends of an axis, as drawn from left to right or from bottom to top."""

    start: float
    end: float

    def share(self, value: float) -> float:
        """How far along the axis a value lies, 0 to 1; a value beyond an end lies at the end."""
        return min(max((value - self.start) / (self.end - self.start), 0.0), 1.0)

    def beyond(self, value: float) -> bool:
        """Whether the value lies off the axis."""
        return not min(self) <= value <= max(self)


class Mark(NamedTuple):
    """One thing that moves: a bar or line from corner to corner, an upright line, or a point or tag at (x0, y0).

    `hue` is a colour's name; `text` is what a tag says, and `side` on which side of its point it stands.
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


def on_screen(mark: Mark, x: Axis, y: Axis) -> dict[str, str]:
    """The mark as an SVG element over the paper: its tag, and its attributes in per cent of the plot area."""
    x0, y0 = x.share(mark.x0), 1 - y.share(mark.y0)  # SVG counts from the top
    across, down = percent(x0), percent(y0)
    match mark.kind:
        case "tag":
            return {"tag": "text", "x": across, "y": down, "text": mark.text, "class": f"tag {mark.hue} {mark.side}"}
        case "point":
            beyond = " beyond" if x.beyond(mark.x0) or y.beyond(mark.y0) else ""
            return {"tag": "circle", "cx": across, "cy": down, "class": f"point {mark.hue}{beyond}"}
    x1, y1 = x.share(mark.x1), 1 - y.share(mark.y1)
    match mark.kind:
        case "upright":  # it moves by one number, as a bar of no width
            height = {"y": percent(min(y0, y1)), "height": percent(abs(y1 - y0))}
            return {"tag": "rect", "x": across, **height, "class": f"upright {mark.hue}"}
        case "line":
            ends = {"x1": across, "y1": down, "x2": percent(x1), "y2": percent(y1)}
            return {"tag": "line", **ends, "class": f"line {mark.hue}"}
        case "bar":
            corner = {"x": percent(min(x0, x1)), "y": percent(min(y0, y1))}
            size = {"width": percent(abs(x1 - x0)), "height": percent(abs(y1 - y0))}
            return {"tag": "rect", **corner, **size, "class": f"bar {mark.hue}"}
    raise ValueError(f"kind must be bar, line, upright, point or tag, got {mark.kind}")


def percent(share: float) -> str:
    """A share of the plot area as SVG writes it."""
    return f"{100 * share:.4g}%"


def on_paper(figure, marks: list[Mark], scheme: str):
    """The figure with the marks laid on it as plotly shapes and annotations, each under its name."""
    for mark in marks:
        colour = theme.colour(mark.hue, scheme)
        if mark.kind == "bar":
            corners = {"x0": mark.x0, "x1": mark.x1, "y0": mark.y0, "y1": mark.y1}
            figure.add_shape(type="rect", name=mark.name, fillcolor=colour, line_width=0, **corners)
        elif mark.kind in ("line", "upright"):
            ends = {"x0": mark.x0, "x1": mark.x1, "y0": mark.y0, "y1": mark.y1}
            figure.add_shape(type="line", name=mark.name, line={"color": colour, "width": 1}, **ends)
        elif mark.kind == "point":
            dot = {"color": colour, "size": 10}
            figure.add_scatter(x=[mark.x0], y=[mark.y0], mode="markers", name=mark.name, marker=dot)
        else:
            away = {"left": "right", "right": "left"}.get(mark.side, "center")
            words = {"text": mark.text, "font": {"color": colour}, "showarrow": False, "xanchor": away}
            figure.add_annotation(x=mark.x0, y=mark.y0, name=mark.name, **words)
    return figure
