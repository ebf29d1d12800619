"""Why this prediction: one word more or less, the reason of every word, words moved between the lists, any order."""

import random
from dataclasses import replace

import pytest
from later import later

from logreg import LECTURE, State, trace
from logreg.reader.edits import edits
from logreg.reader.xray import reason, token_at

WHY = later(State, view="why")
EMOJI = later(State, view="why", review="😀 A great, great film; I 👩‍👩‍👧 loved it. Dull? “No”!", b=-4.0, y=0, digits=4)
SMALL = later(
    State, view="why", review="great dull no I!", w=(0.6, -0.5, 0.4, 0.3, -0.7, 0.2), b=0.5
)  # no term drowns another
NAMES = ["x1", "x2", "x3", "x4", "x5", "x6", "b"]
# where a word of the review lies on the page
SPOT = """([start, end]) => {
  const range = document.createRange()
  const walker = document.createTreeWalker(document.querySelector(".shine"), NodeFilter.SHOW_TEXT)
  for (let at = 0; walker.nextNode(); at += walker.currentNode.length)
    if (start >= at && start < at + walker.currentNode.length) {
      range.setStart(walker.currentNode, start - at)
      range.setEnd(walker.currentNode, Math.min(end - at, walker.currentNode.length))
    }
  const { left, right, top, bottom } = range.getBoundingClientRect()
  return [(left + right) / 2, (top + bottom) / 2]
}"""


def units(text):
    """How many letters the page counts."""
    return len(text.encode("utf-16-le")) // 2


def token(state, word):
    """The first token of the review that reads so."""
    return next(token for token in trace(state).extraction.tokens if token.text == word)


def explained(desk, state, caret):
    """The screen explains the word at the place, in code points, with the core's reason."""
    desk.shows(state, caret=caret)
    t = trace(state)
    why = reason(t, token_at(t.extraction, caret))
    assert desk.page.locator('[data-slot="xray_sentence"]').inner_text() == why.sentence
    desk.until(lambda: desk.page.locator(".moves").is_visible() != bool(why.word) and ["the lists to move it to"])


@pytest.mark.parametrize("state", [WHY, EMOJI], ids=["the lecture’s", "emoji"])
def test_every_one_word_edit_does_what_it_says_and_undo_takes_it_back(blank, state):
    desk, every = blank.open(state.link()[0]), edits(trace(state))
    desk.shows(state)
    assert len(every) >= 8
    for n, edit in enumerate(every):
        button = desk.page.locator(".edits button").nth(n)
        assert button.is_visible()
        button.click()
        review = state.review[: edit.start] + edit.text + state.review[edit.end :]
        desk.shows(replace(state, review=review))
        assert desk.review.input_value() == review
        desk.button("Undo").click()
        desk.shows(state)


def test_an_edit_that_says_so_flips_the_decision(blank):
    desk = blank.open(WHY().link()[0])
    desk.shows(WHY())
    for n, edit in enumerate(edits(trace(WHY()))):
        assert desk.page.locator(".edits button").nth(n).get_by_text("flips it").is_visible() == edit.flips
        assert (edit.trace.decision != trace(WHY()).decision) == edit.flips


def test_two_edits_one_after_the_other_are_two_steps_of_undo(blank):
    desk = blank.open(WHY().link()[0])
    desk.shows(WHY())
    states = [WHY()]
    for _ in range(2):
        states.append(edits(trace(states[-1]))[1].trace.state)
        desk.page.locator(".edits button").nth(1).click()
        desk.shows(states[-1])
    desk.carries(states[-1])
    for state in states[-2::-1]:
        desk.button("Undo").click()
        desk.shows(state)


