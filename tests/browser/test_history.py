"""Undo and redo, the address bar, back, forward and reload: no choice is ever lost."""

from dataclasses import replace

import pytest
from later import later
from screen import with_weight

from logreg import EXAMPLES, LECTURE, State

MINE = later(
    State,
    review="It’s great & “awful”; 50 % = no? #1 + 你 😀\nYou!",
    on=(True, False, True, True, True, False),
    w=(1.25, -3.0, 0.1, -10.0, 1e6, 0.7),
    b=-2.5,
    y=0,
    digits=4,
)


def ten_changes(desk):
    """Ten changes of ten kinds; yields the state after each."""
    state = State()

    def now(changed):
        nonlocal state
        state = changed
        return state

    desk.review.press("Control+End")
    desk.page.keyboard.type(" Awful!")
    yield now(replace(state, review=LECTURE.review + " Awful!"))
    desk.number("w1").fill("3.75")
    yield now(with_weight(state, "w1", 3.75))
    desk.switch("x2 negative words").uncheck()
    yield now(replace(state, on=(True, False, True, True, True, True)))
    desk.slider("b").fill("-4.2")
    yield now(with_weight(state, "b", -4.2))
    desk.page.get_by_role("radio", name="y = 0").check()
    yield now(replace(state, y=0))
    desk.page.get_by_label("4 digits").check()
    yield now(replace(state, digits=4))
    desk.pick(EXAMPLES[6])
    yield now(replace(state, review=EXAMPLES[6].review, y=EXAMPLES[6].y))
    desk.slider("w4").press("ArrowRight")
    yield now(with_weight(state, "w4", 0.6))
    desk.button("Reset").click()
    yield now(replace(State(), review=state.review, y=state.y, digits=state.digits))
    desk.review.fill("")
    yield now(replace(state, review=""))


def notes_of(state):
    return [] if state.review.strip() else ["nothing to classify"]


@pytest.mark.parametrize("by", ["buttons", "keys"])
def test_undo_and_redo_walk_through_ten_changes_of_every_kind(desk, by):
    states = [State()]
    for state in ten_changes(desk):
        desk.shows(state, notes=notes_of(state))
        states.append(state)
    undo, redo = {
        "buttons": (lambda: desk.button("Undo").click(), lambda: desk.button("Redo").click()),
        "keys": (lambda: desk.page.keyboard.press("Control+z"), lambda: desk.page.keyboard.press("Control+Shift+z")),
    }[by]
    desk.page.get_by_label("4 digits").focus()  # outside every text box
    for state in reversed(states[:-1]):
        undo()
        desk.shows(state, notes=notes_of(state))
    assert desk.button("Undo").is_disabled()
    for state in states[1:]:
        redo()
        desk.shows(state, notes=notes_of(state))
    assert desk.button("Redo").is_disabled()
    desk.carries(states[-1])


def test_one_drag_is_one_step_of_undo(desk):
    desk.hold("w2", -5)
    desk.page.mouse.down()
    for n in range(20):
        desk.hold("w2", -5 + n / 4)
    value = float(desk.slider("w2").input_value())
    desk.page.mouse.up()
    desk.shows(with_weight(State(), "w2", value))
    desk.page.keyboard.press("Control+z")
    desk.shows(State())
    assert desk.button("Undo").is_disabled()
    desk.page.keyboard.press("Control+y")
    desk.shows(with_weight(State(), "w2", value))


def test_a_new_change_ends_what_could_be_redone(desk):
    desk.number("w1").fill("4")
    desk.shows(with_weight(State(), "w1", 4.0))
    desk.button("Undo").click()
    desk.shows(State())
    desk.number("w2").fill("1")
    desk.shows(with_weight(State(), "w2", 1.0))
    assert desk.button("Redo").is_disabled()


