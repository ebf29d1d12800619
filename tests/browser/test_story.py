"""The lecture, the stage, and what explains a prediction, as a reader goes through them."""

from dataclasses import replace

import pytest

from logreg import EXAMPLES, LECTURE, State, features, trace
from logreg.edits import edits
from logreg.state import STEPS
from logreg.views import takeaway
from logreg.xray import reason, token_at

STATES = {
    "the lecture’s": State(),
    "y = 0": State(y=0, digits=4),
    "all off": State(on=(False,) * 6, y=0),
    "b = 1e300": State(b=1e300, y=0),
    "empty review": State(review=""),
    "own text": State(review="No! I did not enjoy this dull film.", w=(2.5, -5.0, -1.2, 0.5, 2.0, -4.0), y=0),
}
NO_TEXT = ("nothing to classify",)


def at(state, number, **more):
    """The state at a step of the lecture."""
    return replace(state, view="lecture", step=number, **more)


def notes_of(state):
    return () if state.review else NO_TEXT


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_a_walk_through_all_steps_shows_the_cores_numbers_at_each(blank, state):
    desk = blank.open(at(state, 1).link()[0])
    for number in range(1, STEPS + 1):
        desk.shows(at(state, number), notes=notes_of(state))
        text = desk.step.inner_text()
        assert not any(word in text.lower() for word in ("nan", "inf ", "undefined", "none", "{", "}")), text
        assert all(line.text_content().strip() for line in desk.step.locator(".formula").all())
        assert all(chart.get_attribute("aria-label") for chart in desk.step.locator("[data-chart]").all())
        desk.button("Next").click() if number < STEPS else None
    assert desk.button("Next").is_disabled()
    desk.carries(at(state, STEPS))


def test_what_changes_on_the_desk_changes_in_the_formula(blank):
    desk = blank.open(at(State(), 5).link()[0])
    desk.slider("w2").press("ArrowRight")
    state = State(w=(2.5, -4.9, *State.w[2:]))
    desk.shows(at(state, 5))
    desk.switch("x3").uncheck()
    state = replace(state, on=(True, True, False, True, True, True))
    desk.shows(at(state, 5))
    desk.review.fill("A great film!")
    state = replace(state, review="A great film!")
    desk.shows(at(state, 5))
    desk.button("Undo").click()
    desk.shows(at(replace(state, review=LECTURE.review), 5))


@pytest.mark.parametrize("number", [5, 6, 7, 8])
def test_the_part_with_exponent_0_is_struck_out_and_flipping_y_strikes_the_other(blank, number):
    desk = blank.open(at(State(), number).link()[0])
    struck = """() => [...document.querySelectorAll("article:not([hidden]) :is(.lives0, .lives1)")]
        .filter((part) => getComputedStyle(part).backgroundImage !== "none")
        .map((part) => part.getAttribute("class"))"""
    desk.shows(at(State(), number))
    assert set(desk.page.evaluate(struck)) == {"lives0"}
    desk.page.get_by_role("button", name="Flip the label y").click()
    desk.shows(at(State(y=0), number))
    assert set(desk.page.evaluate(struck)) == {"lives1"}


def test_the_third_world_can_be_put_on_the_desk_and_taken_back(blank):
    desk = blank.open(at(State(), 10).link()[0])
    desk.button("Add it to the review").click()
    desk.shows(at(trace(State()).begging.state, 10))
    desk.button("Undo").click()
    desk.shows(at(State(), 10))


def test_the_way_through_the_steps_is_the_browsers_way_and_no_undo(blank):
    desk = blank.open("b=2&view=lecture&step=4")
    for number in (5, 6):
        desk.button("Next").click()
        desk.shows(at(State(b=2.0), number))
        desk.carries(at(State(b=2.0), number))
    assert desk.button("Undo").is_disabled()
    desk.page.go_back()
    desk.shows(at(State(b=2.0), 5))
    desk.see("Desk")
    desk.shows(State(b=2.0, step=5))
    desk.see("Lecture")
    desk.shows(at(State(b=2.0), 5))
    desk.reload()
    desk.shows(at(State(b=2.0), 5))


# the stage


