"""The desk as a reader meets it in a browser, and what the core says must stand there."""

import json
import re
import time
from collections import ChainMap
from dataclasses import replace
from functools import cache
from pathlib import Path

from logreg import EXAMPLES, FEATURES, trace
from logreg.figures.marks import reach
from logreg.figures.score import hue
from logreg.reader.edits import edits
from logreg.reader.state import CONTROLS
from logreg.reader.written import estimate, written
from logreg.web.page import described, pictures, row
from logreg.web.parts import page
from logreg.web.views import VIEWS
from logreg.web.views.learn import view as learn

CHARTS = ChainMap(*(view.charts for view in VIEWS.values() if view.papers_are_files))  # of the review on the desk
READING = Path(__file__).with_name("reading.js").read_text(encoding="utf-8")
NUMBERS = [*(f"w{j}" for j in range(1, len(FEATURES) + 1)), "b"]
READOUTS = ["z", "ŷ", "1 − ŷ", "Decision", "Loss if y = 1", "Loss if y = 0"]
BOXLESS = {"lists", "order", "shown", "hide", "t", "start", "axes", "flip", "drop"}  # no box stands for them
PATIENCE = 60  # seconds until a screen that does not come is a failure, on the busiest machine


def core(state, half=None, caret=None):
    """Everything that must stand on the desk for a state, as `readDesk` reads it from the page.

    Args:
        state: the choices.
        half: half the width of the z axis, by default the one that the state asks for.
        caret: where the cursor stands in the review, in code points; only the view that explains looks at it.
    """
    t = trace(state)
    half = half or reach(t)
    places = row(t, half, caret)
    words = {place: text for place, text in places.items() if place in slots()}
    found = [(token, feature.name) for feature, found in zip(FEATURES, t.extraction.found) for token in found]
    lights = lit(sorted(found, key=lambda pair: pair[0].start))
    hues = {feature.name: hue(term) for feature, term in zip(FEATURES, t.terms.tolist())}
    titles = [example.review for example in EXAMPLES]
    return {
        "words": words,
        "marks": {name: placed(name, t, half) for name in pictures(state)},
        "names": {name: described(name, t) for name in pictures(state)},
        "boxes": {c.key: comparable(c.key, c.write(c.value(state))) for c in CONTROLS if c.key not in BOXLESS},
        "sliders": {key: min(max(value, -10), 10) for key, value in zip(NUMBERS, [*state.w, state.b])},
        "lights": lights,
        "layer": state.review + "\n",
        "hues": [hues[name] for _, _, name, _ in lights],
        "edits": [one_word(edit, state.digits) for edit in edits(t)] if state.view == "why" else None,
        "moves": [places["xray_sign"]] if places.get("xray_word") else None,
        "example": str(titles.index(state.review)) if state.review in titles else "",
    }


@cache
def slots():
    """The places of words on the page; a few words are only decided by."""
    return set(re.findall(r'data-slot="([\w-]+)"', page()))


def lit(found):
    """[start, end, feature, text] of every light; of marks that touch, like “!!”, there is one."""
    lights = []
    for token, name in found:
        if lights and lights[-1][1:3] == [token.start, name]:
            lights[-1][1], lights[-1][3] = token.end, lights[-1][3] + token.text
        else:
            lights.append([token.start, token.end, name, token.text])
    return lights


def one_word(edit, digits):
    """What stands on the button of a one-word edit."""
    y_hat, loss = estimate(edit.trace.z, digits), written(edit.trace.loss, digits)
    return [edit.what, f"ŷ {y_hat}", f"loss {loss}", "flips it" if edit.flips else ""]


def placed(name, t, half):
    """Every mark of a chart as it stands on the page: curves first, for they lie under all others."""
    if t.state.view == "learn":
        chart, run = learn.CHARTS[name], learn.run(t.state)
        found = [mark.element(chart.x_axis(run), chart.y_axis(run)) for mark in chart.marks(run, t)]
    else:
        axes = CHARTS[name].x_axis(half), CHARTS[name].y_axis(half)
        found = [mark.element(*axes) for mark in VIEWS[t.state.view].marks(name, t, half)]
    return sorted(found, key=lambda mark: mark["tag"] != "path")


