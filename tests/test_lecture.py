"""The lecture page without a browser: every key in every step of every state is one that the core gave."""

import math
import re
from dataclasses import fields, replace
from html.parser import HTMLParser

import numpy as np
import pytest
from later import later

from logreg import EXAMPLES, State, bits, trace
from logreg.figures.marks import reach
from logreg.prose import lecture
from logreg.reader.state import STEPS
from logreg.reader.trace import Trace
from logreg.reader.written import chosen, estimate, probability, written
from logreg.web import parts
from logreg.web.page import answer, look, pictures, row
from logreg.web.views.lecture.view import hidden_places

STATES = {
    "default": later(State),
    "y flipped": later(State, y=0),
    "all off": later(State, on=(False,) * 6),
    "undecided": later(State, on=(False,) * 6, b=0.0),
    "empty review": later(State, review="", y=0, digits=4),
    "sarcasm": later(State, review=EXAMPLES[3].review, y=0, digits=4),
    "own text": later(State, review="No, I did not enjoy this dull film!", y=0),
    "b = −300": later(State, b=-300.0),
    "b = 1e300": later(State, b=1e300, y=0, digits=4),
    "w1 = −1e300": later(State, w=(-1e300, -5.0, -1.2, 0.5, 2.0, 0.7)),
    "moved words": later(State, lists=(("plot", 1), ("great", -1))),
    "guessed": later(
        State,
        predict=True,
        guess_z=0,
        guess_y_hat=0.25,
        guess_loss=2.5,
        picks=tuple((step, "a") for step in STEPS),
        shown=9,
    ),
    "picked": later(
        State,
        predict=True,
        review=EXAMPLES[3].review,
        y=0,
        digits=4,
        picks=tuple((step, "b") for step in STEPS),
        shown=9,
    ),
}
in_each_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)
in_each_step = pytest.mark.parametrize("key", STEPS)
NUMBER = re.compile("[+−]?\\d+(?:\\.\\d+)?(?:\u202f×\u202f10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")


class Page(HTMLParser):
    """The places of each step in the page's HTML."""

    def __init__(self):
        super().__init__()
        self.step, self.places, self.words = None, {}, {}
        self.feed(parts.page())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "article":
            self.step = attributes["data-step"]
        if self.step and "data-slot" in attributes:
            self.places.setdefault(self.step, set()).add(attributes["data-slot"])

    def handle_endtag(self, tag):
        if tag == "article":
            self.step = None

    def handle_data(self, data):
        if self.step:
            self.words[self.step] = self.words.get(self.step, "") + data


PAGE = later(Page)


def numbers_of_the_core(t: Trace) -> set[str]:
    """Every key of a trace, in every way in which the page may write it."""
    many, other = t.training, t.begging
    values = [*t.x, *t.w, *t.terms, t.state.b, t.z, -t.z, t.y_hat, t.y_hat_0, t.p, t.loss, t.loss_1, t.loss_0, t.error]
    values += [*t.factors, *t.logs, *t.log_terms, t.log_p, t.bits, t.coin, *t.dw, t.db, bits(t.loss_1)]
    values += [*many.p, *many.losses, many.products[-1], many.cost, many.db, len(many.z)]
    values += [other.z, other.y_hat, other.p, other.loss, t.state.y, 1 - t.state.y, other.state.y, 1, 10]
    values += [
        *many.y_hat,
        many.best_b,
        t.loss_1 + t.coin,
        *(-math.log(p) for p in (0.9, 0.1, 0.01)),
        0.9,
        0.1,
        0.01,
        2,
    ]
    values += [*range(len(many.z))]
    values += [
        v
        for v in (t.rounded_1, t.rounded_0, t.off_y_hat, t.off_loss, t.state.guess_y_hat, t.state.guess_loss)
        if v is not None
    ]
    said = {f"{value:.0f}" for value in values if float(value).is_integer() and abs(value) < 1e5}
    for value in map(float, values):
        said |= {chosen(value), chosen(abs(value))}
        for digits in (t.state.digits, t.state.digits + 2):
            said |= {written(value, digits), written(abs(value), digits), written(value, digits, sign=True)}
            if 0 <= value <= 1:
                said.add(probability(value, digits))
    return said


