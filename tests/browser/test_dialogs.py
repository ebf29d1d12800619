"""What opens over the page: a link for others and its QR code, what is taken away, and the code behind a step."""

import io
import re
import struct
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from xml.etree import ElementTree

import pytest
import segno
import zxingcpp
from later import later
from PIL import Image
from screen import CHARTS, with_weight

from logreg import EXAMPLES, State, trace
from logreg.figures import theme
from logreg.figures.marks import reach
from logreg.reader.state import HIDEABLE, STEPS
from logreg.reader.written import estimate, written
from logreg.web.assets import HIDES
from logreg.web.export import program
from logreg.web.export.numbers import numbers
from logreg.web.export.paper import blank as left_blank
from logreg.web.export.sheet import sheet
from logreg.web.export.takeaway import HEIGHT, WIDTH
from logreg.web.views import VIEWS
from logreg.web.views.learn import view as learn

NAMES = [*dict.fromkeys(name for view in VIEWS.values() for name in view.charts)]  # of all charts
MINE = later(State,
    review="A great film, & no “dull” scene! 😀", on=(True, False, True, True, True, True),
    w=(1.5, -2.0, 3.0, 0.25, -1.0, 0.5), b=-0.75, y=0, digits=4, lists=(("scene", 1),), view="lecture", step="negate",
)  # fmt: skip
SCREENS = {
    "desk": later(replace, MINE, view="desk", step="labels"),
    "why": later(replace, MINE, view="why", order=(6, 5, 4, 3, 2, 1, 0)),
    "lecture": MINE,
    "stage": later(replace, MINE, stage=True, step="suppose_0"),
}


def page_of(desk):
    return f"{desk.address}/"


def address(desk, state):
    """The whole address of the state."""
    query = state.link()[0]
    return page_of(desk) + (f"?{query}" if query else "")


def typed_in(dialog):
    """The whole address that stands there to be typed."""
    return dialog.get_by_label("Address to type").inner_text()


def read_from(code):
    """What a phone reads from the QR code on the screen."""
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    return read.text


def link_in(desk, dialog, state):
    """Wait until the dialog shows the link of the state, and return it."""
    box, wanted = dialog.get_by_role("textbox", name="Link"), address(desk, state)
    desk.until(lambda: box.input_value() != wanted and [f"the link {box.input_value()} is not {wanted}"])
    return wanted


# the prepared link


@pytest.mark.parametrize("state", SCREENS.values(), ids=SCREENS)
def test_the_qr_code_on_the_screen_is_read_as_the_link_which_opens_this_screen(blank, state):
    desk = blank.open(state.link()[0])
    desk.shows(state)
    dialog = desk.dialog("QR code")
    prepared = replace(state, stage=False)  # as it stands: on the stage only if that is ticked
    link = link_in(desk, dialog, prepared)
    code = dialog.get_by_role("img", name="QR code of the address")
    desk.until(lambda: not code.evaluate("(image) => image.complete && image.naturalWidth > 0") and ["no code yet"])
    short = read_from(code)
    assert re.fullmatch(rf"{page_of(desk)}\?k=\w{{4}}-\w{{4}}(-\d+)?", short)
    assert typed_in(dialog) == short
    colours = {"dark": theme.colour("ink", "light"), "light": theme.colour("background", "light")}
    assert code.get_attribute("src") == segno.make_qr(short, error="l").svg_data_uri(**colours)
    for way in (link, short, short.upper().replace("HTTP", "http").replace("/?K", "/?k")):
        desk.page.goto(way)
        desk.drawn().shows(prepared).carries(prepared)  # the address is the whole link again, which needs no key
    desk.reload().shows(prepared)


