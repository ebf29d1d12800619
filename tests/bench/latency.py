"""How fast the desk follows the hand, beside the same page in plain Streamlit: `python tests/bench/latency.py`.

Both apps are served on this machine and used by turns in one browser, so that a busy moment hits both; the ratios
are what to read. A key press is timed in the page, from the key event's own time stamp, three times: when the new z
is in the DOM, at the next animation frame, and when that frame was painted. The same is done with two steps of the
lecture, one whose curves stand still and one whose curves move, where a number of the formula takes the place of z;
there letters are typed too. Runs for about four minutes.
"""

import os
import platform
import random
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from serving import CHROMIUM, ROOT, served

sys.path.insert(0, str(ROOT))
from logreg import State, Trace, trace
from logreg.reader.written import estimate, written
from logreg.web.words import operands

ROUNDS, KEYS = 6, 10  # of each app by turns, and keys in a round
PAUSE = (200, 400)  # ms between two keys, drawn anew each time: so that no timer of an app falls into step
DRAG = 3.0  # seconds
STAGES = {"dom": "new z in the DOM", "frame": "next frame", "paint": "that frame painted"}

# What the measuring script has to know of a page: its z, its charts, and every text that must be the core's.
CHARTS = """
const frames = () => [...document.querySelectorAll("[data-chart]")].filter((frame) => frame.offsetParent)
const charts = () => frames().map((frame) => frame.querySelector("svg.marks"))
"""
DESK = """
const z = () => document.querySelector('output[aria-label="z"]')
const many = 3
const read = () => ({
  w2: slider().value,
  outputs: Object.fromEntries([...document.querySelectorAll("output")].map((o) => [o.ariaLabel, o.textContent])),
  formulas: Object.fromEntries(["sum", "minus-z", "verdict", "rounded"].map(
    (name) => [name, document.querySelector(`[data-slot="${name}"]`).textContent])),
  charts: charts().map((chart) => [...chart.querySelectorAll("text")].map(
    (tag) => tag.textContent.replace(/ [↑→←]$/, ""))),
})
"""
STEP = """
const z = () => document.querySelector('article:not([hidden]) [data-slot="NUMBER"]')
const many = 2
const read = () => ({ z: z().textContent })
"""
STEPS = {5: "p", 6: "log_p"}  # steps of the lecture, and the number in their formulas that is watched
PLAIN = """
const many = 3
const label = (metric) => metric.querySelector("[data-testid=stMetricLabel]").textContent
const metrics = () => [...document.querySelectorAll("[data-testid=stMetric]")]
const z = () => metrics().find((m) => label(m) === "z")?.querySelector("[data-testid=stMetricValue]")
const charts = () => [...document.querySelectorAll(".js-plotly-plot")]
const read = () => ({ z: z().textContent })
"""
MEASURE = """
const slider = (name = "w2") => document.querySelector(`input[type=range][aria-label="${name}"]`)
const drawn = () => charts().map((chart) => chart.textContent)
const complete = () => Boolean(z()?.textContent) && drawn().length === many && drawn().every(Boolean)

// Call look after every task that changes the page, before the browser goes on to the next.
function watch(look) {
  const observer = new MutationObserver(look)
  observer.observe(document.body, { subtree: true, childList: true, characterData: true })
  return observer
}

// When, after the key that is now awaited, z is new, and when all three charts are.
function nextKey() {
  const [oldZ, oldCharts] = [z().textContent, drawn()]
  const times = { z: {}, charts: {} }
  const known = { z: () => z()?.textContent && z().textContent !== oldZ,
                  charts: () => complete() && drawn().every((text, j) => text !== oldCharts[j]) }
  return new Promise((done) => {
    let start
    addEventListener("keydown", (event) => (start = event.timeStamp), { once: true, capture: true })
    const since = () => performance.now() - start
    const painted = new MessageChannel()
    const waiting = []
    painted.port1.onmessage = () => {
      waiting.shift().paint = since()
      if (times.z.paint && times.charts.paint) finish()
    }
    const observer = watch(() => {
      const now = since() // one time for all that is new in this task
      for (const [what, isNew] of Object.entries(known)) {
        if (start === undefined || times[what].dom || !isNew()) continue
        times[what].dom = now
        requestAnimationFrame(() => {
          times[what].frame = since()
          waiting.push(times[what])
          painted.port2.postMessage(null)
        })
      }
    })
    const late = setTimeout(() => finish(), 8000)
    const finish = () => {
      observer.disconnect()
      clearTimeout(late)
      done(times)
    }
  })
}

// Everything that is shown from now on, each time that z changes.
function record() {
  const seen = []
  let last = z().textContent
  const observer = watch(() => {
    if (!z()?.textContent || z().textContent === last) return
    last = z().textContent
    const at = performance.now()
    seen.push({ at, ...read() })
    bench.reading += performance.now() - at // the cost of measuring, which is not the page's
  })
  return () => (observer.disconnect(), seen)
}

// Set the slider once in every frame, as fast as a hand can be shown, and say what came of it.
function drive(ms) {
  const [control, positions] = [slider(), 201]
  const result = { frames: 0, changed: 0, handling: 0 }
  bench.reading = 0
  let [position, way, start, last] = [Math.round(control.value * 10) + 100, 1, undefined, z().textContent]
  return new Promise((done) => {
    requestAnimationFrame(function frame(now) {
      start ??= now
      if (z().textContent !== last) result.changed++
      last = z().textContent
      if (now - start > ms) return done({ ...result, reading: bench.reading, seconds: (now - start) / 1000 })
      result.frames++
      if (position + way < 0 || position + way >= positions) way = -way
      position += way
      control.value = ((position - 100) / 10).toFixed(1)
      const before = performance.now()
      control.dispatchEvent(new Event("input", { bubbles: true }))
      result.handling += performance.now() - before
      requestAnimationFrame(frame)
    })
  })
}
Object.assign(window, { bench: { z, charts, slider, complete, nextKey, record, drive, reading: 0 } })
"""