@in_each_step
@in_each_state
def test_every_place_of_a_step_is_filled_with_numbers_of_the_core(state, key):
    state = replace(state, view="lecture", step=key)
    t = trace(state)
    shown, known = row(t, reach(t)), numbers_of_the_core(t)
    assert PAGE().places[key] <= shown.keys()
    for place in PAGE().places[key]:
        text = shown[place]
        assert text or place.startswith(("said_", "sum")), place
        assert not re.search(r"nan|inf\b|None|\{|\}", text), (place, text)
        for one in NUMBER.findall(re.sub(r"y = [01]|−(?=log)|<\u202f10⁻³²³|10⁻³²³|\+ |− ", " ", text)):
            assert {one, one.lstrip("−"), one.lstrip("+")} & known, (place, text, one)


@in_each_step
def test_the_words_of_a_step_hold_no_number_but_those_of_the_lecture(key):
    allowed = {"0", "1", "2", "38", "1000", "10", "6"}
    assert set(NUMBER.findall(PAGE().words[key])) <= allowed | {f"−{n}" for n in allowed}


@in_each_step
@in_each_state
def test_every_picture_of_a_step_has_marks_and_a_text_with_its_numbers(state, key):
    t = trace(replace(state, view="lecture", step=key))
    reply = answer(t, {}, {})
    assert pictures(t.state) == list(lecture()[key].pictures)
    for name in pictures(t.state):
        assert any(place.startswith(f"{name}/") for place in reply["row"])
        partly = any(place.startswith(f"{name}/") for place in hidden_places(t.state))  # before a step that asks for it
        assert re.search("part is held back" if partly else r"\d", reply["describe"][name])
        assert not re.search(r"\bnan\b|\binf\b|None", reply["describe"][name])
    assert not [v for p, v in reply["row"].items() if "/" in p and re.search(r"nan|inf|None", v)]


@in_each_step
def test_what_is_held_back_is_nowhere_in_the_answer(key):
    state = State(view="lecture", step=key, predict=True)
    step, shown = lecture()[key], answer(trace(state), {}, {})
    hidden = {name for group in step.reveals for name in group}
    assert {shown["row"][name] for name in hidden_places(state) & shown["row"].keys()} <= {"?", "−?", ""}
    assert set(shown["describe"]) == set(step.pictures) - hidden
    for name in hidden & set(step.pictures):
        assert name not in shown["describe"]
        assert not [place for place in shown["row"] if place.startswith(f"{name}/")]
    assert look(state)["left"] == len(step.reveals)


def test_group_by_group_it_is_shown():
    state = State(view="lecture", step="estimate", predict=True)
    assert {"z", "y_hat"} <= hidden_places(state)
    assert "z" not in hidden_places(replace(state, shown=1))
    assert "y_hat" in hidden_places(replace(state, shown=1))
    assert (
        {"z", "y_hat"} & hidden_places(replace(state, shown=2)) == hidden_places(replace(state, predict=False)) == set()
    )


ASKED = dict.fromkeys(("z", "minus-z", "y_hat", "decision", "estimates/bar0", "estimates/point0"), "estimate")
ASKED |= dict.fromkeys(("loss_0", "log_y_hat_0"), "suppose_0")


@pytest.mark.parametrize(("name", "asked"), ASKED.items())
def test_what_a_step_asks_for_is_held_back_in_all_steps_before(name, asked):
    back = [n for n in STEPS if name in hidden_places(State(view="lecture", step=n, predict=True, shown=9))]
    assert back == [*STEPS[: STEPS.index(asked)]]


