"""Every payload in a real browser: no script runs, nothing is asked of another host, no element is made of a text."""

import csv
import io
import json
from dataclasses import replace
from urllib.parse import quote

import pytest
from later import later
from payloads import HALVES, PAYLOADS
from screen import result

from logreg import State, default_lexicon, trace
from logreg.reader.run import ENOUGH
from logreg.reader.state import CONTROLS, LONGEST_REVIEW
from logreg.reviews.reading import MOST_VALUES, File, read
from logreg.web.page import row
from logreg.web.words import spans

pytestmark = pytest.mark.slow

KEYS = [control.key for control in CONTROLS if control.key not in ("review", "lists")][:7]
TOGETHER = 20  # payloads to a test: a page that is open takes the next one faster
ALL = [*PAYLOADS, *HALVES]
each_lot = pytest.mark.parametrize("first", range(0, len(ALL), TOGETHER))
# how many elements of each kind there are, but of those that come and go with words and marks
KINDS = """() => {
  const kinds = {}
  for (const node of document.querySelectorAll("*"))
    if (!node.closest(".shine, .marks, .curves, .plot, [data-for=why], [data-testid=stStatusWidget], .notes"))
      kinds[node.tagName] = (kinds[node.tagName] ?? 0) + 1
  const inside = [...document.querySelectorAll(".shine *, .notes *, [data-for=why] *, tbody *")]
  return { kinds, inside: [...new Set(inside.map((node) => node.tagName))].sort(), pwned: window.pwned ?? null }
}"""


def harmless(desk, before):
    """Since then no element of another kind has come, and nothing has run."""
    now = result(desk.page, KINDS)
    assert now["kinds"] == before["kinds"]
    assert set(now["inside"]) - set(before["inside"]) <= {"MARK", "LI"}
    assert now["pwned"] is None


def says(desk, state):
    """The page has come to show what the core found in the review."""
    wanted = {place: text for place, text in row(trace(state), 10).items() if place.startswith(("found", "x"))}
    desk.until(lambda: desk.page.evaluate(PLACES, list(wanted)) != wanted and [f"not {wanted}"])


PLACES = """(places) => Object.fromEntries(
  places.map((place) => [place, document.querySelector(`[data-slot="${place}"]`).textContent]))"""


@each_lot
def test_in_the_review_it_is_text(desk, first):
    before = result(desk.page, KINDS)
    for payload in ALL[first : first + TOGETHER]:
        types(desk, payload)
        says(desk, State(review=payload))
        harmless(desk, before)
    assert desk.page.get_by_test_id("stException").count() == 0


def types(desk, text):
    """Put the text into the review as a hand does; in ASCII on its way, for half a pair of surrogates goes no other."""
    put = "area.dispatchEvent(new Event('input'))"
    desk.review.evaluate(f"(area) => {{ area.value = {json.dumps(text)}; {put} }}")


VIEWS = {
    "why": later(State, view="why", lists=(("film", 1),)),
    "lecture": later(State, view="lecture", step="outcomes"),
    "one step": later(State, view="learn", part="step", mine=True, batch=1),
    "the data": later(State, view="learn", part="data", mine=True, sorted=True),
}


@pytest.mark.parametrize("view", VIEWS)
def test_in_every_view_it_is_text(blank, view):
    desk = blank.arrive(VIEWS[view]()).rests()
    before = result(desk.page, KINDS)
    usual = {*before["inside"], "MARK", "LI", "BUTTON", "SPAN", "TR", "TD", "INPUT"}  # lines that come and go
    for payload in [one for one in ALL if len(one) < 5000][list(VIEWS).index(view) :: len(VIEWS)]:
        types(desk, payload)
        state = replace(VIEWS[view](), review=payload)
        desk.until(lambda state=state: not heard(desk, state) and [f"not {state.review[:40]!r}"])
        now = result(desk.page, KINDS)
        assert set(now["inside"]) <= usual, payload
        assert set(now["kinds"]) <= {*before["kinds"]}, payload
        assert now["pwned"] is None


