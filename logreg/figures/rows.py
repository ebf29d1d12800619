"""A row for each review: its title, its bar below the title, and its number at the right edge.

The title stands over the bar and not beside it, so that bars stay long where the screen is narrow.
"""

from typing import NamedTuple

from ..trace import Trace
from . import theme
from .marks import Axis, Mark

__all__ = ["ROWS", "Row", "hue", "labelled", "layout", "marks", "y_axis"]

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
    """The layout of a chart with rows: nothing stands beside its y axis, for each row says what it is."""
    blank = {"range": yaxis, "showticklabels": False, "showgrid": False, "ticks": ""}
    return theme.layout(scheme, {"ticks": "outside", **xaxis}, blank, unit, l=26, r=theme.MARGIN["r"])


def marks(rows: list[Row], x: Axis, total: Row | None = None) -> list[Mark]:
    """The marks of all rows, those of the empty ones too, and right below the last review those of the total."""
    empty = [Row("", 0.0, 0.0, "zero", "")] * (ROWS - len(rows))
    drawn = [mark for at, row in enumerate([*rows, *empty]) for mark in marks_of(row, at, at, x)]
    if total:
        edge = len(rows) - 0.52
        drawn.append(Mark("total-line", "line", x.start, edge, x.end, edge, "edge"))
        drawn += marks_of(total, "-total", len(rows), x)
    return drawn


def marks_of(row: Row, name: int | str, at: int, x: Axis) -> list[Mark]:
    """The title, the bar and the number of one row, at its place."""
    return [
        Mark(f"title{name}", "tag", x.start, at - 0.2, text=row.title, side="start"),
        Mark(f"bar{name}", "bar", row.start, at + 0.14, row.stop, at + 0.42, row.hue),
        Mark(f"number{name}", "tag", x.end, at + 0.28, text=row.number),
    ]


def labelled(t: Trace) -> list[tuple[str, int]]:
    """The title of each review with its gold label y, and the label."""
    return [(f"{title} · y = {y}", int(y)) for title, y in zip(t.training.data.titles, t.training.data.y)]


def hue(y: int) -> str:
    """The hue of a gold label."""
    return "positive" if y else "negative"
