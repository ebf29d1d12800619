"""The lecture, the reasons and the stage on a phone: nothing to the side, nothing too small for eye or finger."""

from dataclasses import replace

import pytest
from later import later
from screen import result
from test_first_screen import overlapping

from logreg import State
from logreg.reader.state import STEPS
from logreg.web.views import VIEWS

WHY = later(State, view="why", digits=4)
LECTURE = later(State, view="lecture", digits=4)
STAGE = later(State, view="lecture", stage=True)
GUESSED = later(replace, LECTURE, step="estimate", predict=True, shown=9, guess_z=0, guess_y_hat=0.25)
SMALLEST, TARGET = 14, 24  # px: of letters, and of what a finger must meet (WCAG 2.2, 2.5.8)


def faults(desk):
    """What of the view is wrong: to the side, over something else, too small to read or to meet with a finger."""
    width, part = desk.page.viewport_size["width"], ".desk > .to:not([hidden])"
    texts, controls = desk.texts(part), result(desk.page, "readControls", part)
    assert len(texts) > 20
    assert controls
    sideways = desk.page.evaluate("readScrolls()")
    found = {
        "beside": [text["text"] for text in texts if text["inside"] and (text["left"] < 0 or text["right"] > width)],
        "sideways": [
            name for name, across, _ in sideways if across > 1 and name != "scroll"
        ],  # a table scrolls by itself
        "over": overlapping([text for text in texts if text["inside"]]),
        "small": [
            (text["text"], round(text["size"], 1)) for text in texts if text["size"] < SMALLEST and not text["raised"]
        ],
        "narrow": [
            (control["name"], round(control["width"]), round(control["height"]))
            for control in controls
            if min(control["width"], control["height"]) < TARGET
        ],
    }
    return {what: items for what, items in found.items() if items}


@pytest.mark.parametrize("key", VIEWS)
def test_every_screen_of_every_view_fits_a_phone(phone, key):
    found = {}
    for state in VIEWS[key].screens():
        state = replace(state, digits=4)
        phone.follow(state.link()[0]).shows(state)
        if VIEWS[key].pictures(state):
            phone.drawn()
        if seen := faults(phone):
            found[state.link()[0]] = seen
    assert found == {}


def test_every_step_of_the_lecture_fits_a_phone_on_the_stage(phone):
    found = {}
    for number, step in enumerate(STEPS, start=1):
        state = replace(STAGE(), step=step)
        phone.open(state.link()[0]) if number == 1 else phone.button("Next").tap()
        phone.shows(state).drawn()
        if seen := faults(phone):
            found[number] = seen
    assert found == {}


@pytest.mark.parametrize(
    "state",
    [
        WHY,
        GUESSED,
        later(replace, GUESSED, step="suppose_0", guess_loss=2.5),
        *(
            later(
                replace, GUESSED, step=step, y=number % 2, picks=tuple((one, "b") for one in STEPS if one != "estimate")
            )
            for number, step in enumerate(STEPS, start=1)
        ),
    ],
    ids=["why", "guess", "step 10", *(f"asked in step {step}" for step in STEPS)],
)
def test_words_and_guesses_fit_a_phone(phone, state):
    assert faults(phone.look_at(state).drawn()) == {}


@pytest.mark.parametrize("button", ["QR code", "Save", "Code"])
def test_what_opens_over_the_page_fits_a_phone(phone, button):
    phone.open(LECTURE().link()[0]).shows(LECTURE())
    dialog = phone.dialog(button)
    phone.rests()
    box, size = dialog.bounding_box(), phone.page.viewport_size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]
    assert dialog.evaluate("(dialog) => dialog.scrollWidth - dialog.clientWidth") <= 1
    dialog.get_by_role("button", name="Close").tap()
    assert dialog.count() == 0
