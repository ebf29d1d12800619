"""What is taken away, the sheet, the numbers and the program, says what the screen says, whatever was typed."""

import ast
import csv
import inspect
import io
import json
import re
import subprocess
import sys
from collections import ChainMap
from contextlib import redirect_stdout
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from later import later, module
from serving import CHROMIUM

from logreg import LECTURE, State, read_words, trace
from logreg.figures import theme
from logreg.figures.marks import draw
from logreg.prose import lecture
from logreg.reader.state import LONGEST_REVIEW, STEPS
from logreg.reader.written import chosen, error_written, estimate, written
from logreg.reviews.dataset import Dataset, fixed
from logreg.reviews.examples import BEGGING
from logreg.web import page as desk
from logreg.web import parts
from logreg.web.export.handout import at, handout, places
from logreg.web.export.numbers import numbers
from logreg.web.export.paper import as_html, blank, legible
from logreg.web.export.program import code, program, snippet
from logreg.web.export.sheet import sheet
from logreg.web.export.sources import sources, standalone
from logreg.web.export.takeaway import taken
from logreg.web.views import VIEWS, charts
from logreg.web.views.learn import view as learn
from logreg.web.views.learn.charts.surface import NAMES
from logreg.web.views.learn.ledger import ledger

ROOT = Path(__file__).parent.parent
CHARTS = ChainMap(*(view.charts for view in VIEWS.values() if view.papers_are_files))  # of the review on the desk
HOSTILE = (
    "<script>alert(1)</script> great",
    "</blockquote></p><img src=x onerror=alert(1)> no & <!-- &lt;b&gt; ]]>",
    "\"quotes\" 'both' \"\"\" ''' \\ \\n \\x41 {y} $review $$ %s I",
    "null \x00 bell \x07 delete \x7f great\x0c!\x85\ufffe",
    "😀🏽 great 👩‍🚀 شاهدت הסרט \u202egreat\u202c ‮no",
    "\ud800 half a pair \udfff, great",
    "lines\r\nof\rall\nkinds\u2028great\tand\n\n\ntabs!!!\n",
    "   great   ",
    "@SUM(1) =1+1 +1 -1, great",
)
MOVED = (("film", 1), ("hokey", 0), ("great", -1), ("y'all\"<b>\\", 1), ("\ud800", -1))


def listed(**choices) -> State:
    """A state with a word list of the reader's own."""
    return State(wordlist=read_words("film 2\nhokey -1\nnice -2\n«dog» 3\n".encode()), **choices)


STATES = [
    later(State),
    later(State, y=0),
    later(State, digits=4, y=0, b=-6.5),
    later(State, on=(False,) * 6),
    later(State, on=(True, False, True, True, True, False), y=0),
    later(State, w=(1e300, -1e300, 1e300, -1e300, 1e300, 1e300), b=-1e300),
    later(State, w=(-1e300,) * 6, b=1e300, y=0, digits=4),
    later(State, w=(0.0,) * 6, b=0.0),
    later(State, w=(5e-324,) * 6, b=-1e-7, y=0),
    later(State, b=700.0, y=0),
    later(State, review=""),
    later(State, review=" \n\t ", y=0),
    later(State, review=(LECTURE.review + " ") * 100),
    later(State, review="x" * LONGEST_REVIEW),
    later(State, review="!" * LONGEST_REVIEW),
    later(State, lists=MOVED, digits=4),
    later(State, lists=(("film", 1),), on=(True,) * 5 + (False,)),
    later(State, view="lecture", step="outcomes", predict=True),
    *(later(State, review=text) for text in HOSTILE),
    *(later(State, review=text, lists=MOVED, y=0) for text in HOSTILE[:3]),
    later(listed, words="ours"),
    later(listed, words="yours"),
    later(listed, words="both", digits=4),
    later(listed, words="both", lists=MOVED),
    later(listed, words="yours", lists=(*MOVED, ("hokey", 1)), review="It sucked me in. Hokey film!"),
]
in_each_state = pytest.mark.parametrize("state", STATES, ids=range(len(STATES)))
any_text = st.text(
    st.characters() | st.sampled_from("\x00\x7f\ud83d\ude00\u202e😀<>&\"'\\!\n\r\t ") | st.characters(max_codepoint=127)
)


def bits(number) -> bytes:
    """A float as it stands in the memory: so −0 is not 0."""
    return np.asarray(number, dtype=float).tobytes()


# the program


def run(state: State) -> tuple[dict, list[str]]:
    """What the program leaves behind, and the lines that it prints."""
    names, out = {"__name__": "__main__"}, io.StringIO()
    with redirect_stdout(out):
        exec(compile(program(trace(state)), "program.py", "exec"), names)
    return names, out.getvalue().splitlines()


def alone(state: State, folder: Path, *options: str) -> list[str]:
    """The lines that the program prints as a file of its own in an empty folder, where there is no logreg."""
    file = folder / "program.py"
    file.write_text(program(trace(state)), encoding="utf-8")
    python = [sys.executable, "-I", "-W", "error", "-X", "utf8", *options]
    said = subprocess.run([*python, file.name], cwd=folder, capture_output=True, encoding="utf-8")
    assert said.stderr == ""
    return said.stdout.splitlines()