@dataclass
class Side:
    """One of the two apps: its open page, and what was measured on it."""

    page: Page
    wire: dict[str, int] = field(default_factory=lambda: {"sent": 0, "received": 0, "messages": 0})
    keys: list[dict] = field(default_factory=list)
    key_wire: np.ndarray = field(default_factory=lambda: np.zeros(3))

    def traffic(self) -> np.ndarray:
        """Bytes sent, bytes received and messages over the websocket so far."""
        return np.array([*self.wire.values()])


def opened(browser, url: str, script: str) -> Side:
    """The app, complete in a window of its own, with the measuring script in it."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    side = Side(page)
    page.on("websocket", lambda socket: listen(socket, side.wire))
    page.goto(url)
    page.evaluate(f"() => {{{script}{MEASURE}}}")
    while not page.evaluate("bench.complete()"):
        page.wait_for_timeout(50)
    page.wait_for_timeout(1500)
    return side


def listen(socket, wire: dict[str, int]):
    """Add up what goes over a websocket from now on."""

    def add(way: str, payload: str | bytes):
        wire[way] += len(payload if isinstance(payload, bytes) else payload.encode())
        wire["messages"] += 1

    socket.on("framesent", lambda payload: add("sent", payload))
    socket.on("framereceived", lambda payload: add("received", payload))


def typed(side: Side) -> list[dict]:
    """The times at which the number in the step's formula was new after a letter, each of them a new token."""
    side.page.bring_to_front()
    side.page.get_by_label("Review", exact=True).press("Control+End")
    times = []
    for _ in range(12):
        times.append(pressed(side, ","))
        side.page.wait_for_timeout(random.randint(*PAUSE))
    return times


def focus(side: Side, control: str = "w2"):
    """Bring the page to the front and the keyboard to a slider."""
    side.page.bring_to_front()
    side.page.evaluate("name => bench.slider(name).focus()", control)


def pressed(side: Side, key: str) -> dict:
    """The times at which z and the charts were new after a key press."""
    side.page.evaluate("() => { window.times = bench.nextKey() }")
    side.page.keyboard.press(key)
    return side.page.evaluate("times")