@pytest.mark.parametrize("y", [0, 1])
def test_only_the_loss_of_the_other_label_is_asked_for_and_nothing_says_it_before(y):
    asking = "suppose_0" if y else "suppose_1"
    for n in STEPS[: STEPS.index(asking)]:
        state = State(view="lecture", step=n, predict=True, shown=9, y=y)
        t, places = trace(state), PAGE().places[n] | {"loss_1", "loss_0"}
        shown = row(t, reach(t))
        secret = written(t.other_loss, 2)
        assert [place for place in places if secret in shown[place]] == []
        assert [v for place, v in shown.items() if place.endswith("/text") and secret in v] == [], n
    state = State(view="lecture", step=asking, predict=True, shown=1, y=y, guess_loss=1.0)
    assert row(trace(state), 10)["said_loss"].startswith("You said 1, it is ")


@pytest.mark.parametrize(
    ("guess", "told"),
    [(1.19, "right"), (1.2, "right"), (1.0, "0.19 too low"), (1.0e300, "too high"), (1.3, "0.11 too high")],
)
def test_a_guess_is_right_to_the_digits_in_which_it_was_made(guess, told):
    state = State(view="lecture", step="suppose_0", shown=9, guess_loss=guess)
    assert row(trace(state), 10)["said_loss"].endswith(f"{told}.")


@pytest.mark.parametrize("b", [-2.26, -7.0, 7.0, 120.0])
def test_the_table_of_the_worlds_and_the_text_agree(b):
    t = trace(State(view="lecture", step="suppose_0", b=b))
    places = row(t, reach(t))
    words = {
        "right": "is right",
        "wrong": ("is confused", "is wrong", "sure, and wrong"),
        "undecided": "hardly decides",
    }
    for y in "10":
        assert any(word in places[f"says_{y}"] for word in np.atleast_1d(words[places[f"world_says_{y}"]]))


def test_where_z_is_0_neither_world_is_called_right():
    t = trace(State(view="lecture", step="suppose_0", on=(False,) * 6, b=0.0))
    places = row(t, 10)
    assert (places["world_says_1"], places["world_says_0"]) == ("undecided", "undecided")


def test_the_worlds_stay_as_they_are_when_the_begging_review_comes_onto_the_desk():
    before = row(trace(State(view="lecture", step="suppose_0")), 10)
    after = row(trace(State(view="lecture", step="suppose_0")).begging, 10)
    moved = {place for place in before if before[place] != after[place]}
    assert not [place for place in moved if place.startswith(("world", "worlds/"))]
    assert (before["beg"], after["beg"]) == ("Add it to the review", "Take it back")
    assert after["loss_0"] == "0.05"


def test_the_text_of_step_10_follows_what_was_done_to_the_review():
    t = trace(State(view="lecture", step="suppose_0"))
    assert row(t, 10)["supposed"] == "Only the label changes: ŷ stays 0.70."
    assert row(t.begging, 10)["supposed"] == "The review itself says so: ŷ is no longer 0.70 but 0.05."


@pytest.mark.parametrize(("b", "said"), [(0.1, "confused"), (1.5, "wrong"), (4.0, "sure, and wrong")])
def test_confused_is_only_who_is_near_one_half(b, said):
    assert row(trace(State(view="lecture", step="suppose_0", b=b)), 10)["says_0"].endswith(f"the model is {said}.")


def test_on_the_desk_nothing_is_held_back():
    assert hidden_places(State(predict=True)) == set()
    assert row(trace(State(predict=True)), 10)["z"] == "0.83"


def test_a_guess_is_answered_only_when_the_number_is_shown():
    state = State(view="lecture", step="estimate", predict=True, guess_z=1, guess_y_hat=0.6)
    assert row(trace(state), 10)["said_z"] == ""
    assert row(trace(replace(state, shown=1)), 10)["said_z"] == "Right: z = 0.83 is above 0."
    assert row(trace(replace(state, shown=1)), 10)["said_y_hat"] == ""
    assert row(trace(replace(state, shown=2)), 10)["said_y_hat"] == "You said 0.6, it is 0.70: 0.10 too low."
    wrong = replace(state, step="suppose_0", shown=9, guess_loss=2.0, guess_z=0)
    assert row(trace(wrong), 10)["said_loss"] == "You said 2, it is 1.19: 0.81 too high."
    assert row(trace(wrong), 10)["said_z"].startswith("Not so")


