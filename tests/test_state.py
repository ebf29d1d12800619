"""state.py: the table of controls, the link, and the sentences about what cannot be read."""

import random
import re
import time
import zlib
from base64 import urlsafe_b64encode
from dataclasses import fields, replace
from inspect import get_annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logreg import CONTROLS, EXAMPLES, State
from logreg.reader import state as states
from logreg.reader.groups import names
from logreg.reader.state import FIRST_STEPS, LONGEST_LINK, LONGEST_REVIEW, STEPS

KEYS = [
    "review", "x1", "x2", "x3", "x4", "x5", "x6", "w1", "w2", "w3", "w4", "w5", "w6", "b", "y", "digits", "lists",
    "words",
    "order", "view", "step", "stage", "predict", "shown", "guess_z", "guess_y_hat", "guess_loss", "hide",
    "part", "data", "t", "eta", "batch", "seed", "l2", "scaled", "start", "axes", "log", "sorted", "mine", "flip",
    "drop", "picks",
]  # fmt: skip
WEIGHTS = ["w1", "w2", "w3", "w4", "w5", "w6", "b"]
OTHER = {  # than on the first screen, of each field
    "review": "Dull & slow: 100% – “so-so”?\n+1", "on": False, "w": 1.5e299, "b": -0.1, "y": 0, "digits": 4,
    "lists": (("film", 1), ("isn't", 0), ("великий", -1)), "words": "both", "order": (6, 0, 1, 2, 3, 5, 4),
    "view": "why", "step": "mean_loss", "stage": True, "predict": True, "shown": 2, "guess_z": 0,
    "guess_y_hat": 0.25, "guess_loss": 3.0,
    "hidden": ("review", "label"), "part": "learned", "data": "imdb", "t": 37, "eta": 0.05, "batch": 8, "seed": 7,
    "l2": 0.01, "scaled": True, "start": (1.5, -2.0), "axes": (5, 6), "logarithmic": True, "sorted": True,
    "mine": True, "flipped": (3, 17), "dropped": (1,), "picks": (("labels", "b"), ("log", "c")),
}  # fmt: skip


def noise(length: int) -> str:
    """Letters that no compression makes much shorter."""
    return "".join(random.Random(length).choices("abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ,.!?", k=length))


def reopened(state: State) -> tuple[State, dict[str, str]]:
    return State.from_query(state.link()[0])


def test_the_keys_are_public_and_never_renamed():
    assert [control.key for control in CONTROLS] == KEYS


def test_every_field_stands_in_one_group_and_none_beside_them():
    assert get_annotations(State) == {}
    stand = [name for group in State.__mro__ for name in get_annotations(group)]
    assert sorted(stand) == sorted(field.name for field in fields(State))


def test_every_field_has_a_row_but_the_two_that_no_link_carries():
    assert {field.name for field in fields(State)} - {control.field for control in CONTROLS} == {"own", "wordlist"}


def test_a_key_is_the_name_of_its_field_but_for_four_that_links_name_otherwise():
    fields_of = {control.key: control.field for control in CONTROLS if control.index is None}
    other = {key: field for key, field in fields_of.items() if key != field}
    assert other == {"hide": "hidden", "log": "logarithmic", "flip": "flipped", "drop": "dropped"}


@pytest.mark.parametrize("group", State.__mro__[1:-1], ids=lambda group: group.__name__)
def test_a_group_is_taken_alone_or_away(group):
    state = State(own=("the reader’s rows", "2 reviews"), wordlist="the reader’s words")
    for control in CONTROLS:
        state = control.put(state, OTHER[control.field])
    only, without = state.only(group), state.without(group)
    for field in fields(State):
        chosen, first = getattr(state, field.name), getattr(State, field.name)
        inside = field.name in names(group)
        assert getattr(only, field.name) == (chosen if inside else first)
        assert getattr(without, field.name) == (first if inside else chosen)


def test_the_first_screen_has_a_clean_address():
    assert State().link() == ("", "")
    assert State.from_query("") == (State(), {})


