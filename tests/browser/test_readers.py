"""Every reader: by keyboard alone, at 200 % and on 320 pixels, with the system's own colours, by touch."""

from dataclasses import replace

import pytest
from later import later, made
from screen import Desk
from test_access import BEHIND, contrast
from windows import watch

from logreg import State, trace
from logreg.reader.edits import edits
from logreg.reader.state import PARTS, STEPS

LECTURE, LEARN, WHY = (
    later(State, view="lecture", step="outcomes"),
    later(State, view="learn"),
    later(State, view="why"),
)
GUESS = later(replace, LECTURE, step="estimate", predict=True)
PLACES = {
    "desk": later(State),
    "why": WHY,
    "lecture": LECTURE,
    "guess": GUESS,
    "stage": later(replace, LECTURE, stage=True),
    **{f"learn, {part}": later(replace, LEARN, part=part) for part in PARTS},
}
DIALOGS = {"QR code": later(State), "Save": later(State), "Code": LECTURE, "3-D": LEARN, "Your own list": WHY}
each_place = pytest.mark.parametrize("place", PLACES)
# every control that can be seen, in the order of the page; of radio buttons the one that is chosen
CONTROLS = """() => [...document.querySelectorAll(
    ".desk :is(a[href], button, input, select, textarea, summary, [tabindex])")]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled && node.tabIndex >= 0)
  .filter((node, _, all) => node.type !== "radio" || node.checked ||
    node === all.find((one) => one.name === node.name) && !all.some((one) => one.name === node.name && one.checked))
  .map((node, n) => (node.dataset.stop = n))"""
# the control that has the focus, the colour of the ring around it and of what lies under that, and its HTML
FOCUSED = f"""() => {{{BEHIND}
  const node = document.activeElement
  const ringed = [node.closest("label"), node].find((one) => {{
    const {{ outlineStyle, outlineWidth }} = one ? getComputedStyle(one) : {{}}
    return outlineStyle && outlineStyle !== "none" && parseFloat(outlineWidth) >= 1
  }})
  const {{ outlineColor, outlineOffset }} = ringed ? getComputedStyle(ringed) : {{}}
  const under = ringed && behind(parseFloat(outlineOffset) < 0 ? ringed : ringed.parentElement)
  const stop = node.dataset.stop === undefined ? null : Number(node.dataset.stop)
  return [stop, outlineColor, under, node.outerHTML.slice(0, 120)]
}}"""
# the control that has the focus, if a part of it lies under the strip of numbers or off the screen; not a tall one
COVERED = """() => {
  const node = document.activeElement
  const { top, bottom, left, right } = (node.closest("label") ?? node).getBoundingClientRect()
  const strip = document.querySelector(".strip").getBoundingClientRect()
  const floor = strip.height ? strip.top : innerHeight
  const fits = bottom - top < floor / 2
  const hides = fits && (bottom > floor + 1 || top < -1)
  return hides ? `${node.outerHTML.slice(0, 120)}: ${top} to ${bottom} of ${floor}` : ""
}"""
FAULTS = """() => {
  const width = document.documentElement.clientWidth
  const shown = ":is(button, input, select, textarea, h2, p, th, td, li, b, output, math, .chart, .facts span)"
  const beyond = [...document.querySelectorAll(`.desk ${shown}, dialog[open], dialog[open] ${shown}`)]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }))
    .filter((node) => {
      const { left, right } = node.getBoundingClientRect()
      const holds = node.closest(".scroll, .rows, pre, .shine, .quiet") // scrolls, or is only heard
      return !holds && (right > width + 1 || left < -1)
    })
  return {
    sideways: Math.max(...[document.documentElement, document.querySelector("[data-testid=stMain]"),
      ...document.querySelectorAll("dialog[open]")].map((one) => one.scrollWidth - one.clientWidth)),
    beyond: beyond.map((node) => node.outerHTML.slice(0, 100)),
  }
}"""


def opened(desk, state):
    """The desk at a state, which need not have charts."""
    return desk.arrive(state).rests()


@each_place
def test_the_tab_key_reaches_every_control_in_the_order_of_the_page_and_one_sees_where_it_is(blank, place):
    page = opened(blank, made(PLACES[place])).page
    if place == "why":  # there the word under the cursor has controls of its own
        blank.point(5)
        blank.rests()
    stops = page.evaluate(CONTROLS)
    page.locator("[data-stop='0']").focus()
    reached = []
    for _ in stops:
        reached.append(focused(page))
        page.keyboard.press("Tab")
    assert reached == stops


def focused(page):
    """The number of the control that has the focus, which is seen to have it."""
    number, ring, under, html = page.evaluate(FOCUSED)
    assert ring, f"no ring around {html}"
    assert "none" in ring or contrast(ring, under) >= 3, f"{ring} on {under} around {html}"
    return number


