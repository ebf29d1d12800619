"""What is printed: the lecture on paper, the charts that are saved, and the page itself."""

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from later import later
from screen import CHARTS

from logreg import LECTURE, State, trace
from logreg.figures import theme
from logreg.prose import lecture
from logreg.reader.state import STEPS
from logreg.web.export.takeaway import drawn, taken
from logreg.web.views import charts
from logreg.web.views.learn import view as learn

A4 = {"width": 673, "height": 1017}  # pixels of it between the margins of what is printed
SCREENS = {
    "first": later(State),
    "y = 0": later(State, y=0, digits=4, on=(True, False, True, True, True, False)),
    "sure": later(State, b=40.0, y=0),
    "far": later(State, w=(200.0, -300.0, 40.0, 50.0, 60.0, 70.0), b=-20.0),
    "farthest": later(State, w=(1e300,) * 6),
    "empty": later(State, review="", w=(0.0,) * 6, b=0.0),
    "long": later(State, review=(LECTURE.review * 6)[:3000], digits=4),
    **{f"ŷ {b}": later(State, b=b) for b in (-9.0, -5.5, -4.0, -3.0, -2.0, -1.0, 1.0, 3.0)},
}
LEARNING = {
    "begun": later(State, view="learn", t=20),
    "logarithmic": later(State, view="learn", t=200, logarithmic=True, eta=1.0, scaled=True),
    "too large": later(State, view="learn", t=300, eta=20.0),
    "IMDb": later(State, view="learn", data="imdb", t=500, eta=0.05, digits=4),
    "penalty": later(State, view="learn", l2=0.5, t=500, axes=(2, 6), start=(3.0, -4.0)),
}


# the lecture on paper


def saved_lecture(desk):
    """The document as it is saved."""
    name, content = desk.saved(desk.dialog("Save").get_by_role("button", name="HTML of the lecture").click)
    assert name == "lecture.html"
    return content.decode()


def printed(page, document, tmp_path):
    """Open the document alone, laid out as on paper."""
    file = tmp_path / "lecture.html"
    file.write_text(document, encoding="utf-8")
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize(
    "state", [later(State, view="lecture", step="estimate", predict=True), SCREENS["far"]], ids=["first", "far"]
)
def test_the_lecture_is_saved_whole_with_every_picture_in_it(blank, browser, state, tmp_path):
    document = saved_lecture(blank.open(state.link()[0]))
    names = [name for step in lecture().values() for name in step.pictures]
    assert len(re.findall(r'src="data:image/svg\+xml,', document)) == len(names)
    assert set(re.findall(r'(?:src|href)="(.{5})', document)) == {"data:"}
    pictures = [unquote(address) for address in re.findall(r'src="data:image/svg\+xml,([^"]+)"', document)]
    t = trace(replace(state, predict=False))
    for name, svg in zip(names, pictures):
        tags = [mark.text for mark in CHARTS[name].marks(t, 10) if mark.kind == "tag" and mark.text.isalpha()]
        assert [tag for tag in tags if tag not in svg] == []
        assert theme.SAVED_FONT.split(",")[0] in svg
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    printed(page, document, tmp_path)
    assert page.evaluate("Promise.all([...document.images].map((image) => image.decode()))") is not None
    assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 300 && image.alt.length > 20)")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()


@pytest.mark.parametrize("state", [SCREENS[name] for name in ("first", "y = 0", "farthest", "long")])
def test_each_step_of_the_lecture_fits_on_a_page_and_nothing_is_wider(blank, browser, state, tmp_path):
    document = saved_lecture(blank.open(state.link()[0]))
    page = browser.new_page()
    printed(page, document, tmp_path)
    boxes = page.evaluate("""() => [...document.querySelectorAll("article")].map((article) => {
      const { width, height } = article.getBoundingClientRect()
      return [width, height, getComputedStyle(article).breakInside, article.scrollWidth]
    })""")
    assert len(boxes) == len(STEPS)
    for width, height, breaks, inner in boxes:
        assert height < A4["height"]
        assert inner <= width + 1
        assert breaks == "avoid"
    pdf = page.pdf(prefer_css_page_size=True)
    [(width, height)] = {*re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)}
    assert (round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) == (210, 297)  # A4, in mm
    page.close()


# charts that are saved

TOUCHING = """(svgs) => svgs.map((svg) => {
  document.body.innerHTML = svg
  const whole = document.querySelector("svg").getBoundingClientRect()
  const visible = (node) => node.textContent.trim() && getComputedStyle(node).visibility !== "hidden"
  const seen = [...document.querySelectorAll("text")].filter(visible)
  const boxes = seen.map((node) => [node.textContent, node.getBoundingClientRect()])
  const said = []
  const fonts = new Set([...document.querySelectorAll("text")].map((node) => getComputedStyle(node).fontFamily))
  for (const [text, box] of boxes) {
    const across = box.left < whole.left || box.right > whole.right
    if (across || box.top < whole.top || box.bottom > whole.bottom) said.push(`${text} reaches out`)
  }
  boxes.forEach(([text, a], i) => {
    for (const [other, b] of boxes.slice(i + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (across > 1 && down > 3) said.push(`${text} touches ${other}`)
    }
  })
  return [said, [...fonts]]
})"""
SAVED = """(figures) => Promise.all(
  figures.map(({ data, layout, ...size }) => Plotly.toImage({ data, layout }, { format: "svg", ...size })))"""


