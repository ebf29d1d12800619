"""The same text with y = 1 and with y = 0, and a text that itself says y = 0: three worlds, three losses."""

from logreg.figures.axes import apart
from logreg.figures.marks import Line, Mark, Point, Tag, letters
from logreg.reader.trace import Trace
from logreg.reader.written import estimate, written

from .surprise import paper, x_axis, y_axis

__all__ = ["CODE", "TITLE", "describe", "marks", "paper", "x_axis", "y_axis"]

TITLE = "three worlds"
CODE = ("cross_entropy",)


def marks(t: Trace, half: int) -> list[Mark]:
    """A: the review with y = 1. B: with y = 0. C: the review whose writer adds what y = 0 means; a line from B to C."""
    y, other, t = y_axis(), t.begging, t.unbegging
    side = "left" if other.y_hat > 0.65 else "right"
    inward = "left" if t.y_hat > 0.85 else "right"
    worlds = {
        "A": (t.y_hat, t.loss_1, "positive", "y = 1", inward),
        "B": (t.y_hat, t.loss_0, "negative", "y = 0", inward),
        "C": (other.y_hat, other.loss, "negative", "says y = 0", side),
    }
    heights = apart([t.loss_1 + 0.15, t.loss_0, other.loss], 0.35 * letters(t), y)
    drawn: list[Mark] = [Line("way", t.y_hat, t.loss_0, other.y_hat, other.loss, "edge")]
    for (name, (y_hat, loss, hue, words, side)), height in zip(worlds.items(), heights):
        text = f"{words}: {written(loss, t.state.digits)}{y.pointer(loss, '↓↑')}"
        drawn.append(Point(name, y_hat, loss, hue=hue))
        drawn.append(Tag(f"{name}-tag", y_hat, height, hue=f"{hue}-text", text=text, side=side))
    return drawn


def describe(t: Trace) -> str:
    """The chart in words, with its numbers.

    Example:
        >>> from logreg import State, trace
        >>> describe(trace(State()))[67:]
        'Where the text itself says that y = 0, ŷ = 0.05 and the loss is 0.05 nats.'
    """
    digits, other, t = t.state.digits, t.begging, t.unbegging
    loss_1, loss_0, loss = (written(n, digits) for n in (t.loss_1, t.loss_0, other.loss))
    return (
        f"At ŷ = {estimate(t.z, digits)} the loss is {loss_1} nats if y = 1 and {loss_0} nats if y = 0. "
        f"Where the text itself says that y = 0, ŷ = {estimate(other.z, digits)} and the loss is {loss} nats."
    )
