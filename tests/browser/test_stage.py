"""The stage: one idea, large, and nothing else, walked through with the keys of a clicker."""

from dataclasses import replace

import pytest
from later import later, made
from screen import with_weight
from test_first_screen import overlapping

from logreg import EXAMPLES, State
from logreg.figures.theme import SCHEMES
from logreg.reader.state import STEPS

STAGE = later(State, view="lecture", stage=True)
MINE = later(State,
    review="A great film, no? “Dull”!", on=(True, False, True, True, True, True), w=(1.5, -2.0, 3.0, 0.25, -1.0, 0.5),
    b=-0.75, y=0, digits=4, lists=(("film", 1),), view="lecture", step="negate", stage=True,
)  # fmt: skip
GUESSED = later(
    replace,
    STAGE,
    predict=True,
    shown=9,
    guess_z=0,
    guess_y_hat=0.25,
    guess_loss=2.5,
    picks=tuple((step, "a") for step in STEPS if step != "estimate"),
)
EVERY = range(1, len(STEPS) + 1)
SIZES = [(1280, 720), (1920, 1080), (960, 540)]
BEHIND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
SMALLEST = 0.035  # of the height of the screen: what is read from the back row


def at(number, state=STAGE):
    """The stage at the step that has this number."""
    return replace(made(state), step=STEPS[number - 1])


def crowded(desk, width, height):
    """What does not fit: outside the screen, cut off, over something else, or reached by scrolling alone."""
    texts = desk.texts()
    assert len(texts) > 30
    outside = [t["text"] for t in texts if min(t["left"], t["top"]) < 0 or t["right"] > width or t["bottom"] > height]
    cut = [t["text"] for t in texts if not t["inside"]]
    found = {"outside": outside, "cut": cut, "over": overlapping(texts), "scrolls": desk.page.evaluate("readScrolls()")}
    return {what: items for what, items in found.items() if items}


def walk(desk, state, look, numbers=EVERY):
    """What the look says of each step that it says something of."""
    found = {}
    for number in numbers:
        if number == numbers[0] or state.predict:  # a step newly entered holds its numbers back again
            desk.follow(at(number, state).link()[0])
        else:
            desk.take_step(STEPS[number - 1])
        desk.shows(at(number, state), notes=[] if state.review else ["nothing to classify"])
        desk.drawn()
        if seen := look(desk):
            found[number] = seen
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_step_fills_the_stage_and_nothing_is_cut_off_or_covered(blank, width, height, scheme):
    blank.page.set_viewport_size({"width": width, "height": height})
    blank.page.emulate_media(color_scheme=scheme)
    assert walk(blank, STAGE(), lambda desk: crowded(desk, width, height)) == {}


@pytest.mark.parametrize(
    "state",
    [
        later(replace, STAGE, y=0, digits=4, review=""),
        later(replace, STAGE, w=(-12345.678, 98765.4321, -1.2, 0.5, 2.0, 0.7), b=1e9, digits=4),
        later(replace, STAGE, b=1e300, y=0, digits=4),
        GUESSED,
    ],
    ids=["nothing to read", "long numbers", "b = 1e300", "guessed"],
)
def test_the_stage_holds_other_reviews_and_numbers_too(blank, state):
    assert walk(blank, state, lambda desk: crowded(desk, 1280, 720)) == {}


@pytest.mark.parametrize("shown", [0, 9])
@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_is_asked_and_told_fits_the_stage(blank, width, height, y, shown):
    blank.page.set_viewport_size({"width": width, "height": height})
    state = replace(GUESSED(), y=y, shown=shown, picks=tuple((step, "b") for step in STEPS if step != "estimate"))
    assert walk(blank, state, lambda desk: crowded(desk, width, height)) == {}


@pytest.mark.parametrize(("width", "height"), SIZES[:2])
def test_with_the_review_beside_it_a_step_still_fits(blank, width, height):
    blank.page.set_viewport_size({"width": width, "height": height})

    def look(desk):
        if desk.box("Review").is_hidden():
            desk.page.get_by_role("button", name="Review", exact=True).click()
        desk.drawn()
        return crowded(desk, width, height)

    assert walk(blank, STAGE(), look) == {}


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_everything_on_a_step_is_legible_from_the_back_row(blank, width, height):
    blank.page.set_viewport_size({"width": width, "height": height})
    least = SMALLEST * height

    def small(desk):
        texts = desk.texts(".step:not([hidden])")
        return [(text["text"], text["size"]) for text in texts if text["size"] < least and not text["raised"]]

    assert walk(blank, GUESSED(), small) == {}