def press_keys(side: Side, key: str, count: int):
    """Press a key on the slider of w2 so many times, and keep the times and the bytes."""
    focus(side)
    side.page.wait_for_timeout(600)
    before = side.traffic()
    for _ in range(count):
        side.keys.append(pressed(side, key))
        side.page.wait_for_timeout(random.randint(*PAUSE))
    side.page.wait_for_timeout(300)
    side.key_wire += side.traffic() - before


def first_keys(side: Side) -> list[dict]:
    """The times of the first key on a slider that has just received the focus, by turns on six sliders."""
    times = []
    for control in ("w1", "w2", "w3", "w4", "w6", "b") * 2:
        focus(side, control)
        times.append(pressed(side, "ArrowRight" if len(times) < 6 else "ArrowLeft"))
        side.page.wait_for_timeout(400)
    return times


def grip(side: Side) -> tuple[float, float]:
    """Where the hand takes the slider of w2: the middle of its input, on the desk the track, in streamlit the thumb."""
    slider = side.page.locator('input[type=range][aria-label="w2"]')
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def hand_drag(side: Side) -> tuple[list[dict], float, int]:
    """What was shown while the mouse went to and fro, the seconds, and the moves; then the mouse is let go."""
    page = side.page
    page.bring_to_front()
    x, y = grip(side)
    page.mouse.move(x, y)
    page.mouse.down()
    page.wait_for_timeout(500)
    page.evaluate("() => { window.stop = bench.record() }")
    start, moves = time.perf_counter(), 0
    while (now := time.perf_counter() - start) < DRAG:
        moves += 1
        page.mouse.move(x + 40 * abs(2 * (now % 1) - 1) - 40, y)  # at 80 pixels a second, no two frames alike
    seen = page.evaluate("stop()")
    page.mouse.up()
    page.wait_for_timeout(1000)
    return seen, now, moves


def driven(side: Side) -> tuple[list[dict], dict]:
    """What was shown while a script moved the held slider once a frame, and what that cost."""
    page = side.page
    page.bring_to_front()
    page.mouse.move(*grip(side))
    page.mouse.down()
    page.wait_for_timeout(500)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.evaluate("() => { window.stop = bench.record() }")
    before = durations(session)
    result = page.evaluate("ms => bench.drive(ms)", 1000 * DRAG)
    after = durations(session)
    seen = page.evaluate("stop()")
    page.mouse.up()
    page.wait_for_timeout(1000)
    return seen, result | {name: 1000 * (after[name] - before[name]) / result["changed"] for name in after}


def durations(session) -> dict[str, float]:
    """Seconds for which the page's main thread has worked so far: in all, and at what."""
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    return {name: metrics[f"{name}Duration"] for name in ("Task", "Script", "RecalcStyle", "Layout")}


def shown_by_core(t: Trace) -> dict:
    """What the desk has to show, as its page is read."""
    digits = t.state.digits
    x = [*(f"{count:.0f}" for count in t.x[:5]), written(t.x[5], digits)]
    terms = [written(term, digits, sign=True) for term in t.terms]
    b, z, minus_z = written(t.state.b, digits, sign=True), written(t.z, digits), operands(t)["minus-z"]
    y_hat, y_hat_0 = estimate(t.z, digits), estimate(-t.z, digits)
    losses = [written(t.loss_1, digits), written(t.loss_0, digits)]
    outputs = {f"x{j} is": value for j, value in enumerate(x, start=1)}
    outputs |= {f"w{j}·x{j}": term for j, term in enumerate(terms, start=1)}
    outputs |= {"b is": b, "w·x + b": z, "z": z, "ŷ": y_hat, "1 − ŷ": y_hat_0}
    outputs |= {"Decision": ("negative", "positive")[t.decision]}
    outputs |= {f"Loss if y = {y}": loss for y, loss in zip((1, 0), losses)}
    formulas = {"sum": [*(f"{w:g}" for pair in zip(t.w, map(number, x)) for w in pair), f"{t.state.b:g}"]}
    formulas |= {"minus-z": numbers(minus_z), "verdict": numbers(estimate(t.margin, digits))}
    charts = [[*terms, b, z], [y_hat, f"z = {z}"], [*losses, f"coin {written(t.coin, digits)}"]]
    return {"outputs": outputs, "formulas": formulas, "charts": charts, "rounded": rounded(t)}


