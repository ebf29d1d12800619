"""Trace → plotly figures. A chart has a paper, which stays, and marks, which move with the review.

`score`, `sigmoid` and `loss` stand over one axis, the score z in log-odds, so that one upright line leads from
the terms to z, from z to ŷ and from ŷ to the losses. A chart that only one view draws stands in the folder
`charts` of that view. A chart is one file, which says

    TITLE                    by which the reader picks it to save
    CODE                     the public functions of the core that it shows, by their names
    TABLES                   False, where its curves themselves move, so that no table could hold them
    x_axis, y_axis           its axes, for half the width of the z axis
    paper                    its empty paper, for that and light or dark
    marks                    what moves on it, for a trace and that
    describe                 its text for screen readers, for a trace

Those of learning are drawn for a `Run` in place of a width. What charts share: `marks` and `axes` what moves and where,
`rows` a row for each review, `terms` a row for each term, `theme` colours, sizes and fonts.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

__all__ = ["Charts", "tables"]


def tables(chart: ModuleType) -> bool:
    """Whether a table can hold how the marks of a chart move: it can, where the chart does not say otherwise."""
    return getattr(chart, "TABLES", True)


class Charts(Mapping[str, ModuleType]):
    """The charts of these names, each imported when it is first asked for.

    Args:
        names: their names, in the order in which they stand.
        folder: the package in which they are looked for first, before this one.

    Example:
        >>> charts = Charts(["loss", "score"])
        >>> [*charts], charts["loss"].y_axis(10)
        (['loss', 'score'], Axis(start=-0.2, end=5.0))
    """

    def __init__(self, names: Iterable[str], folder: str = __name__):
        self.names = dict.fromkeys(names)
        self.folder, self.found = folder, dict[str, ModuleType]()

    def __getitem__(self, name: str) -> ModuleType:
        if name not in self.names:
            raise KeyError(name)
        if name not in self.found:
            own = find_spec(f"{self.folder}.{name}")
            self.found[name] = import_module(own.name if own else f"{__name__}.{name}")
        return self.found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