def test_the_code_of_a_review_of_600_letters_is_read_from_the_back_of_a_hall_and_its_address_typed(blank):
    blank.page.set_viewport_size({"width": 1920, "height": 1080})
    state = State(review="A great plot and a dull film, no? " * 18, view="lecture", step="outcomes", stage=True)
    assert 600 <= len(state.review) < 640
    desk = blank.arrive(state).rests()
    dialog = desk.dialog("QR code")
    link_in(desk, dialog, replace(state, stage=False))
    code = dialog.get_by_role("img", name="QR code of the address")
    modules = segno.make_qr(read_from(code), error="l").symbol_size(border=4)[0]
    assert modules <= 33 + 8
    assert code.bounding_box()["height"] / modules > 15  # px
    address = dialog.get_by_label("Address to type")
    size = address.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 40
    assert address.bounding_box()["height"] < 2 * 1.25 * size  # one line
    assert dialog.evaluate("(dialog) => dialog.scrollHeight <= dialog.clientHeight")


def test_the_code_is_as_large_on_the_stage_as_the_hall_needs_and_legible_in_the_dark(blank):
    blank.page.set_viewport_size({"width": 1920, "height": 1080})
    blank.page.emulate_media(color_scheme="dark")
    desk = blank.open(SCREENS["stage"]().link()[0])
    dialog = desk.dialog("QR code")
    dialog.get_by_label("on the stage").check()
    link = link_in(desk, dialog, SCREENS["stage"]())
    code = dialog.get_by_role("img", name="QR code of the address")
    desk.rests()
    assert read_from(code) == typed_in(dialog) != link
    box = code.bounding_box()
    assert min(box["width"], box["height"]) > 500
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 1080


@pytest.mark.parametrize("name", HIDEABLE)
def test_what_a_prepared_link_takes_away_cannot_be_used_and_can_still_be_read(blank, name):
    state = replace(SCREENS["desk"](), y=0)
    desk = blank.open(state.link()[0])
    dialog = desk.dialog("QR code")
    dialog.get_by_label(name, exact=True).check()
    prepared = replace(state, hidden=(name,), **HOW.get(name, {}))
    desk.page.goto(link_in(desk, dialog, prepared))
    desk.drawn().shows(prepared)
    GONE[name](desk, prepared)
    desk.shows(prepared)


def no_review(desk, state):
    """The text stands there and takes no letter."""
    desk.review.click()
    desk.page.keyboard.type("awful")
    desk.page.keyboard.press("Delete")
    assert desk.review.input_value() == state.review
    assert desk.review.is_visible()


def no_examples(desk, state):
    """There is no list to pick from; the text that was picked stands there."""
    assert desk.page.get_by_role("combobox", name="Example").count() == 0
    assert desk.review.is_visible()


def no_switches(desk, state):
    """Nothing to tick, no button that would switch all on, and beside the feature that is off stands so."""
    assert desk.page.get_by_role("checkbox", name="words").count() == 0
    if press_reset(desk):  # the weights it may bring back, the switches not
        assert desk.output("w2·x2").inner_text() == "off"
        desk.button("Undo").click()
    assert desk.output("w2·x2").is_visible()


def no_weights(desk, state):
    """No slider, boxes that only show the weights, and no button that would change them."""
    assert desk.page.get_by_role("slider").count() == 0
    for key, value in zip(("w1", "w2", "w3", "w4", "w5", "w6", "b"), (*state.w, state.b)):
        assert desk.number(key).is_visible()
        desk.number(key).click()
        for press in ("ArrowUp", "7", "Backspace"):
            desk.page.keyboard.press(press)
        assert float(desk.number(key).input_value()) == value
    if press_reset(desk):  # the switches it may bring back, the weights not
        assert [float(desk.number(f"w{j}").input_value()) for j in range(1, 7)] == list(state.w)
        desk.button("Undo").click()


def no_label(desk, state):
    """Neither label can be pressed, here or in the lecture, and y is still told."""
    assert desk.page.get_by_role("radio", name="y =").count() == 0
    desk.page.get_by_text("if y = 1", exact=True).click(force=True)
    assert desk.page.get_by_text("p(y = 0 | x)").is_visible()
    desk.see("Lecture")
    desk.shows(replace(state, view="lecture"))
    assert desk.page.get_by_role("button", name="Flip the label y").count() == 0
    assert desk.step.locator('[data-slot="y"]').first.text_content() == "0"
    desk.see("Desk")


