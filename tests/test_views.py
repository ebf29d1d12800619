"""The contract of a view and of its charts, for all that are on the lists and for toys that are put on them."""

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import pytest
from plotly.graph_objects import Figure

from logreg import State, Trace, trace
from logreg.figures import loss, score, theme
from logreg.figures.marks import Axis, Mark, Place, Point
from logreg.reader import state as states
from logreg.reader.groups import names
from logreg.reader.state import PARTS, STEPS
from logreg.web import page, parts
from logreg.web.export.takeaway import taken
from logreg.web.view import Grant, View
from logreg.web.views import VIEWS, charts

CHART = {  # what every chart says, by its name in the chart's file
    "TITLE": "title",
    "CODE": "code",
    "x_axis": "x axis",
    "y_axis": "y axis",
    "paper": "paper",
    "marks": "marks",
    "describe": "words for screen readers",
}


def lacks_of_chart(name: str, view: View, t: Trace) -> list[str]:
    """What is missing in a chart of a view, a sentence each."""
    if name not in view.charts:
        return [f"{view.key} shows a chart {name} that it does not have."]
    chart = view.charts[name]
    said = [f"The chart {name} has no {what}." for part, what in CHART.items() if not getattr(chart, part, "")]
    if said:
        return said
    found = view.marks(name, t, 10)
    if not view.describe(name, t):
        said.append(f"The chart {name} says nothing to a screen reader.")
    if len({mark.name for mark in found}) < len(found):
        said.append(f"Two marks of the chart {name} have one name.")
    for kind in dict.fromkeys(map(type, found)):
        for what, base in (("on the page", Mark.svg), ("on paper", Mark.plotly)):
            if not issubclass(kind, Mark) or getattr(kind, base.__name__) is base:
                said.append(
                    f"A mark of the chart {name} is of no kind: {kind.__name__} does not say how it looks {what}."
                )
    return said


def lacks(key: str, view: View) -> list[str]:
    """What is missing in a view, a sentence each."""
    said = []
    for name in ("key", "title"):
        if not getattr(view, name, ""):
            said.append(f"The view {key} has no {name}.")
    if said:
        return said
    part = view.part()
    if f'data-for="{key}"' not in part:
        said.append(f"The part of the page of {key} does not say that it is for {key}.")
    said += [
        f"{key} says that it knows {group.__name__}, which is no group of State."
        for group in view.choices
        if not issubclass(State, group)
    ]
    every = [State(view=key, step=step, part=name) for step in STEPS for name in PARTS]
    pictures = {name for state in every for name in view.pictures(state)}
    pictures |= {*view.charts, *re.findall(r'data-chart="(\w+)"', part)}
    of_charts = [one for name in sorted(pictures) for one in lacks_of_chart(name, view, trace(State(view=key)))]
    if of_charts:
        return said + of_charts
    places = {place for state in every for place in page.row(trace(state), 10)}
    for place in sorted(set(re.findall(r'data-slot="([\w-]+)"', part)) - places):
        said.append(f"Nothing says what stands in the place {place} of {key}.")
    return said


@pytest.mark.parametrize("key", VIEWS)
def test_a_view_says_all_that_the_page_asks(key):
    assert lacks(key, VIEWS[key]) == []
    assert VIEWS[key].key == key


def test_nothing_that_only_one_view_knows_is_known_by_another():
    known = [name for view in VIEWS.values() for name in names(*view.choices)]
    assert len(known) == len({*known})


@pytest.mark.parametrize("key", VIEWS)
def test_every_chart_in_the_folder_of_a_view_is_one_of_its_charts(key):
    folder = Path(import_module(f"logreg.web.views.{key}").__file__).parent / "charts"
    assert {path.stem for path in folder.glob("*.py")} <= {"__init__", *VIEWS[key].charts}
    own = {name for name in VIEWS[key].charts if (folder / f"{name}.py").exists()}
    assert {VIEWS[key].charts[name].__name__ for name in own} == {
        f"logreg.web.views.{key}.charts.{name}" for name in own
    }


def test_no_two_charts_have_one_name_or_one_title():
    every = {chart for view in VIEWS.values() for chart in view.charts.values()}
    assert len(every) == len(charts()) == len({chart.TITLE for chart in charts().values()})


def test_nothing_that_two_views_grant_has_one_name():
    granted = [grant.field for view in VIEWS.values() for grant in view.grants]
    assert len(granted) == len({*granted})


class Cross(Mark, Place):
    """A kind of mark that only the toy has."""

    tag, home = "path", "data"

    def svg(self, x, y):
        return {"d": f"M{x.share(self.x0)} {y.share(self.y0)}h9v9", "class": self.kind}

    def plotly(self, x, y, scheme):
        return {"type": "scatter", "x": [self.x0], "y": [self.y0], "name": self.name}


class Doodle:
    """A chart as its file would be."""

    TITLE = "a doodle"
    CODE = ("score",)
    x_axis = y_axis = staticmethod(lambda half: Axis(-half, half))

    @staticmethod
    def paper(half, scheme):
        return Figure(layout=theme.layout(scheme, {"range": Axis(-half, half)}, {"range": Axis(-half, half)}, "z"))

    @staticmethod
    def marks(t, half):
        return [Cross("here", t.z, 0.0), Point("there", 0.0, t.z)]

    @staticmethod
    def describe(t):
        return f"Here is {t.z:.1f}."