def comparable(key, text):
    """A number box may say 1e6 for 1000000; every other control says what it is set to."""
    try:
        return float(text) if key in NUMBERS else text
    except ValueError:
        return text


def with_weight(state, key, value):
    """The state with w1…w6 or b set to the value."""
    if key == "b":
        return replace(state, b=value)
    j = int(key[1]) - 1
    return replace(state, w=(*state.w[:j], value, *state.w[j + 1 :]))


def result(page, function, arg=None):
    """What a function in the page returns, as one text on its way: Playwright looks at each part of any other data."""
    return json.loads(page.evaluate(f"async (arg) => JSON.stringify(await ({function})(arg))", arg))


FOLLOW = """(query) => {
  history.pushState(null, "", query)
  window.dispatchEvent(new PopStateEvent("popstate"))
}"""


class Desk:
    """One browser window with the desk in it."""

    def __init__(self, page, address):
        self.page, self.address = page, address

    # ——— what the reader does ———

    def open(self, query=""):
        """Go to the address with this query string and wait until the charts are drawn."""
        self.page.goto(f"{self.address}/{'?' + query if query else ''}")
        return self.drawn()

    def arrive(self, state):
        """Go to a state that need not have charts, and wait until its part of the page stands there."""
        self.page.goto(f"{self.address}/?{state.link()[0]}")
        self.page.wait_for_selector(f".desk[data-view={state.view}][data-part={state.part}]")
        return self

    def follow(self, query):
        """Go to the address with this query string: once the page is open within it, as Back does; nothing loads."""
        if self.page.url.startswith(self.address):
            self.page.evaluate(FOLLOW, f"?{query}")
        else:
            self.page.goto(f"{self.address}/?{query}", wait_until="commit")
        return self

    def look_at(self, state, notes=()):
        """See a state, within the page that is open or that the case before has left open: for who then only looks."""
        return self.follow(state.link()[0]).shows(state, notes=notes)

    def drawn(self):
        """Wait until the desk stands there, charts included."""
        return self.comes("chartsDrawn()")

    def rests(self):
        """Wait until all that was done is answered, said, in the address and drawn, and nothing more is to come."""
        return self.comes("atRest()")

    def pause(self, seconds):
        """Do nothing for so long, where that is what the reader does."""
        self.page.wait_for_timeout(1000 * seconds)
        return self

    def reload(self):
        """Press the browser's reload button."""
        self.page.reload()
        return self.drawn()

    @property
    def review(self):
        return self.page.get_by_label("Review", exact=True)

    def slider(self, key):
        return self.page.get_by_role("slider", name=key, exact=True)

    def number(self, key):
        return self.page.get_by_role("spinbutton", name=key, exact=True)

    def switch(self, name):
        return self.page.get_by_role("checkbox", name=name)

    def output(self, name):
        return self.page.get_by_role("status", name=name, exact=True)

    def button(self, name):
        return self.page.get_by_role("button", name=name)

    def box(self, name):
        return self.page.get_by_label(name, exact=True)

    def see(self, view):
        """Press Desk, Why? or Lecture."""
        self.page.locator(".views label").get_by_text(view, exact=True).click()

    @property
    def step(self):
        """The step of the lecture that can be seen."""
        return self.page.locator("article[data-step]:visible")

    def take_step(self, step):
        """Pick a step of the lecture from the list."""
        self.box("Step").select_option(step)

    def point(self, at):
        """Put the cursor into the review, after so many of its letters as the page counts them."""
        self.review.focus()
        self.review.evaluate("(area, at) => area.setSelectionRange(at, at)", at)

    def dialog(self, button):
        """Press the button and return the dialog that it opens."""
        self.page.get_by_role("button", name=button, exact=True).click()
        return self.page.get_by_role("dialog")

    def saved(self, press):
        """The name and the bytes of the file that is saved when this is done."""
        with self.page.expect_download() as caught:
            press()
        return caught.value.suggested_filename, Path(caught.value.path()).read_bytes()

    def pick(self, example):
        """Pick one of the examples by its title."""
        self.page.get_by_label("Example", exact=True).select_option(label=example.title)

    def hold(self, key, value, steps=1):
        """Move the mouse, its button as it is, in so many steps to where the slider stands at the value."""
        box, thumb = self.slider(key).bounding_box(), 16
        across = box["x"] + thumb / 2 + (value + 10) / 20 * (box["width"] - thumb)
        self.page.mouse.move(across, box["y"] + box["height"] / 2, steps=steps)

    # ——— what the reader sees ———

    def read(self):
        """Everything on the desk, as plain data; None while there is no desk."""
        seen = result(self.page, "readDesk")
        if seen:
            seen["boxes"] = {key: comparable(key, text) for key, text in seen["boxes"].items()}
        return seen

    def search(self):
        """The address bar from the question mark on."""
        return self.page.evaluate("location.search")

    def texts(self, part=".desk"):
        """Every piece of text in view, its place and the size of its letters."""
        return result(self.page, "readTexts", part)

    def notes(self):
        """The sentences about what could not be read."""
        return result(self.page, "() => readNotes()")

    # ——— what must be so ———

    def shows(self, state, typed=None, notes=(), caret=None):
        """Every word, number, mark, control and highlight is what the core makes of the state, within a few seconds.

        Args:
            state: the choices that the screen must show.
            typed: what boxes hold instead of their choice, where it could not be read.
            notes: a piece of each sentence that must stand there; without it there is none.
            caret: where the cursor was put into the review, in code points.
        """
        wanted = core(state, caret=caret)
        for key, text in (typed or {}).items():
            wanted["boxes"][key] = comparable(key, text)
            wanted["sliders"].pop(key, None)
        self.until(lambda: self.differences(wanted, notes))
        return self

    def differences(self, wanted, notes):
        """What is not as wanted, as a list of lines."""
        if not (seen := self.read()):
            return ["there is no desk on the page"]
        lines = []

        def same(what, is_there, should):
            if is_there != should:
                lines.append(f"{what}: {is_there!r:.300} is not {should!r:.300}")

        for place, text in wanted["words"].items():
            if place in seen["words"] or not seen["predicts"]:
                same(f"slot {place}", set(seen["words"].get(place, [])), {text})
        same("charts", set(seen["marks"]), set(wanted["marks"]))
        for name, places in wanted["marks"].items():
            there = seen["marks"].get(name, [])
            same(f"marks of {name}", len(there), len(places))
            for mark, should in zip(there, places):
                same(f"mark of {name}", mark, should)
        for part in ("names", "boxes"):
            for key, should in wanted[part].items():
                same(f"{part} {key}", seen[part].get(key), should)
        for key, should in wanted["sliders"].items():
            if abs(seen["sliders"][key] - should) > 0.0501:  # a slider stands at tenths
                same(f"slider {key}", seen["sliders"][key], should)
        for part in ("lights", "layer", "hues", "example", "edits", "moves"):
            if wanted[part] is not None:
                same(part, seen[part], wanted[part])
        if len(seen["notes"]) != len(notes) or not all(a in b for a, b in zip(notes, seen["notes"])):
            same("notes", seen["notes"], list(notes))
        return lines

    def comes(self, expression, arg=None, patience=PATIENCE):
        """The expression comes true in the page; Playwright's own way to wait is not allowed by the page's policy."""
        self.until(lambda: not self.page.evaluate(expression, arg) and [f"not true: {expression}"], patience)
        return self

    def until(self, trouble, patience=PATIENCE):
        """Ask again until there is no trouble left; after a few seconds the trouble is the failure."""
        end = time.monotonic() + patience
        while lines := trouble():
            assert time.monotonic() < end, "\n".join(lines)
            self.page.wait_for_timeout(100)

    def says(self, text):
        """A screen reader comes to say this of the page."""
        spoken = self.page.locator(".desk > [role=status]")
        self.until(lambda: spoken.inner_text() != text and [f"{spoken.inner_text()!r} is not {text!r}"])
        return self

    def carries(self, state):
        """The address bar comes to carry the state: the clean address for the first screen."""
        link = state.link()[0]
        search = f"?{link}" if link else ""
        self.until(lambda: self.search() != search and [f"address {self.search()!r} is not {search!r}"])
        return self
