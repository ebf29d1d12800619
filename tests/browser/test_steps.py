"""The lecture in eleven steps: every number is the core's, wherever one comes from and whatever one does there."""

import re
from dataclasses import replace

import pytest
from later import later
from screen import CHARTS, with_weight
from test_first_screen import overlapping

from logreg import EXAMPLES, LECTURE, State, trace
from logreg.figures.marks import reach
from logreg.prose import HERE, lecture
from logreg.reader.state import STEPS
from logreg.web.page import pictures, row

FIRST = later(State, view="lecture")
MINE = later(State,
    review="A great film, & no “dull” scene!", on=(True, True, False, True, True, True),
    w=(1.5, -2.0, 3.0, 0.25, -1.0, 0.5), b=-0.75, y=0, digits=4, lists=(("scene", 1),), view="lecture",
)  # fmt: skip
STATES = {
    "the lecture’s": FIRST,
    "y flipped": later(replace, FIRST, y=0),
    "all off": later(replace, FIRST, on=(False,) * 6),
    "b = 1e300": later(replace, FIRST, b=1e300, y=0, digits=4),
    "far out": later(replace, FIRST, w=(-12345.678, 98765.4321, -1e300, 0.5, 2.0, 0.7), b=-3e7),
    "nothing to read": later(replace, FIRST, review="", y=0),
    "own text": MINE,
    "sarcasm": later(replace, FIRST, review=EXAMPLES[3].review, y=0, digits=4),
}
NUMBER = re.compile("[+−]?\\d+(?:\\.\\d+)?(?:\u202f×\u202f10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
# the pieces of text in a step outside its pictures, each with the place that it stands in: the chapter's own in none
PIECES = """(step) => {
  const found = []
  const walker = document.createTreeWalker(step, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement
    if (walker.currentNode.textContent.trim() && parent.checkVisibility() && !parent.closest(".chart"))
      found.push([walker.currentNode.textContent, parent.closest("[data-slot]")?.dataset.slot ?? null])
  }
  return found
}"""
# for every part of a formula that may fall away: which, its colour, and what is seen to stand under it
PARTS = """(step) => [...step.querySelectorAll("munder > [class^=lives]")].map((part) => {
  const under = part.nextElementSibling
  const seen = under.checkVisibility({ visibilityProperty: true })
  return [part.className, getComputedStyle(part).color, seen ? under.textContent : ""]
})"""
# the chapter's own words in a paragraph
OWN = (
    """(text) => [...text.childNodes].filter((node) => !node.dataset?.slot).map((node) => node.textContent).join(" ")"""
)


def at(state, number):
    """The state at the step of the lecture that has this number."""
    return replace(state, view="lecture", step=STEPS[number - 1])


def notes_of(state):
    return [] if state.review else ["nothing to classify"]


def numbers(texts):
    """Every number in the texts."""
    return {number for text in texts for number in NUMBER.findall(text)}


def chapter(number):
    """The numbers that the words of a step bring with them: its part of the chapter, and the head of its table."""
    part = re.split(r"^## ", (HERE / "en" / "lecture.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[number]
    return numbers([re.sub(r"\{[\w-]+\}", "", part)]) | {"0", "1"}


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_number_of_every_step_is_the_cores_or_the_chapters(blank, state):
    desk = blank.open(state.link()[0])
    for number in range(1, len(STEPS) + 1):
        there = at(state, number)
        desk.shows(there, notes=notes_of(state))
        desk.step.locator("summary").evaluate_all("(all) => all.forEach((more) => (more.parentElement.open = true))")
        t = trace(there)
        words, pieces = row(t, reach(t)), desk.step.evaluate(PIECES)
        for text, place in pieces:
            assert not re.search(r"\bnan\b|\binf|NaN|Infinity|undefined|null|None|[{}$]", text), (number, text)
            assert place is None or text == words[place]
        known = chapter(number) | numbers(words[place] for _, place in pieces if place)
        assert numbers(text for text, _ in pieces) <= known, number
        formulas = desk.step.locator(".formula").all_text_contents()
        assert len(formulas) == len(lecture()[there.step].formulas)
        assert all(formula.strip(" =") for formula in formulas)
        assert all(desk.step.locator(".formula [data-slot]").all_text_contents())
        if number < len(STEPS):
            desk.button("Next").click()
    assert desk.button("Next").is_disabled()


def test_every_step_has_its_words_its_place_its_address_and_is_announced(blank):
    desk = blank.open(at(MINE(), 1).link()[0])
    for number, step in enumerate(lecture().values(), start=1):
        there = at(MINE(), number)
        desk.shows(there).carries(there)
        desk.says(f"Step {number} of {len(STEPS)}: {step.title}")
        chosen = desk.box("Step").evaluate("(list) => list.selectedOptions[0].textContent")
        assert chosen.startswith(f"{number} of {len(STEPS)}\u2003")
        assert desk.step.get_attribute("aria-label") == f"Step {number}: {step.title}"
        assert desk.step.get_by_role("heading", name=step.title, exact=True).is_visible()
        assert 20 < len(re.findall(r"\w+(?:[’-]\w+)*", desk.step.locator("p.text").evaluate(OWN))) <= 50
        names = desk.step.locator(".chart[role=img]").evaluate_all("(all) => all.map((chart) => chart.ariaLabel)")
        assert names == [CHARTS[name].describe(trace(there)) for name in pictures(there)]
        assert names
        assert all(names)
        if number < len(STEPS):
            desk.button("Next").press("Enter")
    for number in range(len(STEPS) - 1, len(STEPS) - 4, -1):
        desk.page.go_back()
        desk.shows(at(MINE(), number))
        assert desk.search() == f"?{at(MINE(), number).link()[0]}"
    desk.page.go_forward()
    desk.shows(at(MINE(), len(STEPS) - 2))
    desk.rests()  # the address is written: it must not lose what lies ahead
    desk.page.go_forward()
    desk.shows(at(MINE(), len(STEPS) - 1)).carries(at(MINE(), len(STEPS) - 1))


def test_the_keyboard_alone_leads_into_the_lecture_and_through_every_step(desk):
    keys = desk.page.keyboard
    desk.box("Desk").focus()
    for view in ("why", "lecture"):
        keys.press("ArrowRight")
        desk.shows(State(view=view))
    while desk.page.evaluate("document.activeElement.dataset.do") != "next":
        keys.press("Tab")
    for number in range(2, len(STEPS) + 1):
        keys.press("Enter" if number % 2 else "Space")
        desk.shows(at(FIRST(), number))
    for number in range(len(STEPS) - 1, 0, -1):
        keys.press("ArrowLeft")
        desk.shows(at(FIRST(), number))
    keys.press("ArrowLeft")
    keys.press("ArrowRight")
    desk.shows(at(FIRST(), 2))


def test_arrow_keys_in_a_text_box_or_on_a_slider_stay_there(blank):
    desk = blank.open(at(FIRST(), 4).link()[0])
    desk.review.click()
    for press in ("ArrowRight", "ArrowLeft", "ArrowLeft"):
        desk.page.keyboard.press(press)
    desk.number("w1").focus()
    desk.page.keyboard.press("ArrowRight")
    desk.slider("w2").press("ArrowRight")
    desk.shows(with_weight(at(FIRST(), 4), "w2", -4.9))


def test_every_step_stands_whole_beside_the_desk(blank):
    desk = blank.open(at(FIRST(), 1).link()[0])
    for number in range(1, len(STEPS) + 1):
        desk.take_step(STEPS[number - 1])
        desk.shows(at(FIRST(), number)).drawn()
        texts = desk.texts()
        assert [
            text["text"] for text in texts if not text["inside"] or text["bottom"] > 720 or text["right"] > 1280
        ] == []
        assert overlapping(texts) == []
        assert desk.page.evaluate("readScrolls()") == []


@pytest.mark.parametrize("number", [5, 6, 7, 8])
def test_flipping_y_pales_the_other_part_of_the_formula_which_says_what_it_comes_to(blank, number):
    desk = blank.open(at(FIRST(), number).link()[0])
    for y in (1, 0, 1):
        desk.shows(replace(at(FIRST(), number), y=y))
        parts = desk.step.evaluate(PARTS)
        assert len(parts) >= 4
        comes_to = {(name, under) for name, _, under in parts}
        assert comes_to == {(f"lives{1 - y}", "=1" if number == 5 else "=0"), (f"lives{y}", "")}
        assert len({colour for name, colour, _ in parts if name == f"lives{1 - y}"}) == 1
        assert len({colour for _, colour, _ in parts}) == 2
        desk.button("Flip the label y").click()


def test_in_the_steps_that_suppose_a_label_the_other_part_falls_away_whatever_y_is(blank):
    desk = blank
    for number, alive in ((9, "livesone"), (10, "liveszero")):
        for y in (1, 0):
            state = replace(at(FIRST(), number), y=y)
            desk.follow(state.link()[0]).shows(state)
            assert [(name, under) for name, _, under in desk.step.evaluate(PARTS)] == [("livesnever", "=0")]
            assert desk.step.locator(f".{alive}").count() == 2
            assert desk.button("Flip the label y").count() == 0


@pytest.mark.parametrize("number", [3, 7, 10])
def test_whatever_changes_on_the_desk_reaches_the_step(blank, number):
    desk, state = blank.open(at(FIRST(), number).link()[0]), at(FIRST(), number)
    desk.review.press("Control+End")
    desk.page.keyboard.type(" Awful!")
    state = replace(state, review=LECTURE.review + " Awful!")
    desk.shows(state)
    desk.slider("w1").press("ArrowRight")
    state = with_weight(state, "w1", 2.6)
    desk.shows(state)
    desk.number("b").fill("-3.25")
    state = with_weight(state, "b", -3.25)
    desk.shows(state)
    desk.switch("x2 negative words").uncheck()
    state = replace(state, on=(True, False, True, True, True, True))
    desk.shows(state)
    desk.box("4 digits").check()
    desk.shows(replace(state, digits=4))


def test_the_text_that_says_so_is_added_to_the_review_in_step_10(blank):
    desk = blank.open(at(FIRST(), 10).link()[0])
    desk.step.get_by_role("button", name="Add it to the review").click()
    begging = trace(at(FIRST(), 10)).begging.state
    desk.shows(begging)
    assert desk.review.input_value() == begging.review
    desk.button("Undo").click()
    desk.shows(at(FIRST(), 10))


def test_going_to_the_desk_and_back_keeps_the_step_and_everything(blank):
    desk, state = blank.open(at(MINE(), 5).link()[0]), at(MINE(), 5)
    for view, name in (("desk", "Desk"), ("lecture", "Lecture"), ("why", "Why?"), ("lecture", "Lecture")):
        desk.see(name)
        desk.shows(replace(state, view=view)).carries(replace(state, view=view))
    for view in ("why", "lecture", "desk", "lecture"):
        desk.page.go_back()
        desk.shows(replace(state, view=view))


def test_undo_takes_back_the_choice_and_stays_at_the_step(desk):
    desk.number("w1").fill("4")
    desk.shows(with_weight(State(), "w1", 4.0))
    desk.see("Lecture")
    desk.take_step("log")
    moved = with_weight(at(FIRST(), 6), "w1", 4.0)
    desk.shows(moved)
    desk.button("Flip the label y").click()
    desk.shows(replace(moved, y=0))
    desk.take_step("plug_in")
    desk.shows(replace(moved, y=0, step="plug_in"))
    desk.button("Undo").click()
    desk.shows(replace(moved, step="plug_in"))
    desk.button("Undo").click()
    desk.shows(at(FIRST(), 8))
    assert desk.button("Undo").is_disabled()
    desk.button("Redo").click()
    desk.button("Redo").click()
    desk.shows(replace(moved, y=0, step="plug_in")).carries(replace(moved, y=0, step="plug_in"))


def test_the_link_copied_at_a_step_opens_there_for_another_visitor(blank, window):
    desk = blank.open(at(MINE(), 9).link()[0])
    desk.shows(at(MINE(), 9))
    desk.button("Copy link").click()
    desk.comes("navigator.clipboard.readText().then((text) => text.includes('step=suppose_1'))")
    link = desk.page.evaluate("navigator.clipboard.readText()")
    other = window()
    other.page.goto(link)
    other.drawn().shows(at(MINE(), 9))
    assert other.read() == desk.read()