def test_formulas_use_the_width_and_curves_and_dots_grow_with_the_type(blank):
    sizes = {}
    for width, height in SIZES:
        blank.page.set_viewport_size({"width": width, "height": height})
        desk = blank.open(at(8).link()[0]).shows(at(8)).drawn()
        found = desk.step.evaluate(LOOKS)
        assert found["widest"] > 0.55 * width
        assert found["formula"] >= 1.2 * found["type"]
        assert found["dot"] > 0.012 * height
        sizes[height] = found["curve"]
    assert sizes[1080] == pytest.approx(1.5 * sizes[720], rel=0.02)
    assert sizes[1080] > 4


LOOKS = """(step) => {
  const size = (node) => parseFloat(getComputedStyle(node).fontSize)
  const right = (line) => Math.max(...[...line.children].map((part) => part.getBoundingClientRect().right))
  const formulas = [...step.querySelectorAll(".formula")]
  return {
    widest: Math.max(...formulas.map(right)),
    formula: size(formulas[0]),
    type: size(step.querySelector(".text")),
    dot: step.querySelector(".marks .point").getBoundingClientRect().height,
    curve: parseFloat(getComputedStyle(step.querySelector(".plot .scatterlayer path.js-line")).strokeWidth),
  }
}"""


def test_the_foot_shows_itself_when_the_pointer_moves_or_a_key_asks(blank):
    seen = "getComputedStyle(document.querySelector('.walk')).opacity === '1'"
    desk = blank.open(at(5).link()[0]).shows(at(5))
    before = desk.step.bounding_box()
    assert desk.page.evaluate(seen)
    for asks in (
        lambda: [desk.page.mouse.move(300, 300), desk.page.mouse.move(320, 310)],
        lambda: desk.page.keyboard.press("m"),
        lambda: desk.page.keyboard.press("Tab"),
    ):
        desk.comes("getComputedStyle(document.querySelector('.walk')).opacity === '0'")
        desk.page.keyboard.press("PageDown")
        desk.page.keyboard.press("PageUp")
        assert not desk.page.evaluate(seen)
        asks()
        desk.comes(seen)
    desk.button("Next").focus()
    desk.page.wait_for_selector(".desk.still")
    assert desk.page.evaluate(seen), "it stays while the keyboard is in it"
    assert desk.step.bounding_box() == before


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_key_shows_the_review_large_with_its_words_lit(blank, width, height):
    blank.page.set_viewport_size({"width": width, "height": height})
    for state in (at(5), replace(at(5), review=EXAMPLES[4].review)):
        desk = blank.open(state.link()[0]).shows(state)
        desk.page.keyboard.press("r")
        desk.comes("document.querySelector('.editor').checkVisibility()")
        look = desk.page.evaluate(LARGE)
        assert look["size"] >= SMALLEST * height
        assert look["fits"] or look["size"] < 1.3 * SMALLEST * height
        assert look["covers"] == [width, height]
        assert look["words"] > 2
        assert look["off"] < 1
        for key in ("r", "Escape") if state == at(5) else ("PageDown",):
            desk.page.keyboard.press(key)
            assert not desk.review.is_visible()
            desk.page.keyboard.press("r")
            assert desk.review.is_visible()
        desk.page.keyboard.press("Escape")
        desk.shows(state)


LARGE = """() => {
  const area = document.querySelector(".editor textarea"), shine = document.querySelector(".shine")
  const card = area.closest(".card").getBoundingClientRect()
  return {
    size: parseFloat(getComputedStyle(area).fontSize), fits: area.scrollHeight <= area.clientHeight,
    covers: [Math.round(card.width), Math.round(card.height)], words: shine.querySelectorAll("mark").length,
    off: Math.abs(area.scrollHeight - shine.scrollHeight),
  }
}"""


def test_words_light_up_where_they_stand_however_wide_the_review_is(blank):
    text = "Yes. Tony’s Yoga AVATAR, y. To. We. P. F. Ty. great, Av. Yo. Va. Ta, great. Te: LT. VA. WA. y, w. " * 2
    desk = blank.open(State(view="lecture", stage=True, review=text).link()[0])
    desk.page.keyboard.press("r")
    for width in range(700, 1300, 37):
        desk.page.set_viewport_size({"width": width, "height": 720})
        off = "() => ['textarea', '.shine'].map((one) => document.querySelector(`.editor ${one}`).scrollHeight)"
        area, shine = desk.page.evaluate(off)
        assert area == shine, width


