"""The product of the first k probabilities, which shrinks to nothing, beside the sum of their logs, which does not.

The chart has two halves: x runs from 0 to 1 for the product, and from 3.4 to 4.4 for the sum, which begins at 4.4 and
grows to the left; between them stand the numbers of the product.
"""

import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.marks import Axis, Bar, Mark, Tag
from logreg.figures.rows import ROWS
from logreg.reader.trace import Trace
from logreg.reader.written import probability, written

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "sum_axis", "x_axis", "y_axis"]

TITLE = "a product, and a sum of logarithms"
CODE = ("likelihood", "log_likelihood")

HALF = 0.3  # half the thickness of a bar, in rows
SUM = (3.4, 4.4)  # the ends of the right half
HEADS = {0.5: "product", 3.9: "sum of ln, nats"}


def x_axis(half: int = 10) -> Axis:
    """The product, room for its numbers, and the sum."""
    return Axis(0, SUM[1])


def y_axis(half: int = 10) -> Axis:
    """The rows from top to bottom."""
    return Axis(ROWS - 0.5, -0.5)


def sum_axis(half: int) -> Axis:
    """The sums that the right half shows: of eight logs, each of which may be as large as z."""
    return Axis(-5 * half, 0)


def paper(half: int, scheme: str) -> go.Figure:
    """The two empty halves, each with its heading and its scale."""
    ends = ["0", "1", written(sum_axis(half).start, 0), "0"]
    xaxis = {"range": x_axis(), "tickvals": [0, 1, *SUM], "ticktext": ends, "ticks": "outside"}
    yaxis = {"range": y_axis(), "showticklabels": False, "showgrid": False, "ticks": ""}
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "", l=42, r=60))
    for x, text in HEADS.items():
        words = {"text": text, "font": {"color": theme.colour("quiet", scheme)}, "yanchor": "bottom"}
        figure.add_annotation(showarrow=False, x=x, y=y_axis().end, **words)
    return figure


def marks(t: Trace, half: int) -> list[Mark]:
    """For each k the bar of the product and its number, the bar of the sum and its number; the rest is empty."""
    digits, many, logs, drawn = t.state.digits, t.training, sum_axis(half), []
    for at in range(ROWS):
        product, total, name, numbers = 0.0, 0.0, "", ("", "")
        if at < len(many.p):
            product, total = float(many.products[at]), float(many.log_sums[at])
            name, numbers = (
                f"k = {at + 1}",
                (probability(product, digits), written(total, digits) + logs.pointer(total)),
            )
        drawn += [
            Tag(f"k{at}", 0.0, at, text=name, side="left"),
            Bar(f"product{at}", 0.0, at - HALF, product, at + HALF, "ink"),
            Tag(f"product-tag{at}", 1.0, at, text=numbers[0]),
            Bar(f"sum{at}", SUM[0] + logs.share(total), at - HALF, SUM[1], at + HALF, "ink"),
            Tag(f"sum-tag{at}", SUM[1], at, text=numbers[1]),
        ]
    return sorted(drawn, key=lambda mark: isinstance(mark, Tag))  # numbers over the bars


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))[:78]
        'Product of the first k probabilities, and sum of their logs: k = 1, 0.70 and −'
    """
    digits, many = t.state.digits, t.training
    said = [
        f"k = {k}, {probability(product, digits)} and {written(total, digits)}"
        for k, (product, total) in enumerate(zip(many.products, many.log_sums), start=1)
    ]
    return f"Product of the first k probabilities, and sum of their logs: {'; '.join(said)}."
