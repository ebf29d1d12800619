"""The contract of a view, for every view on the list and for toys that are put on it."""

import re
from dataclasses import dataclass

import pytest

from logreg import State, trace
from logreg.figures import Charts, loss
from logreg.reader import state as states
from logreg.reader.groups import names
from logreg.reader.state import PARTS, STEPS
from logreg.web import page, parts
from logreg.web.view import Grant, View
from logreg.web.views import VIEWS

CHART = ("x_axis", "y_axis", "paper", "marks", "describe")  # what every chart says


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
    places = {place for state in every for place in page.row(trace(state), 10)}
    for place in sorted(set(re.findall(r'data-slot="([\w-]+)"', part)) - places):
        said.append(f"Nothing says what stands in the place {place} of {key}.")
    pictures = {name for state in every for name in view.pictures(state)}
    for name in sorted(pictures | set(re.findall(r'data-chart="(\w+)"', part))):
        if name not in view.charts:
            said.append(f"{key} shows a chart {name} that it does not have.")
            continue
        said += [f"The chart {name} has no {what}." for what in CHART if not hasattr(view.charts[name], what)]
        if not getattr(view.charts[name], "TITLE", ""):
            said.append(f"The chart {name} has no title to be saved under.")
    return said


@pytest.mark.parametrize("key", VIEWS)
def test_a_view_says_all_that_the_page_asks(key):
    assert lacks(key, VIEWS[key]) == []
    assert VIEWS[key].key == key


def test_nothing_that_only_one_view_knows_is_known_by_another():
    known = [name for view in VIEWS.values() for name in names(*view.choices)]
    assert len(known) == len({*known})


def test_nothing_that_two_views_grant_has_one_name():
    granted = [grant.field for view in VIEWS.values() for grant in view.grants]
    assert len(granted) == len({*granted})


class Toy(View):
    """A view with one place and one chart."""

    key, title = "toy", "Toy"
    charts = Charts(["loss"])

    def part(self):
        return '<div class="to toy" data-for="toy"><b data-slot="toy_z"></b><div data-chart="loss"></div></div>'

    def pictures(self, state):
        return ("loss",)

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
    assert reply["describe"] == {"loss": loss.describe(trace(state))}
    assert any("toy_z" in places for places in reply["table"]["places"])
    assert any(place.startswith("loss/") for places in reply["table"]["places"] for place in places)


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
    charts = Charts(["score"])


@pytest.mark.parametrize(
    ("toy", "said"),
    [
        (Nameless, ["The view toy has no title."]),
        (Silent, ["Nothing says what stands in the place toy_z of toy."]),
        (
            Unknown,
            [
                "toy says that it knows Colour, which is no group of State.",
                "toy shows a chart loss that it does not have.",
            ],
        ),
    ],
)
def test_a_view_with_a_missing_part_is_told_by_a_sentence(put, monkeypatch, toy, said):
    monkeypatch.setattr(page.VIEWS["desk"], "drawn", lambda t, half: {})
    put(toy())
    monkeypatch.setattr(VIEWS["toy"], "drawn", lambda t, half: {})
    assert lacks("toy", VIEWS["toy"]) == said


def test_what_a_message_asks_a_view_for_is_granted_by_it():
    fields_of = {grant.field: grant for view in VIEWS.values() for grant in view.grants}
    assert {*fields_of} == {"shuffle", "beg", "adopt"}
    for grant in fields_of.values():
        assert isinstance(grant, Grant)
        assert grant.state(State()) != State()