def test_nothing_but_the_lecture_stands_on_the_stage(blank):
    desk = blank.open(at(5).link()[0])
    desk.shows(at(5))
    assert desk.page.get_by_role("heading").all_inner_texts() == ["One observation, two outcomes"]
    for gone in (desk.review, desk.slider("w1"), desk.box("Example"), desk.button("Copy link"), desk.box("Lecture")):
        assert gone.count() == 0 or gone.is_hidden()
    desk.page.get_by_role("button", name="Review", exact=True).click()
    assert desk.review.is_visible()
    assert desk.slider("w1").is_visible()


@pytest.mark.parametrize("start", ["Desk", "Why?", "Lecture"])
def test_the_stage_is_one_press_away_from_any_view_and_escape_leaves_it(desk, start):
    desk.see(start)
    desk.page.get_by_role("button", name="Stage", exact=True).click()
    desk.shows(STAGE()).carries(STAGE())
    desk.page.keyboard.press("PageDown")
    desk.shows(at(2))
    desk.page.keyboard.press("Escape")
    desk.shows(replace(STAGE(), stage=False, step="components"))
    desk.page.keyboard.press("Escape")
    desk.shows(replace(STAGE(), stage=False, step="components"))


def test_the_keys_of_a_clicker_walk_through_the_steps_and_lose_nothing(blank):
    desk = blank.open(MINE().link()[0])
    for press, number in [
        ("PageDown", 8), ("PageDown", 9), ("PageUp", 8), ("ArrowRight", 9), ("ArrowLeft", 8), ("ArrowLeft", 7),
        ("End", 11), ("PageDown", 11), ("ArrowRight", 11), ("PageUp", 10), ("Home", 1), ("PageUp", 1), ("ArrowLeft", 1),
    ]:  # fmt: skip
        if press == "ArrowRight":
            desk.step.click()  # somewhere on the step
        desk.page.keyboard.press(press)
        desk.shows(at(number, MINE()))
    desk.carries(at(1, MINE()))


def test_a_key_held_down_ends_at_the_right_step(blank):
    desk = blank.open(at(1).link()[0])
    for _ in range(6):
        desk.page.keyboard.down("PageDown")  # without the key going up in between: it repeats
    desk.page.keyboard.up("PageDown")
    desk.shows(at(7)).carries(at(7))
    for _ in range(30):
        desk.page.keyboard.down("PageDown")
    desk.page.keyboard.up("PageDown")
    desk.shows(at(len(STEPS))).carries(at(len(STEPS)))
    desk.page.go_back()
    desk.shows(at(7))


def test_while_one_types_all_keys_but_the_clickers_are_the_text_boxs(blank):
    desk = blank.open(at(4).link()[0])
    desk.page.get_by_role("button", name="Review", exact=True).click()
    desk.review.click()
    for press in ("Home", "ArrowLeft", "End", "ArrowRight"):
        desk.page.keyboard.press(press)
    desk.page.keyboard.type("! 7 b.w,")
    desk.page.keyboard.press("Enter")
    desk.number("w1").fill("3")
    for press in ("Home", "End", "ArrowLeft"):
        desk.page.keyboard.press(press)
    typed = desk.review.input_value()
    assert typed.count("! 7 b.w,") == 1
    desk.shows(with_weight(replace(at(4), review=typed), "w1", 3.0))


FOCUS = {
    "a slider": lambda desk: desk.slider("w1").focus(),
    "a number": lambda desk: desk.number("w2").focus(),
    "a switch": lambda desk: desk.switch("x3 ").focus(),
    "the review": lambda desk: desk.review.focus(),
    "the examples": lambda desk: desk.box("Example").focus(),
    "the steps": lambda desk: desk.box("Step").focus(),
    "a button": lambda desk: desk.button("Flip the label y").focus(),
}


def test_page_up_and_page_down_are_the_steps_from_everywhere_on_the_stage(blank):
    state = with_weight(at(4), "w1", 7.0)
    desk = blank.open(state.link()[0])
    desk.page.get_by_role("button", name="Review", exact=True).click()
    for focus in FOCUS.values():
        focus(desk)
        for press in ("PageDown", "PageDown", "PageUp", "PageUp"):
            desk.page.keyboard.press(press)
            step = desk.box("Step").input_value()
            desk.comes("(step) => document.querySelector('.desk').dataset.step === step", step)
        desk.shows(state)
    for press, number in (("PageDown", 5), ("PageDown", 6), ("PageUp", 5)):
        desk.page.keyboard.press(press)
        desk.shows(at(number, state))


