"""share.py: the link that a lecturer prepares, and its QR code."""

import random
from string import ascii_letters
from urllib.parse import unquote, urlsplit

import pytest
import segno
from later import later

from logreg import State
from logreg.figures import theme
from logreg.state import HIDEABLE
from logreg.views.share import address, prepared

PAGE = "https://example.org/app/"
MINE = later(
    State, review="Great & “dull”?", w=(1.0, -2.0, 3.0, 0.5, 2.0, 0.7), y=0, view="lecture", step=7, stage=True
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
    assert (state.review, state.w, state.step) == (MINE().review, MINE().w, 7)


@pytest.mark.parametrize("name", HIDEABLE)
def test_every_group_of_controls_can_be_taken_away(name):
    assert opened(prepared(MINE(), {"page": PAGE, "hide": name})["link"]).hidden == (name,)


def test_who_opens_it_has_not_guessed_yet():
    guessed = State(view="lecture", step=3, predict=True, shown=2, guess_z=1, guess_y_hat=0.6, guess_loss=1.0)
    state = opened(prepared(guessed, {"page": PAGE})["link"])
    assert state == State(view="lecture", step=3, predict=True)


def test_the_code_is_the_links_in_dark_on_light_also_where_the_page_is_dark():
    reply = prepared(MINE(), {"page": PAGE})
    dark, light = theme.colour("ink", "light"), theme.colour("background", "light")
    assert reply["code"] == segno.make_qr(reply["link"], error="l").svg_data_uri(dark=dark, light=light)
    assert unquote(reply["code"]).startswith("data:image/svg+xml")


def test_a_link_that_no_code_can_hold_gets_a_sentence_and_is_still_a_link():
    letters = "".join(random.Random(0).choices(ascii_letters, k=5000))
    reply = prepared(State(review=letters), {"page": PAGE})
    assert opened(reply["link"]).review == letters
    assert reply["code"] == ""
    assert reply["sentence"].startswith(f"The link has {len(reply['link']):,} characters, more than a QR code holds")


@pytest.mark.parametrize(
    "wish", [{}, {"page": 3}, {"page": "x" * 10_000}, {"hide": "nothing"}, {"stage": None, "y": "0"}]
)
def test_a_wish_that_makes_no_sense_is_passed_over(wish):
    reply = prepared(State(), wish)
    assert reply.keys() == {"link", "code", "sentence"}
    assert len(reply["link"]) <= 500


def test_an_address_is_the_page_and_its_query():
    assert address(PAGE, "b=3") == f"{PAGE}?b=3"