def rounded(t: Trace) -> set[str]:
    """Where rounding ŷ first would give another loss: that loss."""
    digits, said = t.state.digits, set()
    both = ((t.z, t.y_hat, t.rounded_1, t.loss_1), (-t.z, t.y_hat_0, t.rounded_0, t.loss_0))
    for z, p, first, loss in both:
        shown = estimate(z, digits) == f"{p:.{digits}f}"  # else p stands there with more digits
        if shown and first is not None and written(first, digits) != written(loss, digits):
            said |= {*numbers(written(first, digits))}
    return said


def number(text: str) -> float:
    """The number that a text of the page says."""
    text = re.sub(r"\s×\s10", "e", text.replace("−", "-"))
    return float(text.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


def numbers(text: str) -> list[str]:
    """Every number in a sentence or formula; a minus between two terms belongs to the second."""
    text = re.sub(r"− (?=\d)", "−", text.replace("y = 1", "").replace("y = 0", ""))
    return [f"{number(found):g}" for found in re.findall(r"−?\d+(?:\.\d+)?(?:\s×\s10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", text)]


def compared(seen: list[dict]) -> tuple[int, list[str]]:
    """How many of the values that were shown were compared with the core's, and those that differed."""
    count, different, first = 0, [], State()
    for shown in seen:
        w2 = float(shown["w2"])
        core = shown_by_core(trace(replace(first, w=(first.w[0], w2, *first.w[2:]))))
        pairs = list(value_pairs(shown, core))
        count += len(pairs)
        different += [f"w2 = {w2:g}, {name}: {there}, the core: {here}" for name, there, here in pairs if there != here]
    return count, different


def value_pairs(shown: dict, core: dict):
    """(name, on the page, by the core) of each value; sentences are compared by the numbers in them."""
    page = dict(shown["outputs"], Decision=shown["outputs"]["Decision"].split(",")[0])
    for name, text in core["outputs"].items():
        yield name, page.get(name), text
    for name, texts in core["formulas"].items():
        yield name, numbers(shown["formulas"][name]), texts
    for texts in zip(shown["charts"], core["charts"]):
        yield "chart", *map(sorted, texts)
    said = {
        text for name in ("ŷ", "1 − ŷ", "Loss if y = 1", "Loss if y = 0") for text in numbers(core["outputs"][name])
    }
    yield "rounded", said | {*numbers(shown["formulas"]["rounded"])}, said | core["rounded"]


def rate(seen: list[dict], seconds: float, moves: int) -> str:
    """Updates a second, of how many moves, and the longest the page stood still."""
    gaps = np.diff([shown["at"] for shown in seen])
    longest = f"; longest stop {gaps.max():.0f} ms" if gaps.size else ""
    return f"{len(seen) / seconds:.1f} updates a second of {moves / seconds:.1f} moves{longest}"


def spread(times: list[dict], what: str, stage: str) -> tuple[float, float]:
    """Median and 95th percentile; a key that was never followed counts as endless."""
    taken = [key[what].get(stage, np.inf) for key in times]
    return float(np.median(taken)), float(np.percentile(taken, 95, method="higher"))


def print_keys(desk: Side, plain: Side):
    """The table of key presses: both apps, and how often the one goes into the other."""
    print(f"{'key → screen, ms':34}{'desk':>8}{'p95':>8}{'plain':>9}{'p95':>8}{'plain/desk':>12}")
    rows = [("z", stage, name) for stage, name in STAGES.items()]
    rows.append(("charts", "frame", "three charts redrawn, next frame"))
    for what, stage, name in rows:
        (ours, ours_95), (theirs, theirs_95) = (spread(side.keys, what, stage) for side in (desk, plain))
        mark = "  ← headline" if (what, stage) == ("z", "frame") else ""
        print(f"{name:34}{ours:8.1f}{ours_95:8.1f}{theirs:9.1f}{theirs_95:8.1f}{theirs / ours:11.1f}×{mark}")
    together = sum(key["z"].get("dom") == key["charts"].get("dom", -1) for key in desk.keys)
    print(f"On the desk the charts moved in the same task as z in {together} of {len(desk.keys)} keys.")


def print_wire(desk: Side, plain: Side):
    """What goes over the websocket."""
    for name, side in (("desk", desk), ("plain", plain)):
        sent, received, messages = side.key_wire / len(side.keys)
        print(f"Bytes per key, {name}: {sent:.0f} sent, {received:.0f} received, {messages:.1f} messages")


def print_machine(browser):
    """Where and when this was measured."""
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    python = platform.python_version()
    print(f"{date.today()}, {os.cpu_count()} cores (load {loads}), Python {python}, Chromium {browser.version}")


def print_steps(steps: dict[int, Side], plain: Side):
    """The same for the steps of the lecture: a key on a weight, and a letter in the review."""
    for number, side in steps.items():
        for what, name in (("z", "the formula's number"), ("charts", "both pictures")):
            (ours, ours_95), (theirs, _) = (spread(one.keys, what, "frame") for one in (side, plain))
            print(f"Step {number}, {name:20}{ours:18.1f}{ours_95:8.1f}{theirs:9.1f}{theirs / ours:19.1f}×")
        median, high = spread(typed(side), "z", "frame")
        print(f"Step {number}, a letter in the review → the formula's number: {median:.1f} ms, p95 {high:.1f}")


def measure(browser, desk: Side, plain: Side, steps: dict[int, Side]):
    """Everything, in one interleaved run."""
    print_machine(browser)
    sides = (desk, plain, *steps.values())
    for side in sides:
        press_keys(side, "ArrowRight", 5)
        side.keys.clear()
        side.key_wire[:] = 0
    for turn in range(ROUNDS):
        for side in sides if turn % 2 else sides[::-1]:
            press_keys(side, ("ArrowLeft", "ArrowRight")[turn % 2], KEYS)
    print_keys(desk, plain)
    print_steps(steps, plain)
    for name, side in (("desk", desk), ("plain", plain)):
        median, high = spread(first_keys(side), "z", "frame")
        print(f"First key on a slider just focused, {name}: {median:.1f} ms to the next frame, p95 {high:.1f}")
    print_wire(desk, plain)
    print_drags(desk, plain)


def print_drags(desk: Side, plain: Side):
    """Drag both, and say what was shown meanwhile and whether it was the core's."""
    seen, seconds, moves = hand_drag(desk)
    print(f"Drag by mouse, desk: {rate(seen, seconds, moves)}")
    print(f"Drag by mouse, plain: {rate(*hand_drag(plain))}, before release")
    more, cost = driven(desk)
    frames, changed = cost["frames"], cost["changed"]
    print(f"Drag by script, desk: z changed in {changed} of {frames} frames, {changed / cost['seconds']:.1f} a second")
    parts = {"event handler": cost["handling"] / frames, "style": cost["RecalcStyle"], "layout": cost["Layout"]}
    task, texts = cost["Task"] - cost["reading"] / changed, ", ".join(f"{name} {ms:.2f}" for name, ms in parts.items())
    print(f"Main thread of the desk, the measuring taken off: {task:.1f} ms an update (among it {texts})")
    count, different = compared(seen + more)
    print(f"Values compared with the core during both drags of the desk: {count}, different: {len(different)}")
    print("\n".join(different[:5]))


def main():
    """Serve both apps, open both, measure."""
    with tempfile.TemporaryDirectory() as empty, sync_playwright() as playwright:
        ours = served(ROOT / "app.py", ROOT)
        theirs = served(Path(__file__).with_name("plain.py"), Path(empty))
        with ours as ours_served, theirs as theirs_served:
            desk_url, plain_url = ours_served.url, theirs_served.url
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            links = {number: f"{desk_url}/?digits=4&view=lecture&step={number}" for number in STEPS}
            scripts = {number: CHARTS + STEP.replace("NUMBER", slot) for number, slot in STEPS.items()}
            steps = {number: opened(browser, links[number], scripts[number]) for number in STEPS}
            measure(browser, opened(browser, desk_url, CHARTS + DESK), opened(browser, plain_url, PLAIN), steps)
            browser.close()


if __name__ == "__main__":
    main()