def test_a_clicker_walks_and_typing_does_not(blank):
    state = State(b=2.0, stage=True)
    desk = blank.open(at(state, 6).link()[0])
    desk.shows(at(state, 6))
    walk = {"PageDown": 7, "ArrowRight": 8, "PageUp": 7, "ArrowLeft": 6, "End": STEPS, "Home": 1}
    for key, number in walk.items():
        desk.page.keyboard.press(key)
        desk.shows(at(state, number))
    for _ in range(5):
        desk.page.keyboard.press("PageDown")
    desk.shows(at(state, 6))
    desk.button("Review").click()
    desk.review.focus()
    for key in ("PageDown", "ArrowRight", "Home", "ArrowLeft"):
        desk.review.press(key)
    desk.shows(at(state, 6))
    desk.button("Review").focus()
    desk.page.keyboard.press("Escape")
    desk.shows(at(replace(state, stage=False), 6))


def test_one_press_leads_from_the_desk_to_the_stage(desk):
    desk.button("Stage").click()
    desk.shows(at(State(), 1, stage=True))
    desk.carries(at(State(), 1, stage=True))


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (960, 540)])
def test_a_step_on_the_stage_fits_the_screen_and_is_large(window, width, height):
    desk = window(width, height).open(at(State(), 1, stage=True).link()[0])
    smallest = """() => Math.min(...[...document.querySelectorAll("article:not([hidden]) *, .walk *")]
        .filter((node) => node.checkVisibility() && !node.children.length && node.textContent.trim())
        .filter((node) => !node.closest("sub, sup, msub, msup, option"))
        .map((node) => parseFloat(getComputedStyle(node).fontSize)))"""
    beyond = """() => {
        const main = document.querySelector("[data-testid=stMain]")
        const step = document.querySelector("article:not([hidden])")
        return [main.scrollWidth - main.clientWidth, main.scrollHeight - main.clientHeight,
                step.scrollWidth - step.clientWidth, step.scrollHeight - step.clientHeight]
    }"""
    for number in range(1, STEPS + 1):
        desk.shows(at(State(), number, stage=True))
        desk.page.wait_for_function("chartsDrawn()")
        assert max(desk.page.evaluate(beyond)) <= 1, (number, desk.page.evaluate(beyond))
        assert desk.page.evaluate(smallest) >= 24 * height / 1080, number
        desk.page.keyboard.press("PageDown")


# predict, then show


def test_numbers_are_held_back_until_they_are_shown_and_guesses_are_measured(blank):
    state = State(predict=True, stage=True)
    desk = blank.open(at(state, 3).link()[0])
    desk.shows(at(state, 3))
    assert "0.83" not in desk.page.locator(".lecture").inner_text()
    assert "0.70" not in desk.page.locator("article[data-step='3']").evaluate("(step) => step.outerHTML")
    desk.page.get_by_label("above", exact=True).check()
    desk.page.locator("article:visible").get_by_label("How large is ŷ").fill("0.6")
    state = replace(state, guess_z=1, guess_y_hat=0.6)
    desk.shows(at(state, 3))
    desk.button("Show").click()
    desk.shows(at(state, 3, shown=1))
    assert "Right: z = 0.83 is above 0." in desk.step.inner_text()
    desk.page.keyboard.press("PageDown")
    desk.shows(at(state, 3, shown=2))
    assert "You said 0.6, it is 0.70: 0.10 too low." in desk.step.inner_text()
    desk.page.keyboard.press("PageDown")
    desk.shows(at(state, 4))
    desk.carries(at(state, 4))
    desk.reload()
    desk.shows(at(state, 4))


# why


def test_a_one_word_edit_is_what_it_said_and_undo_takes_it_back(blank):
    state = State(view="why")
    desk = blank.open("view=why")
    desk.shows(state)
    for edit in edits(trace(state))[:3]:
        desk.button(edit.what).click()
        desk.shows(edit.trace.state)
        desk.button("Undo").click()
        desk.shows(state)