def test_every_kind_of_word_is_explained_as_the_core_explains_it(blank):
    desk = blank.open(WHY().link()[0])
    desk.shows(WHY())
    for word in ("hokey", "no", "surprises", "second-rate", "enjoyable", "?", "great", "dog", "my", "I", "."):
        found = token(WHY(), word)
        desk.point(found.start + len(word) // 2)
        explained(desk, WHY(), found.start + len(word) // 2)
        assert desk.page.locator('[data-slot="xray_token"]').inner_text() == word


def test_behind_emoji_it_is_still_the_word_at_the_cursor_that_is_explained(blank):
    desk = blank.open(EMOJI().link()[0])
    desk.shows(EMOJI())
    for word in ("film", "loved", "Dull", "!"):
        found = token(EMOJI(), word)
        desk.point(units(EMOJI().review[: found.start]))
        explained(desk, EMOJI(), found.start)


def test_a_click_on_a_word_and_the_arrow_keys_ask_about_it(blank):
    desk = blank.open(WHY().link()[0])
    desk.shows(WHY())
    found = token(WHY(), "enjoyable")
    desk.page.mouse.click(*desk.page.evaluate(SPOT, [found.start, found.end]))
    desk.until(lambda: desk.page.locator('[data-slot="xray_token"]').inner_text() != "enjoyable" and ["another word"])
    desk.review.press("Control+Home")
    explained(desk, WHY(), 0)
    for _ in range(3):
        desk.review.press("Control+ArrowRight")
    place = desk.review.evaluate("(area) => area.selectionStart")
    assert place > 5
    explained(desk, WHY(), place)


@pytest.mark.parametrize(
    ("word", "name", "sign"), [("plot", "positive", 1), ("great", "negative", -1), ("hokey", "neither", 0)]
)
def test_a_word_moved_to_another_list_counts_there_in_the_link_too_and_undo_brings_it_back(blank, word, name, sign):
    desk, caret = blank.open(WHY().link()[0]), token(WHY(), word).start + 1
    desk.point(caret)
    explained(desk, WHY(), caret)
    desk.page.get_by_role("radio", name=name, exact=True).click()
    moved = replace(WHY(), lists=((word, sign),))
    explained(desk, moved, caret)
    assert (trace(moved).extraction.x != trace(WHY()).extraction.x).any()
    desk.carries(moved)
    desk.button("Undo").click()
    explained(desk, WHY(), caret)
    desk.button("Redo").click()
    desk.shows(moved, caret=caret).carries(moved)
    desk.reload()
    desk.point(caret)
    explained(desk, moved, caret)


def test_a_word_moved_twice_is_where_it_was_put_last_and_others_stay_moved(blank):
    state = replace(WHY(), lists=(("plot", 1), ("film", -1)))
    desk, caret = blank.open(state.link()[0]), token(WHY(), "plot").start
    desk.point(caret)
    explained(desk, state, caret)
    desk.page.get_by_role("radio", name="negative", exact=True).click()
    explained(desk, replace(WHY(), lists=(("film", -1), ("plot", -1))), caret)
    desk.see("Desk")
    desk.shows(State(lists=(("film", -1), ("plot", -1))))


def test_another_order_changes_what_is_added_to_the_probability_and_nothing_in_the_score(blank):
    desk = blank.open(SMALL().link()[0])
    before = desk.shows(SMALL()).read()["marks"]
    orders = [SMALL().order]
    for _ in range(3):
        desk.button("Shuffle").click()
        desk.until(lambda: desk.read()["words"]["order"] == [told(orders[-1])] and ["the order is the old one"])
        orders.append(tuple(NAMES.index(name) for name in desk.read()["words"]["order"][0].split(", ")))
        state = replace(SMALL(), order=orders[-1])
        after = desk.shows(state).read()["marks"]
        assert after["in_z"] == before["in_z"]
        assert after["in_p"] != before["in_p"]
        desk.carries(state)
    desk.reload().shows(state)
    desk.page.go_back()
    desk.shows(replace(SMALL(), order=orders[-2]))


def told(order):
    """The order as the page says it."""
    return ", ".join(NAMES[place] for place in order)


def test_undo_brings_back_the_order_before(blank):
    desk = blank.open(SMALL().link()[0])
    desk.shows(SMALL())
    desk.button("Shuffle").click()
    desk.until(lambda: desk.read()["words"]["order"] == [told(SMALL().order)] and ["the order is the old one"])
    desk.button("Undo").click()
    desk.shows(SMALL())


def test_an_order_in_the_link_is_the_order_of_adding(blank):
    order = tuple(random.Random(7).sample(range(7), 7))
    desk = blank.open(replace(SMALL(), order=order).link()[0])
    desk.shows(replace(SMALL(), order=order))
    assert desk.read()["words"]["order"] == [told(order)]


def test_weights_and_words_that_change_beside_it_are_explained_anew(blank):
    desk = blank.open(WHY().link()[0])
    desk.number("w1").fill("-3")
    state = replace(WHY(), w=(-3.0, *WHY().w[1:]))
    desk.shows(state)
    desk.slider("w2").press("ArrowRight")
    state = replace(state, w=(-3.0, -4.9, *WHY().w[2:]))
    desk.shows(state)
    desk.switch("x4").uncheck()
    state = replace(state, on=(True, True, True, False, True, True))
    desk.shows(state)
    desk.review.press("Control+End")
    desk.page.keyboard.type(" Bravo!")
    typed = replace(state, review=LECTURE.review + " Bravo!")
    desk.shows(typed, caret=len(typed.review))
    desk.review.fill("")
    desk.shows(replace(state, review=""), notes=["nothing to classify"], caret=0)
    assert desk.page.locator(".moves").is_hidden()
