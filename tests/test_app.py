"""app.py as Streamlit runs it, without a browser: the desk is mounted, and answers whatever it is sent."""

import json
from dataclasses import replace

import pytest
from later import later
from scripted import answer, app

from logreg import EXAMPLES, State, trace
from logreg.figures import tables
from logreg.figures.marks import reach
from logreg.prose import lecture
from logreg.reader.edits import edits
from logreg.reader.state import CONTROLS, LONGEST_REVIEW, OPTIONS, STEPS, VIEWS
from logreg.reader.written import written
from logreg.web.export import share
from logreg.web.export.numbers import numbers
from logreg.web.export.program import code, program
from logreg.web.export.sheet import sheet
from logreg.web.fallback import piece, scripts
from logreg.web.keys import KEYS, UNKNOWN
from logreg.web.page import pictures, row, spans
from logreg.web.views import charts

FIELDS = [
    "n",
    "choices",
    "open",
    "example",
    "half",
    "dragging",
    "ahead",
    "grab",
    "beg",
    "shuffle",
    "caret",
    "share",
    "take",
    "page",
]
FIELDS += ["resting", "nobody", "file", "bring"]
WEIRD = [
    None, True, -1, 0, 1e9, 1.0, 0.5, 10**30, float("1e308"), "", "1.0", "a" * 100_000, "\ud800", [],
    [1, [2]], {}, {"control": "b"}, {"a": {"b": {"c": []}}},
]  # fmt: skip


def test_the_app_draws_one_desk_and_nothing_else():
    at = app()
    assert not at.exception
    assert [node.type for node in at.main.children.values()] == ["bidi_component"]


def test_the_first_answer_is_the_first_screen():
    reply, t = answer(app()), trace(State())
    assert reply["choices"] == State().choices()
    assert reply["row"] == row(t, reach(t))
    assert reply["spans"] == [[*span] for span in spans(t)]
    assert (reply["row"]["z"], reply["row"]["y_hat"]) == ("0.83", "0.70")
    assert (reply["row"]["loss_1"], reply["row"]["loss_0"]) == ("0.36", "1.19")
    assert (reply["link"], reply["notes"], reply["example"]) == ("", [], 0)


def test_the_address_is_read_at_first_sight():
    reply = answer(app(w1="3", digits="4", x2="off"))
    state = State(w=(3.0, *State.w[1:]), on=(True, False, *(True,) * 4), digits=4)
    assert reply["choices"] == state.choices()
    assert reply["row"]["z"] == written(trace(state).z, 4)
    assert reply["notes"] == []


def test_what_the_address_says_wrongly_is_named_and_the_rest_is_read():
    reply = answer(app(w1="NaN", b="2"))
    assert reply["choices"] == State(b=2.0).choices()
    (note,) = reply["notes"]
    assert "w1 must be a finite number, got “NaN”" in note


def test_a_page_whose_files_do_not_come_is_sent_its_scripts_and_then_the_first_answer():
    at = app({"scripts": True})
    (desk,) = at.get("bidi_component")
    assert desk.proto.bytes == scripts()
    for other in (1, "true", ["browser/desk.js"]):
        assert answer(app({"scripts": other}))["row"] == answer(app())["row"]
    at.session_state["desk"] = {"message": {}}
    assert answer(at.run())["choices"] == State().choices()


def test_a_piece_of_a_file_comes_with_the_answer():
    reply = answer(app({"n": 3, "choices": State(b=1.0).choices(), "file": ["plotly.js", 1]}))
    assert reply["file"] == piece(["plotly.js", 1])
    assert (reply["n"], reply["link"]) == (3, "b=1")
    assert "file" not in answer(app({"n": 3, "choices": State().choices(), "file": ["page.py", 0]}))


def test_choices_are_answered_under_their_number_and_not_sent_back():
    reply = answer(app({"n": 7, "choices": State(b=-3.0).choices()}))
    t = trace(State(b=-3.0))
    assert (reply["n"], reply["row"]) == (7, row(t, reach(t)))
    assert reply["link"] == "b=-3"
    assert "choices" not in reply


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_is_put_on_the_desk_by_its_number(number):
    reply = answer(app({"n": 1, "choices": State(b=-3.0).choices(), "example": number}))
    state = State(b=-3.0, review=EXAMPLES[number].review, y=EXAMPLES[number].y)
    assert reply["choices"] == state.choices()
    assert reply["example"] == number
    assert reply["row"]["z"] == written(trace(state).z, 2)