def test_the_lectures_own_numbers_stand_in_its_steps():
    shown = {n: row(trace(State(view="lecture", step=n)), 10) for n in STEPS}
    assert (shown["outcomes"]["p"], shown["outcomes"]["factor_1"], shown["outcomes"]["factor_0"]) == (
        "0.70",
        "0.70",
        "1",
    )
    assert (shown["log"]["log_p"], shown["negate"]["loss"], shown["plug_in"]["error"]) == ("−0.36", "0.36", "−0.30")
    assert shown["suppose_1"]["says_1"] == "Small, below a coin flip’s 0.69: the model is right."
    assert shown["suppose_0"]["says_0"] == "Large, above a coin flip’s 0.69: the model is confused."
    assert shown["suppose_0"]["rounding"] == (
        "Exact: −ln 0.3031 = 1.19. As on a slide, rounded first: −ln 0.30 = 1.20."
    )
    assert [shown["suppose_0"][f"world_loss_{name}"] for name in "10b"] == ["0.36", "1.19", "0.05"]
    assert [shown["suppose_0"][f"world_says_{name}"] for name in "10b"] == ["right", "wrong", "right"]


def test_flipping_the_label_moves_the_factor_that_is_1():
    shown = row(trace(State(view="lecture", step="outcomes", y=0)), 10)
    assert (shown["factor_1"], shown["factor_0"], shown["p"]) == ("1", "0.30", "0.30")


def test_every_field_of_the_state_that_is_a_place_to_look_leaves_the_numbers_alone():
    where = {
        "view": "lecture",
        "step": 7,
        "stage": True,
        "predict": True,
        "shown": 1,
        "hidden": ("label",),
        "guess_z": 1,
    }
    assert set(where) < {field.name for field in fields(State)}
    moved, still = trace(State(**where)), trace(State())
    assert (moved.z, moved.loss_1, moved.loss_0) == (still.z, still.loss_1, still.loss_0)
    assert np.array_equal(moved.training.losses, still.training.losses)


def test_who_is_right_without_having_counted_a_word_is_not_praised():
    unknown = next(example for example in EXAMPLES if example.title == "No known word")
    state = State(view="lecture", step="suppose_1", review=unknown.review)
    assert trace(state).decision == 1
    assert row(trace(state), 10)["says_1"].endswith(": right, but it counted no word, only the length and the bias.")


@in_each_step
@pytest.mark.parametrize("y", [0, 1])
def test_where_show_is_taken_away_no_step_tells_what_the_lecture_asks_in_words_marks_or_tables(key, y):
    mine = {"review": EXAMPLES[2].review, "w": (1.37, -2.21, -0.83, 0.29, 1.1, 0.47), "b": 0.213, "digits": 4, "y": y}
    state = State(**mine, view="lecture", step=key, predict=True, shown=9, hidden=("show",), guess_y_hat=0.25)
    t = trace(state)
    secrets = {write(value, digits) for value in (t.z, -t.z) for write in (written, estimate) for digits in (4, 6)}
    secrets |= {written(value, digits) for value in (t.loss_1, t.loss_0, -t.loss_1, -t.loss_0) for digits in (4, 6)}
    secrets = {secret.lstrip("−") for secret in secrets}
    assert len(secrets) >= 8
    reply = answer(t, {}, {"grab": {"control": "w1", "id": 1}})
    shown = {f"{place}: {text}" for place, text in {**reply["row"], **reply["describe"]}.items()}
    table = reply.get("table", {"places": [], "rows": {}})
    here = table["rows"].get("1.4", [])
    shown |= {f"{places}: {text}" for places, text in zip(table["places"], here)}
    assert not [text for text in shown for secret in secrets if secret in text.split("/")[-1]]
    assert reply["look"]["left"] == 0
    told = answer(trace(replace(state, hidden=())), {}, {})
    assert key in STEPS[:2] or any(secret in text for text in told["row"].values() for secret in secrets)
