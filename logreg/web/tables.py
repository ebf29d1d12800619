"""What changes from position to position of a control, as the page looks it up: what changes alike is one column."""

from collections.abc import Iterable, Iterator
from itertools import repeat

from .messages import Columns

__all__ = ["changing", "columned"]

Column = tuple[str, ...]  # what stands in a place, position by position


def changing(rows: list[dict[str, str]], of: str = "") -> Iterator[tuple[str, Column]]:
    """(place, column) for each place in which the rows are not all alike; before its name stands what it is of.

    Example:
        >>> list(changing([{"x": "1", "y": "2"}, {"x": "1", "y": "3"}], of="bar/"))
        [('bar/y', ('2', '3'))]
    """
    for place, first in rows[0].items():
        column = tuple(one[place] for one in rows)
        if any(text != first for text in column):
            yield of + place, column


def columned(changes: Iterable[tuple[str, Column]], positions: Iterable[str]) -> Columns:
    """The places of each column, and for each position what stands there.

    Example:
        >>> columned([("z", ("1", "2")), ("sum", ("1", "2"))], ["low", "high"])
        {'places': [['z', 'sum']], 'rows': {'low': ('1',), 'high': ('2',)}}
    """
    columns: dict[Column, list[str]] = {}
    for place, column in changes:
        columns.setdefault(column, []).append(place)
    rows = zip(*columns) if columns else repeat(())
    return {"places": list(columns.values()), "rows": dict(zip(positions, rows))}