def test_only_what_differs_stands_in_the_link():
    assert State(w=(2.5, -5.0, -1.2, 0.5, 2.0, 1.25), y=0).link()[0] == "w6=1.25&y=0"


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.key)
def test_every_control_is_carried_by_the_link(control):
    state = control.put(State(), OTHER[control.field])
    assert state != State()
    assert control.key in state.link()[0]
    assert reopened(state) == (state, {})


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.key)
def test_every_control_reads_what_it_writes(control):
    assert control.read(control.write(control.value(State()))) == control.value(State())


def test_choices_say_everything_that_from_choices_needs():
    state = State("Fine.", on=(True, False) * 3, w=(0.1, 2.0, -3.0, 4e9, 5e-9, 6.0), b=-7.5, y=0, digits=4)
    assert list(state.choices()) == KEYS
    assert State.from_choices(state.choices()) == (state, {})


def test_what_is_not_chosen_stays_as_it_was():
    before = State(review="Fine.", b=2.0)
    assert State.from_choices({"w1": "3"}, before)[0] == replace(before, w=(3.0, *before.w[1:]))


def test_of_unknown_keys_three_are_named_and_what_others_add_to_a_link_is_passed_over():
    assert State.from_query(
        "utm_source=mail&fbclid=1&msclkid=2&gad_source=1&_ga=3&igsh=4&embed=true&embed_options=dark&ref=x"
    ) == (State(), {})
    state, notes = State.from_query("W1=3&b=1&__proto__=1&lambda=0&" + "w" * 100 + "=1")
    assert state == State(b=1.0)
    said = "The link says something of “W1”, “__proto__”, “lambda” and more, which this page does not know."
    assert notes == {"strange": said}


@pytest.mark.parametrize("key", WEIGHTS)
@pytest.mark.parametrize("bad", ["nan", "inf", "-Infinity", "1e309", "much", "1_000", "0x10", "1,5,2", "--1", "2 3"])
def test_what_is_no_finite_number_is_quoted_and_the_default_stays(key, bad):
    state, notes = State.from_choices({key: bad})
    assert state == State()
    stays = State().choices()[key].replace("-", "−")
    assert notes == {key: f"{key} must be a finite number, got “{bad}”: it stays at {stays}."}


@pytest.mark.parametrize("nothing", ["", " ", "\n"])
def test_an_empty_number_came_as_nothing(nothing):
    assert State.from_choices({"w2": nothing})[1] == {"w2": "w2 must be a finite number, got nothing: it stays at −5."}


@pytest.mark.parametrize(
    ("text", "value"),
    [("−2.5", -2.5), (" 3 ", 3.0), ("1e300", 1e300), ("+.5", 0.5), ("5e-324", 5e-324), ("1,5", 1.5), ("-,5E1", -5.0)],
)
def test_any_finite_number_may_be_typed(text, value):
    assert State.from_choices({"b": text}) == (State(b=value), {})


@given(st.floats(-1e9, 1e9).map(lambda number: round(number, 3)), st.sampled_from([",.", ".,", " ,", "’.", " ."]))
def test_marks_between_thousands_change_no_number(number, marks):
    text = f"{number:_.3f}".translate(str.maketrans("_.", marks))
    assert State.from_choices({"b": text}) == (State(b=number), {})


@pytest.mark.parametrize("text", ["1,000", "1.000", "-1,000", "12,345"])
def test_a_mark_that_stands_alone_is_decimal(text):
    assert State.from_choices({"b": text})[0].b == float(text.replace(",", "."))


@pytest.mark.parametrize("text", ["1" * 16_000 + "x", "1," * 8_000, "1.000" + ",000" * 4_000 + "x"])
def test_a_number_that_never_ends_is_refused_at_once(text):
    began = time.perf_counter()
    assert State.from_choices({"b": text})[1].keys() == {"b"}
    assert time.perf_counter() - began < 0.1


@pytest.mark.parametrize("text", ["d", "B", "bb b", "abcabcabcabc", "-" * 12, "é", "b\n", "log:d", "logs:a", "log:a,"])
def test_a_pick_that_no_step_offers_is_named_and_harmless(text):
    said = f"picks must be steps with a, b, c, like log:a, got “{text}”: it stays at log:b."
    assert State.from_choices({"picks": text, "b": "3"}, State(picks=(("log", "b"),))) == (
        State(picks=(("log", "b"),), b=3.0),
        {"picks": said},
    )


