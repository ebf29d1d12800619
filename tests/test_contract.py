"""One contract over all there is, drawn from the lists: every view and its screens, charts, steps, controls, features.

Whoever adds one of them finds here what it has to do, without a line of this file being changed.
"""

import inspect
import json
import re
import sys
from collections import Counter
from dataclasses import is_dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from payloads import PAYLOADS

import logreg
from logreg import FEATURES, State, read_words, trace
from logreg.figures.marks import HALVES, reach
from logreg.figures.theme import SCHEMES
from logreg.prose import lecture
from logreg.reader.state import CONTROLS, STEPS
from logreg.reader.written import estimate
from logreg.web import memory, page, parts
from logreg.web.export import program
from logreg.web.export.takeaway import taken
from logreg.web.views import VIEWS, charts

HOUSE = Path(__file__).parents[1]
SCREENS = {
    " ".join([view, *map(str, state.query().values())]): state for view, one in VIEWS.items() for state in one.screens()
}
NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBERS += ["thirteen", "fourteen", "fifteen", "sixteen"]
each_screen = pytest.mark.parametrize("state", SCREENS.values(), ids=SCREENS)
each_feature = pytest.mark.parametrize("j", range(len(FEATURES)), ids=[feature.name for feature in FEATURES])


def slots(html):
    """The places of words in a part of the page; those of a reader's own word list are filled where there is one."""
    return {name for name in re.findall(r'data-slot="([\w-]+)"', html) if not name.startswith(("by_", "wordlist"))}


@cache
def articles():
    """The parts of the page that are a step each, by the steps' names."""
    return dict(re.findall(r'<article[^>]* data-step="(\w+)"(.*?)</article>', parts.page(), re.DOTALL))


@pytest.mark.parametrize("key", VIEWS)
def test_every_place_that_can_be_seen_in_a_view_is_filled_on_one_of_its_screens(key):
    others = {slot for name, view in VIEWS.items() if name != key for slot in slots(view.part())}
    wanted = (slots(parts.page()) - others) | slots(VIEWS[key].part())
    assert len(wanted) > 20  # most of them around the view, which may have one alone
    assert wanted - {place for state in VIEWS[key].screens() for place in page.row(trace(state), 10)} == set()


@pytest.mark.parametrize("step", STEPS)
def test_every_place_of_a_step_is_filled_at_that_step(step):
    assert (*articles(),) == STEPS
    assert slots(articles()[step]) - {*page.row(trace(State(view="lecture", step=step)), 10)} == set()


@each_screen
def test_no_place_is_filled_by_two_functions(state):
    t, view = trace(state), VIEWS[state.view]
    said = [function(t) for function in page.SAYS] + [function(*view.about(t)) for function in view.says]
    times = Counter(place for places in said for place in places)
    assert {place: n for place, n in times.items() if n > 1} == {}
    own = {place: text for says in view.says for place, text in says(*view.about(t)).items()}
    assert view.words(t, None).items() <= own.items()  # the page shows nothing that none of these functions says


@each_screen
def test_an_answer_is_plain_text_and_numbers_whatever_was_typed(state):
    for payload in PAYLOADS[:: 1 + len(PAYLOADS) // 12]:
        reply = page.answer(
            trace(replace(state, review=payload)), {}, {"ahead": True, "grab": {"control": "w1", "id": 1}}
        )
        assert all(type(text) is str for text in (*reply["row"].values(), *reply["describe"].values()))
        assert not re.search(r"\bNaN\b|Infinity", json.dumps({**reply, "choices": None, "edits": None}))


@each_screen
def test_every_control_has_a_say_and_its_choice_comes_back_from_the_link(state):
    for control in CONTROLS:
        value = control.value(state)
        assert State.from_choices({control.key: control.write(value)}, state) == (state, {})
        assert State.from_query(control.put(state, value).link()[0])[0].choices() == state.choices()


@each_screen
@pytest.mark.parametrize("y", [0, 1])
def test_every_chart_on_a_screen_has_its_marks_and_says_so_with_a_number(state, y):
    state = replace(state, y=y)
    reply = page.answer(trace(state), {}, {})
    assert [*reply["describe"]] == page.pictures(state)
    for name, text in reply["describe"].items():
        assert [place for place in reply["row"] if place.startswith(f"{name}/")]
        assert re.search(r"\d", text), name


@pytest.mark.parametrize("name", charts())
def test_every_chart_has_a_title_a_paper_in_light_and_dark_and_is_saved(name):
    view = next(view for view in VIEWS.values() if name in view.charts)
    state = next(state for state in view.screens() if name in view.pictures(state))
    figure = taken(trace(state), f"{name}.svg")["figure"]
    assert view.charts[name].TITLE in json.dumps(figure["layout"]["title"], ensure_ascii=False)
    if view.papers_are_files:
        for half in (HALVES[0], HALVES[-1]):
            papers = parts.papers(view, half)
            assert papers.keys() == {*SCHEMES}
            assert all(name in papers[scheme] for scheme in SCHEMES)


@pytest.mark.parametrize("name", charts())
def test_every_chart_says_by_which_public_functions_it_is_drawn(name):
    assert lacks_of_code(name) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ((), "The chart sigmoid does not say its code."),
        (("sigmoid", "draw"), "The chart sigmoid says that its code is draw, which is no public function of logreg."),
        (("FEATURES",), "The chart sigmoid says that its code is FEATURES, which is no public function of logreg."),
        (("bits", "sigmoid"), "The chart sigmoid says that its code is bits, without which it looks the same."),
        (("gradient",), "The chart sigmoid says that its code is gradient, without which it looks the same."),
    ],
)
def test_a_chart_with_no_code_or_that_of_another_is_told_by_a_sentence(monkeypatch, code, said):
    monkeypatch.setattr(charts()["sigmoid"], "CODE", code)
    assert lacks_of_code("sigmoid") == [said]


