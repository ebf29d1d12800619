"""How big a loss is, on three scales, one over the other: nats, bits, and the probability that the truth was given."""

import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.marks import CONTENT, Axis, Bar, Line, Mark, Tag
from logreg.loss import bits, cross_entropy, surprisal
from logreg.reader.trace import Trace
from logreg.reader.written import estimate, written

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "scales", "x_axis", "y_axis"]

TITLE = "how big is this loss?"
CODE = ("cross_entropy", "surprisal", "bits")

ROW = {"nats": 2, "bits": 1, "probability": 0}
TICK = 0.07


def x_axis(half: int = 10) -> Axis:
    """Losses in nats."""
    return Axis(0, 3)


def y_axis(half: int = 10) -> Axis:
    """The three scales, one above the other."""
    return Axis(-0.4, 2.8)


def scales() -> dict[str, dict[str, float]]:
    """For each scale its ticks: what they say, and where they stand, in nats."""
    bit = float(cross_entropy(0.0, 1))  # the loss of a coin flip
    return {
        "nats": {"0": 0.0, "1": 1.0, "2": 2.0, "3": 3.0},
        "bits": {str(n): n * bit for n in range(5)},
        "probability": {str(p): float(surprisal(p)) for p in (1, 0.5, 0.2, 0.05)},
    }


def paper(half: int, scheme: str) -> go.Figure:
    """The three scales with their ticks."""
    xaxis, yaxis = ({"range": axis, "visible": False} for axis in (x_axis(), y_axis()))
    figure = go.Figure(layout=theme.layout(scheme, xaxis, yaxis, "", l=26, r=78))
    edge, quiet = {"color": theme.colour("edge", scheme), "width": 1}, theme.colour("quiet", scheme)
    for name, ticks in scales().items():
        row, x, y = ROW[name], list(x_axis()), [ROW[name]] * 2
        of = None if name == "nats" else CONTENT  # how the scales go together is what the chart says
        for text, place in ticks.items():
            x, y = [*x, None, place, place], [*y, None, row - TICK, row + TICK]
            figure.add_annotation(
                showarrow=False, name=of, text=text, x=place, y=row - TICK, yanchor="top", font_color=quiet
            )
        named = {"text": name, "x": x_axis().end, "y": row, "xanchor": "left", "xshift": 8, "font_color": quiet}
        figure.add_annotation(showarrow=False, name=of, **named)
        figure.add_scatter(x=x, y=y, mode="lines", line=edge, name=name, meta=of)
    return figure


def marks(t: Trace, half: int) -> list[Mark]:
    """On each scale a bar as long as the loss, its number at its end, and a dashed line above at a coin flip."""
    x = x_axis()
    far = t.loss_1 > 0.8 * x.end  # then its number stands above the end of its bar: to the right are the names
    coin = f"coin: {written(t.coin, t.state.digits)} nats, 1 bit, ½"
    drawn: list[Mark] = [Tag("coin-tag", 0.0, y_axis().end, text=coin, side="start")]
    for (name, row), number in zip(ROW.items(), numbers(t)):
        rise, side = (0.34, "left") if far else (0.16, "right")
        drawn += [
            Line(f"coin-{name}", t.coin, row + 0.22, t.coin, row + 0.5, "edge", dashed=True),
            Bar(f"loss-{name}", 0.0, row, t.loss_1, row + 0.16, "ink"),
            Tag(f"tag-{name}", t.loss_1, row + rise, text=number + x.pointer(t.loss_1), side=side),
        ]
    return drawn


def numbers(t: Trace) -> list[str]:
    """The loss in nats, in bits, and as the probability ŷ, if y = 1."""
    digits = t.state.digits
    return [written(t.loss_1, digits), written(bits(t.loss_1), digits), estimate(t.z, digits)]


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))
        'A loss of 0.36 nats is 0.52 bits: if y = 1, it was given the probability 0.70. A coin flip costs 0.69 nats.'
    """
    nats, bits, p = numbers(t)
    coin = written(t.coin, t.state.digits)
    said = f"A loss of {nats} nats is {bits} bits: if y = 1, it was given the probability {p}."
    return f"{said} A coin flip costs {coin} nats."