def test_a_link_without_picks_or_with_none_at_its_end_is_read_as_before():
    assert State.from_query("view=lecture&step=3&predict=on&shown=2&guess_z=1") == (
        State(view="lecture", step="estimate", predict=True, shown=2, guess_z=1),
        {},
    )
    assert State.from_query("picks=b---") == (State(picks=(("labels", "b"),)), {})


def test_steps_are_read_by_the_numbers_and_picks_by_the_letters_that_links_had_at_first():
    for number, name in enumerate(FIRST_STEPS, start=1):
        assert State.from_query(f"step={number}") == State.from_query(f"step={name}") == (State(step=name), {})
        picked = State(picks=((name, "c"),))
        assert State.from_query(f"picks={'-' * (number - 1)}c") == State.from_query(f"picks={name}:c") == (picked, {})
    assert State.from_query("picks=mean_loss:a,labels:b")[0].picks == (("labels", "b"), ("mean_loss", "a"))


def test_the_numbers_of_then_are_those_of_the_same_steps_where_a_step_is_added(monkeypatch):
    monkeypatch.setattr(states, "STEPS", ("before", *STEPS[:4], "between", *STEPS[4:]))
    assert State.from_query("step=5&picks=b---a") == (
        State(step="outcomes", picks=(("labels", "b"), ("outcomes", "a"))),
        {},
    )
    assert State.from_query("step=between&picks=between:a")[1] == {}


@pytest.mark.parametrize("text", ["0", "12", "-1", "1.0", "５", "Log", "log ", ""])
def test_a_step_that_there_is_not_is_named_and_harmless(text):
    state, notes = State.from_query(f"step={text}&b=3")
    assert state == State(b=3.0)
    assert notes["step"].startswith("step must be labels or components or ")


@pytest.mark.parametrize("start", ["1,5,2", "1,2,3", "1,"])
def test_two_numbers_have_one_comma_between_them(start):
    assert State.from_choices({"start": start})[1].keys() == {"start"}


def test_minus_0_is_0():
    assert str(State.from_choices({"b": "-0"})[0].b) == "0.0"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("y=2", "y must be 0 or 1, got “2”: it stays at 1."),
        ("y=1.0", "y must be 0 or 1, got “1.0”: it stays at 1."),
        ("digits=3", "digits must be 2 or 4, got “3”: it stays at 2."),
        ("x3=yes", "x3 must be on or off, got “yes”: it stays at on."),
        ("b=12345678901234567890x", "b must be a finite number, got “12345678901234567890…”: it stays at 0.1."),
        ("b=1234567890123456789x", "b must be a finite number, got “1234567890123456789x”: it stays at 0.1."),
        ("b=" + "9" * 400, "b must be a finite number, got “99999999999999999999…”: it stays at 0.1."),
    ],
)
def test_a_link_that_cannot_be_read_is_said_in_one_sentence(query, sentence):
    assert State.from_query(query) == (State(), {query.partition("=")[0]: sentence})


def test_one_bad_part_of_a_link_does_not_spoil_the_rest():
    state, notes = State.from_query("w1=3&w2=much&b=-1&y=7")
    assert state == State(w=(3.0, *State().w[1:]), b=-1.0)
    assert list(notes) == ["w2", "y"]


def test_a_long_review_is_packed_and_comes_back():
    state = State(review="It’s not good. " * 500)
    assert len(state.link()[0]) < 200
    assert reopened(state) == (state, {})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_a_review_of_many_alphabets_comes_back(example):
    state = State(review=example.review + " 好看 😀 ممتاز \u202e\x00\r\n&=%#+")
    assert reopened(state) == (state, {})


def test_a_review_that_no_link_holds_is_left_out_and_the_page_says_so():
    state = State(review=noise(LONGEST_REVIEW), b=3.0)
    assert state.link() == ("b=3", "This review is too long for a link: the link carries everything but the review.")


def test_no_link_is_longer_than_a_server_takes():
    for length in range(5000, 12_000, 500):
        link, note = State(review=noise(length)).link()
        assert len(link) <= LONGEST_LINK
        assert (reopened(State(review=noise(length)))[0].review == noise(length)) == (not note)