def heard(desk, state):
    """Whether Python's answer is on the page: the words of the review are lit up by what they count for."""
    wanted = [name for _, _, name in spans(trace(state))]
    return desk.page.evaluate("[...document.querySelectorAll('.shine mark')].map((mark) => mark.className)") == wanted


def test_as_a_word_that_was_moved_it_is_text(blank):
    before = result(blank.open(State(view="why").link()[0]).page, KINDS)
    words = [one for one in ALL if "," not in one and ":" not in one and not any(map(str.isspace, one))]
    words = [one for one in words if 0 < len(one) <= 100 and one not in HALVES]
    assert len(words) > 40
    for lot in range(0, len(words), 20):
        some = words[lot : lot + 20]
        lists = quote(",".join(f"{word}:1" for word in some))
        blank.open(f"view=why&review={quote(' '.join(some))}&lists={lists}")
        now = result(blank.page, KINDS)
        assert set(now["kinds"]) <= {*before["kinds"]}
        assert set(now["inside"]) <= {*before["inside"], "MARK", "LI"}
        assert now["pwned"] is None


NUMBERS = ("NaN", "-NaN", "1e400", "-1e400", "-0", "1e-400", "0x10", "1_0", "٣", "1" * 10_000, "9" * 300, "1e999999999")


@pytest.mark.parametrize("key", ["w1", "t", "guess_y_hat"])
def test_a_number_that_is_none_leaves_the_control_as_it_is_and_is_named(blank, key):
    for text in NUMBERS:
        query = f"{key}=1&{key}={quote(text)}"
        _, notes = State.from_query(query)
        blank.follow(query).page.wait_for_selector(".desk[data-view]")
        blank.until(lambda notes=notes: {*notes.values()} != {*blank.notes()} and [f"{blank.notes()} for {notes}"])
        assert len(notes) >= 1  # that it stands there twice, at least
        assert len(query) < 10_000 or "was not read" in notes.get("link", "") or key in notes


@each_lot
def test_in_every_place_of_a_link_it_is_text(blank, first):
    before = result(blank.open().page, KINDS)
    for payload in ALL[first : first + TOGETHER]:
        bare = payload.encode(errors="surrogatepass")
        once = quote(bare[:300])
        query = f"review={quote(bare[:1500])}&lists={once}:1&{once}=1&w1=3&" + "&".join(f"{key}={once}" for key in KEYS)
        state, notes = State.from_query(query)
        blank.follow(query)
        blank.until(lambda review=state.review: review_of(blank.page) != review and [f"not {review[:50]}"])
        blank.until(lambda notes=notes: not {*notes.values()} <= {*blank.notes()} and [f"not {notes}"])
        blank.until(lambda: result(blank.page, KINDS)["kinds"] != before["kinds"] and ["other elements"])
        harmless(blank, before)


def review_of(page):
    """What stands in the review; nothing as long as there is no page."""
    return page.evaluate("document.querySelector('textarea')?.value")


def test_in_a_file_and_as_its_name_it_is_text(blank):
    desk = blank.arrive(State(view="learn", part="data")).rests()
    before = result(desk.page, KINDS)
    texts = [payload.replace("\0", "") for payload in PAYLOADS if payload.strip("\0 \n") and len(payload) < 30_000]
    cells = desk.page.locator(".data tbody td:nth-child(2)")
    for lot in range(0, len(texts), ENOUGH - 1):  # of more, some would be held out, and not be on the page
        some, rows = texts[lot : lot + ENOUGH - 1], io.StringIO()
        csv.writer(rows).writerows([("label", "text"), *((n % 2, text) for n, text in enumerate(some))])
        raw = rows.getvalue().encode()
        named = read(raw, default_lexicon())[0].titles
        for name in [*(text[:200] + ".csv" for text in some[:4]), "x" * 250]:
            desk.page.locator(".learn input[type=file]").set_input_files(
                {"name": name, "mimeType": "text/csv", "buffer": raw + b"\n" * len(name)}
            )
        wanted = [title[:300] for title in named]
        desk.until(lambda wanted=wanted: differing(cells.all_text_contents(), wanted))
        assert cells.evaluate_all("(cells) => cells.filter((cell) => cell.children.length).length") == 0
        now = result(desk.page, KINDS)
        assert now["pwned"] is None
        assert set(now["kinds"]) == set(before["kinds"])
        assert set(now["inside"]) == set(before["inside"])