def no_tools(desk, state):
    """No button of the bar is left; the numbers keep their decimals."""
    for gone in ("Undo", "Redo", "Reset model", "Copy link", "QR code", "Save"):
        assert desk.page.get_by_role("button", name=gone, exact=True).count() == 0
    assert desk.page.get_by_role("checkbox", name="4 digits").count() == 0
    assert len(desk.output("ŷ").inner_text().partition(".")[2]) == 4


def no_show(desk, state):
    """In no step a button that shows what is held back, nor any other way to what the lecture asks."""
    for step in STEPS:
        desk.take_step(step)
        desk.shows(replace(state, step=step))
        for gone in ("Show", "Save", "Code", "QR code", "Stage"):
            assert desk.page.get_by_role("button", name=gone, exact=True).count() == 0
        assert desk.page.get_by_role("radio", name="Learn").count() == 0
        assert desk.page.get_by_role("checkbox", name="Predict first").count() == 0
        said = "\n".join(text["text"] for text in desk.texts())
        t = trace(state)
        secrets = [write(value, 4) for value in (t.z, -t.z) for write in (written, estimate)]
        secrets += [written(loss, 4) for loss in (t.loss_1, t.loss_0)]
        assert not [secret for secret in secrets if secret.lstrip("−") in said], step
    desk.take_step("estimate")
    desk.button("Next").click()
    desk.shows(replace(state, step="likelihood"))
    desk.page.keyboard.press("ArrowLeft")
    desk.shows(replace(state, step="estimate"))
    desk.box("above").check()
    desk.shows(replace(state, step="estimate", guess_z=1))  # it is answered on the lecturer's screen
    desk.open(state.link()[0])


def press_reset(desk):
    """Press the button that resets, if it can still be pressed; whether something can be undone after that."""
    button = desk.page.get_by_role("button", name="Reset model")
    if button.count() and button.is_enabled():
        button.click()
        desk.rests()
    return desk.button("Undo").is_enabled()


GONE = dict(zip(HIDEABLE, (no_review, no_examples, no_switches, no_weights, no_label, no_tools, no_show)))
HOW = {"show": {"view": "lecture", "predict": True}}  # what else is another where it is taken away


def test_all_that_is_ticked_goes_into_one_link(blank):
    desk = blank.open(MINE().link()[0])
    dialog = desk.dialog("QR code")
    for name in ("weights", "review", "tools"):
        dialog.get_by_label(name, exact=True).check()
    dialog.get_by_label("on the stage").check()
    dialog.get_by_label("predict first").check()
    wanted = replace(MINE(), stage=True, predict=True, hidden=("review", "weights", "tools"))
    link = link_in(desk, dialog, wanted)
    dialog.get_by_role("button", name="Copy").click()
    desk.comes("(link) => navigator.clipboard.readText().then((text) => text === link)", arg=link)
    dialog.get_by_label("tools", exact=True).uncheck()
    dialog.get_by_label("predict first").uncheck()
    link_in(desk, dialog, replace(wanted, predict=False, hidden=("review", "weights")))
    dialog.get_by_role("button", name="Close").click()
    desk.shows(MINE()).carries(MINE())  # this screen itself keeps everything


def test_who_opens_a_prepared_link_has_not_guessed_yet(blank):
    guessed = replace(MINE(), step="estimate", predict=True, shown=2, guess_y_hat=0.25, guess_loss=1.0)
    desk = blank.open(guessed.link()[0])
    dialog = desk.dialog("QR code")
    link_in(desk, dialog, replace(MINE(), step="estimate", predict=True))


