"""The loss of each review, with the loss of a coin flip beside it, and their mean: bigger when the model is wrong."""

import plotly.graph_objects as go

from logreg.figures import rows
from logreg.figures.marks import Axis, Line, Mark, Tag
from logreg.figures.rows import Row, y_axis
from logreg.reader.trace import Trace
from logreg.reader.written import written

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "every review’s loss"
CODE = ("cross_entropy", "cost")


def x_axis(half: int) -> Axis:
    """Losses in nats; other reviews than that on the desk may cost more than its z axis is wide."""
    return Axis(0, 2 * half)


def paper(half: int, scheme: str) -> go.Figure:
    """The axis of losses."""
    return go.Figure(layout=rows.layout(scheme, {"range": x_axis(half), "nticks": 6}, y_axis(), "loss, nats"))


def marks(t: Trace, half: int) -> list[Mark]:
    """Each review's bar, the mean of all, and an upright line where a coin flip stands: wrong bars cross it."""
    x, top = x_axis(half), y_axis().end
    *shown, total = rows_of(t)
    shown, total = [pointed(row, x) for row in shown], pointed(total, x)
    coin = [
        Line("coin", t.coin, top, t.coin, len(shown) - 0.52, "edge", dashed=True),
        Tag("coin-tag", t.coin, top, text="coin flip", side="top"),
    ]
    return sorted([*rows.marks(shown, x, total), *coin], key=lambda mark: isinstance(mark, Tag))  # words over the line


def rows_of(t: Trace) -> list[Row]:
    """What each row shows, the mean last; what the model decides wrongly is dark, and says so."""
    many, digits, shown = t.training, t.state.digits, []
    for title, loss, right in zip(many.data.titles, many.losses.tolist(), many.right):
        word, hue = ("right", "zero") if right else ("wrong", "ink")
        shown.append(Row(f"{title} · {word}", 0.0, loss, hue, written(loss, digits)))
    return [*shown, Row("mean of all", 0.0, many.cost, "edge", written(many.cost, digits))]


def pointed(row: Row, x: Axis) -> Row:
    """The row with an arrow after its number where its bar ends before it."""
    return row._replace(number=row.number + x.pointer(row.stop))


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))[:68]
        'Losses in nats: The lecture’s review, right, 0.36; A clearly bad rev'
    """
    *shown, total = [f"{row.title.replace(' ·', ',')}, {row.number}" for row in rows_of(t)]
    coin = written(t.coin, t.state.digits)
    return f"Losses in nats: {'; '.join(shown)}. {total.capitalize()}. A coin flip costs {coin}."