def printed(state: State) -> list[str]:
    """The lines that the program must print: what stands in these places on the page."""
    page = desk.row(trace(replace(state, predict=False)), 10)
    if state.view == "learn":
        return printed_of_learning(state, page)
    t, digits = trace(state), state.digits
    ours = [f"w{j}·x{j} = {page[f'term{j}']}" for j in range(1, 7) if state.on[j - 1]]
    ours += [f"z = {page['z']}", f"ŷ = {page['y_hat']}", f"1 − ŷ = {page['y_hat_0']}"]
    ours += [f"p(y|x) = {page['y_hat' if state.y else 'y_hat_0']}", f"L = {page[f'loss_{state.y}']}"]
    ours += [f"L if y = 1: {page['loss_1']}", f"L if y = 0: {page['loss_0']}"]
    ours += [f"∂L/∂w{j} = {written(slope, digits)}" for j, slope in enumerate(t.dw, start=1)]
    mean = [f"mean loss = {page['cost']}"] if "cost" in page else []
    return [*ours, f"∂L/∂b = {written(t.db, digits)}", *mean]


def printed_of_learning(state: State, page: dict[str, str]) -> list[str]:
    """The same where the model learns: of the step on the screen, and of the one after it."""
    path, step, learned = (desk.row(trace(replace(state, part=part)), 10) for part in ("path", "step", "learned"))
    lines = [f"step {path['t_now']}", f"mean loss = {path['learn_cost']}", f"at the start: {path['learn_first']}"]
    for j, name in enumerate(NAMES):
        lines.append(f"learned {name} = {learned[f'weights/number{j}/text'].partition(' · ')[0].rstrip(' ←→')}")
    lines.append(f"step {step['ledger_step']} looks at {step['ledger_rows'].partition(' ')[0].replace(',', '')}")
    if len(learn.run(state).ledger(learn.run(state).reached(state.t)).y) == 1:
        lines[-1] = f"step {step['ledger_step']} looks at 1"
    for name in NAMES:
        old, slope, change, new = (step[f"ledger_{what}{name}"] for what in ("old", "slope", "change", "new"))
        lines.append(f"{name}: {old}, slope {slope.rpartition(' = ')[2]}, {change} = {new}")
    for when, column in ("before", "old"), ("after", "new"):
        z, y_hat, loss = (step[f"ledger_{what}_{column}"] for what in ("z", "y_hat", "loss"))
        lines.append(f"{when}: z {z}, ŷ {y_hat}, loss {loss}")
    return lines


def own(m: int, seed: int = 1) -> tuple[Dataset, str]:
    """So many rows of a reader's own data, and what was understood of them."""
    drawn = np.random.default_rng(seed)
    X = np.column_stack([drawn.integers(0, 9, (m, 5)), np.log(drawn.integers(3, 400, m))])
    titles = [f"{HOSTILE[i % len(HOSTILE)]} {i}" for i in range(m)]
    return fixed(titles, X, drawn.integers(0, 2, m)), f"{m} rows"


def owning(m: int, **choices) -> State:
    """A state that learns from so many rows of the reader's own."""
    return State(view="learn", data="own", own=own(m), **choices)


LEARNING = [
    later(State, view="learn"),
    later(State, view="learn", t=20, digits=4),
    later(State, view="learn", t=500, part="learned", scaled=True, eta=1.0),
    later(State, view="learn", t=7, part="step", batch=1, seed=42),
    later(State, view="learn", t=33, batch=8, l2=0.5),
    later(State, view="learn", t=40, batch=32, l2=0.1, scaled=True, start="desk", seed=9999),
    later(State, view="learn", t=3, start="desk", w=(1e3, -2e9, 0.1, 0.2, 0.3, 0.4), b=-7.5),
    later(State, view="learn", t=12, start=(1.5, -0.25), axes=(2, 6)),
    later(State, view="learn", t=12, start=(1.5, -0.25), axes=(0, 5), scaled=True),
    later(State, view="learn", t=100, eta=30.0),
    later(State, view="learn", t=500, eta=5.0, l2=1000.0, digits=4),
    later(State, view="learn", t=2, on=(True, False, True, True, False, True), lists=(("film", 1),)),
    later(State, view="learn", t=5, mine=True, review="A great film!", y=0),
    later(State, view="learn", t=5, mine=True, flipped=(1, 3), dropped=(0, 2, 40), part="data"),
    later(State, view="learn", t=60, data="imdb", eta=0.05),
    later(State, view="learn", t=60, data="imdb", batch=32, scaled=True),
    later(State, view="learn", data="book"),
    later(State, view="learn", data="book", t=1, part="step", digits=4),
    later(State, view="learn", data="book", t=9, l2=0.3, eta=2.5, part="step"),
    later(State, view="learn", data="own", t=4),
    later(owning, 9, t=4),
    later(owning, 200, t=50, batch=8),
    later(owning, 1500, t=30, scaled=True),
    later(owning, 25_000, t=11, batch=1),
]
LESSONS = [
    *(later(State, view="lecture", step=step, y=y) for step in STEPS for y in (0, 1)),
    *(
        later(replace, state, view="lecture", step=step)
        for step in ("components", "likelihood", "mean_loss")
        for state in STATES[:6] + STATES[10:13]
    ),
    later(State, view="why", order=(6, 5, 4, 3, 2, 1, 0)),
]
EVERY = [*STATES, *LESSONS, *LEARNING]
in_every_state = pytest.mark.parametrize("state", EVERY, ids=range(len(EVERY)))


@in_every_state
def test_the_program_prints_the_numbers_of_the_screen_where_there_is_no_logreg(state, tmp_path):
    assert alone(state, tmp_path) == printed(state)


