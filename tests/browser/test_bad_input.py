"""Bad input: a right answer or one clear sentence, never interpreted, and what was typed is still there."""

from urllib.parse import quote, urlencode

import pytest
from screen import core, with_weight

from logreg import EXAMPLES, State
from logreg.reader.state import LONGEST_REVIEW

PACKED = "packed=" + State(review="great, no? " * 200).query()["packed"]
BAD_LINKS = {
    "w1=abc": "w1 must be a finite number, got “abc”",
    "w1=NaN": "w1 must be a finite number",
    "w1=1e400": "w1 must be a finite number",
    "w1=-inf": "w1 must be a finite number",
    "w1=": "w1 must be a finite number, got nothing",
    "b=%F0%9F%98%80": "b must be a finite number",
    "x1=maybe": "x1 must be on or off, got “maybe”",
    "digits=3": "digits must be 2 or 4, got “3”",
    "y=2": "y must be 0 or 1, got “2”",
    "packed=garbage": "The review packed in this link is damaged",
    PACKED[:-8]: "The review packed in this link is damaged",
    "w1=1e308": "w1 must be between −1e300 and 1e300",
    "w1=" + "9" * 10_000: "w1 must be a finite number",
    "review=" + "a" * 40_000: "The link is longer than",
}
PAYLOADS = [
    "<img src=x onerror=alert(1)> <script>alert(2)</script> <b>great</b>",
    "<svg onload=alert(1)><style>*{display:none}</style></textarea></div><iframe src=javascript:alert(3)>",
    "$\\frac{1}{0}$ **bold** # head [a](javascript:alert(4)) ![x](http://example.org/x.png) :red[no]",
    "{{7*7}} %{x} ${alert(5)} &lt;b&gt; &amp; \" ' `",
    "$name $$ %s {0} \\u0000 \\n great",
]


@pytest.mark.parametrize("query", BAD_LINKS, ids=lambda query: query[:20])
def test_what_cannot_be_read_in_a_link_is_the_default_and_named_once(blank, query):
    desk = blank.follow(query)
    desk.shows(State(), notes=[BAD_LINKS[query]])
    assert all(len(note) < 300 for note in desk.notes())
    desk.carries(State())


def test_the_rest_of_a_bad_link_is_read(blank):
    desk = blank.open("w1=abc&w2=3&utm_source=mail&digits=4")
    desk.shows(with_weight(State(digits=4), "w2", 3.0), notes=["w1 must be"])


def test_keys_that_nobody_knows_are_named(blank):
    desk = blank.open("fbclid=1&__proto__=x&constructor=y&desk=z")
    desk.shows(State(), notes=["something of “__proto__”, “constructor”, “desk”, which this page does not know"])


@pytest.mark.parametrize(
    ("text", "number"),
    [("2,7", 2.7), ("-,5", -0.5), ("−3.5", -3.5), ("–2,25", -2.25), ("12", 12.0), ("2,5e2", 250.0), ("1,000", 1.0),
     ("1.000", 1.0), ("1,000.5", 1000.5), ("1.000,5", 1000.5), ("-1,234.5", -1234.5), ("1.234.567", 1234567.0),
     ("1,000,000", 1e6), ("1,234,567.25", 1234567.25), ("1.234.567,25", 1234567.25), ("1 234,5", 1234.5),
     ("1’234.5", 1234.5)],
)  # fmt: skip
def test_a_number_means_the_same_typed_and_pasted_and_in_a_link(blank, text, number):
    desk = blank.look_at(State())
    for key, way in (("w1", desk.page.keyboard.type), ("b", lambda text: paste(desk, text))):
        desk.number(key).focus()
        desk.page.keyboard.press("Control+a")
        way(text)
        desk.shows(with_weight(core_state(desk), key, number))
    assert State.from_query(urlencode({"w1": text, "b": text})) == (core_state(desk), {})


