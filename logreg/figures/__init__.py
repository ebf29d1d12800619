"""Trace → plotly figures. A chart has a paper, which stays, and marks, which move with the review.

`score`, `sigmoid` and `loss` stand over one axis, the score z in log-odds, so that one upright line leads from
the terms to z, from z to ŷ and from ŷ to the losses. The lecture has one more picture for each idea:

    estimates                the distance from ŷ to y, review by review
    cost                     the mean loss over the bias, and its slope
    likelihoods              p(y|x), review by review, and the product
    bernoulli, likelihood    one review, two outcomes
    products, maximum        the log of a product is a sum, and is largest where the product is
    mirror                   ln p and −ln p
    slope                    the slope of the loss over z is ŷ − y
    surprise, ruler          the loss over ŷ, and how big it is
    worlds                   the same text with another label, and another text
    losses                   the loss, review by review, and the mean

`in_z` and `in_p` show what each term adds. Every chart has an `x_axis` and a `y_axis` for half the width of the z
axis, `paper`, `marks`, and its text for screen readers from `describe`. Those of learning have them for a `Run`:

    descent, surface         the mean loss over the steps, and over two parameters with the way down
    weights                  those on the desk and those learned, at their optimum
    calibration              whether ŷ means what it says

What charts share: `marks` and `axes` what moves and where, `rows` a row for each review, `terms` a row for each
term, `theme` colours, sizes and fonts.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from types import ModuleType

__all__ = ["Charts", "tables"]


def tables(chart: ModuleType) -> bool:
    """Whether a table can hold how the marks of a chart move: it can, where the chart does not say otherwise."""
    return getattr(chart, "TABLES", True)


class Charts(Mapping[str, ModuleType]):
    """The charts of these names, each imported when it is first asked for.

    Example:
        >>> charts = Charts(["loss", "score"])
        >>> [*charts], charts["loss"].y_axis(10)
        (['loss', 'score'], Axis(start=-0.2, end=5.0))
    """

    def __init__(self, names: Iterable[str]):
        self.names = dict.fromkeys(names)

    def __getitem__(self, name: str) -> ModuleType:
        if name not in self.names:
            raise KeyError(name)
        return import_module(f"{__name__}.{name}")

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