def test_in_the_question_how_a_file_is_to_be_read_it_is_text(blank):
    desk = blank.arrive(State(view="learn", part="data")).rests()
    before = {*result(desk.page, KINDS)["kinds"]} | {"TR", "TD", "TH", "FIELDSET", "LABEL", "INPUT", "OPTION"}
    texts = [one.replace("\0", "") for one in PAYLOADS if one.strip("\0 \n") and len(one) <= 150]
    dialog = desk.page.get_by_role("dialog", name="How is this file to be read?")
    there = dialog.locator(".labels tbody th")
    assert len(texts) > 150
    for lot in range(0, len(texts), MOST_VALUES // 2):
        some, rows = texts[lot : lot + MOST_VALUES // 2], io.StringIO()
        csv.writer(rows, quoting=csv.QUOTE_ALL).writerows([(f"label {some[0]}", some[-1]), *zip(some[::-1], some)])
        raw = rows.getvalue().encode()
        try:
            outline = File(raw).outline
        except ValueError:
            continue  # no two columns can be told apart in it
        desk.page.locator(".learn input[type=file]").set_input_files(
            {"name": some[0][:200] + ".csv", "mimeType": "text/csv", "buffer": raw}
        )
        dialog.wait_for()
        values = [" ".join(value.split()) or "(nothing)" for value in outline.columns[outline.label].values]
        desk.until(lambda values=values: differing([" ".join(t.split()) for t in there.all_text_contents()], values))
        assert there.evaluate_all("(cells) => cells.filter((cell) => cell.children.length).length") == 0
        assert dialog.locator(".first :is(th, td)").evaluate_all("(all) => all.every((one) => !one.children.length)")
        now = result(desk.page, KINDS)
        assert now["pwned"] is None
        assert {*now["kinds"]} <= before
        desk.page.keyboard.press("Escape")


def test_in_a_word_list_it_is_text(blank):
    desk = blank.arrive(State(view="why")).rests()
    before = {*result(desk.page, KINDS)["kinds"]} | {"LI", "MARK"}
    dialog = desk.dialog("Your own list")
    lines = "\n".join(f"{one} {n % 2 or -1}" for n, one in enumerate(PAYLOADS) if len(one) <= 1000 and "\0" not in one)
    name = PAYLOADS[0][:100] + ".txt"
    for content in (lines, "great 1\nhokey -1\n" + lines):
        dialog.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
        )
        desk.rests()
        now = result(desk.page, KINDS)
        assert now["pwned"] is None
        assert {*now["kinds"]} <= before
        assert dialog.locator(".sentence, [data-slot=wordlist_said], .named").evaluate_all(
            "(all) => all.every((one) => !one.children.length)"
        )


def differing(found, wanted):
    """The first of two lists of texts in which they differ, or how long they are."""
    pairs = [f"{one[:80]!r} is not {other[:80]!r}" for one, other in zip(found, wanted) if one != other]
    return pairs[:1] or (len(found) != len(wanted) and [f"{len(found)} are not {len(wanted)}"])


@pytest.mark.parametrize("length", [LONGEST_REVIEW + 1, 2**20])
def test_a_megabyte_takes_no_longer_than_the_part_of_it_that_is_read(desk, length):
    text = ("It was great, no? " * (length // 18 + 1))[:length]
    types(desk, text)
    says(desk, State(review=text))
    desk.until(lambda: not any(f"{LONGEST_REVIEW:,}" in note for note in desk.notes()) and ["not said"])
