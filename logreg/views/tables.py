"""What changes from position to position of a control, as the page looks it up: what changes alike is one column."""

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

__all__ = ["changing", "columned"]

Column = tuple[str, ...]  # what stands in a place, position by position


def changing(rows: list[dict[str, str]]) -> Iterator[tuple[str, Column]]:
    """(place, column) for each place in which the rows are not all alike."""
    for place, first in rows[0].items():
        column = tuple(one[place] for one in rows)
        if any(text != first for text in column):
            yield place, column


def columned(changes: Iterable[tuple[str, Column]], positions: Iterable) -> dict[str, Any]:
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