def test_of_a_very_long_review_the_beginning_is_read_and_the_page_says_so():
    state, notes = State.from_choices({"review": "no " * LONGEST_REVIEW})
    assert state.review == ("no " * LONGEST_REVIEW)[:LONGEST_REVIEW]
    assert notes == {"review": "The review is long: its first 20,000 characters are read, the rest is not."}
    assert State.from_choices({"review": "n" * LONGEST_REVIEW})[1] == {}


def test_half_a_character_is_shown_as_such():
    assert State.from_choices({"review": "a\ud83db"}) == (State(review="a\ufffdb"), {})


def test_a_state_made_by_hand_of_half_a_character_still_has_a_link():
    assert reopened(State(review="a\ud83db"))[0].review == "a\ufffdb"


def test_a_link_that_is_far_too_long_is_not_read():
    state, notes = State.from_query("b=3&review=" + "a" * 2 * LONGEST_LINK)
    assert state == State()
    assert notes == {"link": "The link is longer than 16,000 characters and was not read."}


DAMAGED = {"packed": "The review packed in this link is damaged."}


@pytest.mark.parametrize("letters", ["", "a", "abcd", "%00", "é", "!!!!", urlsafe_b64encode(b"no zlib").decode()])
def test_a_damaged_review_is_the_lectures_and_the_page_says_so(letters):
    assert State.from_query(f"packed={letters}&b=3") == (State(b=3.0), DAMAGED)


@pytest.mark.parametrize("lost", [3, 10, 100, 600])
def test_a_link_that_lost_its_end_is_damaged(lost):
    link = State(review=noise(3000)).link()[0]
    assert State.from_query(link[:-lost]) == (State(), DAMAGED)


def test_a_review_packed_very_small_is_not_unfolded_whole():
    bomb = urlsafe_b64encode(zlib.compress(b"a" * 10_000_000, 9)).decode()
    state, notes = State.from_query(f"packed={bomb}")
    assert state.review == "a" * LONGEST_REVIEW
    assert list(notes) == ["review"]


def test_a_state_does_not_change():
    with pytest.raises(AttributeError):
        State().b = 1.0


def test_moved_words_too_long_for_a_link_are_left_out_and_this_is_said():
    state = State(lists=tuple(("語" * 99 + chr(0x4E00 + n), 1) for n in range(9)), b=2.0)
    link, note = state.link()
    assert State.from_query(link) == (State(b=2.0), {})
    assert note.endswith("everything but the review and the moved words.")


@pytest.mark.parametrize("word", ["\ud800", "\u00ad", "İ" * 60, "a" * 101, "a b", "a,b"])
def test_a_word_that_no_link_could_carry_cannot_be_moved_or_comes_back(word):
    state, notes = State.from_choices({"lists": f"{word}:1"})
    assert notes or State.from_query(state.link()[0])[0] == state


@pytest.mark.parametrize("end", sorted("-_.~!?/),;:'*(\"…\n "))
@pytest.mark.parametrize("length", [1, 3000])
def test_a_link_ends_in_no_sign_that_a_chat_cuts_off(end, length):
    for state in (State(review="great " * (length // 6) + "no" + end), State(lists=(("no" + end.strip(" \n,:"), 1),))):
        link, _ = state.link()
        assert re.search("[A-Za-z0-9]$", link)
        assert State.from_query(link) == (state, {})


@given(st.text(max_size=300))
def test_whatever_the_review_a_link_ends_in_a_letter_or_a_digit_and_is_read_back(review):
    state = State(review=review)
    assert re.search("[A-Za-z0-9]$|^$|=$", state.link()[0])
    assert State.from_query(state.link()[0]) == (state, {})


def test_the_order_of_a_link_that_knew_fewer_features_is_read_and_what_it_did_not_know_comes_last(monkeypatch):
    assert states.an_order("b654321") == (6, 5, 4, 3, 2, 1, 0)
    monkeypatch.setattr(states, "LETTERS", "1234567b")
    assert states.an_order("b654321") == (7, 5, 4, 3, 2, 1, 0, 6)
    assert states.an_order("7b654321") == (6, 7, 5, 4, 3, 2, 1, 0)
    with pytest.raises(ValueError, match="order must name each of 1234567b once"):
        states.an_order("b65432")
