"""Ten things that a reader does, each once: what is broken altogether is seen here in seconds."""

from dataclasses import replace

from screen import with_weight

from logreg import LECTURE, State, trace
from logreg.figures.theme import COLOURS
from logreg.web.export.numbers import numbers


def test_a_typed_word_is_counted(desk):
    desk.review.press("Control+End")
    desk.page.keyboard.type(" Great!")
    desk.shows(State(review=LECTURE.review + " Great!"))


def test_a_dragged_weight_is_followed(desk):
    desk.hold("w1", 2.5)
    desk.page.mouse.down()
    desk.hold("w1", -4, steps=5)
    desk.page.mouse.up()
    desk.shows(with_weight(State(), "w1", float(desk.slider("w1").input_value())))


def test_a_feature_is_switched_off(desk):
    desk.switch("x2 negative words").uncheck()
    desk.shows(State(on=(True, False, True, True, True, True)))


def test_the_label_is_flipped(blank):
    state = State(view="lecture", step="outcomes")
    desk = blank.open(state.link()[0])
    desk.button("Flip").click()
    desk.shows(replace(state, y=0))


def test_the_lecture_goes_on_by_a_step(blank):
    desk = blank.open(State(view="lecture", step="log").link()[0])
    desk.button("Next").click()
    desk.shows(State(view="lecture", step="negate"))


def test_descent_plays(blank):
    desk = blank.open(State(view="learn", t=495).link()[0])
    desk.button("Play").click()
    desk.shows(State(view="learn", t=500))


def test_a_link_brings_everything(blank):
    state = State(review="No fun.", b=-1.5, y=0, digits=4, lists=(("film", 1),), view="why")
    blank.open(state.link()[0]).shows(state).carries(state)


def test_a_phone_shows_it_all(blank):
    blank.page.set_viewport_size({"width": 390, "height": 844})
    desk = blank.open().shows(State())
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_dark_is_dark(blank):
    blank.page.emulate_media(color_scheme="dark")
    ground = blank.open().page.get_by_test_id("stApp").evaluate("(node) => getComputedStyle(node).backgroundColor")
    dark = COLOURS["background"][1]
    assert ground == f"rgb({', '.join(str(int(dark[i : i + 2], 16)) for i in (1, 3, 5))})"


def test_the_numbers_are_saved(desk):
    name, content = desk.saved(desk.dialog("Save").get_by_role("button", name="CSV").click)
    assert name.endswith(".csv")
    assert content.decode() == numbers(trace(State()))