@pytest.mark.parametrize("button", DIALOGS)
def test_in_a_dialog_too_one_sees_where_one_is_and_escape_leads_back(blank, button):
    dialog = opened(blank, made(DIALOGS[button])).dialog(button)
    page = blank.page
    blank.rests()
    stops = dialog.locator(":is(button, input, select, textarea, pre, .space):visible").count()
    dialog.locator("button").first.focus()
    for _ in range(stops):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement !== document.body"):
            focused(page)
            assert page.evaluate("Boolean(document.activeElement.closest('dialog'))")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.textContent") == button


@pytest.mark.parametrize("place", ["desk", "why", "lecture", "guess"])
@pytest.mark.parametrize(("width", "height"), [(640, 360), (390, 844), (320, 640)])
def test_what_has_the_focus_is_not_under_the_strip_of_numbers(blank, place, width, height):
    blank.page.set_viewport_size({"width": width, "height": height})
    page = opened(blank, made(PLACES[place])).page
    stops = page.evaluate(CONTROLS)
    page.locator("[data-stop='0']").focus()
    for _ in stops:
        covered = page.evaluate(COVERED)
        assert not covered, covered
        page.keyboard.press("Tab")


@each_place
@pytest.mark.parametrize(("width", "height"), [(640, 360), (320, 640)], ids=["200 %", "320 px"])
def test_nothing_is_lost_to_the_side(blank, place, width, height):
    blank.page.set_viewport_size({"width": width, "height": height})
    page = blank.look_at(made(PLACES[place])).rests().page
    faults = page.evaluate(FAULTS)
    assert faults["sideways"] <= 0
    assert faults["beyond"] == []


@pytest.mark.parametrize("button", DIALOGS)
@pytest.mark.parametrize(("width", "height"), [(640, 360), (320, 640)], ids=["200 %", "320 px"])
def test_nothing_of_a_dialog_is_lost_to_the_side(blank, button, width, height):
    blank.page.set_viewport_size({"width": width, "height": height})
    opened(blank, made(DIALOGS[button])).dialog(button)
    blank.rests()
    faults = blank.page.evaluate(FAULTS)
    assert faults["sideways"] <= 0
    assert faults["beyond"] == []