@pytest.mark.parametrize("length", [3000, 15_000])
def test_a_review_too_long_for_a_link_is_said_to_be_missing_and_every_other_has_a_code(desk, length):
    noise = "".join(chr(0x4E00 + n * n * 7919 % 20000) for n in range(length))
    desk.review.fill(noise)
    state = State(review=noise)
    desk.shows(state, notes=["too long for a link"] if state.link()[1] else [])
    dialog = desk.dialog("QR code")
    link = link_in(desk, dialog, state)
    desk.rests()
    assert ("everything but the review" in dialog.get_by_role("status").inner_text()) == (length == 15_000)
    assert read_from(dialog.get_by_role("img")) == typed_in(dialog)
    assert ("?k=" in typed_in(dialog)) == ("?" in link) == (length == 3000)


def test_what_is_ticked_stays_ticked_when_the_dialog_is_opened_again_and_over_a_reload(blank):
    desk = blank.open(MINE().link()[0])
    dialog = desk.dialog("QR code")
    for name in ("weights", "tools", "on the stage", "predict first"):
        dialog.get_by_label(name).check()
    wanted = replace(MINE(), stage=True, predict=True, hidden=("weights", "tools"))
    link_in(desk, dialog, wanted)
    desk.page.keyboard.press("Escape")
    desk.take_step("plug_in")
    desk.shows(replace(MINE(), step="plug_in"))
    link_in(desk, desk.dialog("QR code"), replace(wanted, step="plug_in"))
    desk.page.keyboard.press("Escape")
    desk.reload().shows(replace(MINE(), step="plug_in"))
    dialog = desk.dialog("QR code")
    link_in(desk, dialog, replace(wanted, step="plug_in"))
    assert dialog.get_by_label("tools", exact=True).is_checked()
    assert not dialog.get_by_label("review", exact=True).is_checked()


@pytest.mark.parametrize("name", HIDEABLE)
def test_what_each_tick_takes_away_is_said_beside_it(blank, name):
    desk = blank.arrive(MINE())
    box = desk.dialog("QR code").get_by_label(name, exact=True)
    (says,) = box.evaluate("(box) => [...box.ariaDescribedByElements].map((node) => node.innerText)")
    assert says == HIDES[name]
    if name == "tools":
        buttons = desk.page.locator(".tools").evaluate("(bar) => [...bar.children].map((node) => node.textContent)")
        assert re.split(", | and ", says) == buttons


def test_without_show_there_is_something_to_hold_back(blank):
    desk = blank.arrive(MINE())
    dialog = desk.dialog("QR code")
    show, predict = dialog.get_by_label("show", exact=True), dialog.get_by_label("predict first")
    show.check()
    assert predict.is_checked()
    predict.uncheck()
    assert not show.is_checked()


@pytest.mark.parametrize("key", ["aaaa-aaaa", "no-key/at-all", "", "aaaa-aaaa-5&b=3"])
def test_an_unknown_key_gives_the_page_and_one_sentence(blank, key):
    state = State(b=3.0) if "b=3" in key else State()
    desk = blank.open(f"k={key}")
    desk.shows(state, notes=["This short address is not known here, or not any more"]).carries(state)
    desk.number("w1").fill("3")
    desk.shows(replace(state, w=(3.0, *state.w[1:])))


