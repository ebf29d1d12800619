"""share.py: the link that a lecturer prepares, and its QR code."""

import random
import re
from dataclasses import replace
from string import ascii_letters
from urllib.parse import unquote, urlsplit

import pytest
import segno
from later import later

from logreg import State
from logreg.figures import theme
from logreg.reader.state import HIDEABLE, LONGEST_REVIEW, STEPS
from logreg.web.export.share import TYPED, address, prepared
from logreg.web.keys import state_of

PAGE = "https://example.org/app/"
MINE = later(
    State, review="Great & “dull”?", w=(1.0, -2.0, 3.0, 0.5, 2.0, 0.7), y=0, view="lecture", step="negate", stage=True
)


def opened(link: str) -> State:
    state, notes = State.from_query(urlsplit(link).query)
    assert notes == {}
    return state


def test_the_link_opens_exactly_this_screen():
    assert opened(prepared(MINE(), {"page": PAGE})["link"]) == MINE()
    assert prepared(State(), {"page": PAGE})["link"] == PAGE


def test_the_link_may_leave_the_stage_hold_numbers_back_and_take_controls_away():
    wish = {"page": PAGE, "stage": "off", "predict": "on", "hide": "label,weights"}
    state = opened(prepared(MINE(), wish)["link"])
    assert (state.stage, state.predict, state.hidden) == (False, True, ("weights", "label"))
    assert (state.review, state.w, state.step) == (MINE().review, MINE().w, "negate")


@pytest.mark.parametrize("name", HIDEABLE)
def test_every_group_of_controls_can_be_taken_away(name):
    assert opened(prepared(MINE(), {"page": PAGE, "hide": name})["link"]).hidden == (name,)


def test_who_opens_it_has_not_guessed_yet():
    guessed = State(
        view="lecture",
        step="estimate",
        predict=True,
        shown=2,
        guess_z=1,
        guess_y_hat=0.6,
        guess_loss=1.0,
        picks=(("log", "b"),),
    )
    state = opened(prepared(guessed, {"page": PAGE})["link"])
    assert state == State(view="lecture", step="estimate", predict=True)


def coded(text: str) -> str:
    """The QR code of a text, dark on light."""
    dark, light = theme.colour("ink", "light"), theme.colour("background", "light")
    return segno.make_qr(text, error="l").svg_data_uri(dark=dark, light=light)


def test_the_code_is_the_typed_addresss_in_dark_on_light_also_where_the_page_is_dark():
    reply = prepared(MINE(), {"page": PAGE})
    assert reply["code"] == coded(f"https://{reply['typed']}")
    assert unquote(reply["code"]).startswith("data:image/svg+xml")


@pytest.mark.parametrize("length", [0, 600, 5000, LONGEST_REVIEW])
def test_however_long_the_review_the_code_is_read_from_the_back_of_a_hall(length):
    state = replace(MINE(), review="".join(random.Random(0).choices(ascii_letters, k=length)))
    reply = prepared(state, {"page": "https://logistic-regression-one-review.streamlit.app/", "stage": "on"})
    short = f"https://{reply['typed']}"
    assert segno.make_qr(short, error="l").symbol_size(border=0)[0] <= 33
    assert reply["code"] == coded(short)
    behind, notes = state_of(urlsplit(short).query)
    assert notes == {}
    assert behind == opened(reply["link"])
    assert (behind == state) == (length < LONGEST_REVIEW)
    assert ("everything but the review" in reply["sentence"]) == (length == LONGEST_REVIEW)
    assert ("the review, the weights" in reply["carries"]) == (length < LONGEST_REVIEW)


def test_what_is_soon_typed_needs_no_key_and_nothing_is_kept_for_it():
    short, long = State(view="lecture", step=STEPS[-1]), State(view="lecture", step=STEPS[-1], digits=4)
    assert len(short.link()[0]) <= TYPED < len(long.link()[0])
    for state in (State(), short):
        reply = prepared(state, {"page": PAGE})
        assert reply["link"] == f"https://{reply['typed']}"
        assert reply["carries"] == "The code and the link carry the review, the weights and this step."
    reply = prepared(long, {"page": PAGE})
    assert re.fullmatch(rf"example\.org/app/\?k=\w{{4}}-\w{{4}}-{len(STEPS)}", reply["typed"])
    assert "in its memory alone and for a day at most" in reply["carries"]


def test_where_no_safe_line_is_spoken_the_address_to_type_says_so():
    assert prepared(State(), {"page": "http://hall.example:8501/"})["typed"] == "http://hall.example:8501/"


def test_without_show_the_lecture_is_opened_which_holds_its_numbers_back():
    state = replace(MINE(), view="desk")
    link = opened(prepared(state, {"page": PAGE, "predict": "on", "hide": "show"})["link"])
    assert (link.view, link.predict, link.hidden) == ("lecture", True, ("show",))


@pytest.mark.parametrize(
    "wish", [{}, {"page": 3}, {"page": "x" * 10_000}, {"hide": "nothing"}, {"stage": None, "y": "0"}]
)
def test_a_wish_that_makes_no_sense_is_passed_over(wish):
    reply = prepared(State(), wish)
    assert reply.keys() == {"link", "typed", "code", "carries", "sentence"}
    assert len(reply["link"]) <= 500


def test_an_address_is_the_page_and_its_query():
    assert address(PAGE, "b=3") == f"{PAGE}?b=3"
    assert address("https://example.streamlit.app/~/+/", "b=3") == "https://example.streamlit.app/?b=3"