@pytest.mark.parametrize("view", ["lecture", "learn"])
def test_every_number_box_takes_a_number_as_people_write_it(blank, view):
    state = State(view=view, step="estimate", predict=True, start=(1.0, -1.0))
    desk = blank.arrive(state).rests()
    for box in desk.page.locator("input[type=number][step=any]:visible").all():
        desk.page.keyboard.press("Escape")
        box.focus()
        desk.page.keyboard.press("Control+a")
        desk.page.keyboard.type("1.000,5")
        assert box.input_value() == "1000.5"
        desk.page.keyboard.press("Control+a")
        paste(desk, "0,25")
        assert box.input_value() == "0.25"
    desk.rests()


def test_what_is_typed_after_other_things_were_done_in_the_box_stays_where_it_was_typed(desk):
    box, press, write = desk.number("w1"), desk.page.keyboard.press, desk.page.keyboard.type
    box.focus()
    press("Control+a")
    write("1.234")
    press("Control+a")
    write(",5")  # over all of it
    desk.shows(with_weight(State(), "w1", 0.5))
    press("Control+a")
    write("1.2345")
    press("Backspace")
    write(",5")  # a second mark, in a number that was not written in one go
    desk.shows(with_weight(State(), "w1", 1.2345))
    press("Control+a")
    write("125")
    press("Home")
    press("ArrowRight")
    write(",")
    desk.shows(with_weight(State(), "w1", 1.25))


@pytest.mark.parametrize("text", ["1,2,3", "1,0000,5", "12 3", "1.5,5", "12.05,2026", "great, really"])
def test_what_is_no_number_is_not_pasted_as_another_one(desk, text):
    desk.number("w1").focus()
    desk.page.keyboard.press("Control+a")
    paste(desk, text)
    desk.shows(State())
    assert State.from_query(urlencode({"w1": text}))[1].keys() == {"w1"}


def test_a_number_that_cannot_be_leaves_the_last_one_that_came_to_rest(desk):
    desk.number("w1").fill("7")
    desk.carries(with_weight(State(), "w1", 7.0))
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.type("1e999")
    desk.page.keyboard.press("Enter")
    desk.until(lambda: not any("it stays at 7." in note for note in desk.notes()) and [f"{desk.notes()}"])


def paste(desk, text):
    """Paste the text where the cursor is."""
    desk.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    desk.page.keyboard.press("Control+v")


def core_state(desk):
    """The state that the address carries, once it is at rest."""
    desk.rests()
    return State.from_query(desk.search().removeprefix("?"))[0]


@pytest.mark.parametrize(
    ("typed", "said"), [("1e308", "between −1e300 and 1e300"), ("1e999", "w1 must be a finite number")]
)
def test_a_number_that_cannot_be_leaves_the_one_before_it_was_typed(desk, typed, said):
    desk.number("w1").focus()
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.type(typed, delay=30)
    desk.page.keyboard.press("Tab")
    desk.until(lambda: desk.output("w1·x1").inner_text() != "+7.50" and [desk.output("w1·x1").inner_text()])
    desk.until(lambda: len(desk.notes()) != 1 and [f"{desk.notes()}"])
    (note,) = desk.notes()
    assert said in note
    assert note.endswith("it stays at 2.5.")
    desk.carries(State())
    selected = "(box) => { box.select(); return getSelection().toString() }"
    assert desk.number("w1").evaluate(selected) == typed  # it is still there
    desk.number("b").fill("3")
    desk.until(lambda: desk.search() != "?b=3" and [desk.search()])
    desk.button("Undo").click()
    desk.button("Undo").click()
    desk.shows(State())
    desk.button("Redo").click()
    desk.button("Redo").click()
    desk.shows(State(b=3.0))


def test_of_a_very_long_review_all_stays_when_something_is_asked_for(blank):
    review = ("great film, you see. " * 1200)[:25_000]
    desk = blank.open("view=why")
    desk.review.fill(review)
    desk.until(lambda: not any(f"{LONGEST_REVIEW:,}" in note for note in desk.notes()) and ["not said"])
    order = desk.search()
    desk.button("Shuffle").click()
    desk.until(lambda: desk.search() == order and ["no other order"])
    assert desk.review.input_value() == review
    assert any(f"{LONGEST_REVIEW:,}" in note for note in desk.notes())


def test_of_a_key_that_comes_twice_the_last_counts_and_the_page_says_so(blank):
    desk = blank.open("w1=3&w1=4")
    desk.shows(with_weight(State(), "w1", 4.0), notes=["w1 stands in the link more than once: the last counts."])