def test_where_the_programs_run_there_is_no_logreg(tmp_path):
    imported = subprocess.run(
        [sys.executable, "-I", "-c", "import logreg"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "No module named 'logreg'" in imported.stderr


@in_every_state
def test_the_program_imports_numpy_and_what_comes_with_python_and_nothing_else(state):
    tree = ast.walk(ast.parse(program(trace(state))))
    imports = {alias.name for n in tree if isinstance(n, ast.Import) for alias in n.names}
    tree = ast.walk(ast.parse(program(trace(state))))
    imports |= {n.module for n in tree if isinstance(n, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imports} <= {"numpy", *sys.stdlib_module_names}


@in_every_state
def test_the_program_defines_nothing_twice_and_each_function_as_the_core_does(state):
    tree = ast.parse(program(trace(state)))
    defined = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    assert len({n.name for n in defined}) == len(defined) > 5
    for node in defined:
        homes = [HOMES[home] for home in HOMES if hasattr(HOMES[home], node.name)]
        [original] = ast.parse(inspect.getsource(inspect.unwrap(getattr(homes[0], node.name)))).body
        assert ast.dump(without_words(node)) == ast.dump(without_words(original))


def without_words(node: ast.stmt) -> ast.stmt:
    """The statement without its docstrings."""
    for one in ast.walk(node):
        if isinstance(one, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(one):
            del one.body[0]
    return node


HOMES = {name: module(name) for name in ("model", "loss", "gradient", "descent", "reviews.dataset", "reader.written")}


@pytest.mark.parametrize("state", [later(State), later(State, view="learn")], ids=["review", "learning"])
def test_the_program_runs_where_the_machine_writes_ascii(state, tmp_path):
    assert alone(state, tmp_path, "-X", "utf8=0") == printed(state)


@in_each_state
def test_the_programs_floats_are_the_traces_bit_for_bit(state):
    names, t = run(state)[0], trace(state)
    there = {"x": t.x, "w": t.w, "b": state.b, "y": state.y, "z": t.z, "y_hat": t.y_hat, "p": t.p, "loss": t.loss}
    there |= {"loss_1": t.loss_1, "loss_0": t.loss_0, "dw": t.dw, "db": t.db}
    assert {name: bits(names[name]) for name in there} == {name: bits(value) for name, value in there.items()}
    assert names["review"] == state.review


@pytest.mark.parametrize("state", LEARNING, ids=range(len(LEARNING)))
def test_the_programs_data_are_those_learned_from_bit_for_bit(state):
    names, it = run(replace(state, t=0))[0], learn.run(state)
    assert bits(names["w"]) == bits(it.start[0])
    assert bits(names["X"]) == bits(it.X[names["rows"]])
    assert bits(names["labels"]) == bits(it.y)


def test_the_first_screens_program_says_0_83_0_70_0_36_and_1_19():
    assert run(State())[1][6:13] == [
        "z = 0.83",
        "ŷ = 0.70",
        "1 − ŷ = 0.30",
        "p(y|x) = 0.70",
        "L = 0.36",
        "L if y = 1: 0.36",
        "L if y = 0: 1.19",
    ]


def test_the_textbooks_step_is_taken_by_the_program():
    lines = run(State(view="learn", data="book"))[1]
    assert lines[:2] == ["step 0", "mean loss = 0.69"]
    assert "w1: 0.0000, slope −1.50, +0.1500 = 0.1500" in lines
    assert "b: 0.0000, slope −0.50, +0.0500 = 0.0500" in lines


def test_beside_the_counts_stand_the_words_that_were_counted():
    told = snippet(trace(State(review="A great, great film. No, dull!!! I \u202e", on=(False,) + (True,) * 5)))
    assert "    0.0,  # x1, count of positive words, switched off: 'great'\n" in told
    assert "    1.0,  # x2, count of negative words: 'dull'\n" in told
    assert "    1.0,  # x5, 1 if “!” occurs, else 0: '!'\n" in told


def test_the_program_is_short_where_it_is_read():
    assert len(snippet(trace(State())).splitlines()) < 45
    assert len(code(trace(State(view="learn", data="imdb", t=20))).splitlines()) < 220
    assert "# … and 997 more, which the saved program holds" in code(trace(State(view="learn", data="imdb")))


@pytest.mark.parametrize(
    "state", [later(State), later(State, view="learn", data="imdb", t=3)], ids=["review", "learning"]
)
def test_the_program_reads_as_one_would_write_it(state):
    assert max(map(len, program(trace(state)).splitlines())) <= 120


def test_many_rows_are_packed_and_the_program_says_so():
    told = program(trace(owning(100_000, t=1)))
    # every fifth is held out
    assert "# x1 … x6 and the label of 80,000 reviews: too many to read, so they are packed" in told
    assert len(told) < 1_500_000


@given(any_text)
@example("")
@example("'\"\\")
@example("a" * 99 + "  " + "b" * 300)
def test_any_review_stands_in_the_program_as_itself(review):
    state = State(review=review)
    tree = ast.parse(program(trace(state)))
    [value] = [n.value for n in tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "review"]
    assert ast.literal_eval(value) == state.review
    assert not any(isinstance(n, ast.Name) and n.id in {"eval", "exec", "open"} for n in ast.walk(tree))


def test_no_letter_that_turns_the_reading_direction_stands_open_in_the_program():
    assert "\u202e" not in program(trace(State(review="a \u202e b", lists=(("\u202e", 1),))))


# the sheet


class Reader(HTMLParser):
    """Reads a document, and fails where a tag is not closed in its turn."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.open = [], [], []
        self.text, self.review, self.words = "", "", []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "img"}:
            self.open.append(tag)
        if tag == "u":
            self.words.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag in {"p", "tr", "td", "h2"}:
            self.text += "\n" if tag != "td" else " "

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data
        if "blockquote" in self.open and "sub" not in self.open:
            self.review += data
        if "u" in self.open:
            self.words[-1] += data

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def read(state: State, link: str = "") -> Reader:
    return Reader(sheet(trace(state), link))


def lines(state: State) -> list[str]:
    return [" ".join(line.split()) for line in read(state).text.splitlines() if line.strip()]


@in_each_state
def test_the_sheet_is_sound_html_without_scripts_or_addresses(state):
    document = read(state)
    own = {"html", "head", "meta", "title", "style", "body", "header", "div", "h1", "h2", "span", "blockquote", "p"}
    own |= {"i", "b", "sub", "sup", "table", "thead", "tbody", "tr", "th", "td", "section", "footer"}
    assert set(document.tags) <= own | {"mark", "u", "bdi"}
    names = {"lang", "charset", "http-equiv", "content", "name", "class", "dir", "scope"}
    assert {name for name, _ in document.attributes} <= names
    assert sheet(trace(state)).startswith("<!doctype html>")


@in_each_state
def test_the_sheet_shows_the_review_as_it_was_typed(state):
    unseen = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]"  # what HTML does not allow, shown as �
    if state.review.strip():
        assert read(state).review == re.sub(unseen, "\ufffd", state.review)
    else:
        assert read(state).review == "There is nothing to classify: without a word, only the bias speaks."


@given(any_text)
@example("<b>great</b>")
def test_no_review_adds_an_element_to_the_sheet(review):
    document, marks = read(State(review=review)), ("mark", "u", "sub")
    first = read(State(review="film"))
    assert [tag for tag in document.tags if tag not in marks] == [tag for tag in first.tags if tag not in marks]
    assert document.tags.count("mark") == document.tags.count("u") == len(document.words)


@in_each_state
def test_no_text_is_left_to_be_filled_in_and_none_is_nan_or_inf(state):
    text = read(replace(state, review=LECTURE.review)).text
    assert not re.search(r"\$|None|\b(?i:nan|inf)\b", text)


def test_the_sheet_can_be_written_as_utf_8_whatever_was_moved():
    document = Reader(sheet(trace(State(lists=MOVED))).encode().decode())
    assert "great, \ufffd to the negative words" in document.text


def test_the_sheet_marks_the_words_that_count_and_names_their_features():
    document = sheet(trace(State()))
    marks = re.findall(r'<mark class="(\w+)"><u>(.*?)</u><sub>(x\d)</sub></mark>', document)
    assert marks == [
        ("negative", "hokey", "x2"), ("negative", "no", "x3"), ("negative", "second-rate", "x2"),
        ("positive", "enjoyable", "x1"), ("positive", "great", "x1"), ("positive", "nice", "x1"),
        ("positive", "my", "x4"), ("positive", "I", "x4"), ("positive", "you", "x4"),
    ]  # fmt: skip


def test_a_marked_word_has_the_hue_of_what_it_adds_now():
    document = sheet(trace(State(w=(2.5, 5.0, -1.2, 0.0, 2.0, 0.7))))
    hues = dict(re.findall(r'<mark class="(\w+)"><u>(hokey|no|my)</u>', document))
    assert hues == {"positive": "hokey", "negative": "no", "zero": "my"}


def test_words_behind_emoji_are_marked_in_their_place():
    assert read(State(review="😀😀 great 👩‍🚀 no!!! 𝒳 dull")).words == ["great", "no", "!!!", "dull"]


def test_the_sheet_of_the_lectures_review_says_every_line_of_the_way():
    assert lines(State())[3:] == [
        "The review with the words that count",
        "It's hokeyx2. There are virtually nox3 surprises, and the plot is second-ratex2, so why was it so "
        "enjoyablex1? The songs are greatx1, and there is a nicex1 little scene with a small dog on a ferry. By the "
        "second reel myx4 foot was tapping; by the last Ix4 had let two trains go. It stays with youx4.",
        "what it countsfound in the reviewusexww·x",
        "x1count of positive words enjoyable, great, nice on 3 2.5 +7.50",
        "x2count of negative words hokey, second-rate on 2 −5 −10.00",
        "x31 if “no” occurs, else 0 no on 1 −1.2 −1.20",
        "x4count of 1st and 2nd person pronouns my, I, you on 3 0.5 +1.50",
        "x51 if “!” occurs, else 0 none found on 0 2 0.00",
        "x6ln of the number of words and punctuation marks 66 words and marks on 4.19 0.7 +2.93",
        "bbias 0.1 +0.10",
        "zscore, the sum of all 0.83",
        "Score in log-odds",
        "z = w·x + b = 2.5·3 − 5·2 − 1.2·1 + 0.5·3 + 2·0 + 0.7·4.19 + 0.1",
        "= 7.50 − 10.00 − 1.20 + 1.50 + 0.00 + 2.93 + 0.10 = 0.83",
        "Estimate the probability of y = 1, and of y = 0",
        "ŷ = σ(z) = 1 / (1 + e−z) = 1 / (1 + e−0.83) = 0.70",
        "1 − ŷ = 0.30",
        "decision, 1 if ŷ > 0.5: 1",
        "Likelihood the probability that the model gave to the gold label",
        "p(y|x) = ŷy · (1 − ŷ)1 − y",
        "p(1|x) = 0.701 · 0.301 − 1 = 0.701 · 0.300 = 0.70 · 1 = 0.70",
        "Its logarithm the natural one, ln, so its unit is the nat",
        "ln p(y|x) = y · ln ŷ + (1 − y) · ln(1 − ŷ)",
        "ln p(1|x) = 1 · (−0.36) + 0 · (−1.19) = −0.36 + 0.00 = −0.36",
        "Loss cross-entropy, in nats",
        "L = −ln p(y|x) = −(−0.36) = 0.36",
        "if y = 1: L = −ln ŷ = −ln 0.70 = 0.36",
        "if y = 0: L = −ln(1 − ŷ) = −ln 0.3031 = 1.19",
        "On slides, rounded first: −ln 0.30 = 1.20.",
        "In bits: L / ln 2 = 0.36 / 0.69 = 0.52. A coin flip costs ln 2 = 0.69 nats, one bit. "
        "Small, below a coin flip’s 0.69: the model is right.",
        "Gradient how the loss changes with each weight and with the bias",
        "∂L/∂z = ŷ − y = 0.70 − 1 = −0.30",
        "∂L/∂b = ŷ − y = −0.30",
        "∂L/∂w1 = (ŷ − y) · x1 = −0.3031 · 3 = −0.91",
        "∂L/∂w2 = (ŷ − y) · x2 = −0.3031 · 2 = −0.61",
        "∂L/∂w3 = (ŷ − y) · x3 = −0.30 · 1 = −0.30",
        "∂L/∂w4 = (ŷ − y) · x4 = −0.3031 · 3 = −0.91",
        "∂L/∂w5 = (ŷ − y) · x5 = −0.30 · 0 = 0.00",
        "∂L/∂w6 = (ŷ − y) · x6 = −0.3031 · 4.19 = −1.27",
        "Every number is computed in full precision, the loss from z, and rounded only where it is written.",
    ]


def test_for_y_0_the_other_factor_and_the_other_term_remain():
    told = lines(State(y=0))
    assert "p(0|x) = 0.700 · 0.301 − 0 = 0.700 · 0.301 = 1 · 0.30 = 0.30" in told
    assert "ln p(0|x) = 0 · (−0.36) + 1 · (−1.19) = 0.00 − 1.19 = −1.19" in told
    assert "∂L/∂z = ŷ − y = 0.70 − 0 = 0.70" in told


@in_each_state
def test_each_number_of_the_trace_stands_on_the_sheet_in_its_line(state):
    t, digits = trace(state), state.digits
    told = lines(state)
    x = [*map(chosen, t.x[:5].tolist()), written(t.x[5], digits) if t.x[5] else "0"]
    p = [estimate(z, digits) for z in (t.z, -t.z)]

    def ends(start, end):
        narrow = " ".join(end.split())
        assert [line for line in told if line.startswith(start) and line.endswith(narrow)], (start, end)

    for j in range(6):
        product = written(t.terms[j], digits, sign=True) if state.on[j] else "off"
        used = "on" if state.on[j] else "off"
        shown = f"{used} {x[j]} " if j < 5 else ""  # of x6 as many digits as its product needs: see test_equations.py
        ends(f"x{j + 1}", f" {shown}{chosen(state.w[j])} {product}")
        ends(f"∂L/∂w{j + 1} = (ŷ − y) · x{j + 1} = ", f" = {written(t.dw[j], digits)}")
    ends("bbias", f"{chosen(state.b)} {written(state.b, digits, sign=True)}")
    ends("zscore", written(t.z, digits))
    ends("= ", f"= {written(t.z, digits)}")
    ends("ŷ = σ(z) = 1 / (1 + e−z) = 1 / (1 + e", f") = {p[0]}")
    ends("1 − ŷ", f"= {p[1]}")
    ends(f"p({state.y}|x) = ", f"= {estimate(t.margin, digits)}")
    ends(f"ln p({state.y}|x) = ", f"= {written(t.log_p, digits)}")
    ends("L = −ln", f"−({written(t.log_p, digits)}) = {written(t.loss, digits)}")
    ends("if y = 1", f" = {written(t.loss_1, digits)}")
    ends("if y = 0", f" = {written(t.loss_0, digits)}")
    ends("∂L/∂z", f" − {state.y} = {error_written(t.z, state.y, digits)}")
    ends("∂L/∂b", f"= {error_written(t.z, state.y, digits)}")
    assert any(f"= {' '.join(written(t.bits, digits).split())}. A coin" in line for line in told)


def test_a_product_that_is_written_out_comes_out():
    [line] = [line for line in lines(State()) if line.startswith("∂L/∂w1")]
    assert line.endswith("= −0.3031 · 3 = −0.91")


def test_a_feature_that_is_switched_off_is_off_on_the_sheet():
    told = lines(State(on=(True, False, True, True, True, True)))
    assert "x2count of negative words hokey, second-rate off 0 −5 off" in told
    assert "z = w·x + b = 2.5·3 − 1.2·1 + 0.5·3 + 2·0 + 0.7·4.19 + 0.1" in told
    assert any(line.startswith("∂L/∂w2 = (ŷ − y) · x2 = ") and line.endswith(" · 0 = 0.00") for line in told)


def test_a_number_with_a_power_of_its_own_is_raised_in_brackets():
    told = lines(State(b=-1000.0, digits=4))
    assert any(line.startswith("p(1|x) = (< 10⁻³²³)1 · (> 1 − 10⁻³²³)1 − 1 = ") for line in told)


def test_the_sheet_names_the_words_that_were_moved_and_where_to():
    told = lines(State(lists=(("film", 1), ("<i>song</i>", 1), ("hokey", 0), ("great", -1))))
    assert (
        "The reader moved film, <i>song</i> to the positive words; great to the negative words; hokey to neither list."
        in told
    )
    assert "moved" not in read(State()).text


def test_the_sheet_says_nothing_of_rounding_where_it_makes_no_difference():
    assert ", not " not in read(State(w=(0.0,) * 6, b=0.0)).text


def test_the_link_is_printed_as_text_only():
    document = read(State(), "https://example.org/?review=<b>&y=0")
    assert "https://example.org/?review=<b>&y=0" in document.text
    assert "a" not in document.tags


def test_the_sheet_takes_its_colours_from_the_theme():
    assert theme.css() in sheet(trace(State()))
    used = set(re.findall(r"var\(--([\w-]+)\)", sheet(trace(State()))))
    assert used <= {*theme.COLOURS, "font"}


@pytest.mark.parametrize("pen", [as_html, blank], ids=["solution", "blanks"])
@pytest.mark.parametrize(
    "state",
    [
        later(State),
        later(State, y=0, digits=4, lists=(("film", 1),)),
        later(State, view="learn", t=20, l2=0.1, batch=1),
    ],
    ids=["first", "other", "step"],
)
def test_the_sheet_prints_on_one_page(state, pen, tmp_path):
    if not CHROMIUM:
        pytest.skip("no browser to print with")
    page, paper = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    page.write_text(sheet(trace(state), "https://example.org/?" + state.link()[0], pen), encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    subprocess.run([*command, f"--print-to-pdf={paper}", page.as_uri()], check=True, capture_output=True, timeout=60)
    pdf = paper.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    [(width, height)] = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert (round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) == (210, 297)  # A4, in mm


# the sheet with blanks


GAPS = re.compile(r'<span class="gap[ \w]*" role="img" aria-label="to fill in"></span>')
SHEETS = [*STATES, *LEARNING[:20]]
in_each_sheet = pytest.mark.parametrize("state", SHEETS, ids=range(len(SHEETS)))


def body(document: str) -> str:
    """What stands between the heads and the foot of a sheet."""
    return document[document.index("</header>") : document.index("<footer>")]


def without_verdicts(document: str) -> str:
    """A document without what it says of the numbers."""
    return re.sub(r'(<(p|span) class="note">)(?!The reader|Opinion).*?</\2>', r"\1</\2>", document)


@in_each_sheet
def test_the_sheet_with_blanks_is_the_solution_with_lines_in_place_of_numbers(state):
    t = trace(state)
    solution, blanks = (without_verdicts(body(sheet(t, "link", pen))) for pen in (as_html, blank))
    pieces = GAPS.split(blanks)
    assert len(pieces) > 10
    assert re.fullmatch("(?:[^<]*?)".join(map(re.escape, pieces)), solution)


@in_each_sheet
def test_no_blank_tells_how_long_its_number_is(state):
    widths = re.findall(r'<span class="(gap[ \w]*)" role', sheet(trace(state), pen=blank))
    other = re.findall(
        r'<span class="(gap[ \w]*)" role', sheet(trace(replace(state, digits=6 - state.digits)), pen=blank)
    )
    assert widths == other
    assert set(widths) <= {"gap", "gap wide", "gap long"}


@pytest.mark.parametrize("state", [later(State), later(State, y=0, digits=4), later(State, b=-3.0)])
def test_the_sheet_with_blanks_gives_what_is_given_and_none_of_the_answers(state):
    t = trace(state)
    text = " ".join(Reader(sheet(t, pen=blank)).text.split())
    words = "enjoyable, great, nice", "66 words and marks", f"y = {state.y}"
    assert [it for it in (*map(chosen, state.w), chosen(state.b), *words) if it not in text] == []
    answers = {written(n, state.digits) for n in (t.z, t.loss_1, t.loss_0, t.log_p, t.bits, t.x[5], *t.terms, *t.dw)}
    answers |= {estimate(t.z, state.digits), estimate(-t.z, state.digits), error_written(t.z, state.y, state.digits)}
    assert [answer for answer in answers - {"0.00", "0.0000"} if answer in text] == []


def test_of_one_review_the_step_is_worked_out_from_the_estimate_on():
    given = " ".join(Reader(sheet(trace(State(view="learn", data="book")), pen=blank)).text.split())
    worked = " ".join(Reader(sheet(trace(State(view="learn", data="book")))).text.split())
    assert "w13 0.0000 −0.50 · 3 = −1.50 +0.1500 0.1500" in worked
    assert "loss L = 0.69" in worked
    assert "w13 0.0000 w22 0.0000" in given
    assert "0.1500" not in given
    assert "0.69" not in given


def test_of_many_reviews_the_mean_slopes_are_given_and_the_steps_of_the_parameters_to_be_worked_out():
    t = trace(State(view="learn", t=20))
    places = ledger(learn.run(t.state), t)
    given, worked = (" ".join(Reader(sheet(t, pen=pen)).text.split()) for pen in (blank, as_html))
    for name in NAMES:
        line = f"{name} {places[f'ledger_old{name}']} {places[f'ledger_slope{name}']}"
        assert line in given
        assert f"{line} {places[f'ledger_change{name}']} {places[f'ledger_new{name}']}" in worked
        assert places[f"ledger_new{name}"] not in given


# the lecture on paper


def article_texts(document: str) -> list[str]:
    """What each of its steps says."""
    articles = re.findall(r"<article>.*?</article>", document, flags=re.DOTALL)
    return [" ".join(Reader(article).text.split()) for article in articles]


@pytest.mark.parametrize(
    "state", [*STATES, later(State, view="learn"), later(State, review=LECTURE.review + " " + BEGGING)]
)
def test_the_lecture_on_paper_has_every_step_with_the_numbers_of_the_page(state):
    t = trace(state)
    document = handout(t, "https://example.org/?a=<b>")
    texts = article_texts(document)
    for number, (name, text) in enumerate(zip(STEPS, texts, strict=True), start=1):
        step, there = lecture()[name], at(t, name)
        page = desk.row(there, 10)
        slots = re.findall(r"\{([\w-]+)\}", " ".join((step.text, *step.formulas, step.more)))
        if step.worlds:
            slots += [slot for slot in page if slot.startswith("world_")]
        assert {slot: places(there)[slot] for slot in slots} == {slot: page[slot] for slot in slots}
        assert text.startswith(f"{number} · {step.title}")
        assert [slot for slot in slots if " ".join(legible(page[slot]).split()) not in text] == []
    assert "data-slot" not in document
    assert "https://example.org/?a=&lt;b&gt;" in document


@in_each_state
def test_the_lecture_on_paper_is_sound_html_without_scripts_and_each_chart_has_its_place(state):
    sent = taken(replace(trace(state)), "lecture")
    document, text = Reader(sent["text"]), sent["text"]
    names = [name for step in lecture().values() for name in step.pictures]
    assert list(sent["figures"]) == names
    assert re.findall(r'<img alt="[^"]+" src="#(\w+)">', text) == names
    assert not {"script", "a", "link", "iframe", "button", "input"} & set(document.tags)
    assert not re.search(r"""(?:src|href)="(?!#)""", text)
    assert sent["name"] == "lecture.html"
    if state.review.strip():
        assert document.review == re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", state.review)


@given(any_text)
@example('<img src="#score">')
@example('" src="#score')
def test_no_review_adds_an_element_to_the_lecture(review):
    document = Reader(handout(trace(State(review=review))))
    first = Reader(handout(trace(State(review="film"))))
    marks = ("mark", "u", "sub")
    assert [tag for tag in document.tags if tag not in marks] == [tag for tag in first.tags if tag not in marks]


# the numbers


def table(state: State) -> dict[str, dict[str, str]]:
    """The rows of the CSV file by their letter, as a reader of the file gets them."""
    file = io.TextIOWrapper(io.BytesIO(numbers(trace(state)).encode()), encoding="utf-8-sig", newline="")
    return {row["letter"]: row for row in csv.DictReader(file, strict=True)}


@in_each_state
def test_the_numbers_read_back_as_the_traces_floats_bit_for_bit(state):
    t = trace(state)
    there = {f"x{j}": x for j, x in enumerate(t.x, start=1)}
    there |= {f"w{j}": w for j, w in enumerate(t.w, start=1)}
    there |= {f"w{j}·x{j}": term for j, term in enumerate(t.terms, start=1)}
    there |= {"b": state.b, "z": t.z, "ŷ": t.y_hat, "1 − ŷ": t.y_hat_0, "y": state.y, "p(y|x)": t.p}
    there |= {"ln p(y|x)": t.log_p, "L": t.loss, "L if y = 1": t.loss_1, "L if y = 0": t.loss_0, "L in bits": t.bits}
    there |= {"ln 2": t.coin, "ŷ − y": t.error}
    there |= {f"∂L/∂w{j}": slope for j, slope in enumerate(t.dw, start=1)} | {"∂L/∂b": t.db}
    rows = table(state)
    assert list(rows) == list(there)
    assert {name: bits(row["value"]) for name, row in rows.items()} == {k: bits(v + 0) for k, v in there.items()}
    assert "-0.0" not in {row["value"] for row in rows.values()}


@in_each_state
def test_the_numbers_say_the_same_in_every_cell_but_the_values_whatever_was_typed(state):
    def told(rows):
        return [(row["letter"], row["meaning"].removesuffix(", switched off"), row["unit"]) for row in rows.values()]

    assert told(table(state)) == told(table(State()))
    assert all(row["meaning"] and row["unit"] for row in table(state).values())


@in_each_state
def test_no_cell_can_be_a_formula(state):
    for row in csv.reader(io.StringIO(numbers(trace(state)).removeprefix("\ufeff"), newline="")):
        assert len(row) == 4
        assert not any(cell[:1] in "=+@\t\r" for cell in row)
        assert [cell for cell in row if cell.startswith("-")] in ([], [row[2]])


def test_the_numbers_begin_with_a_byte_order_mark_and_their_lines_end_as_rfc_4180_says():
    text = numbers(trace(State()))
    assert text.encode().startswith(b"\xef\xbb\xbfletter,meaning,value,unit\r\n")
    assert text.count("\r\n") == text.count("\n") == len(text.splitlines())


def test_a_feature_that_is_switched_off_says_so_among_the_numbers():
    rows = table(State(on=(True, False, True, True, True, True)))
    assert (rows["x2"]["meaning"], rows["x2"]["value"]) == ("count of negative words, switched off", "0.0")


# the sources


CODE = {name for one in lecture().values() for name in one.code}
CODE |= {name for chart in charts().values() for name in chart.CODE}


@pytest.mark.parametrize("name", sorted(CODE))
def test_a_source_is_what_stands_in_the_file(name):
    first, _, rest = sources([name]).partition("\n")
    text = (ROOT / first.removeprefix("# ")).read_text(encoding="utf-8")
    [function] = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef) and n.name == name]
    assert rest == "".join(text.splitlines(keepends=True)[function.lineno - 1 : function.end_lineno])
    assert rest.startswith(ast.get_source_segment(text, function))  # which ends before a comment at its end


@pytest.mark.parametrize("name", ["sheet", "FEATURES", "State", "__doc__", "numpy", ""])
def test_what_is_no_public_function_of_the_core_has_no_source(name):
    with pytest.raises(ValueError, match=f"name must be a public function of logreg, got {name}"):
        sources([name])


@pytest.mark.parametrize("view", ["desk", "why", "learn", *STEPS])
def test_the_code_is_the_sources_of_the_screen_and_the_programs_lines(view):
    t = trace(State(view="lecture", step=view) if view in STEPS else State(view=view))
    names = functions(code(t))
    assert code(t).partition("\n\n")[2].startswith(sources(names[::-1]))
    assert {name for picture in VIEWS[t.state.view].pictures(t.state) for name in charts()[picture].CODE} <= {*names}
    assert code(t).endswith(snippet(t)[-500:])
    assert program(t).endswith(snippet(t))


LINE = ["score", "sigmoid", "margin", "likelihood", "cross_entropy", "gradient"]
DESCENT = ["score", "sigmoid", "cross_entropy", "cost", "gradient", "step"]


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (State(), LINE),
        (State(view="why"), LINE),
        (State(view="learn", part="step"), DESCENT),
        (State(view="learn", part="step", data="book"), DESCENT),  # of one review the program writes ŷ from z
        (State(view="learn"), [*DESCENT[:4], "costs", *DESCENT[4:]]),
        (State(view="learn", part="learned"), [*DESCENT, "calibration"]),
        (State(view="lecture", step="estimate"), ["score", "sigmoid"]),
        (State(view="lecture", step="estimate", predict=True), ["score", "sigmoid"]),
        (State(view="lecture", step="components"), ["cost", "gradient", "step"]),
        (State(view="lecture", step="suppose_0"), ["cross_entropy", "surprisal"]),
    ],
    ids=lambda one: " ".join(one.query().values()) if isinstance(one, State) else None,
)
def test_the_code_is_what_draws_the_pictures_and_beside_a_step_what_the_program_calls(state, names):
    assert functions(code(trace(state))) == names