@pytest.mark.parametrize("state", [*SCREENS.values(), *LEARNING.values()], ids=[*SCREENS, *LEARNING])
def test_on_no_saved_chart_do_words_touch_or_reach_out(blank, browser, state):
    t, mine = trace(state), state.view == "learn"
    figures = {name: taken(t, f"{name}.svg")["figure"] for name in charts() if (name in learn.CHARTS) == mine}
    small = {} if mine else {f"{name}, small": figure for name, figure in drawn(t).items()}
    figures |= small
    blank.look_at(State()).drawn()
    saved = [unquote(one.partition(",")[2]) for one in blank.page.evaluate(SAVED, [*figures.values()])]
    page = browser.new_page()
    found = page.evaluate(TOUCHING, saved)
    page.close()
    assert [f"{name}: {line}" for name, (said, _) in zip(figures, found) for line in said] == []
    assert {font for _, fonts in found for font in fonts} == {theme.SAVED_FONT}


# the page itself

VIEWS = {
    "desk": later(State, y=0),
    "why": later(State, view="why"),
    "lecture": later(State, view="lecture", step="outcomes", predict=True),
    "worlds": later(State, view="lecture", step="suppose_0"),
    "stage": later(State, view="lecture", step="estimate", stage=True),
    **{part: later(State, view="learn", part=part, t=20) for part in ("step", "path", "learned", "data")},
}
CONTROLS = """() => [...document.querySelectorAll("button, input, select, textarea, summary, [role=slider]")]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && node.getBoundingClientRect().width > 1)
  .map((node) => [node, getComputedStyle(node)])
  .filter(([node, style]) => !(style.appearance === "none" || node.type === "number") || style.borderTopWidth !== "0px"
    || style.backgroundColor !== "rgba(0, 0, 0, 0)" || ["range", "checkbox", "radio", "file"].includes(node.type))
  .map(([node]) => node.outerHTML.slice(0, 80))"""
DARK = """() => [...document.querySelectorAll(".desk, .desk *")]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }))
  .map((node) => [node, getComputedStyle(node).color.match(/\\d+/g).map(Number)])
  .filter(([node, [r, g, b]]) => Math.min(r, g, b) > 150)
  .filter(([node]) => [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
  .map(([node]) => node.outerHTML.slice(0, 80))"""


FITTING = """() => [...document.querySelectorAll(".chart")].filter((chart) => chart.offsetParent).map((chart) => {
  const box = (node) => node.getBoundingClientRect()
  const [outer, inner] = [box(chart), box(chart.querySelector(".main-svg") ?? chart)]
  const inside = inner.width <= outer.width + 1 && inner.height <= outer.height + 1
  return [outer.right <= 680, inside, outer.height > 100]
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", VIEWS.values(), ids=VIEWS)
def test_the_printed_page_has_no_controls_and_is_black_on_white(blank, scheme, state):
    page = blank.page
    page.emulate_media(color_scheme=scheme)
    blank.arrive(state)
    if state.view != "learn" or state.part in ("path", "learned"):
        blank.drawn()
    blank.rests()
    page.set_viewport_size({"width": 680, "height": 1000})
    page.emulate_media(media="print")
    page.evaluate("void dispatchEvent(new Event('beforeprint'))")
    try:
        assert page.evaluate(CONTROLS) == []
        assert page.evaluate(DARK) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 680
        charts = page.evaluate(FITTING)
        assert all(all(chart) for chart in charts)
        ticks = page.evaluate("[...document.querySelectorAll('.chart .xtick text')].map((text) => text.style.fill)")
        quiet = "rgb({}, {}, {})".format(*bytes.fromhex(theme.colour("quiet", "light")[1:]))
        shown = page.locator(".chart:visible .xtick").count()
        assert not shown or quiet in ticks
    finally:
        page.emulate_media(media="screen")
        page.evaluate("void dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".desk.printed").count()


def test_what_is_printed_says_what_the_screen_says(window):
    desk = window()
    desk.arrive(State(view="learn", part="path", t=20, l2=0.5)).drawn().rests()
    desk.page.emulate_media(media="print")
    assert desk.page.locator(".set label", has_text="penalty").is_visible()
    assert desk.page.locator("[data-key=l2]").input_value() == "0.5"
    assert not desk.page.locator(".set label", has_text="features scaled").is_visible()


def test_a_long_review_is_printed_whole(window):
    review = "No, it was a great film! " * 120
    desk = window().open(State(review=review).link()[0]).rests()
    desk.page.emulate_media(media="print")
    shine = desk.page.locator(".shine")
    assert shine.evaluate("(shine) => shine.scrollHeight - shine.clientHeight") <= 2
    assert shine.evaluate("(shine) => shine.clientHeight") > 300
    assert shine.text_content().count("great film") == 120
