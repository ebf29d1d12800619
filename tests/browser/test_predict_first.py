"""Predict first: what is to be guessed is nowhere on the page, is shown group by group, and every guess is answered."""

import re
from dataclasses import replace
from itertools import product

import pytest
from later import later

from logreg import EXAMPLES, State, trace
from logreg.figures.marks import reach
from logreg.prose import lecture
from logreg.reader.state import OPTIONS, STEPS
from logreg.reader.written import estimate, written
from logreg.web.page import described, pictures, row
from logreg.web.parts import page
from logreg.web.views.lecture.view import ANSWERS, picks

MINE = later(
    State,
    review=EXAMPLES[2].review,
    w=(1.37, -2.21, -0.83, 0.29, 1.1, 0.47),
    b=0.213,
    digits=4,
    view="lecture",
    predict=True,
)
# all that the page says: its texts, also those that cannot be seen, and what its attributes say, but not the review
SAYS = """() => {
  const desk = document.querySelector(".desk").cloneNode(true)
  for (const part of desk.querySelectorAll(".editor, select, .plot")) part.remove()
  const names = ["aria-label", "title", "alt"]
  const said = [...desk.querySelectorAll("*")].flatMap((node) => names.map((name) => node.getAttribute(name)))
  return [desk.textContent, ...said.filter(Boolean)].join("\\n")
}"""
# what each part of a formula that lives with a label looks like
LOOKS = """(step) => [...step.querySelectorAll(".formula [class^=lives]")].map((part) => {
  const looks = ["color", "backgroundImage", "opacity", "textDecorationLine", "filter", "visibility", "fontSize"]
  const style = getComputedStyle(part)
  const around = ["::before", "::after"].map((name) => getComputedStyle(part, name).content)
  return [part.className, ...looks.map((look) => style[look]), ...around]
})"""
PICKS = tuple((step, "b") for step in STEPS if step != "estimate")
SEEN = "(step) => readTexts(`[data-step='${step.dataset.step}']`).map(({ text }) => text).join('\\n')"


def at(number, **choices):
    return replace(MINE(), step=STEPS[number - 1], **choices)


def held(number, shown=0, y=1):
    """What is held back in a step of which so many groups are shown: also what is asked for in step 3, and 9 or 10."""
    later = [lecture()[STEPS[asking - 1]] for asking in (3, 10 if y else 9) if asking > number]
    groups = [*lecture()[STEPS[number - 1]].reveals[shown:], *(group for step in later for group in step.reveals)]
    return {name for group in groups for name in group}


def secrets(state):
    """What stands in the places held back, as long as no place that is shown says the same."""
    t = trace(replace(state, predict=False))
    words = {place: text for place, text in row(t, reach(t)).items() if "/" not in place}
    hidden = held(STEPS.index(state.step) + 1, state.shown, state.y)
    seen, inside = row(trace(state), reach(t)), there(STEPS.index(state.step) + 1)
    told = " ".join(text for place, text in seen.items() if place in inside or place.endswith("/text"))
    told += " ".join(described(name, trace(state)) for name in pictures(state))
    found = {words[place] for place in hidden & words.keys() if len(words[place]) > 5 and words[place] not in told}
    whole = picks(trace(replace(state, shown=9))) if not ended(state) else {}
    return found | {text.partition(": ")[2] for letter, text in whole.items() if letter}


def there(number):
    """The places of words in a step and around it."""
    around, *_ = page().partition('<div class="to" data-for="desk">')
    strip = page().rpartition("</article>")[2]
    step = re.findall("<article.*?</article>", page(), re.DOTALL)[number - 1]
    return set(re.findall(r'data-slot="([\w-]+)"', around + step + strip))


def ended(state):
    """Whether all of the step is shown."""
    return state.shown >= len(lecture()[state.step].reveals)


@pytest.mark.parametrize("y", [1, 0])
@pytest.mark.parametrize("number", range(1, len(STEPS) + 1))
def test_what_is_held_back_stands_nowhere_on_the_page_until_it_is_shown(blank, number, y):
    seen = at(number, predict=False, y=y, picks=PICKS)
    desk, groups = blank.open(replace(seen, view="desk").link()[0]), lecture()[seen.step].reveals
    desk.shows(replace(seen, view="desk"))  # what was seen there is not left behind
    desk.see("Lecture")
    desk.shows(seen)
    desk.box("Predict first").check()
    for shown in range(len(groups) + 1):
        state = replace(seen, predict=True, shown=shown)
        desk.shows(state)
        said, veiled = desk.page.evaluate(SAYS), held(number, shown, y) & set(lecture()[seen.step].pictures)
        assert secrets(state) or ended(state)
        assert not [said.partition(secret)[0][-40:] for secret in secrets(state) if secret in said], shown
        for name in veiled:
            chart = desk.step.locator(f'[data-chart="{name}"]')
            assert "held back" in chart.get_attribute("aria-label")
            assert chart.locator(".marks > *, .curves > *").count() == 0
        assert desk.step.locator(".veiled").count() == len(veiled)
        if shown < len(groups):
            desk.button("Show").click()
    if number < len(STEPS):
        desk.button("Next").click()
        desk.shows(replace(state, step=STEPS[number], shown=0))


