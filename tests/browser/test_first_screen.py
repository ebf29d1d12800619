"""The first screen: the lecture's numbers, all in view, nothing over anything else."""

import itertools

import pytest

from logreg import FEATURES, State, trace
from logreg.reader.written import estimate, written

# visible text of the desk with its place; the highlighted layer of the editor scrolls and is left out
PLACES = """() => {
  const found = []
  let n = 0
  const walker = document.createTreeWalker(document.querySelector(".desk"), NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (!node.textContent.trim() || node.parentElement.closest(".editor, .quiet, .strip, select, .plot")) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const clip = node.parentElement.tagName === "SMALL" ? node.parentElement.getBoundingClientRect() : null
    n += 1
    for (const box of range.getClientRects()) {
      const right = clip ? Math.min(box.right, clip.right) : box.right
      const ink = 0.35 * parseFloat(getComputedStyle(node.parentElement).fontSize)
      const middle = (box.top + box.bottom) / 2
      const [top, bottom] = [middle - ink, middle + ink] // a line of text, without the room above and below its letters
      const card = node.parentElement.closest(".card, .top, .desk").getBoundingClientRect()
      const inside =
        box.left >= card.left - 1 && right <= card.right + 1 && top >= card.top - 1 && bottom <= card.bottom + 1
      if (box.width) found.push({ n, text: node.textContent, left: box.left, right, top, bottom, inside })
    }
  }
  return found
}"""
BOXES = """() => {
  const parts = ".editor, .row > input, .row > output, .row > .meaning, .row > .switch, .chart, .read, .tools > *, h1"
  return [...document.querySelectorAll(".desk :is(" + parts + ")")].map((node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect()
    const text = `${node.tagName}.${node.className} ${node.ariaLabel ?? node.textContent}`.slice(0, 60)
    return { text, left, top, right, bottom }
  }).filter(({ left, right }) => right > left)
}"""
OVERFLOW = """() => [document.documentElement, document.body, document.querySelector('[data-testid="stMain"]')]
  .map((node) => [node.scrollWidth - node.clientWidth, node.scrollHeight - node.clientHeight])"""


def overlapping(boxes, slack=1.0):
    """The pairs of boxes that share more than a pixel in both directions."""
    return [
        (a["text"], b["text"])
        for a, b in itertools.combinations(boxes, 2)
        if a.get("n", 0) != b.get("n", 1)
        and min(a["right"], b["right"]) - max(a["left"], b["left"]) > slack
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > slack
    ]


def test_the_first_screen_shows_the_lectures_numbers_at_a_clean_address(desk):
    desk.shows(State())
    shown = {name: desk.output(name).inner_text() for name in ("z", "ŷ", "Loss if y = 1", "Loss if y = 0")}
    assert shown == {"z": "0.83", "ŷ": "0.70", "Loss if y = 1": "0.36", "Loss if y = 0": "1.19"}
    assert desk.output("1 − ŷ").inner_text() == "0.30"
    desk.rests()
    assert desk.page.url == f"{desk.address}/"


def test_the_readouts_are_the_cores_numbers_and_say_what_they_are(desk):
    t = trace(State())
    for name, text in {
        "z": written(t.z, 2),
        "w·x + b": written(t.z, 2),
        "ŷ": estimate(t.z, 2),
        "1 − ŷ": estimate(-t.z, 2),
        "Decision": "positive, ŷ > 0.5" if t.decision else "negative, ŷ ≤ 0.5",
        "Loss if y = 1": written(t.loss_1, 2),
        "Loss if y = 0": written(t.loss_0, 2),
        **{f"w{j}·x{j}": written(t.terms[j - 1], 2, sign=True) for j in range(1, len(FEATURES) + 1)},
        **{
            f"{feature.name} is": written(x, 2) if feature.kind == "logarithm" else f"{x:.0f}"
            for feature, x in zip(FEATURES, t.x)
        },
    }.items():
        assert desk.output(name).inner_text() == text, name


def test_the_first_screen_says_where_1_20_comes_from(desk):
    t = trace(State())
    (line,) = desk.shows(State()).read()["words"]["rounded"]
    assert desk.page.get_by_text(line, exact=True).is_visible()
    assert written(t.y_hat_0, 2) in line
    assert written(t.rounded_0, 2) in line


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1366, 650), (1920, 1080)])
def test_everything_is_in_view_without_scrolling_and_nothing_overlaps(blank, width, height):
    blank.page.set_viewport_size({"width": width, "height": height})
    desk = blank.open("digits=4")
    desk.shows(State(digits=4))
    assert all(x <= 0 and y <= 0 for x, y in desk.page.evaluate(OVERFLOW))
    boxes, texts = desk.page.evaluate(BOXES), desk.page.evaluate(PLACES)
    assert len(boxes) > 50
    assert [b["text"] for b in boxes + texts if b["left"] < 0 or b["top"] < 0] == []
    assert [b["text"] for b in boxes + texts if b["right"] > width or b["bottom"] > height] == []
    assert overlapping(boxes) == []
    assert [text["text"] for text in texts if not text["inside"]] == []
    assert overlapping(texts) == []


def test_large_numbers_still_fit_and_do_not_overlap(blank):
    state = State(w=(-12345.678, 98765.4321, -1.2, 0.5, 2.0, 0.7), b=1e9, digits=4)
    desk = blank.open(state.link()[0])
    desk.shows(state)
    texts = desk.page.evaluate(PLACES)
    assert [text["text"] for text in texts if not text["inside"]] == []
    assert overlapping(texts) == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640)])
def test_a_phone_shows_one_column_that_scrolls_only_downwards(blank, width, height):
    blank.page.set_viewport_size({"width": width, "height": height})
    desk = blank.open("digits=4")
    desk.shows(State(digits=4))
    overflow, texts, boxes = (desk.page.evaluate(script) for script in (OVERFLOW, PLACES, BOXES))
    strip = desk.page.locator(".strip")
    strip_seen, strip_text = strip.is_visible(), strip.inner_text()
    assert all(x <= 0 for x, _ in overflow)
    assert [b["text"] for b in boxes + texts if b["left"] < 0 or b["right"] > width] == []
    assert overlapping(boxes) == []
    assert overlapping(texts) == []
    assert strip_seen
    t = trace(State())
    assert all(written(n, 4) in strip_text for n in (t.z, t.y_hat, t.loss_1, t.loss_0))


def test_the_strip_of_a_phone_stays_in_view_while_scrolling(blank):
    blank.page.set_viewport_size({"width": 390, "height": 844})
    desk = blank.open()
    desk.page.locator(".features").scroll_into_view_if_needed()
    box = desk.page.locator(".strip").bounding_box()
    assert 0 <= box["y"] <= 844 - box["height"]
