"""Names and keyboard for everyone; light and dark; and little motion."""

import re

import pytest
from later import later
from screen import CHARTS, NUMBERS, READOUTS

from logreg import EXAMPLES, FEATURES, State, trace
from logreg.figures.theme import COLOURS, SCHEMES
from logreg.web.page import pictures

FOCUSED = """() => {
  const { tagName, type, ariaLabel, labels, textContent } = document.activeElement
  return `${tagName.toLowerCase()} ${type ?? ""} ${ariaLabel ?? labels?.[0]?.textContent ?? textContent}`
}"""
BEHIND = """
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor
      if (!/, 0\\)$/.test(colour) && colour !== "transparent") return colour
    }
    return "rgb(255, 255, 255)"
  }
"""
# the colour of a chart's letters that can be seen, and the colour behind them
INKS = f"""() => {{{BEHIND}
  return [...document.querySelectorAll(".desk .chart text")]
    .filter((text) => text.textContent.trim() && text.checkVisibility({{ visibilityProperty: true }}))
    .map((text) => [text.textContent, getComputedStyle(text).fill, behind(text.closest(".chart"))])
}}"""
WORDS = (
    f"() => {{{BEHIND}"
    + """
  return [...document.querySelectorAll(".desk :is(h1, h2, p, span, small, output, button:enabled, label, li, b)")]
    .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()))
    .filter((node) => !node.closest(".quiet, dialog") && node.checkVisibility({ visibilityProperty: true }))
    .map((node) => [node.textContent, getComputedStyle(node).color, behind(node)])
}"""
)


def rgb(text):
    """The three channels of a CSS colour, 0 to 255."""
    if text.startswith("#"):
        return [int(text[n : n + 2], 16) for n in (1, 3, 5)]
    return [float(number) for number in re.findall(r"[\d.]+", text)[:3]]


def contrast(one, other):
    """The contrast of two colours by the formula of WCAG 2.2."""

    def luminance(colour):
        shares = [channel / 255 for channel in rgb(colour)]
        linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
        return sum(weight * s for weight, s in zip((0.2126, 0.7152, 0.0722), linear))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_everything_has_its_name(desk):
    page = desk.shows(State()).page
    assert desk.review.evaluate("(node) => node.tagName") == "TEXTAREA"
    for key in NUMBERS:
        assert desk.slider(key).count() == desk.number(key).count() == 1, key
    for feature in FEATURES:
        assert page.get_by_role("checkbox", name=feature.name).count() == 1, feature.name
        assert page.get_by_role("group", name=f"{feature.name}: {feature.meaning}").count() == 1
    for name in READOUTS:
        assert desk.output(name).count() == 1, name
        assert desk.output(name).evaluate("(node) => node.tagName") == "OUTPUT"
    radios = page.get_by_role("radio").evaluate_all(
        "(all) => all.map((node) => node.ariaLabel ?? node.labels[0].textContent)"
    )
    assert radios == ["Desk", "Why?", "Lecture", "Learn", "y = 1", "y = 0"]
    assert page.get_by_role("combobox", name="Example").locator("option").all_text_contents()[: len(EXAMPLES)] == [
        example.title for example in EXAMPLES
    ]


def test_every_chart_is_a_picture_whose_text_carries_its_numbers(blank):
    state = State(b=-3.3, digits=4)
    desk = blank.open(state.link()[0])
    desk.shows(state)
    for name in pictures(state):
        text = CHARTS[name].describe(trace(state))
        assert re.search(r"\d\.\d{4}", text)
        picture = desk.page.get_by_role("img", name=text, exact=True)
        assert picture.get_attribute("data-chart") == name


def test_a_summary_is_spoken_once_all_has_settled(desk):
    desk.number("b").fill("-3.3")
    desk.shows(State(b=-3.3))
    desk.says(CHARTS["loss"].describe(trace(State(b=-3.3))))
    live = "(all) => all.filter((node) => !node.closest('.guesses')).map((node) => node.ariaLive)"
    assert set(desk.page.locator(".desk output").evaluate_all(live)) == {"off"}  # silent at every step of a drag


def test_a_drag_is_spoken_of_once_at_its_end(desk):
    desk.rests()  # the first screen has been spoken of
    desk.page.evaluate("""() => {
      window.spoken = []
      for (const live of document.querySelectorAll(".desk :is([role=status], [role=alert], [aria-live=polite])"))
        new MutationObserver(() => spoken.push(live.textContent))
          .observe(live, { childList: true, characterData: true, subtree: true })
    }""")
    desk.hold("w1", 2.5)
    desk.page.mouse.down()
    for n in range(60):
        desk.hold("w1", 2.5 + n / 20)
        desk.pause(0.016)
    assert desk.page.evaluate("spoken") == []
    desk.page.mouse.up()
    w1 = float(desk.slider("w1").input_value())
    desk.says(CHARTS["loss"].describe(trace(State(w=(w1, *State.w[1:]))))).rests()
    assert len(desk.page.evaluate("spoken")) == 1


def test_the_surface_in_space_is_turned_by_keys(blank):
    desk = blank.open(State(view="learn").link()[0])
    desk.dialog("3-D")
    space = desk.page.locator(".space")
    desk.until(lambda: not space.evaluate("(place) => Boolean(place._fullLayout)") and ["nothing is drawn"])
    eye = "(place) => { const { x, y, z } = place._fullLayout.scene.camera.eye; return [x, y, z] }"
    space.focus()
    before = space.evaluate(eye)
    seen = [before]
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        desk.page.keyboard.press(key)
        desk.until(lambda: space.evaluate(eye) == seen[-1] and ["it stands still"])
        seen.append(space.evaluate(eye))
    assert seen[2] == pytest.approx(before, abs=0.01)
    assert seen[4] == pytest.approx(before, abs=0.01)
    assert seen[1][2] == before[2]
    assert seen[3][2] > before[2]
    for _ in range(24):  # once around
        desk.page.keyboard.press("ArrowRight")
    desk.until(lambda: space.evaluate(eye) != pytest.approx(before, rel=0.02) and [space.evaluate(eye)])