def test_the_reviewer_begs_and_the_answer_says_what_the_review_is_then():
    reply = answer(app({"n": 1, "choices": State(b=2.0, view="lecture", step="suppose_0").choices(), "beg": True}))
    assert reply["choices"] == trace(State(b=2.0, view="lecture", step="suppose_0")).begging.state.choices()


def test_shuffling_gives_another_order_of_the_same_terms_and_changes_nothing_else():
    before = State(view="why", b=2.0).choices()
    after = answer(app({"n": 1, "choices": before, "shuffle": True}))["choices"]
    assert after["order"] != before["order"]
    assert sorted(after["order"]) == sorted(before["order"])
    assert after | {"order": before["order"]} == before


def test_the_one_word_edits_and_the_reason_of_a_word_come_where_they_are_asked_for():
    state = State(view="why", review="😀 A great film.")
    reply = answer(app({"choices": state.choices(), "caret": 6}))
    assert [edit["what"] for edit in reply["edits"]] == [edit.what for edit in edits(trace(state))]
    assert (reply["row"]["xray_token"], reply["row"]["xray_feature"]) == ("great", "x1")
    assert "edits" not in answer(app({"choices": State().choices(), "caret": 6}))


def test_what_is_taken_away_is_made_from_the_choices_of_the_message():
    state = State(b=2.0, view="lecture", step="plug_in")
    take = {"choices": state.choices(), "page": "https://example.org/"}
    wanted = {
        "sheet": sheet(trace(state), f"https://example.org/?{state.link()[0]}"),
        "numbers": numbers(trace(state)),
        "program": program(trace(state)),
        "code": code(trace(state)),
    }
    for what, text in wanted.items():
        assert answer(app({**take, "take": what}))["take"]["text"] == text
    for name in charts():
        assert answer(app({**take, "take": f"{name}.svg"}))["take"]["figure"]["data"] is not None
    assert answer(app({**take, "take": "nobody.svg"})).get("take") is None
    assert answer(app({**take, "take": "passwd"})).get("take") is None


def test_a_link_is_prepared_only_where_it_is_asked_for():
    wish = {"page": "https://example.org/", "hide": "label,tools", "stage": "on"}
    state = State(view="lecture", step="likelihood")
    sent = answer(app({"choices": state.choices(), "share": wish}))["share"]
    assert sent["link"] == "https://example.org/?view=lecture&step=likelihood&stage=on&hide=label%2Ctools"
    assert sent["code"].startswith("data:image/svg+xml")
    assert "share" not in answer(app({"choices": state.choices()}))


def test_with_all_steps_comes_the_code_of_each_as_it_is_wished_for():
    wish = {"page": "https://example.org/", "predict": "on"}
    state = State(view="lecture", step="likelihood", stage=True, b=2.0, predict=True)
    steps = answer(app({"choices": state.choices(), "ahead": True, "share": wish}))["steps"]
    for key in STEPS:
        there = share.prepared(replace(state, step=key), wish)
        assert steps[f"{key}/0"]["share"] == there
        assert len({json.dumps(steps[name]["share"]) for name in steps if name.startswith(f"{key}/")}) == 1
    assert len({steps[name]["share"]["code"] for name in steps}) == len(STEPS)
    without = answer(app({"choices": state.choices(), "ahead": True}))
    assert not any("share" in page for page in (without, *without["steps"].values()))


def test_a_key_is_opened_as_its_link_is_and_one_that_nobody_has_is_said():
    state = State(view="lecture", step="likelihood", b=2.0)
    key = KEYS.key(state)
    assert answer(app({"n": 1, "choices": State().choices(), "open": f"?k={key}"}))["choices"] == state.choices()
    reply = answer(app({"n": 1, "choices": state.choices(), "open": "?k=aaaa-aaaa"}))
    assert (reply["choices"], reply["notes"], reply["invalid"]) == (State().choices(), [UNKNOWN], ["k"])


def test_a_link_is_opened_in_place_of_the_choices():
    reply = answer(app({"n": 1, "choices": State(b=-3.0).choices(), "open": "?w2=1"}))
    assert reply["choices"] == State(w=(2.5, 1.0, *State.w[2:])).choices()