def test_the_word_under_the_cursor_is_explained_and_can_be_moved(blank):
    desk, state = blank.open("view=why"), State(view="why")
    spot = LECTURE.review.index("surprises") + 3
    desk.point(spot)
    desk.shows(state, caret=spot)
    t = trace(state)
    assert reason(t, token_at(t.extraction, spot)).sentence in desk.page.locator(".xray").inner_text()
    desk.page.get_by_role("radio", name="negative").check()
    moved = replace(state, lists=(("surprises", -1),))
    desk.shows(moved, caret=spot)
    desk.carries(moved)
    assert trace(moved).extraction.x[1] == features(LECTURE.review).x[1] + 1
    desk.button("Undo").click()
    desk.shows(state, caret=spot)


def test_another_order_leaves_the_log_odds_as_they_are(blank):
    desk = blank.open("view=why")
    desk.shows(State(view="why"))
    before = desk.read()["marks"]
    desk.button("Shuffle").click()
    desk.until(lambda: "order=" not in desk.search() and ["the address has no order yet"])
    after, state = desk.read()["marks"], State.from_query(desk.search()[1:])[0]
    desk.shows(state)
    assert state.order != State.order
    assert (after["in_z"] == before["in_z"], after["in_p"] == before["in_p"]) == (True, False)


# links for others, and what is taken away


def test_a_prepared_link_opens_this_screen_without_the_controls_it_takes_away(blank):
    desk = blank.open(at(State(b=2.0, y=0), 7, stage=True).link()[0])
    dialog = desk.dialog("QR code")
    for name in ("weights", "label", "tools"):
        dialog.get_by_label(name, exact=True).check()
    wanted = at(State(b=2.0, y=0), 7, hidden=("weights", "label", "tools"))
    link = dialog.get_by_label("Link", exact=True)
    query = wanted.link()[0]
    desk.until(lambda: not link.input_value().endswith(f"?{query}") and [link.input_value(), query])
    assert dialog.get_by_role("img", name="QR code").get_attribute("src").startswith("data:image/svg+xml")
    desk.page.keyboard.press("Escape")
    desk.open(query).shows(wanted)
    assert desk.number("b").get_attribute("readonly") is not None
    assert desk.number("b").input_value() == "2"
    assert not desk.slider("b").is_visible()
    assert not desk.page.locator(".tools").is_visible()


def test_what_is_saved_is_made_from_the_screen(blank):
    state = at(State(review=EXAMPLES[1].review, y=0), 9)
    desk = blank.open(state.link()[0])
    dialog, t = desk.dialog("Save"), trace(state)
    link = f"{desk.address}/?{state.link()[0]}"
    texts = {"HTML": takeaway.sheet(t, link), "CSV": takeaway.numbers(t), "Python": takeaway.snippet(t)}
    for button, text in texts.items():
        _, saved = desk.saved(dialog.get_by_role("button", name=button, exact=True).click)
        assert saved.decode() == text
    for chart in ("surprise", "cost", "in_p"):
        dialog.get_by_label("Chart").select_option(chart)
        name, png = desk.saved(dialog.get_by_role("button", name="PNG").click)
        assert (name, png[:8]) == (f"{chart}.png", b"\x89PNG\r\n\x1a\n")
        name, svg = desk.saved(dialog.get_by_role("button", name="SVG").click)
        assert name == f"{chart}.svg"
        assert b"<svg" in svg[:200]
        assert b"NaN" not in svg


def test_the_code_of_a_step_is_the_cores_own(blank):
    state = at(State(), 8)
    desk = blank.open(state.link()[0])
    dialog = desk.dialog("Code")
    desk.until(lambda: dialog.locator("pre").text_content() != takeaway.code(trace(state), 8) and ["another code"])
    desk.page.keyboard.press("Escape")
    assert not dialog.is_visible()


# a phone


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("query", ["why", "lecture&step=6", "lecture&step=10&predict=on", "lecture&step=10&stage=on"])
def test_nothing_reaches_beyond_the_side_of_a_phone(window, width, query):
    desk = window(width, 844, has_touch=True).open(f"view={query}")
    desk.page.wait_for_timeout(300)
    main = "document.querySelector('[data-testid=stMain]')"
    assert desk.page.evaluate(f"{main}.scrollWidth - {main}.clientWidth") <= 0
