"""What a reader takes away from the screen: a sheet to print, its numbers, a program, the code, a chart."""

import json
from typing import Any

from ..figures import theme
from ..figures.marks import draw
from ..trace import Trace
from . import assets, learn
from .numbers import numbers
from .program import code, program
from .sheet import sheet

__all__ = ["HEIGHT", "WIDTH", "taken"]

WIDTH, HEIGHT = 800, 480  # pixels of a chart
ROOM = 30  # of them for its title


def taken(t: Trace, what: str, link: str = "") -> dict[str, Any] | None:
    """What the page asked to take away, under the name it is saved by; None where there is no such thing.

    Args:
        t: what is on the screen.
        what: “sheet”, “numbers”, “program”, “code”, or the name of a chart with .png or .svg.
        link: the address that leads back to it, for the sheet.
    """
    chart, _, form = what.rpartition(".")
    if chart in assets.TITLES and form in ("png", "svg"):
        return {"what": what, "name": what, "figure": figure(chart, t)}
    texts = {
        "sheet": ("worked-solution.html", lambda: sheet(t, link)),
        "numbers": ("numbers.csv", lambda: numbers(t)),
        "program": ("program.py", lambda: program(t)),
        "code": ("code.py", lambda: code(t)),
    }
    if what not in texts:
        return None
    name, made = texts[what]
    return {"what": what, "name": name, "text": made()}


def figure(name: str, t: Trace) -> dict[str, Any]:
    """A chart as plotly reads it, on white paper under its title, and its size in pixels."""
    title = {"text": assets.TITLES[name], "x": 0.02, "y": 0.99, "yanchor": "top"}
    drawn = learn.figure(name, t) if name in learn.CHARTS else draw(assets.CHARTS[name], t)
    drawn.update_layout(
        title=title, margin_t=drawn.layout.margin.t + ROOM, paper_bgcolor=theme.colour("background", "light")
    )
    return {**json.loads(drawn.to_json()), "width": WIDTH, "height": HEIGHT}
