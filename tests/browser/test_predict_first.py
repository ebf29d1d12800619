"""Predict first: what is to be guessed is nowhere on the page, is shown group by group, and every guess is answered."""

from dataclasses import replace

import pytest
from later import later

from logreg import EXAMPLES, State, trace
from logreg.figures.marks import reach
from logreg.prose import lecture
from logreg.state import STEPS
from logreg.views.desk import row
from logreg.written import estimate, written

MINE = later(
    State,
    review=EXAMPLES[2].review,
    w=(1.37, -2.21, -0.83, 0.29, 1.1, 0.47),
    b=0.213,
    digits=4,
    view="lecture",
    predict=True,
)
# all that a step says: its texts, also those that cannot be seen, and the names of its pictures
SAYS = """(step) => {
  const names = [...step.querySelectorAll("[aria-label]")].map((node) => node.ariaLabel)
  return [step.textContent, ...names].join("\\n")
}"""
SEEN = "(step) => readTexts(`[data-step='${step.dataset.step}']`).map(({ text }) => text).join('\\n')"


def at(number, **choices):
    return replace(MINE(), step=number, **choices)


def held(number, shown=0):
    """What is held back in a step of which so many groups have been shown: also what is asked for in step 3 or 10."""
    later = [lecture()[asking - 1] for asking in (3, 10) if asking > number]
    groups = [*lecture()[number - 1].held[shown:], *(group for step in later for group in step.held)]
    return {name for group in groups for name in group}


def secrets(state):
    """What stands in the places held back, as long as no place that is shown says the same."""
    t = trace(replace(state, predict=False))
    words = {place: text for place, text in row(t, reach(t)).items() if "/" not in place}
    hidden = held(state.step, state.shown)
    told = " ".join(text for place, text in words.items() if place not in hidden and not place.startswith("said"))
    return {words[place] for place in hidden & words.keys() if words[place] not in told}


def holders():
    """The steps that hold something back until it is shown."""
    return [number for number in range(1, STEPS + 1) if lecture()[number - 1].held]


@pytest.mark.parametrize("number", holders())
def test_what_is_held_back_stands_nowhere_in_the_step_until_it_is_shown(blank, number):
    desk, groups = blank.open(at(number).link()[0]), lecture()[number - 1].held
    for shown in range(len(groups) + 1):
        state = at(number, shown=shown)
        desk.shows(state)
        said, veiled = desk.step.evaluate(SAYS), held(number, shown) & set(lecture()[number - 1].pictures)
        assert not [secret for secret in secrets(state) if secret in said]
        for name in veiled:
            chart = desk.step.locator(f'[data-chart="{name}"]')
            assert "held back" in chart.get_attribute("aria-label")
            assert chart.locator(".marks > *, .curves > *").count() == 0
        assert desk.step.locator(".veiled").count() == len(veiled)
        if shown < len(groups):
            desk.button("Show").click()
    if number < STEPS:
        desk.button("Next").click()
        desk.shows(at(number + 1))


def test_ticked_at_a_step_already_seen_it_hides_what_can_be_seen(blank):
    desk = blank.open(at(3, predict=False).link()[0])
    desk.shows(at(3, predict=False))
    desk.box("Predict first").check()
    desk.shows(at(3))
    said = desk.step.evaluate(SEEN)
    assert len(said) > 200
    assert secrets(at(3))
    assert not [secret for secret in secrets(at(3)) if secret in said]
    desk.box("Predict first").uncheck()
    desk.shows(at(3, predict=False))


def test_the_desk_around_the_step_does_not_give_it_away(blank):
    desk = blank.open(at(3).link()[0])
    desk.shows(at(3))
    assert desk.page.get_by_role("status", name="w·x + b", exact=True).inner_text() == "?"
    texts = [text["text"] for text in desk.texts()]
    assert "?" in texts
    assert not secrets(at(3)) & set(texts)


@pytest.mark.parametrize("number", [1, 2])
def test_what_step_3_asks_for_stands_nowhere_before_it(blank, number):
    desk = blank.open(at(number).link()[0])
    desk.shows(at(number))
    said, t = desk.step.evaluate(SAYS), trace(MINE())
    there = [text["text"] for text in desk.texts()]
    for secret in (estimate(t.z, 4), written(t.z, 4), written(t.loss, 4)):
        assert secret not in said
        assert secret not in there
    assert "?" in there


@pytest.mark.parametrize(
    ("number", "box", "guess"), [(3, "How large is ŷ", "1.5"), (10, "How large would the loss be", "-1")]
)
@pytest.mark.parametrize("stage", [False, True])
def test_a_guess_that_cannot_be_is_named_in_a_sentence_that_is_seen(blank, number, box, guess, stage):
    desk = blank.open(at(number, stage=stage).link()[0])
    field = desk.page.get_by_role("spinbutton", name=box)
    field.fill(guess)
    desk.until(lambda: len(desk.notes()) != 1 and ["no sentence"])
    [note] = desk.notes()
    assert "guess" in note
    assert note in [text["text"] for text in desk.texts(".desk .notes")]
    assert not note.endswith("at .")
    assert "_" not in note
    assert field.get_attribute("aria-invalid") == "true"
    field.fill("")
    desk.shows(at(number, stage=stage))


