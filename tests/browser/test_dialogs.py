"""What opens over the page: a link for others and its QR code, what is taken away, and the code behind a step."""

import io
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
from screen import with_weight

from logreg import EXAMPLES, State, trace
from logreg.figures import theme
from logreg.figures.marks import reach
from logreg.state import HIDEABLE
from logreg.views import learn, program
from logreg.views.assets import CHARTS, TITLES
from logreg.views.numbers import numbers
from logreg.views.program import snippet
from logreg.views.sheet import sheet
from logreg.views.takeaway import HEIGHT, WIDTH

MINE = later(State,
    review="A great film, & no “dull” scene! 😀", on=(True, False, True, True, True, True),
    w=(1.5, -2.0, 3.0, 0.25, -1.0, 0.5), b=-0.75, y=0, digits=4, lists=(("scene", 1),), view="lecture", step=7,
)  # fmt: skip
SCREENS = {
    "desk": later(replace, MINE, view="desk", step=1),
    "why": later(replace, MINE, view="why", order=(6, 5, 4, 3, 2, 1, 0)),
    "lecture": MINE,
    "stage": later(replace, MINE, stage=True, step=10),
}


def page_of(desk):
    return f"{desk.address}/"


def address(desk, state):
    """The whole address of the state."""
    query = state.link()[0]
    return page_of(desk) + (f"?{query}" if query else "")


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
    code = dialog.get_by_role("img", name="QR code of the link")
    desk.until(lambda: not code.evaluate("(image) => image.complete && image.naturalWidth > 0") and ["no code yet"])
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    assert read.text == link
    colours = {"dark": theme.colour("ink", "light"), "light": theme.colour("background", "light")}
    assert code.get_attribute("src") == segno.make_qr(link, error="l").svg_data_uri(**colours)
    desk.page.goto(link)
    desk.drawn().shows(prepared)


def test_the_code_is_as_large_on_the_stage_as_the_hall_needs_and_legible_in_the_dark(blank):
    blank.page.set_viewport_size({"width": 1920, "height": 1080})
    blank.page.emulate_media(color_scheme="dark")
    desk = blank.open(SCREENS["stage"]().link()[0])
    dialog = desk.dialog("QR code")
    dialog.get_by_label("on the stage").check()
    link = link_in(desk, dialog, SCREENS["stage"]())
    code = dialog.get_by_role("img", name="QR code of the link")
    desk.rests()
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    assert read.text == link
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
    prepared = replace(state, hidden=(name,))
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


def press_reset(desk):
    """Press the button that resets, if it can still be pressed; whether something can be undone after that."""
    button = desk.page.get_by_role("button", name="Reset model")
    if button.count() and button.is_enabled():
        button.click()
        desk.rests()
    return desk.button("Undo").is_enabled()


GONE = dict(zip(HIDEABLE, (no_review, no_examples, no_switches, no_weights, no_label, no_tools)))


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
    guessed = replace(MINE(), step=3, predict=True, shown=2, guess_y_hat=0.25, guess_loss=1.0)
    desk = blank.open(guessed.link()[0])
    dialog = desk.dialog("QR code")
    link_in(desk, dialog, replace(MINE(), step=3, predict=True))


@pytest.mark.parametrize("length", [3000, 15_000])
def test_a_link_too_long_for_a_code_gets_a_sentence_in_its_place(desk, length):
    noise = "".join(chr(0x4E00 + n * n * 7919 % 20000) for n in range(length))
    desk.review.fill(noise)
    state = State(review=noise)
    desk.shows(state, notes=["too long for a link"] if state.link()[1] else [])
    dialog = desk.dialog("QR code")
    sentence = dialog.locator(".sentence")
    desk.until(lambda: not sentence.inner_text() and ["no sentence yet"])
    assert sentence.inner_text().endswith((".", "fit."))
    assert ("QR code" in sentence.inner_text()) == (length == 3000)
    assert dialog.get_by_role("img").count() == (length == 15_000)  # the link without the review has its code
    assert dialog.get_by_role("textbox", name="Link").input_value() == page_of(desk) + (
        f"?{state.link()[0]}" if state.link()[0] else ""
    )


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
        "HTML": ("worked-solution.html", sheet(t, address(desk, off))),
        "CSV": ("numbers.csv", numbers(t)),
        "Python": ("snippet.py", snippet(t)),
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


@pytest.mark.parametrize("names", [list(TITLES)[n::3] for n in range(3)], ids=["first", "second", "third"])
def test_every_chart_is_saved_as_a_png_and_an_svg_that_hold_it(blank, names):
    state = SCREENS["desk"]()
    desk, t = blank.open(state.link()[0]), trace(state)
    dialog = desk.dialog("Save")
    listed = dialog.get_by_label("Chart").locator("option").evaluate_all("(all) => all.map(({ value }) => value)")
    assert listed == list(TITLES)
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
    desk = blank.open(replace(MINE(), step=9).link()[0])
    assert desk.shows(replace(MINE(), step=9)).dialog("Save").get_by_label("Chart").input_value() == "surprise"


# the code


@pytest.mark.parametrize("number", [None, 1, 3, 8, 11])
def test_the_code_shown_is_the_cores_own_and_the_program_of_the_screen(blank, number):
    state = replace(MINE(), step=number) if number else SCREENS["desk"]()
    desk, text = blank.open(state.link()[0]), program.code(trace(state), number)
    desk.shows(state)
    if number:
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
    desk.take_step(8)
    desk.shows(replace(MINE(), step=8))
    code = desk.dialog("Code").locator("pre")
    desk.until(lambda: code.text_content() != program.code(trace(replace(MINE(), step=8)), 8) and ["another code"])


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
    desk = blank.arrive(State(view="lecture", step=5)).rests()
    desk.page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('closed')))")
    dialog = desk.dialog(button)
    desk.rests()
    dialog.get_by_role("button", name="Copy", exact=True).click()
    dialog.get_by_role("button", name="Copy it by hand").wait_for()
    chosen = desk.page.evaluate("getSelection().toString()")
    whole = dialog.locator("pre, input[type=text]").evaluate("(node) => node.value ?? node.textContent")
    assert chosen.split() == whole.split()
    assert chosen