def test_undo_in_a_text_box_is_the_text_boxs_own(desk):
    desk.number("w1").fill("4")
    desk.shows(with_weight(State(), "w1", 4.0))
    desk.review.press("Control+End")
    desk.page.keyboard.type(" Mine")
    both = with_weight(State(review=LECTURE.review + " Mine"), "w1", 4.0)
    desk.shows(both)
    desk.review.press("Control+z")
    assert desk.number("w1").input_value() == "4"
    assert desk.review.input_value() != both.review


def test_the_copied_link_shows_the_same_screen_to_another_visitor(blank, window):
    desk = blank.open(MINE().link()[0])
    desk.shows(MINE())
    desk.number("w3").fill("0.3")
    mine = with_weight(MINE(), "w3", 0.3)
    desk.shows(mine)
    desk.button("Copy link").click()
    desk.comes("navigator.clipboard.readText().then((text) => text.includes('w3=0.3'))")
    link = desk.page.evaluate("navigator.clipboard.readText()")
    other = window()
    other.page.goto(link)
    other.drawn().shows(mine)
    assert other.read() == desk.read()
    assert other.page.url == link


@pytest.mark.parametrize("length", [900, 5000, 19_000])
def test_a_long_review_travels_in_the_link(desk, length):
    words = ("great", "awful", "no", "you", "film", "and", "seen!", "it")
    review = " ".join(words[n * n % 7 if n % 3 else n % 8] for n in range(length))[:length]
    desk.review.fill(review)
    desk.shows(State(review=review))
    desk.carries(State(review=review))
    assert len(desk.page.url) < 8100
    desk.reload().shows(State(review=review))


def test_back_and_forward_walk_through_the_states(desk):
    states = [State()]
    for key, value in (("w1", 1.5), ("w2", 2.5), ("b", -3.5)):
        states.append(with_weight(states[-1], key, value))
        desk.number(key).fill(str(value))
        desk.shows(states[-1])
        desk.carries(states[-1])
    for state in reversed(states[:-1]):
        desk.page.go_back()
        desk.shows(state)
        assert desk.search() == (f"?{state.link()[0]}" if state.link()[0] else "")
    for state in states[1:]:
        desk.page.go_forward()
        desk.shows(state)
        desk.carries(state)


def test_back_leaves_the_desk_where_it_is_and_every_address_as_it_was(desk):
    states = [State()]
    for key, value in (("w1", 1.5), ("w2", 2.5), ("b", -3.5)):
        states.append(with_weight(states[-1], key, value))
        desk.number(key).fill(str(value))
        desk.shows(states[-1]).carries(states[-1])
    desk.page.evaluate("""() => {
      const there = document.querySelector(".desk")
      window.gone = 0
      const look = () => {
        if (document.querySelector(".desk") !== there) window.gone += 1
        requestAnimationFrame(look)
      }
      look()
    }""")
    for state in reversed(states[:-1]):  # as fast as a finger: the page has no time to settle in between
        desk.page.go_back()
        desk.shows(state)
    desk.rests()
    for state in states:
        desk.shows(state)
        assert desk.search() == (f"?{state.link()[0]}" if state.link()[0] else "")
        if state != states[-1]:
            desk.page.go_forward()
    assert desk.page.evaluate("gone") == 0, "the desk was taken off the page and built anew"


def test_a_reload_keeps_everything(blank):
    desk = blank.open(MINE().link()[0])
    desk.shows(MINE())
    desk.reload().shows(MINE())
    desk.number("b").fill("3")
    desk.shows(replace(MINE(), b=3.0))
    desk.carries(replace(MINE(), b=3.0))
    desk.reload().shows(replace(MINE(), b=3.0))