def test_escape_leaves_the_field_then_the_panel_then_the_stage(blank):
    desk = blank.open(at(4).link()[0])
    drawer = desk.page.locator(".desk.drawer")
    desk.page.get_by_role("button", name="Review", exact=True).click()
    desk.number("w1").focus()
    desk.page.keyboard.press("Escape")
    assert drawer.count() == 1
    assert not desk.number("w1").evaluate("(box) => box === document.activeElement")
    desk.page.keyboard.press("Escape")
    assert drawer.count() == 0
    desk.shows(at(4))
    desk.page.keyboard.press("Escape")
    desk.shows(replace(at(4), stage=False))


def test_no_key_of_a_clicker_closes_a_dialog_and_escape_closes_it_alone(blank):
    desk = blank.open(at(4).link()[0])
    dialog = desk.dialog("QR code")
    for press in ("PageDown", "PageUp", "b", ".", "5", "Enter"):
        dialog.get_by_label("predict first").focus()
        desk.page.keyboard.press(press)
    assert dialog.is_visible()
    desk.page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    desk.shows(at(4))


def test_a_key_makes_the_screen_black_or_white_and_any_key_brings_it_back(blank):
    desk = blank.open(at(4).link()[0]).rests()
    cover = desk.page.locator(".cover")
    for key, colour in (("b", "0, 0, 0"), (".", "0, 0, 0"), ("w", "255, 255, 255"), (",", "255, 255, 255")):
        for back in (key, "PageDown", "Escape"):
            desk.page.keyboard.press(key)
            assert cover.evaluate("(node) => getComputedStyle(node).backgroundColor") == f"rgb({colour})"
            box = cover.bounding_box()
            assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1280, 720)
            desk.page.keyboard.press(back)
            assert cover.is_hidden()
    desk.shows(at(4))


def test_f5_and_escape_by_turns_lead_off_the_stage_and_back(blank):
    desk = blank.open(at(4).link()[0]).rests()
    desk.page.evaluate("window.here = true")
    for press, stage in (("F5", True), ("Escape", False), ("F5", True), ("F5", True), ("Escape", False), ("F5", True)):
        desk.page.keyboard.press(press)
        desk.shows(replace(at(4), stage=stage))
    assert desk.page.evaluate("window.here")  # it was not loaded again


def test_a_number_and_enter_lead_to_that_step(blank):
    desk = blank.open(at(4).link()[0]).rests()
    for typed, number in (("7", 7), ("11", 11), ("01", 1), ("12", 1), ("0", 1), ("999", 1), ("4", 4)):
        desk.page.keyboard.type(typed)
        desk.page.keyboard.press("Enter")
        desk.rests()
        desk.shows(at(number))


def test_a_clicker_walks_from_the_list_of_steps_too(blank):
    desk = blank.open(at(4).link()[0])
    desk.box("Step").focus()
    for press, number in (("PageDown", 5), ("PageDown", 6), ("PageUp", 5)):
        desk.page.keyboard.press(press)
        desk.shows(at(number))


def test_the_clicker_goes_on_by_one_after_a_step_was_picked_from_the_list(blank):
    desk = blank.open(at(1).link()[0])
    desk.box("Step").click()
    desk.take_step("outcomes")
    desk.shows(at(5))
    desk.page.keyboard.press("PageDown")
    desk.rests()
    desk.shows(at(6))


def test_a_reload_in_the_middle_of_the_stage_changes_nothing(blank):
    desk = blank.open(MINE().link()[0])
    desk.shows(MINE())
    desk.reload().shows(MINE())
    desk.page.keyboard.press("PageDown")
    desk.shows(replace(MINE(), step="plug_in")).carries(replace(MINE(), step="plug_in"))
    desk.reload().shows(replace(MINE(), step="plug_in"))


def test_y_is_flipped_on_the_spot(blank):
    desk = blank.open(at(5).link()[0])
    desk.button("Flip the label y").click()
    desk.shows(replace(at(5), y=0))
    desk.page.keyboard.press("PageDown")
    desk.shows(replace(at(6), y=0))
    desk.button("Flip the label y").click()
    desk.shows(at(6))