@pytest.mark.parametrize("y", [0, 1])
def test_only_the_loss_of_the_other_label_is_asked_for(blank, y):
    for number in (9, 10):
        desk = blank.open(at(number, y=y).link()[0])
        asked = desk.page.get_by_role("spinbutton", name="How large would the loss be")
        assert asked.count() == (number == 9 + y)


@pytest.mark.parametrize("number", [3, 7, 11])
def test_the_desk_itself_holds_nothing_back(blank, number):
    desk = blank.open(at(number).link()[0])
    desk.shows(at(number))
    for view, name in (("desk", "Desk"), ("lecture", "Lecture"), ("why", "Why?")):
        desk.see(name)
        desk.shows(at(number, view=view))


def test_moving_a_weight_while_it_is_held_back_gives_nothing_away(blank):
    desk = blank.open(at(3).link()[0])
    desk.slider("w1").focus()
    desk.rests()  # its table is there
    for n in range(1, 6):
        desk.slider("w1").press("ArrowRight")
        state = at(3, w=(round(1.4 + 0.1 * (n - 1), 1), *MINE().w[1:]))
        desk.shows(replace(state, w=(float(desk.slider("w1").input_value()), *MINE().w[1:])))


def test_the_sign_of_z_and_then_y_hat_are_guessed_and_answered(blank):
    desk, t = blank.open(at(3).link()[0]), trace(MINE())
    above = desk.page.get_by_role("radio", name="above", exact=True)
    above.check()
    assert above.is_checked()
    desk.page.get_by_role("spinbutton", name="How large is ŷ").fill("0.6")
    guessed = {"guess_z": 1, "guess_y_hat": 0.6}
    desk.shows(at(3, **guessed)).carries(at(3, **guessed))
    desk.reload().shows(at(3, **guessed))
    assert above.is_checked()
    answers = [desk.step.locator(f'[data-slot="said_{name}"]') for name in ("z", "y_hat")]
    assert [answer.inner_text() for answer in answers] == ["", ""]
    for shown, told in ((1, 1), (2, 2)):
        desk.button("Show").click()
        desk.shows(at(3, shown=shown, **guessed))
        assert [bool(answer.inner_text()) for answer in answers] == [True] * told + [False] * (2 - told)
    assert answers[0].inner_text().startswith("Right" if t.z > 0 else "Not so")
    assert f"{abs(0.6 - t.y_hat):.4f} too {'high' if t.y_hat < 0.6 else 'low'}" in answers[1].inner_text()
    desk.button("Next").click()
    desk.shows(at(4, **guessed)).carries(at(4, **guessed))
    desk.page.keyboard.press("ArrowLeft")
    desk.shows(at(3, shown=9, **guessed))


@pytest.mark.parametrize("guess", ["above", "not above"])
def test_the_guess_that_was_picked_stays_picked(blank, guess):
    desk = blank.open(at(3).link()[0])
    desk.page.get_by_role("radio", name=guess, exact=True).click()
    desk.shows(at(3, guess_z=int(guess == "above"))).carries(at(3, guess_z=int(guess == "above")))
    radios = [desk.page.get_by_role("radio", name=name, exact=True) for name in ("above", "not above")]
    assert [radio.is_checked() for radio in radios] == [guess == "above", guess != "above"]


def test_the_loss_if_y_is_0_is_guessed_in_step_10_and_answered(blank):
    desk, t = blank.open(at(10).link()[0]), trace(MINE())
    desk.page.get_by_role("spinbutton", name="How large would the loss be").fill("2.5")
    desk.shows(at(10, guess_loss=2.5)).carries(at(10, guess_loss=2.5))
    desk.reload().shows(at(10, guess_loss=2.5))
    desk.button("Show").click()
    desk.shows(at(10, guess_loss=2.5, shown=1))
    said = desk.step.locator('[data-slot="said_loss"]').inner_text()
    assert said.startswith("You said 2.5, it is ")
    assert f"{abs(2.5 - t.loss_0):.4f} too {'high' if t.loss_0 < 2.5 else 'low'}" in said


def test_on_the_stage_the_clicker_shows_and_goes_on_also_after_a_guess(blank):
    desk, state = blank.open(at(3, stage=True).link()[0]), at(3, stage=True)
    desk.page.get_by_role("radio", name="not above", exact=True).click()
    state = replace(state, guess_z=0)
    for moved in ({"shown": 1}, {"shown": 2}, {"step": 4, "shown": 0}, {"shown": 1}, {"step": 5, "shown": 0}):
        desk.page.keyboard.press("PageDown")
        state = replace(state, **moved)
        desk.carries(state)
    desk.shows(state)
    for number in (4, 3):
        desk.page.keyboard.press("PageUp")
        state = replace(state, step=number, shown=9)
    desk.shows(state)