# the preview


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_the_preview_is_the_students_page_and_leaves_no_trace_in_the_lecturers(blank, width, height):
    blank.page.set_viewport_size({"width": width, "height": height})
    state = replace(MINE(), stage=True)
    desk = blank.arrive(state).rests()
    dialog = desk.dialog("QR code")
    dialog.get_by_label("weights", exact=True).check()
    prepared = replace(state, stage=False, hidden=("weights",))
    link_in(desk, dialog, prepared)
    before = desk.page.evaluate("[history.length, location.href, Object.keys(sessionStorage).length]")
    assert dialog.locator("iframe").count() == 0  # nothing is loaded before it is asked for
    dialog.get_by_role("button", name="What the student will see").click()
    inside = student(desk, dialog, prepared)
    assert dialog.get_by_role("img", name="QR code").count() == 0
    inside.get_by_role("button", name="Next").click()  # it is the real page, and another's
    inside.locator('.desk[data-step="plug_in"][data-rest]').wait_for()
    dialog.get_by_label("on the stage").check()
    inside = student(desk, dialog, replace(prepared, stage=True))
    inside.get_by_role("button", name="Next").focus()
    desk.page.keyboard.press("Escape")
    back = dialog.get_by_role("button", name="Back to the QR code")
    assert back.evaluate("(button) => button === document.activeElement")
    back.click()
    assert dialog.locator("iframe").count() == 0
    assert read_from(dialog.get_by_role("img", name="QR code")) == typed_in(dialog)
    dialog.get_by_role("button", name="What the student will see").click()
    student(desk, dialog, replace(prepared, stage=True))
    dialog.get_by_role("button", name="Close").click()
    assert desk.page.locator("iframe").count() == 0
    desk.rests().shows(state).carries(state)
    assert desk.page.evaluate("[history.length, location.href, Object.keys(sessionStorage).length]") == before
    desk.reload().shows(state)


def student(desk, dialog, state):
    """The page in the preview, once it shows the state."""
    frame = dialog.frame_locator("iframe")
    frame.locator(f'.desk[data-step="{state.step}"][data-stage={"on" if state.stage else "off"}][data-rest]').wait_for()
    query = state.link()[0]
    found = frame.locator(":root").evaluate("() => location.search")
    assert found == f"?{query}"
    assert frame.get_by_role("slider").count() == 0
    assert dialog.locator("iframe").count() == 1
    return frame


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_where_the_clipboard_is_closed_the_whole_link_is_chosen_in_a_box_as_wide_as_its_dialog(blank, width, height):
    blank.page.set_viewport_size({"width": width, "height": height})
    desk = blank.open(SCREENS["desk"]().link()[0])
    desk.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")  # as in most frames
    dialog = desk.dialog("Copy link")
    box, sentence = dialog.get_by_role("textbox", name="The whole link"), dialog.get_by_role("status")
    assert box.input_value() == address(desk, SCREENS["desk"]())
    chosen = "(box) => box === document.activeElement && [box.selectionStart, box.selectionEnd]"
    assert box.evaluate(chosen) == [0, len(box.input_value())]
    link, above = box.bounding_box(), sentence.bounding_box()
    assert (link["x"], link["width"]) == (above["x"], above["width"])
    assert link["y"] - above["y"] - above["height"] > 5


# what is taken away


@pytest.mark.parametrize("state", [SCREENS["desk"], SCREENS["stage"]], ids=["desk", "stage"])
def test_the_files_saved_are_those_of_the_screen(blank, state):
    off = replace(state, stage=False)  # the button stands on the desk
    desk = blank.open(off.link()[0])
    desk.shows(off)
    dialog, t = desk.dialog("Save"), trace(off)
    files = {
        "HTML of the worked solution": ("worked-solution.html", sheet(t, address(desk, off))),
        "HTML of the exercise sheet": ("exercise-sheet.html", sheet(t, address(desk, off), left_blank)),
        "CSV": ("numbers.csv", numbers(t)),
        "Python": ("program.py", program.program(t)),
    }
    for button, (name, text) in files.items():
        got, content = desk.saved(dialog.get_by_role("button", name=button, exact=True).click)
        assert (got, content.decode()) == (name, text)
        assert dialog.get_by_text(f"Saved as {name}").is_visible()
    desk.page.keyboard.press("Escape")
    desk.number("b").fill("2")
    moved = with_weight(off, "b", 2.0)
    desk.shows(moved)
    dialog = desk.dialog("Save")
    content = desk.saved(dialog.get_by_role("button", name="CSV").click)[1]
    assert content.decode() == numbers(trace(moved))