def test_an_absurd_but_valid_weight_in_a_link_is_shown_exactly(blank):
    desk = blank.open("b=1e300&digits=4")
    desk.shows(State(b=1e300, digits=4))


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload[:8])
def test_markup_in_a_review_is_shown_as_it_was_typed(desk, payload):
    kinds = "new Set([...document.querySelectorAll('.desk *')].map((node) => node.tagName)).size"
    before = desk.page.evaluate(kinds)
    desk.review.fill(payload)
    desk.shows(State(review=payload))
    desk.carries(State(review=payload))
    assert desk.page.evaluate(kinds) == before
    desk.reload().shows(State(review=payload))
    assert desk.review.input_value() == payload
    assert desk.page.evaluate(kinds) == before


@pytest.mark.parametrize("key", ["w1", "x1", "y", "digits"])
def test_markup_in_a_link_is_quoted_and_not_interpreted(blank, key):
    payload = "<img src=x onerror=alert(1)>"
    desk = blank.open(f"{key}={quote(payload)}")
    desk.shows(State(), notes=[payload[:20]])
    assert desk.page.locator(".desk img:not(.qr)").count() == 0


def test_a_review_too_long_for_the_link_is_named_and_survives_a_reload(blank):
    noise = "".join(chr(0x4E00 + n * n * 7919 % 20000) for n in range(15_000))
    state = State(review=noise, b=2.0)
    desk = blank.open("b=2")
    desk.review.fill(noise)
    desk.shows(state, notes=["too long for a link"])
    assert desk.search() == "?b=2"
    desk.comes("history.state?.desk?.review?.length > 10000")
    desk.reload().shows(state, notes=["too long for a link"])


def test_of_a_very_long_review_the_beginning_is_read_and_all_of_it_stays(desk):
    review = ("great film, you see. " * 1200)[:25_000]
    desk.review.fill(review)
    desk.until(lambda: not any(f"{LONGEST_REVIEW:,}" in note for note in desk.notes()) and [f"notes: {desk.notes()}"])
    seen = desk.read()
    read = State(review=review[:LONGEST_REVIEW])
    assert desk.review.input_value() == review
    assert seen["layer"] == review + "\n"
    assert seen["lights"] == core(read)["lights"]
    desk.rests()
    desk.reload()
    desk.until(
        lambda: desk.review.input_value() != review and [f"{len(desk.review.input_value())} characters are left"]
    )


def test_a_paste_of_a_megabyte_leaves_the_page_at_work_and_the_text_in_place(desk):
    text = ("It was great, no? " * 60_000)[: 1024 * 1024]
    desk.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    desk.review.press("Control+a")
    desk.review.press("Control+v")
    desk.until(lambda: not any(f"{LONGEST_REVIEW:,}" in note for note in desk.notes()) and [f"notes: {desk.notes()}"])
    assert desk.page.evaluate("document.querySelector('textarea').value.length") == len(text)
    desk.number("b").fill("-1.5")
    desk.until(lambda: desk.output("b is").inner_text() != "−1.50" and ["the bias does not answer"])
    assert desk.page.evaluate("document.querySelector('textarea').value.length") == len(text)
    desk.pick(EXAMPLES[1])
    desk.shows(State(review=EXAMPLES[1].review, y=0, b=-1.5))


def test_a_half_of_a_surrogate_pair_does_no_harm(desk):
    desk.page.evaluate("""() => {
      const area = document.querySelector("textarea")
      area.value = "great \\ud83d film, no!"
      area.dispatchEvent(new Event("input"))
    }""")
    desk.until(lambda: desk.output("x3 is").inner_text() != "1" and ["not read yet"])
    desk.until(lambda: "%EF%BF%BD" not in desk.search() and ["not in the link yet"])
    link = desk.search()[1:]
    desk.page.goto("about:blank")
    desk.open(link).shows(State(review="great \ufffd film, no!"))


def test_a_plus_in_a_link_is_a_space_and_an_escaped_plus_is_a_plus(blank):
    query = urlencode({"review": "a great film + no"})
    desk = blank.open(query)
    desk.shows(State(review="a great film + no"))


