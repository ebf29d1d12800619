"""What a reader takes away from the screen: a sheet to print, its numbers, a program, the code, a chart."""

import json

from plotly.graph_objects import Figure

from logreg.figures import theme
from logreg.figures.marks import draw
from logreg.prose import lecture as chapter
from logreg.reader.trace import Trace

from ..messages import Plot, SavedPlot, Take
from ..views import VIEWS, charts
from ..views.lecture.view import CHARTS
from .handout import at, handout
from .numbers import numbers
from .paper import blank
from .program import code, program
from .sheet import sheet

__all__ = ["HEIGHT", "WIDTH", "taken"]

WIDTH, HEIGHT = 800, 480  # pixels of a chart
TITLE_HEIGHT = 30  # of them for its title, and beside the axes, more than the page gives, for what is written there
BESIDES = {"l": 14, "r": 40, "t": 10, "b": 10}
BESIDE, ALONE = (450, 260), (630, 300)  # pixels of a chart in the lecture, beside another and alone


def taken(t: Trace, what: str, link: str = "") -> Take | None:
    """What the page asked to take away, under the name it is saved by; None where there is no such thing.

    Args:
        t: what is on the screen.
        what: “sheet”, “blanks”, “lecture”, “numbers”, “program”, “code”, or the name of a chart with .png or .svg.
        link: the address that leads back to it, for what is printed.
    """
    chart, _, form = what.rpartition(".")
    if chart in charts() and form in ("png", "svg"):
        return {"what": what, "name": what, "figure": titled(chart, t)}
    texts = {
        "sheet": ("worked-solution.html", lambda: sheet(t, link)),
        "blanks": ("exercise-sheet.html", lambda: sheet(t, link, blank)),
        "lecture": ("lecture.html", lambda: handout(t, link)),
        "numbers": ("numbers.csv", lambda: numbers(t)),
        "program": ("program.py", lambda: program(t)),
        "code": ("code.py", lambda: code(t)),
    }
    if what not in texts:
        return None
    name, made = texts[what]
    take: Take = {"what": what, "name": name, "text": made()}
    if what == "lecture":
        take["figures"] = drawn(t)
    return take


def titled(name: str, t: Trace) -> SavedPlot:
    """A chart under its title."""
    here = VIEWS[t.state.view]
    view = next(view for view in (here, *VIEWS.values()) if name in view.charts)
    figure = view.figure(name, t, empty=here.veils(name, t.state))
    title = {"text": view.charts[name].TITLE, "x": 0.02, "y": 0.99, "yanchor": "top"}
    top = figure.to_dict()["layout"]["margin"]["t"] + TITLE_HEIGHT
    return sized(figure.update_layout(title=title, margin_t=top), WIDTH, HEIGHT)


def drawn(t: Trace) -> dict[str, SavedPlot]:
    """The charts of the lecture by their names."""
    figures = {}
    for key, step in chapter().items():
        for name in step.pictures:
            size = ALONE if len(step.pictures) == 1 else BESIDE
            figures[name] = sized(draw(CHARTS[name], at(t, key)), *size)
    return figures


def sized(figure: Figure, width: int, height: int) -> SavedPlot:
    """A chart as plotly reads it, on white paper with room at its sides, and its size in pixels."""
    now = figure.to_dict()["layout"]["margin"]
    margin = {side: now[side] + more for side, more in BESIDES.items()}
    paper = theme.colour("background", "light")
    figure.update_layout(paper_bgcolor=paper, font_family=theme.SAVED_FONT, margin=margin)
    plot: Plot = json.loads(str(figure.to_json()))
    return {**plot, "width": width, "height": height}