class Toy(View):
    """A view with one place and two charts, one of its own."""

    key, title = "toy", "Toy"
    charts = MappingProxyType({"loss": loss, "doodle": Doodle})

    def part(self):
        drawn = "".join(f'<div data-chart="{name}"></div>' for name in ("loss", "doodle"))
        return f'<div class="to toy" data-for="toy"><b data-slot="toy_z"></b>{drawn}</div>'

    def words(self, t, caret):
        return {"toy_z": f"{t.z:.1f}"}


@pytest.fixture
def put(monkeypatch):
    """Put a view on the list."""

    def on_list(view):
        monkeypatch.setattr(states, "VIEWS", (*states.VIEWS, "toy"))
        monkeypatch.setitem(VIEWS, "toy", view)
        return view

    return on_list


def test_a_toy_on_the_list_is_on_the_page_in_the_link_and_under_the_hand(put):
    put(Toy())
    assert lacks("toy", VIEWS["toy"]) == []
    state, notes = State.from_query("view=toy&w1=3")
    assert (state.view, notes) == ("toy", {})
    assert state.link()[0] == "w1=3&view=toy"
    whole = parts.page()
    assert 'value="toy" data-key="view">Toy</label>' in whole
    assert 'data-slot="toy_z"' in whole
    reply = page.answer(trace(state), {}, {"grab": {"control": "w1", "id": 1}})
    assert reply["look"]["view"] == "toy"
    assert reply["row"]["toy_z"] == f"{trace(state).z:.1f}"
    assert reply["describe"] == {"loss": loss.describe(trace(state)), "doodle": f"Here is {trace(state).z:.1f}."}
    assert any("toy_z" in places for places in reply["table"]["places"])
    moving = {place for places in reply["table"]["places"] for place in places}
    assert {"loss/point1/cx", "doodle/here/d", "doodle/there/cy"} <= moving
    assert (reply["row"]["doodle/here/tag"], reply["row"]["doodle/here/class"]) == ("path", "cross")


def test_a_toy_chart_is_drawn_listed_and_saved_under_its_title(put):
    view, t = put(Toy()), trace(State(view="toy"))
    assert '<option value="doodle">a doodle</option>' in parts.page()
    for papers in parts.papers(view, 20).values():
        assert papers["doodle"]["layout"]["xaxis"]["range"] == [-20, 20]
    for state in (t.state, State(), State(view="lecture")):
        figure = taken(trace(state), "doodle.svg")["figure"]
        assert figure["layout"]["title"]["text"] == "a doodle"
        assert [(one["name"], one["x"]) for one in figure["data"]] == [("here", [t.z]), ("there", [0])]


def test_of_a_toy_chart_a_lecture_that_holds_back_saves_the_empty_axes_alone(put):
    put(Toy())
    assert taken(trace(State(view="lecture", step="estimate", predict=True)), "doodle.svg")["figure"]["data"] == []


class Nameless(Toy):
    title = ""


class Silent(Toy):
    def words(self, t, caret):
        return {}


@dataclass(frozen=True, kw_only=True)
class Colour:
    colour: str = "red"


class Unknown(Toy):
    choices = (Colour,)
    charts = MappingProxyType({"score": score, "loss": loss})


class Untitled(Doodle):
    TITLE = ""


class Codeless(Doodle):
    CODE = ()


class Speechless(Doodle):
    describe = None


class Wordless(Doodle):
    describe = staticmethod(lambda t: "")


class Star(Mark, Place):
    """A kind of mark that does not say how it looks."""


class Unkind(Doodle):
    marks = staticmethod(lambda t, half: [Star("here", t.z, 0.0), Star("here", 0.0, t.z)])


def with_doodle(chart) -> type[Toy]:
    """A toy view with another doodle."""
    return type("Toy", (Toy,), {"charts": {"loss": loss, "doodle": chart}})


@pytest.mark.parametrize(
    ("toy", "said"),
    [
        (Nameless, ["The view toy has no title."]),
        (Silent, ["Nothing says what stands in the place toy_z of toy."]),
        (
            Unknown,
            [
                "toy says that it knows Colour, which is no group of State.",
                "toy shows a chart doodle that it does not have.",
            ],
        ),
        (with_doodle(Untitled), ["The chart doodle has no title."]),
        (with_doodle(Codeless), ["The chart doodle has no code."]),
        (with_doodle(Speechless), ["The chart doodle has no words for screen readers."]),
        (with_doodle(Wordless), ["The chart doodle says nothing to a screen reader."]),
        (
            with_doodle(Unkind),
            [
                "Two marks of the chart doodle have one name.",
                "A mark of the chart doodle is of no kind: Star does not say how it looks on the page.",
                "A mark of the chart doodle is of no kind: Star does not say how it looks on paper.",
            ],
        ),
    ],
)
def test_a_view_or_a_chart_with_a_missing_part_is_told_by_a_sentence(put, toy, said):
    put(toy())
    assert lacks("toy", VIEWS["toy"]) == said


def test_what_a_message_asks_a_view_for_is_granted_by_it():
    fields_of = {grant.field: grant for view in VIEWS.values() for grant in view.grants}
    assert {*fields_of} == {"shuffle", "beg", "adopt"}
    for grant in fields_of.values():
        assert isinstance(grant, Grant)
        assert grant.state(State()) != State()