# Where everything stands that can be pressed, typed into or looked at. A text that moves has its place in a chart.
STAND = """() => Object.fromEntries([...document.querySelectorAll(
  ".desk :is(button, select, input, textarea, summary, h1, h2, .chart, .card, .row), dialog[open]"
)].filter((node) => node.checkVisibility() && !node.closest(".over")).map((node, i) => {
  const { left, top, width } = node.getBoundingClientRect()
  return [`${i} ${node.tagName} ${node.className}`, [left, top, width].map(Math.round)]
}))"""


def fill(box, text):
    def filled(desk):
        place = desk.page.locator(f".desk [data-key={box}]").first
        place.fill(text)
        place.press("Tab")
        desk.until(lambda: not desk.notes() and ["no note"])

    return filled


def too_large(desk):
    desk.page.locator("[data-rate='2']").click()
    said = desk.page.locator("[data-slot=learn_says]")
    desk.until(lambda: "too large" not in said.inner_text() and ["not said"])


def copied(desk):
    desk.dialog("QR code")
    desk.rests()
    before = desk.page.evaluate(STAND)
    desk.page.get_by_role("dialog").get_by_label("predict first").check()
    desk.rests()
    assert desk.page.evaluate(STAND) == before
    desk.page.keyboard.press("Escape")


def test_notes_can_be_sent_away_and_come_again_when_they_say_something_else(blank):
    desk = blank.open("w1=abc&digits=3").rests()
    assert len(desk.notes()) == 2
    desk.button("Close the note").click()
    assert desk.notes() == []
    assert desk.button("Close the note").count() == 0  # hidden
    desk.review.fill("")
    desk.until(lambda: len(desk.notes()) != 1 and ["no note"])
    desk.button("Close the note").click()
    desk.slider("w1").press("ArrowRight")
    desk.rests()
    assert desk.notes() == []
    desk.number("w2").fill("1e999")
    desk.number("w2").press("Tab")
    desk.until(lambda: len(desk.notes()) != 2 and [f"{desk.notes()}"])


def places_of_charts(desk):
    """How far down the first chart begins."""
    return min(chart.bounding_box()["y"] for chart in desk.page.locator(".desk [data-chart]:visible").all())


MOVES_NOTHING = {
    "no weight": ({}, fill("w2", "")),
    "no number": ({}, fill("w2", "1e999")),
    "no review": ({}, fill("review", "")),
    "no weight in Why": ({"view": "why"}, fill("b", "")),
    "no weight beside a step": ({"view": "lecture", "step": "outcomes"}, fill("w1", "")),
    "no rate": ({"view": "learn", "part": "path", "t": 5}, fill("eta", "-1")),
    "no penalty": ({"view": "learn", "part": "learned", "t": 5}, fill("l2", "-1")),
    "too large a rate": ({"view": "learn", "part": "path", "t": 5}, too_large),
    "too large a rate for what was learned": ({"view": "learn", "part": "learned", "t": 5}, too_large),
    "a prepared link": ({}, copied),
}


@pytest.mark.parametrize(
    ("case", "size"),
    [(case, (1280, 720)) for case in MOVES_NOTHING]
    + [(case, (390, 844)) for case in ("no weight", "no review", "no rate", "too large a rate")],
    ids=lambda one: one if isinstance(one, str) else f"{one[0]}",
)
def test_an_error_or_a_note_moves_nothing(blank, case, size):
    choices, happens = MOVES_NOTHING[case]
    blank.page.set_viewport_size(dict(zip(("width", "height"), size)))
    desk = blank.arrive(State(**choices)).rests()
    desk.page.add_style_tag(content="* { scroll-behavior: auto !important }")
    before = desk.page.evaluate(STAND)
    scrolled = desk.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    happens(desk)
    desk.rests()
    desk.page.evaluate("(top) => (document.querySelector('[data-testid=stMain]').scrollTop = top)", scrolled)
    after = desk.page.evaluate(STAND)
    moved = {name: (place, after.get(name)) for name, place in before.items() if after.get(name) != place}
    if happens is too_large:  # other weights are another text about them, under the charts
        moved = {name: places for name, places in moved.items() if places[0][1] <= places_of_charts(desk)}
    assert len(before) > 20
    assert moved == {}