@pytest.mark.parametrize("control", [c for c in CONTROLS if c.field in ("w", "b")], ids=lambda c: c.key)
@pytest.mark.parametrize("state", [later(State), later(State, on=(False,) * 6), later(State, review="", digits=4)])
def test_a_grabbed_control_gets_a_table_of_the_positions_about_it(control, state):
    for at in (-9.0, -0.4, 3.0):
        now = control.put(state, at)
        grab = {"control": control.key, "id": 9, "far": at == 3.0}
        reply = answer(app({"n": 1, "choices": now.choices(), "grab": grab}))
        table, half = reply["table"], reply["half"]
        assert (table["control"], table["id"], table["half"]) == (control.key, 9, half)
        for text in list(table["rows"])[::7]:
            shown = dict(reply["row"])
            for places, value in zip(table["places"], table["rows"][text], strict=True):
                shown |= dict.fromkeys(places, value)
            assert shown == row(trace(control.put(state, float(text))), half)


@pytest.mark.parametrize(
    ("b", "far", "first", "last"),
    [
        (0.4, False, -0.4, 1.2),
        (-8.4, False, -9.2, -7.6),
        (-3.64, False, -4.4, -2.8),
        (9.0, False, 8.2, 9.2),  # beyond, the axis would have to grow
        (-1e6, False, -10, -9.2),
        (3.0, True, -3, 9),
        (8.0, True, 2, 9.2),
        (9.5, True, 4, 10),  # it has grown
    ],
)
def test_a_table_reaches_about_as_far_as_the_hand_may_go_at_once(b, far, first, last):
    grab = {"control": "b", "id": 9, "far": far}
    table = answer(app({"n": 1, "choices": State(b=b).choices(), "grab": grab}))["table"]
    assert table["ahead"] == (2 if far else 0.4)
    assert table["wider"] == (20 if last == 9.2 else None)
    assert list(map(float, table["rows"])) == [tenth / 10 for tenth in range(round(10 * first), round(10 * last) + 1)]


@pytest.mark.parametrize("step", ["estimate", "outcomes", "suppose_0", "mean_loss"])
def test_a_control_grabbed_at_a_step_of_the_lecture_gets_a_table_of_what_moves_there(step):
    state = State(view="lecture", step=step, predict=step == "estimate")
    control = next(control for control in CONTROLS if control.key == "w1")
    reply = answer(app({"choices": state.choices(), "grab": {"control": "w1", "id": 1}}))
    for text in ("1.7", "2.6", "3.3"):
        shown = dict(reply["row"])
        for places, value in zip(reply["table"]["places"], reply["table"]["rows"][text]):
            shown |= dict.fromkeys(places, value)
        assert shown == row(trace(control.put(state, float(text))), reply["half"])


def test_where_more_moves_than_a_table_can_hold_there_is_none():
    steps = [State(view="lecture", step=key) for key in STEPS]
    curved = [state for state in steps if not all(tables(charts()[name]) for name in pictures(state))]
    assert curved
    for state in [State(view="why"), *curved]:
        assert "table" not in answer(app({"choices": state.choices(), "grab": {"control": "w1", "id": 1}}))


def test_only_weights_and_the_bias_can_be_grabbed():
    for key in ("review", "x1", "y", "digits", "nothing"):
        assert "table" not in answer(app({"choices": {}, "grab": {"control": key, "id": 1}}))


def test_a_weight_beyond_the_largest_is_named_and_the_last_one_kept():
    reply = answer(app({"choices": State().choices() | {"w1": "1e308"}}))
    (note,) = reply["notes"]
    assert note == "w1 must be between −1e300 and 1e300, got “1e308”: it stays at 2.5."
    assert reply["row"]["z"] == written(trace(State()).z, 2)
    assert "w1" in reply["invalid"]


@pytest.mark.parametrize("w3", ["1e298", "1e300", "-1e299"])
def test_a_huge_weight_is_answered(w3):
    reply = answer(app({"choices": {"w3": w3}}))
    exponent = w3.partition("e")[2].translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    assert reply["row"]["term3"].endswith(f"10{exponent}")
    assert reply["row"]["z"].endswith(f"10{exponent}")
    assert reply["notes"] == []


def test_a_number_that_was_one_only_halfway_leaves_what_was_there_before_it_was_typed():
    at = app({"n": 1, "choices": State().choices() | {"w1": "1e30"}})
    sent = {"n": 2, "half": 10, "choices": State().choices() | {"w1": "1e308"}, "resting": {"w1": "2.5", "b": "x"}}
    at.session_state["desk"] = {"message": sent}
    there = answer(at.run())
    assert there["substitutes"] == {"w1": "2.5"}
    assert there["notes"] == ["w1 must be between −1e300 and 1e300, got “1e308”: it stays at 2.5."]
    assert there["row"]["term1"] == row(trace(State()), there["half"])["term1"]