def test_the_tab_key_walks_through_every_control_in_reading_order(desk):
    rows = [
        line
        for feature in FEATURES
        for key in [f"w{feature.name[1]}"]
        for line in (f"input checkbox {feature.name} {feature.short}", f"input range {key}", f"input number {key}")
    ]
    wanted = [
        "input radio Desk",
        "button button Stage",
        "button button Undo",
        "button button Redo",
        "button button Reset model",
        "button button Copy link",
        "button button QR code",
        "button button Save",
        "input checkbox 4 digits",
        "select select-one Example",
        "textarea textarea Review",
        *rows,
        "input range b",
        "input number b",
        "input radio y = 1",
    ]
    desk.box("Desk").focus()
    walked = [desk.page.evaluate(FOCUSED)]
    for _ in wanted[1:]:
        desk.page.keyboard.press("Tab")
        walked.append(desk.page.evaluate(FOCUSED))
    assert walked == wanted


def test_the_keyboard_alone_does_it_all(desk):
    keys = desk.page.keyboard
    desk.button("Save").focus()
    for press in ["Tab", "Space"]:  # 4 digits
        keys.press(press)
    desk.shows(State(digits=4))
    keys.press("Tab")
    keys.press("ArrowDown")  # the next example
    desk.shows(State(digits=4, review=EXAMPLES[1].review, y=EXAMPLES[1].y))
    for press in ["Tab", "Tab", "Space"]:  # x1 off
        keys.press(press)
    off = State(digits=4, review=EXAMPLES[1].review, y=0, on=(False, *(True,) * 5))
    desk.shows(off)
    keys.press("Control+z")
    keys.press("Control+z")
    desk.shows(State(digits=4))


def test_a_long_review_does_not_put_a_hidden_layer_into_the_tab_order(desk):
    desk.review.fill("great film\n" * 60)
    desk.shows(State(review="great film\n" * 60))
    desk.page.get_by_label("Example", exact=True).focus()
    desk.page.keyboard.press("Tab")
    assert desk.page.evaluate("document.activeElement.tagName") == "TEXTAREA"


SCREENS = {
    "desk": later(State),
    "why": later(State, view="why"),
    **{
        f"step {step}": later(State, view="lecture", step=step)
        for step in ("labels", "outcomes", "log", "plug_in", "suppose_0")
    },
    "stage": later(State, view="lecture", stage=True, step="negate"),
    "the way down": later(State, view="learn", part="path", t=20),
    "what was learned": later(State, view="learn", part="learned", t=20),
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_light_and_dark_are_legible(blank, scheme, screen):
    blank.page.emulate_media(color_scheme=scheme)
    desk = blank.look_at(SCREENS[screen]()).rests()
    colours = {name: pair[SCHEMES.index(scheme)] for name, pair in COLOURS.items()}
    ground = desk.page.get_by_test_id("stApp").evaluate("(node) => getComputedStyle(node).backgroundColor")
    assert rgb(ground) == rgb(colours["background"])
    inks = desk.page.evaluate(INKS)
    assert len(inks) > 10
    assert rgb(colours["quiet"]) in [rgb(fill) for _, fill, _ in inks]
    for text, colour, behind in [*inks, *desk.page.evaluate(WORDS)]:
        assert contrast(colour, behind) >= 4.5, (text, colour, behind)


@pytest.mark.parametrize(("before", "after"), [SCHEMES, SCHEMES[::-1]])
def test_the_charts_follow_when_light_turns_to_dark_and_back(blank, before, after):
    blank.page.emulate_media(color_scheme=before)
    desk = blank.open()
    desk.shows(State())
    ticks = "() => [...document.querySelectorAll('.plot .xtick text')].map((text) => getComputedStyle(text).fill)"
    quiet = {tuple(rgb(COLOURS["quiet"][SCHEMES.index(after)]))}
    desk.page.emulate_media(color_scheme=after)
    desk.until(lambda: {tuple(rgb(fill)) for fill in desk.page.evaluate(ticks)} != quiet and ["the old colours"])
    assert all(contrast(fill, behind) >= 4.5 for _, fill, behind in desk.page.evaluate(INKS))
    desk.shows(State())


def test_who_wants_less_motion_sees_none(blank):
    blank.page.emulate_media(reduced_motion="reduce")
    desk = blank.open(State(view="learn").link()[0])
    moving = """() => [...document.querySelectorAll(".desk, .desk *")].flatMap((node) =>
      ["", "::before", "::after", "::backdrop"].filter((part) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(node, part || null)
        return /[1-9]/.test(transitionDuration) || (animationName !== "none" && /[1-9]/.test(animationDuration))
      }).map((part) => node.outerHTML.slice(0, 80) + part))
      .concat(document.querySelector(".desk").getAnimations({ subtree: true }).map((one) => one.animationName))"""
    assert desk.page.evaluate(moving) == []
    desk.button("Play").click()
    assert desk.page.evaluate(moving) == []
    desk.button("Pause").click()
    for view in ("Desk", "Why?", "Lecture"):
        desk.see(view)
        assert desk.page.evaluate(moving) == []
        desk.rests()
        assert desk.page.evaluate(moving) == []
    desk.page.evaluate("document.querySelector('.desk').ariaBusy = 'true'")
    desk.dialog("Save")
    assert desk.page.evaluate(moving) == []
