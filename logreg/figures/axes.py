"""An axis, and what of a curve or of a few tags finds its place on two of them."""

from itertools import pairwise
from typing import NamedTuple

__all__ = ["Axis", "apart", "pieces"]


class Axis(NamedTuple):
    """The ends of an axis, as drawn from left to right or from bottom to top."""

    start: float
    end: float

    def share(self, value: float) -> float:
        """How far along the axis a value lies, 0 to 1; a value beyond an end lies at the end."""
        return min(max((value - self.start) / (self.end - self.start), 0.0), 1.0)

    def beyond(self, value: float) -> bool:
        """Whether the value lies off the axis."""
        return not min(self) <= value <= max(self)

    def clip(self, value: float) -> float:
        """The value, or the end of the axis beyond which it lies."""
        return min(max(value, min(self)), max(self))

    def pointer(self, value: float, arrows: str = "←→") -> str:
        """An arrow to where a value off the axis lies, below its least end or above its greatest; else nothing."""
        return f" {arrows[value > max(self)]}" if self.beyond(value) else ""


def apart(heights: list[float], gap: float, axis: Axis) -> list[float]:
    """Heights for tags: each at its own, or as far off as keeps the gap to the next and all of them on the axis.

    Example:
        >>> apart([1.0, 0.5, 7.0], 1.0, Axis(0, 5))
        [1.5, 0.5, 5]
    """
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    placed = [axis.clip(height) for height in heights]
    for lower, upper in pairwise(order):
        placed[upper] = max(placed[upper], placed[lower] + gap)
    placed[order[-1]] = min(placed[order[-1]], max(axis))
    for upper, lower in pairwise(reversed(order)):
        placed[lower] = min(placed[lower], placed[upper] - gap)
    return placed


def pieces(points, x: Axis, y: Axis) -> list[list[tuple[float, float]]]:
    """The pieces of a curve that lie on the paper; each is a list of points, cut where the curve crosses an edge.

    Example:
        >>> pieces([(0, 0), (2, 2), (3, 1), (4, 2)], Axis(0, 4), Axis(0, 1.5))
        [[(0, 0), (1.5, 1.5)], [(2.5, 1.5), (3, 1), (3.5, 1.5)]]
    """
    found: list[list[tuple[float, float]]] = []
    for start, stop in pairwise(points):
        part = cut(start, stop, x, y)
        if part and found and found[-1][-1] == part[0]:
            found[-1].append(part[1])
        elif part:
            found.append(part)
    return found


def cut(start: tuple[float, float], stop: tuple[float, float], x: Axis, y: Axis) -> list[tuple[float, float]]:
    """Both ends of the part of a straight line that lies on the paper; an empty list if none does."""
    if max(map(abs, start)) > max(map(abs, stop)):  # from the nearer end, lest a far one swallow the digits of this
        return cut(stop, start, x, y)[::-1]
    enter, leave = 0.0, 1.0
    for a, b, axis in zip(start, stop, (x, y)):
        if a != b:
            first, last = sorted((end - a) / (b - a) for end in axis)
            enter, leave = max(enter, first), min(leave, last)
        elif axis.beyond(a):
            return []
    if enter > leave:
        return []
    ends = ([axis.clip(a + way * (b - a)) for a, b, axis in zip(start, stop, (x, y))] for way in (enter, leave))
    (x1, y1), (x2, y2) = ends
    return [(x1, y1) if enter else start, (x2, y2) if leave < 1 else stop]
