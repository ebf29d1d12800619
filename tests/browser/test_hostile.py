"""Every payload in a real browser: no script runs, nothing is asked of another host, no element is made of a text."""

import csv
import io
from urllib.parse import quote

import pytest
from payloads import HALVES, PAYLOADS

from logreg import State, trace
from logreg.state import CONTROLS, LONGEST_REVIEW
from logreg.views.desk import row

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
    now = desk.page.evaluate(KINDS)
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
    before = desk.page.evaluate(KINDS)
    for payload in ALL[first : first + TOGETHER]:
        desk.review.evaluate(
            "(area, text) => { area.value = text; area.dispatchEvent(new Event('input')) }", escaped(payload)
        )
        says(desk, State(review=payload))
        harmless(desk, before)
    assert desk.page.get_by_test_id("stException").count() == 0


def escaped(text):
    """The text as Playwright can send it: half a pair of surrogates goes no further than Python."""
    return text.encode("utf-8", "replace").decode()


@each_lot
def test_in_every_place_of_a_link_it_is_text(blank, first):
    before = blank.open().page.evaluate(KINDS)
    for payload in ALL[first : first + TOGETHER]:
        bare = payload.encode(errors="surrogatepass")
        once = quote(bare[:300])
        query = f"review={quote(bare[:1500])}&lists={once}:1&{once}=1&w1=3&" + "&".join(f"{key}={once}" for key in KEYS)
        state, notes = State.from_query(query)
        blank.page.goto(f"{blank.address}/?{query}", wait_until="commit")
        blank.until(lambda review=state.review: review_of(blank.page) != review and [f"not {review[:50]}"])
        blank.until(lambda notes=notes: not {*notes.values()} <= {*blank.notes()} and [f"not {notes}"])
        blank.until(lambda: blank.page.evaluate(KINDS)["kinds"] != before["kinds"] and ["other elements"])
        harmless(blank, before)


def review_of(page):
    """What stands in the review; nothing as long as there is no page."""
    return page.evaluate("document.querySelector('textarea')?.value")


def test_in_a_file_and_as_its_name_it_is_text(blank):
    desk = blank.arrive(State(view="learn", part="data"))
    before = desk.page.evaluate(KINDS)
    texts = [escaped(payload).replace("\0", "") for payload in ALL if payload.strip("\0 \n") and len(payload) < 5000]
    names = ("<img src=x onerror=alert(1)>.csv", "../../../etc/passwd", "=1+1.csv", "a\u202evsc.exe", "x" * 250)
    own = desk.page.locator(".own")
    for less, name in enumerate(names):
        some, rows = texts[less:], io.StringIO()
        csv.writer(rows).writerows([("label", "text"), *((n % 2, text) for n, text in enumerate(some))])
        file = {"name": name, "mimeType": "text/csv", "buffer": rows.getvalue().encode()}
        desk.page.locator("input[type=file]").set_input_files(file)
        desk.until(lambda some=some: f"of {len(some)} rows" not in own.inner_text() and [own.inner_text()])
        now = desk.page.evaluate(KINDS)
        assert now["pwned"] is None
        assert set(now["kinds"]) == set(before["kinds"])
        assert set(now["inside"]) == set(before["inside"])


@pytest.mark.parametrize("length", [LONGEST_REVIEW + 1, 2**20])
def test_a_megabyte_takes_no_longer_than_the_part_of_it_that_is_read(desk, length):
    text = ("It was great, no? " * (length // 18 + 1))[:length]
    desk.review.evaluate("(area, text) => { area.value = text; area.dispatchEvent(new Event('input')) }", text)
    says(desk, State(review=text))
    desk.until(lambda: not any(f"{LONGEST_REVIEW:,}" in note for note in desk.notes()) and ["not said"])