def test_a_review_too_long_is_read_to_its_limit_and_the_note_says_so():
    review = "great " * 5000
    reply = answer(app({"choices": {"review": review}}))
    t = trace(State(review=review[:LONGEST_REVIEW]))
    assert reply["row"] == row(t, reach(t))
    assert any(f"{LONGEST_REVIEW:,}" in note for note in reply["notes"])


def test_an_example_in_place_of_a_review_too_long_needs_no_note():
    assert answer(app({"choices": {"review": "great " * 5000}, "example": 1}))["notes"] == []


def test_markup_stays_text():
    review = "<script>f(1)</script> $\\frac12$ **great**"
    reply = answer(app({"choices": {"review": review}}))
    assert reply["row"]["found1"] == "great"
    assert reply["spans"] == [[review.index("great"), review.index("great") + 5, "x1"]]


@pytest.mark.parametrize("field", FIELDS)
def test_a_message_with_anything_in_a_field_is_answered(field):
    for n, value in enumerate(WEIRD):
        message = {"n": 1, "choices": {"view": VIEWS[n % 3], "step": "3"}, "half": 10, "dragging": True, field: value}
        assert "row" in answer(app(message)), value


@pytest.mark.parametrize("value", WEIRD, ids=lambda value: repr(value)[:15])
def test_anything_as_a_choice_is_answered(value):
    reply = answer(app({"n": 1, "choices": dict.fromkeys([control.key for control in CONTROLS], value)}))
    assert all(len(note) < 300 for note in reply["notes"])


@pytest.mark.parametrize("message", [value for value in WEIRD if value is not None], ids=lambda value: repr(value)[:15])
def test_a_message_that_is_no_message_is_answered_with_the_first_screen(message):
    assert answer(app(message))["row"]["z"] == "0.83"


@pytest.mark.parametrize("control", [None, [], {}, 1, "W1", "w7", {"w1": 1}])
def test_a_grab_of_nothing_gets_no_table(control):
    assert "table" not in answer(app({"choices": {}, "grab": {"control": control, "id": {"x": []}}}))


@pytest.mark.parametrize(
    "state", [later(State), later(State, predict=True, shown=1, y=0, digits=4), later(State, b=30.0)]
)
def test_every_step_of_the_lecture_comes_beforehand_where_it_is_asked_for(state):
    state = replace(state, view="lecture", stage=True, step="outcomes")
    reply = answer(app({"n": 1, "choices": state.choices(), "ahead": True}))
    for key in STEPS:
        reveals = len(lecture()[key].reveals) if state.predict else 0
        for shown in range(reveals + 1):
            there, page = replace(state, step=key, shown=shown), reply["steps"][f"{key}/{shown}"]
            alone = answer(app({"n": 1, "choices": there.choices()}))
            whole = {**reply["row"], **page["row"]}
            assert {place: whole[place] for place in alone["row"]} == alone["row"]
            assert {key: page[key] for key in ("look", "describe", "status")} == {
                key: alone[key] for key in ("look", "describe", "status")
            }
            for letter in ("", *OPTIONS):
                picked = replace(there, picks=((key, letter),)) if letter else there
                alone = answer(app({"n": 1, "choices": picked.choices()}))
                assert alone["row"]["said_pick"] == page["picks"].get(letter, "")
                assert alone["link"] == page["link"] + f"&picks={key}%3A{letter}" * bool(letter)
    assert len(reply["steps"]) == len(STEPS) + sum(len(step.reveals) for step in lecture().values()) * state.predict


def test_where_no_steps_are_asked_for_or_there_is_no_lecture_none_come():
    assert "steps" not in answer(app({"n": 1, "choices": State(view="lecture").choices()}))
    assert "steps" not in answer(app({"n": 1, "choices": State().choices(), "ahead": True}))


def test_what_was_said_of_a_link_is_said_again_where_the_page_is_run_again_before_the_answer_has_come():
    at = app({"n": 1, "choices": State().choices(), "open": "?w1=much&b=2"})
    first = answer(at)
    assert len(first["notes"]) == 1
    again = answer(at.run())
    assert (again["notes"], again["invalid"], again["choices"]) == (first["notes"], first["invalid"], first["choices"])