def functions(text):
    """The names of the functions in a program, in its order."""
    return [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]


def test_what_a_program_does_not_use_it_does_not_hold():
    assert "def " not in standalone("print(np.zeros(2))").replace("def sides", "")
    assert standalone("margin(1.0, 1)").count("def ") == 3


# what the page gets


@pytest.mark.parametrize(
    ("what", "name", "made"),
    [
        ("sheet", "worked-solution.html", sheet),
        ("blanks", "exercise-sheet.html", lambda t: sheet(t, pen=blank)),
        ("numbers", "numbers.csv", numbers),
        ("program", "program.py", program),
    ],
)
def test_the_page_gets_each_text_under_a_files_name(what, name, made):
    t = trace(State(review=HOSTILE[0], lists=MOVED))
    assert taken(t, what) == {"what": what, "name": name, "text": made(t)}
    assert json.loads(json.dumps(taken(t, what)))["text"] == made(t)


def test_the_page_gets_the_code_of_the_step_that_it_is_at():
    for state in (State(), State(view="lecture", step="negate"), State(step="negate"), State(view="learn", t=5)):
        assert taken(trace(state), "code")["text"] == code(trace(state))


@pytest.mark.parametrize("name", CHARTS)
def test_the_page_gets_any_chart_as_plotly_draws_it_on_white(name):
    t = trace(State())
    for file in (f"{name}.png", f"{name}.svg"):
        sent = json.loads(json.dumps(taken(t, file)))
        assert (sent["what"], sent["name"]) == (file, file)
    figure, drawn = sent["figure"], json.loads(draw(CHARTS[name], t).to_json())
    assert figure["data"] == drawn["data"]
    added = {"paper_bgcolor", "title", "margin", "font"}
    assert {k: v for k, v in figure["layout"].items() if k not in added} == {
        k: v for k, v in drawn["layout"].items() if k not in added
    }
    assert figure["layout"]["paper_bgcolor"] == theme.colour("background", "light")
    assert figure["layout"]["title"]["text"] == CHARTS[name].TITLE
    assert figure["layout"]["font"] == drawn["layout"]["font"] | {"family": theme.SAVED_FONT}
    assert figure["layout"]["margin"]["t"] > drawn["layout"]["margin"]["t"] + 20
    assert figure["width"] > figure["height"] > 0


@pytest.mark.parametrize(
    "what", ["", ".svg", "nothing.png", "sheets", "__class__.svg", "sheet.png", "loss", "loss.pdf", "loss.svg.png"]
)
def test_what_cannot_be_taken_is_nothing(what):
    assert taken(trace(State()), what) is None


LOG = re.compile(r"\blog\b(?!-)\s*(?:[pŷσ(0-9−|]|\d)|−\s*log\b")


@pytest.mark.parametrize("step", [None, *STEPS])
def test_where_the_natural_logarithm_is_meant_ln_is_written(step):
    state = State(view="lecture", step=step, y=0) if step else State(y=0)
    t = trace(state)
    papers = json.dumps(parts.papers(VIEWS[state.view], 10), ensure_ascii=False)
    places = " ".join(desk.row(t, 10).values())
    for text in (
        parts.page(),
        sheet(t),
        numbers(t),
        program(t),
        papers,
        places,
        *(chart.describe(t) for chart in CHARTS.values()),
    ):
        assert not LOG.search(re.sub(r"<[^>]+>", "", text)), LOG.search(text)
