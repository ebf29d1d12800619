"""A row for each review: its title, its bar beside the title, and its number at the right edge.

Where the screen is narrow the title stands over the bar, so that bars stay long.
"""

from typing import NamedTuple

from ..reader.trace import Trace
from . import theme
from .marks import Axis, Bar, Line, Mark, Tag

__all__ = ["ROWS", "Row", "hue", "labelled", "layout", "marks", "y_axis"]

MIDDLE = 0.1  # of a row, where its bar lies: over it there is room for its title
TITLES = 180  # pixels on the paper, for the longest title
NARROW = 44  # em: a chart that is not wider has its titles over the bars
ROWS = 8  # the review on the desk and every example; where the desk has an example, the eighth row is empty


class Row(NamedTuple):
    """What a row shows: its title, its bar from start to stop with its hue, and its number."""

    title: str
    start: float
    stop: float
    hue: str
    number: str


def y_axis(half: int = 10) -> Axis:
    """The rows from top to bottom, and under them one for what they come to together."""
    return Axis(ROWS + 0.6, -0.5)


def layout(scheme: str, xaxis: dict, yaxis: Axis, unit: str) -> dict:
    """The layout of a chart with rows: beside its y axis the titles stand, where there is room."""
    blank = {"range": yaxis, "showticklabels": False, "showgrid": False, "ticks": ""}
    drawn = theme.layout(scheme, {"ticks": "outside", **xaxis}, blank, unit, l=TITLES, r=theme.MARGIN["r"])
    return drawn | {"meta": {"roomy": False, "narrow": NARROW, "l": 26}}


def marks(rows: list[Row], x: Axis, total: Row | None = None) -> list[Mark]:
    """The marks of all rows, those of the empty ones too, and right below the last review those of the total."""
    empty = [Row("", 0.0, 0.0, "zero", "")] * (ROWS - len(rows))
    drawn = [mark for at, row in enumerate([*rows, *empty]) for mark in marks_of(row, at, at, x)]
    if total:
        edge = len(rows) - 0.52
        drawn.append(Line("total-line", x.start, edge, x.end, edge, "edge"))
        drawn += marks_of(total, "-total", len(rows), x)
    return drawn


def marks_of(row: Row, name: int | str, at: int, x: Axis) -> list[Mark]:
    """The title, the bar and the number of one row, at its place."""
    return [
        Tag(f"title{name}", x.start, at + MIDDLE, text=row.title, side="beside"),
        Bar(f"bar{name}", row.start, at + MIDDLE - 0.2, row.stop, at + MIDDLE + 0.2, row.hue),
        Tag(f"number{name}", x.end, at + MIDDLE, text=row.number),
    ]


def labelled(t: Trace) -> list[tuple[str, int]]:
    """The title of each review with its gold label y, and the label."""
    return [(f"{title} · y = {y}", int(y)) for title, y in zip(t.training.data.titles, t.training.data.y)]


def hue(y: int) -> str:
    """The hue of a gold label."""
    return "positive" if y else "negative"