# the spacing that text must bear (WCAG 1.4.12), and one frame more, in which the charts are drawn anew
SPACED = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }"""
FRAME = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


def loses_nothing(desk):
    """With letters, words and lines set apart every text can be read, on a phone and on a desk."""
    page = desk.page
    page.add_style_tag(content=SPACED)
    for width, height in [(390, 844), (1280, 720)]:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(FRAME)
        desk.rests().until(lambda: page.evaluate("readLost()"), patience=5)


@each_place
def test_nothing_is_lost_where_letters_words_and_lines_are_set_apart(blank, place):
    loses_nothing(opened(blank, made(PLACES[place])))


@pytest.mark.parametrize("stage", [False, True], ids=["beside the desk", "on the stage"])
def test_nothing_of_a_step_is_lost_where_letters_words_and_lines_are_set_apart(blank, stage):
    opened(blank, replace(LECTURE(), stage=stage))
    for step in STEPS:
        blank.take_step(step)
        loses_nothing(blank)


@pytest.mark.parametrize("button", [*DIALOGS, "Copy link"])
def test_nothing_of_a_dialog_is_lost_where_letters_words_and_lines_are_set_apart(blank, button):
    opened(blank, made(DIALOGS.get(button, later(State))))
    blank.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")  # as in most frames
    blank.dialog(button).wait_for()
    loses_nothing(blank)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_systems_own_colours_what_counts_and_what_is_chosen_can_still_be_told(blank, scheme):
    blank.page.emulate_media(forced_colors="active", color_scheme=scheme)
    desk = blank.open()
    desk.shows(State())
    lights = desk.page.evaluate("""() => [...document.querySelectorAll(".shine mark")].map((mark) => {
      const { borderBottomStyle, borderBottomColor } = getComputedStyle(mark)
      return [borderBottomStyle, borderBottomColor]
    })""")
    assert lights
    assert {style for style, _ in lights} == {"solid", "dashed"}
    through = desk.review.evaluate("(area) => getComputedStyle(area).backgroundColor")
    assert through.endswith(", 0)"), "the text box covers what is lit up under it"
    look = """(node) => {
      const { backgroundColor, borderColor, outlineStyle, forcedColorAdjust } = getComputedStyle(node)
      return [backgroundColor, borderColor, outlineStyle, forcedColorAdjust].join()
    }"""
    chosen, other = (desk.page.locator(".views label", has_text=name).evaluate(look) for name in ("Desk", "Why?"))
    assert chosen != other


# what can be seen of the charts, each with its colour and the least contrast that it needs with the ground
DRAWN = """() => [...document.querySelectorAll(".chart :is(text, .bar, .point, .ring, .line, .curve, .js-line)")]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && (node.textContent || node.tagName !== "text"))
  .filter((node) => { const { width, height } = node.getBBox(); return width + height > 0 })
  .map((node) => {
    const { fill, stroke } = getComputedStyle(node)
    const stroked = node.matches(".ring, .line, .curve, .js-line")
    return [node.outerHTML.slice(0, 90), stroked ? stroke : fill, node.tagName === "text" ? 4.5 : 3]
  })"""


@pytest.mark.parametrize("place", ["desk", "why", "lecture", "stage", "learn, path", "learn, learned"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_systems_own_colours_the_charts_can_be_read(blank, scheme, place):
    blank.page.emulate_media(forced_colors="active", color_scheme=scheme)
    desk = blank.open(PLACES[place]().link()[0])
    desk.rests()
    ground = desk.page.evaluate("getComputedStyle(document.body).backgroundColor")
    drawn = desk.page.evaluate(DRAWN)
    assert len(drawn) > 10
    for html, colour, least in drawn:
        assert contrast(colour, ground) >= least, (html, colour, ground)


@pytest.mark.parametrize(("y", "dead"), [(1, "lives0"), (0, "lives1")])
def test_what_falls_away_is_pale_also_in_the_systems_own_colours(blank, y, dead):
    blank.page.emulate_media(forced_colors="active")
    desk = blank.open(replace(LECTURE(), y=y).link()[0])
    look = "(nodes) => [...new Set(nodes.map((node) => getComputedStyle(node).color))]"
    (pale,) = desk.step.locator(f".{dead}").evaluate_all(look)
    (living,) = desk.step.locator(f".lives{y}").evaluate_all(look)
    assert pale != living


def test_a_finger_does_what_a_mouse_does(pocket, trouble, address):
    stop = watch(pocket, trouble)
    pocket.set_viewport_size({"width": 390, "height": 844})
    desk = Desk(pocket, address).open(replace(LEARN(), t=2).link()[0])
    desk.button("Play").tap()
    desk.until(lambda: "t=" not in desk.search() and [desk.search()])
    desk.button("Pause").tap()
    surface = desk.page.locator(".surface .marks").first
    surface.scroll_into_view_if_needed()
    box = surface.bounding_box()
    desk.page.touchscreen.tap(box["x"] + 0.3 * box["width"], box["y"] + 0.3 * box["height"])
    desk.until(lambda: "start=" not in desk.search() and ["no start"])
    assert isinstance(State.from_query(desk.search()[1:])[0].start, tuple)
    opened(desk, State())
    state = State(on=(False, *(True,) * 5), digits=4)
    for name in ("x1", "4 digits"):
        desk.page.get_by_role("checkbox", name=name).tap()
    desk.shows(state)
    desk.page.get_by_role("radio", name="y = 0").tap()
    desk.shows(replace(state, y=0))
    desk.button("Undo").tap()
    desk.shows(state)
    opened(desk, WHY())
    edit = desk.page.locator(".edits button").first
    said = edit.locator(".what").inner_text()
    edit.tap()
    changed = next(one for one in edits(trace(WHY())) if one.what == said)
    desk.shows(changed.trace.state)
    opened(desk, replace(LEARN(), part="data"))
    with desk.page.expect_file_chooser() as chooser:
        desk.page.locator(".learn input[type=file]").tap()
    rows = b"y,text\n1,great\n0,dull\n1,fine\n"
    chooser.value.set_files({"name": "rows.csv", "mimeType": "text/csv", "buffer": rows})
    desk.until(lambda: desk.page.locator(".data tbody tr").count() != 3 and ["no rows"])
    opened(desk, LEARN())
    desk.button("3-D").tap()
    space = desk.page.locator(".space")
    desk.until(lambda: not space.evaluate("(place) => Boolean(place._fullLayout)") and ["nothing is drawn"])
    eye = "(place) => Object.values(place._fullLayout.scene._scene.getCamera().eye)"
    before, box, touch = space.evaluate(eye), space.bounding_box(), desk.page.context.new_cdp_session(desk.page)
    middle = box["y"] + box["height"] / 2
    for kind, x in (("touchStart", 0.5), *(("touchMove", 0.5 + n / 40) for n in range(10)), ("touchEnd", None)):
        points = [] if x is None else [{"x": box["x"] + x * box["width"], "y": middle}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    desk.until(lambda: space.evaluate(eye) == before and ["it stands still"])
    stop()
    pocket.goto("about:blank")