def lacks_of_code(name):
    """What is wrong with what a chart says of its code, a sentence each."""
    said = getattr(charts()[name], "CODE", ())
    public = [one for one in said if one in logreg.__all__ and inspect.isfunction(getattr(logreg, one))]
    wrong = [] if said else [f"The chart {name} does not say its code."]
    says = f"The chart {name} says that its code is"
    wrong += [f"{says} {one}, which is no public function of logreg." for one in said if one not in public]
    right = look(name)
    return wrong + [f"{says} {one}, without which it looks the same." for one in public if look(name, one) == right]


def look(name, off=""):
    """How a chart looks and what it says, or would if every number of one function were a tenth smaller."""
    view = next(view for view in VIEWS.values() if name in view.charts)
    state = next(state for state in view.screens() if name in view.pictures(state))
    state = replace(state, t=5, wordlist=read_words(b"good\t1\nbad\t-1\n"))  # what is a reader’s own is forgotten
    ours = [module for key, module in sys.modules.items() if key.split(".")[0] == "logreg"]
    right = getattr(logreg, off, None)
    forget()
    with pytest.MonkeyPatch.context() as patch:
        for module in ours if off else ():
            for known in [known for known, it in vars(module).items() if it is right]:
                patch.setattr(module, known, lambda *args, **named: smaller(right(*args, **named)))
        t = trace(state)
        looks = view.figure(name, t).to_json(), view.marks(name, t, 10), view.describe(name, t)
    forget()
    return looks


def forget():
    """Forget what was made before a function was changed, or by the changed one."""
    memory.forget()
    estimate.cache_clear()


def smaller(result):
    """The same with all its floats a tenth smaller."""
    if isinstance(result, tuple):
        parts = map(smaller, result)
        return result._make(parts) if hasattr(result, "_make") else (*parts,)
    if is_dataclass(result):
        return replace(result, **{name: smaller(it) for name, it in vars(result).items()})
    floats = isinstance(result, float) or (isinstance(result, np.ndarray) and result.dtype.kind == "f")
    return 0.9 * result if floats else result


@each_screen
def test_every_screen_has_its_code_of_public_functions_and_a_program(state):
    t = trace(state)
    assert "def " in program.code(t)
    compile(program.program(t), "program.py", "exec")


@each_feature
@each_screen
def test_every_feature_is_counted_weighed_and_switched_off_on_every_screen(state, j):
    name, w = f"x{j + 1}", list(state.w)
    w[j] += 1.5
    off = tuple(i != j for i in range(len(FEATURES)))
    t, heavier, without = (trace(one) for one in (state, replace(state, w=tuple(w)), replace(state, on=off)))
    assert heavier.z - t.z == pytest.approx(1.5 * t.x[j])
    assert without.z == pytest.approx(t.z - t.terms[j])
    rows = [page.row(one, reach(one)) for one in (t, heavier, without)]
    assert all({name, f"term{j + 1}", f"found{j + 1}"} <= row.keys() for row in rows)
    assert rows[2][f"term{j + 1}"] == "off"
    assert (rows[0][f"term{j + 1}"] != rows[1][f"term{j + 1}"]) == bool(t.x[j])


def test_every_feature_has_its_row_its_switch_and_its_weight_on_the_page():
    html = parts.page()
    for j, feature in enumerate(FEATURES, start=1):
        for attribute in (
            f'data-key="{feature.name}"',
            f'data-key="w{j}"',
            f'data-drag="w{j}"',
            f'data-slot="term{j}"',
        ):
            assert html.count(attribute) == 1, (feature.name, attribute)


# what is chosen otherwise than by an element of its own: words of the review, a button, the lists of the data, a dialog
WITHOUT = {"lists", "order", "shown", "hide", "start", "axes", "flip", "drop"}


def test_every_control_has_its_element_on_the_page():
    html = parts.page()
    there = {key for key in State().choices() if f'data-key="{key}"' in html or f'data-drag="{key}"' in html}
    assert {*State().choices()} - there == WITHOUT


def test_the_readme_names_every_view_and_counts_steps_and_features():
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    for view in VIEWS.values():
        assert re.search(rf"\*\*{re.escape(view.title.rstrip('?'))}\??\.?\*\*", readme), view.title
    words = readme.lower()
    assert f"{NUMBERS[len(STEPS)]} steps" in words
    assert f"{NUMBERS[len(FEATURES)]} features" in words
    counted = [one for one in re.findall(r"\b(\w+) (?:steps|features|views)\b", words) if one in NUMBERS[2:]]
    assert {*counted} <= {NUMBERS[len(STEPS)], NUMBERS[len(FEATURES)], NUMBERS[len(VIEWS)]}


@pytest.mark.parametrize("step", STEPS)
def test_what_a_step_holds_back_is_a_place_or_a_chart_or_a_mark_and_comes_when_it_is_shown(step):
    groups, every = lecture()[step].reveals, slots(parts.page()) | {*charts()}
    for name in charts():
        state = next(one for view in VIEWS.values() for one in view.screens() if name in view.pictures(one))
        every |= {place.rpartition("/")[0] for place in page.row(trace(state), 10) if place.startswith(f"{name}/")}
    assert [one for group in groups for one in group if one not in every] == []
    for shown in range(len(groups) + 1):
        state = State(view="lecture", predict=True, step=step, shown=shown)
        assert {one for group in groups[shown:] for one in group} <= VIEWS["lecture"].held_back(state).keys()
