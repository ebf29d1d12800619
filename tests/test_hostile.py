"""What an unkind visitor sends: every payload is a text like any other, in the core and in all that is taken away."""

import ast
import csv
import io
import json
import time
import timeit
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import quote

import numpy as np
import pytest
from payloads import HALVES, PAYLOADS

from logreg import State, default_lexicon, features, trace
from logreg.reader.state import CONTROLS, LONGEST_REVIEW, legible
from logreg.reviews.reading import read
from logreg.web.export.handout import handout
from logreg.web.export.numbers import numbers
from logreg.web.export.paper import blank
from logreg.web.export.paper import legible as of_sheet
from logreg.web.export.program import program
from logreg.web.export.sheet import sheet
from logreg.web.page import answer

pytestmark = pytest.mark.slow

ALL = [*PAYLOADS, *HALVES]
each = pytest.mark.parametrize("payload", ALL, ids=lambda text: ascii(text[:24]) + f" {len(text)}")


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], []
        self.silent = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.silent = tag in ("style", "sub")  # the sheet writes x1 … x6 below the words that counted

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, data):
        if not self.silent:
            self.text.append(data)


def shown(text):
    """The text as any HTML shows it: � for what none may hold."""
    return of_sheet(legible(text))


def table(text):
    """The rows of a CSV."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def never(constant):
    raise AssertionError(f"{constant} is no JSON")


def test_there_are_enough():
    assert len(set(ALL)) >= 200


@each
def test_a_review_is_answered_in_json_and_said_back_as_it_was(payload):
    t = trace(State(review=payload))
    reply = json.dumps(answer(t, {}, {"n": 1}))
    assert json.loads(reply, parse_constant=never)["choices"]["review"] == legible(payload)
    reply.encode()  # no half of a surrogate pair is left
    assert all(np.isfinite(t.x))


@each
def test_a_link_with_it_in_every_place_opens_with_short_sentences(payload):
    bare, first = payload.encode(errors="surrogatepass"), State.from_query("w1=3")[0]
    query = "&".join(f"{c.key}={quote(bare)}" for c in CONTROLS) + f"&{quote(bare)}={quote(bare)}&packed={quote(bare)}"
    for text, w in (
        (query, State.w),
        (query[:16_000], State.w),
        (f"w1=3&{query[query.index('&w2=') :][:15_000]}", first.w),
    ):
        state, notes = State.from_query(text)
        assert all(len(note) < 250 for note in notes.values())
        assert state.w == w
        state.link()[0].encode("ascii")
        assert State.from_query(state.link()[0])[0] == state


@each
def test_in_place_of_any_other_choice_it_is_named(payload):
    for key in (control.key for control in CONTROLS if control.key not in ("review", "lists")):
        state, notes = State.from_choices({key: payload})
        assert state == State()
        unpicked = len(payload) <= 11 and not payload.strip("-")
        none = unpicked if key == "picks" else key.startswith("guess") and not payload.strip()
        assert set(notes) == (set() if none else {key})
        assert all(len(note) < 250 for note in notes.values())


@each
def test_as_a_word_that_was_moved_it_is_a_word_or_named(payload):
    state, notes = State.from_choices({"lists": f"{payload}:1"})
    assert bool(state.lists) != bool(notes)
    assert all(len(note) < 250 for note in notes.values())
    t = trace(replace(state, view="why", review=payload))
    json.loads(json.dumps(answer(t, {}, {"n": 1, "caret": 1})), parse_constant=never)


@each
def test_a_file_with_it_is_data_or_gets_one_sentence(payload):
    raw = payload.encode(errors="surrogatepass")
    row = io.StringIO()
    csv.writer(row).writerows([("label", "text"), (1, payload), (0, "dull"), (payload, "great")])
    for file in (raw, row.getvalue().encode(errors="replace"), b"label,text\n1," + raw, b'{"label":1,"text":"' + raw):
        try:
            data, said = read(file, default_lexicon())
        except ValueError as error:
            said = str(error)
            assert len(said) < 400
        else:
            assert len(data.y) >= 1
        assert said


@each
def test_nothing_that_is_taken_away_takes_it_for_more_than_text(payload):
    plain, t = Tags(sheet(trace(State()), "http://localhost/")), trace(State(review=payload))
    link = "http://localhost/?review=" + quote(legible(payload)[:100])
    for page, others in (
        (Tags(sheet(t, link)), plain.tags),
        (Tags(sheet(t, link, blank)), Tags(sheet(trace(State()), pen=blank)).tags),
        (Tags(handout(t, link)), Tags(handout(trace(State()))).tags),
    ):
        assert set(page.tags) <= {*others, ("mark", ("class",))}
        assert "".join(shown(payload).split())[:50] in "".join("".join(page.text).split())
    cells = [cell for line in table(numbers(t)) for cell in line]
    assert [cell for cell in cells if cell[:1] in "=+@\t\r" and cell[:1]] == []
    assert [cell for cell in cells if cell.startswith("-") and not float(cell) < 0] == []
    assert [line[:1] for line in table(numbers(t))] == [line[:1] for line in table(numbers(trace(State())))]
    tree = ast.parse(program(t))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert legible(payload) in texts


@pytest.mark.parametrize(
    "kind", ["(", "<a ", "“”", "n't ", ":)", "[", "$\\", "you're-", "great, ", "g\u0301"], ids=ascii
)
def test_a_megabyte_takes_the_time_of_four_quarters(kind):
    text = kind * (2**20 // len(kind))

    def seconds(part: str) -> float:
        return min(timeit.repeat(lambda: features(part), number=1, repeat=2, timer=time.process_time))

    assert seconds(text) / max(seconds(text[: len(text) // 4]), 0.01) < 8


@pytest.mark.parametrize("view", ["desk", "why", "lecture", "learn"])
def test_an_answer_grows_with_the_text_and_no_faster(view):
    def seconds(length: int) -> float:
        texts = iter([f"{n} It was great, no? I say!\n" * length for n in range(3)])  # none that is remembered
        answered = timeit.repeat(
            lambda: answer(trace(State(view=view, mine=True, review=next(texts)[:length])), {}, {"caret": 5}),
            number=1, repeat=3, timer=time.process_time,
        )  # fmt: skip
        return min(answered)

    assert seconds(LONGEST_REVIEW) / max(seconds(LONGEST_REVIEW // 4), 0.02) < 8


def test_of_a_megabyte_no_more_is_read_than_the_page_says():
    assert len(State(review="great " * 180_000).review) == LONGEST_REVIEW