def test_in_learn_the_files_saved_are_those_of_learning(blank):
    state = State(view="learn", t=20, batch=8, seed=7, l2=0.1, scaled=True)
    desk, t = blank.arrive(state).rests(), trace(state)
    dialog = desk.dialog("Save")
    for button, text in (
        ("HTML of the worked solution", sheet(t, address(desk, state))),
        ("HTML of the exercise sheet", sheet(t, address(desk, state), left_blank)),
        ("Python", program.program(t)),
    ):
        content = desk.saved(dialog.get_by_role("button", name=button, exact=True).click)[1]
        assert content.decode() == text


@pytest.mark.parametrize("names", [NAMES[n::3] for n in range(3)], ids=["first", "second", "third"])
def test_every_chart_is_saved_as_a_png_and_an_svg_that_hold_it(blank, names):
    state = SCREENS["desk"]()
    desk, t = blank.open(state.link()[0]), trace(state)
    dialog = desk.dialog("Save")
    listed = dialog.get_by_label("Chart").locator("option").evaluate_all("(all) => all.map(({ value }) => value)")
    assert listed == NAMES
    for name in names:
        dialog.get_by_label("Chart").select_option(name)
        file, png = desk.saved(dialog.get_by_role("button", name="PNG").click)
        assert (file, png[:8]) == (f"{name}.png", b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", png[16:24]) == (2 * WIDTH, 2 * HEIGHT)
        assert len(Image.open(io.BytesIO(png)).convert("RGB").getcolors(1 << 24)) > 3  # something is drawn on it
        file, svg = desk.saved(dialog.get_by_role("button", name="SVG").click)
        drawing = ElementTree.fromstring(svg)
        assert (file, drawing.tag) == (f"{name}.svg", "{http://www.w3.org/2000/svg}svg")
        words = "".join(drawing.itertext())
        marks = CHARTS[name].marks(t, reach(t)) if name in CHARTS else learn.CHARTS[name].marks(learn.run(state), t)
        tags = [mark.text for mark in marks if mark.kind == "tag" and mark.text]
        assert not [tag for tag in tags if tag not in words], name
        assert "NaN" not in svg.decode()


def test_the_chart_in_view_is_the_one_that_is_offered(blank):
    desk = blank.open(replace(MINE(), step="suppose_1").link()[0])
    assert (
        desk.shows(replace(MINE(), step="suppose_1")).dialog("Save").get_by_label("Chart").input_value() == "surprise"
    )


# the code


@pytest.mark.parametrize("step", [None, "labels", "estimate", "plug_in", "mean_loss"])
def test_the_code_shown_is_the_cores_own_and_the_program_of_the_screen(blank, step):
    state = replace(MINE(), step=step) if step else SCREENS["desk"]()
    desk, text = blank.open(state.link()[0]), program.code(trace(state))
    desk.shows(state)
    if step:
        dialog = desk.dialog("Code")
    else:
        desk.dialog("Save").get_by_role("button", name="show").click()
        dialog = desk.page.get_by_role("dialog", name="The code behind it")
    code = dialog.locator("pre")
    desk.until(lambda: code.text_content() != text and ["another code"])
    assert code.is_visible()
    dialog.get_by_role("button", name="Copy").click()
    desk.comes("(text) => navigator.clipboard.readText().then((copied) => copied === text)", arg=text)


def test_the_code_follows_the_step(blank):
    desk = blank.open(MINE().link()[0])
    desk.dialog("Code")
    desk.page.keyboard.press("Escape")
    desk.take_step("plug_in")
    desk.shows(replace(MINE(), step="plug_in"))
    code = desk.dialog("Code").locator("pre")
    desk.until(lambda: code.text_content() != program.code(trace(replace(MINE(), step="plug_in"))) and ["another code"])


# opening and closing


@pytest.mark.parametrize(
    ("button", "stage"), [("Save", False), ("QR code", False), ("Code", False), ("QR code", True), ("Code", True)]
)
def test_escape_closes_what_is_open_and_leads_back_to_the_button(blank, button, stage):
    state = replace(MINE(), stage=stage)
    desk = blank.open(state.link()[0])
    desk.shows(state)
    dialog = desk.dialog(button)
    assert dialog.get_attribute("aria-label")
    assert dialog.evaluate("(dialog) => dialog.contains(document.activeElement)")
    desk.page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert desk.page.evaluate("document.activeElement.textContent") == button
    desk.shows(state)  # still on the stage, still at the step
    desk.page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Close").click()
    assert dialog.count() == 0
    desk.shows(state).carries(state)


def test_while_something_is_open_the_keys_of_a_clicker_do_not_walk(blank):
    state = replace(MINE(), stage=True)
    desk = blank.open(state.link()[0])
    desk.dialog("QR code")
    desk.page.keyboard.press("PageDown")
    desk.rests()
    desk.shows(state)


def test_an_example_that_was_picked_is_what_is_taken_away(desk):
    desk.pick(EXAMPLES[1])
    state = State(review=EXAMPLES[1].review, y=EXAMPLES[1].y)
    desk.shows(state)
    content = desk.saved(desk.dialog("Save").get_by_role("button", name="CSV").click)[1]
    assert content.decode() == numbers(trace(state))


def test_a_picture_that_cannot_be_drawn_is_said_and_the_next_press_saves_it(blank, trouble):
    blank.page.route("**/plotly.js", lambda route: route.abort())
    desk = blank.arrive(State())
    dialog = desk.dialog("Save")
    dialog.get_by_role("button", name="PNG").click()
    dialog.get_by_text("The picture could not be drawn: please try again.").wait_for()
    blank.page.unroute("**/plotly.js")
    with blank.page.expect_download() as download:
        dialog.get_by_role("button", name="PNG").click()
    assert download.value.suggested_filename.endswith(".png")
    assert trouble
    trouble.clear()  # what did not load


@contextmanager
def hosted(html):
    """The address of a page of another origin."""

    class Host(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("allowed", [False, True])
def test_in_a_frame_the_link_is_copied_or_where_the_clipboard_is_closed_given_itself(blank, address, trouble, allowed):
    page, state = blank.page, State(b=3.0, digits=4)
    icon = '<link rel="icon" href="data:,">'
    frame = (
        icon
        + f'<iframe src="{address}/?{state.link()[0]}" allow="{"clipboard-write" * allowed}" width=1200 height=700>'
    )
    with hosted(frame) as host:
        page.goto(host)
    framed = page.frame_locator("iframe")
    framed.locator(".desk[data-rest]").wait_for()
    button = framed.get_by_role("button", name="Copy link", exact=True)
    button.click()
    if allowed:
        framed.get_by_role("button", name="Link copied").wait_for()
    else:
        box = framed.get_by_label("The whole link")
        box.wait_for()
        link = f"{address}/?{state.link()[0]}"
        assert box.input_value() == link
        assert box.evaluate("(box) => box.value.slice(box.selectionStart, box.selectionEnd)") == link
        page.keyboard.press("Escape")
        assert not box.is_visible()
    trouble[:] = [
        line for line in trouble if "Permissions policy violation: The Clipboard" not in line
    ]  # as it must be


@pytest.mark.parametrize("button", ["QR code", "Code"])
def test_where_the_clipboard_is_closed_what_was_to_be_copied_is_chosen(blank, button):
    desk = blank.arrive(State(view="lecture", step="outcomes")).rests()
    desk.page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('closed')))")
    dialog = desk.dialog(button)
    desk.rests()
    dialog.get_by_role("button", name="Copy", exact=True).click()
    dialog.get_by_role("button", name="Copy it by hand").wait_for()
    chosen = desk.page.evaluate("getSelection().toString()")
    whole = dialog.locator("pre, input[type=text]").evaluate("(node) => node.value ?? node.textContent")
    assert chosen.split() == whole.split()
    assert chosen