def test_undo_and_redo_outlive_a_reload_and_not_another_link(blank):
    desk = blank.open()
    desk.number("w1").fill("4")
    desk.shows(with_weight(State(), "w1", 4.0))
    desk.review.fill("A great film!")
    mine = State(review="A great film!")
    both = with_weight(mine, "w1", 4.0)
    desk.shows(both).carries(both)
    desk.button("Undo").click()
    desk.shows(with_weight(State(), "w1", 4.0)).carries(with_weight(State(), "w1", 4.0))
    for _ in range(2):
        desk.reload().shows(with_weight(State(), "w1", 4.0))
    desk.button("Redo").click()
    desk.shows(both)
    for state in (with_weight(State(), "w1", 4.0), State()):
        desk.button("Undo").click()
        desk.shows(state)
    assert desk.button("Undo").is_disabled()
    desk.open("b=2").shows(State(b=2.0))
    assert desk.button("Undo").is_disabled()
    assert desk.button("Redo").is_disabled()


def test_a_memory_of_the_tab_that_cannot_be_read_harms_nothing(blank):
    desk = blank.open("b=3")
    desk.page.evaluate("document.addEventListener('visibilitychange', () => sessionStorage.setItem('undo /', '[[{'))")
    desk.reload().shows(State(b=3.0))
    assert desk.button("Undo").is_disabled()
    desk.number("w1").fill("4")
    desk.shows(with_weight(State(b=3.0), "w1", 4.0))


def test_two_tabs_do_not_know_of_each_other(window):
    one = window().open()
    page = one.page.context.new_page()
    two = type(one)(page, one.address).open("b=2")
    one.number("w1").fill("5")
    two.number("w2").fill("6")
    one.shows(with_weight(State(), "w1", 5.0))
    two.shows(with_weight(State(b=2.0), "w2", 6.0))
    one.button("Undo").click()
    one.shows(State())
    two.shows(with_weight(State(b=2.0), "w2", 6.0))


def options(desk):
    """The reader's own texts in the list, by their first words."""
    return desk.page.locator("[data-example] optgroup option").all_inner_texts()


def test_own_texts_stay_in_the_list_with_their_labels_when_an_example_is_picked(window):
    desk = window().open()
    desk.review.fill("My first film, great.")
    desk.shows(State(review="My first film, great."))
    desk.page.get_by_role("radio", name="y = 0").check()
    desk.pick(EXAMPLES[2])
    desk.shows(State(review=EXAMPLES[2].review, y=EXAMPLES[2].y))
    long = "A second one <b>of mine</b>, no less, and longer than what a list of texts could ever show."
    desk.review.fill(long)
    desk.shows(State(review=long, y=EXAMPLES[2].y))
    desk.pick(EXAMPLES[0])
    desk.shows(State())
    assert options(desk) == [f"{long[:40]}…", "My first film, great."]
    desk.page.get_by_label("Example", exact=True).select_option(label="My first film, great.")
    desk.shows(State(review="My first film, great.", y=0))
    desk.button("Undo").click()
    desk.shows(State())
    desk.reload()
    assert options(desk) == [f"{long[:40]}…", "My first film, great."]


def test_of_own_texts_the_last_five_are_kept(window):
    desk = window().open()
    for n in range(7):
        desk.review.fill(f"Text {n}.")
        desk.shows(State(review=f"Text {n}."))
        desk.pick(EXAMPLES[0])
        desk.shows(State())
    assert options(desk) == [f"Text {n}." for n in (6, 5, 4, 3, 2)]


def test_what_was_set_with_data_comes_back_with_them(blank):
    state = State(view="learn", part="data", flipped=(1, 3), dropped=(2,))
    desk = blank.arrive(state).rests()
    pick = desk.page.locator("[data-key=data]")
    pick.select_option("imdb")
    desk.shows(replace(state, data="imdb", flipped=(), dropped=()))
    pick.select_option("reviews")
    desk.shows(state)


def test_the_point_to_start_at_comes_back(blank):
    state = State(view="learn", part="path", start=(0.5, -1.0))
    desk = blank.arrive(state).rests()
    pick = desk.page.locator("[data-start]")
    pick.select_option("zero")
    desk.shows(replace(state, start="zero"))
    pick.select_option("point")
    desk.shows(state)