@pytest.mark.parametrize("scheme", ["light", "forced"])
@pytest.mark.parametrize("number", range(5, len(STEPS) + 1))
def test_no_part_of_a_formula_looks_as_if_it_fell_away_until_it_is_shown(blank, number, scheme):
    if scheme == "forced":
        blank.page.emulate_media(forced_colors="active")
    looks = {}
    for y in (1, 0):
        for shown in (0, 9):
            state = at(number, y=y, shown=shown)
            looks[y, shown] = blank.follow(state.link()[0]).shows(state).step.evaluate(LOOKS)
    assert looks[1, 0] == looks[0, 0]
    if number <= 8:
        assert looks[1, 9] != looks[0, 9]
        dead = {tuple(look[1:]) for look in looks[1, 0] if look[0] == "lives0"}
        assert not dead & {tuple(look[1:]) for look in looks[1, 9] if look[0] == "lives0"}


@pytest.mark.parametrize("number", range(1, len(STEPS) + 1))
def test_empty_axes_stay_where_a_picture_is_held_back(blank, number):
    desk = blank.look_at(at(number)).drawn()
    for name in lecture()[STEPS[number - 1]].pictures:
        chart = desk.step.locator(f'[data-chart="{name}"]')
        assert chart.get_attribute("aria-label") == "Empty axes: the chart is held back until it is shown."
        assert chart.locator(".plot .xaxislayer-above text, .plot .annotation-text").count() >= 2
        curves = chart.locator(".plot .scatterlayer path.js-line").evaluate_all(
            "(all) => all.map((one) => one.getBBox()).map(({ width, height }) => Math.min(width, height))"
        )
        assert all(size < 10 for size in curves)  # the line of 0, or a scale with its ticks


def asked(desk):
    """The options that the step on the screen asks to pick from."""
    return desk.step.get_by_role("radio")


@pytest.mark.parametrize("number", [STEPS.index(step) + 1 for step in ANSWERS])
@pytest.mark.parametrize("stage", [False, True])
def test_what_is_picked_is_in_the_link_kept_by_a_reload_and_told_after_show(blank, number, stage):
    y = {9: 1, 10: 0}.get(number, 1)
    state = at(number, y=y, stage=stage)
    desk = blank.open(state.link()[0]).shows(state)
    markup = desk.step.locator("fieldset").evaluate("(part) => part.outerHTML")
    said = desk.step.locator('[data-slot="said_pick"]')
    right = ANSWERS[state.step](trace(state))[0]
    for letter in OPTIONS:
        option = lecture()[state.step].options[OPTIONS.index(letter)].text.replace("*", "")
        desk.step.get_by_role("group", name=lecture()[state.step].question.replace("*", "")).get_by_role(
            "radio", name=option, exact=True
        ).check()
        picked = replace(state, picks=((state.step, letter),))
        desk.shows(picked).carries(picked)
        assert desk.step.locator("fieldset").evaluate("(part) => part.outerHTML") == markup
        assert said.inner_text() == ""
    desk.reload().shows(picked)
    for shown in range(1, len(lecture()[state.step].reveals) + 1):
        desk.button("Show").click()
        desk.shows(replace(picked, shown=shown)).carries(replace(picked, shown=shown))
    assert said.inner_text() == picks(trace(replace(picked, shown=9)))["c"]
    assert said.inner_text().startswith("Right: " if "c" in right else "Not so: ")
    desk.page.go_back()
    desk.shows(replace(picked, shown=shown - 1))


def test_options_are_picked_with_the_keyboard_and_undo_leaves_them_alone(blank):
    desk = blank.open(at(5).link()[0]).shows(at(5))
    asked(desk).first.focus()
    desk.page.keyboard.press("Space")
    desk.shows(at(5, picks=(("outcomes", "a"),)))
    desk.page.keyboard.press("ArrowDown")
    desk.shows(at(5, picks=(("outcomes", "b"),)))
    desk.number("b").fill("2")
    desk.shows(at(5, picks=(("outcomes", "b"),), b=2.0))
    desk.button("Undo").click()
    desk.shows(at(5, picks=(("outcomes", "b"),))).carries(at(5, picks=(("outcomes", "b"),)))


def test_a_link_with_strange_picks_says_so_and_the_rest_of_it_holds(blank):
    desk = blank.open(f"{at(5).link()[0]}&picks=xyz")
    desk.shows(at(5), notes=["picks must be steps with a, b, c, like log:a, got “xyz”"])
    assert not [one for one in asked(desk).all() if one.is_checked()]


@pytest.mark.parametrize("number", [STEPS.index(step) + 1 for step in ANSWERS])
def test_the_question_does_not_know_its_answer(blank, number):
    found = {}
    y = {9: 1, 10: 0}.get(number)
    weights = ((2.5, -5.0, -1.2, 0.5, 2.0, 0.7), (-2.5, 5.0, 1.2, 0.5, 2.0, -1.7), (0.0,) * 6)
    for label, w in product((0, 1) if y is None else (y,), weights):
        state = at(number, y=label, w=w)
        part = blank.follow(state.link()[0]).shows(state).step.locator(".guesses:visible")
        found.setdefault(part.evaluate("(part) => part.outerHTML"), set()).add(ANSWERS[state.step](trace(state))[0])
    assert len(found) == 1
    if number not in (4, 6, 7, 9):
        assert len(*found.values()) > 1


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
    said, t = desk.page.evaluate(SAYS), trace(MINE())
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
    for moved in (
        {"shown": 1},
        {"shown": 2},
        {"step": "likelihood", "shown": 0},
        {"shown": 1},
        {"step": "outcomes", "shown": 0},
    ):
        desk.page.keyboard.press("PageDown")
        state = replace(state, **moved)
        desk.carries(state)
    desk.shows(state)
    for step in ("likelihood", "estimate"):
        desk.page.keyboard.press("PageUp")
        state = replace(state, step=step, shown=9)
    desk.shows(state)
