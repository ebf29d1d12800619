"""Every equation on the screen and on what is taken away is true as it stands: worked out again from its digits.

The judge knows no core: it reads the text as a pupil with a calculator would, every side that is all numbers, in fifty
digits, and asks that it is the last side, to half a unit of that side's last digit.
"""

import re
from dataclasses import replace
from html.parser import HTMLParser

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st
from later import later

from logreg import EXAMPLES, LECTURE, State, trace
from logreg.prose import lecture
from logreg.reader.state import STEPS
from logreg.reader.written import chosen, number_in
from logreg.web import page as desk
from logreg.web.export.sheet import sheet

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
POWER = re.compile("\\s*×\\s*10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
LETTERS = re.compile(r"[^\W\d_]")  # what is left of them is no number: −ln p(y|x), say
FUNCTIONS = {"ln": mpmath.log, "σ": lambda z: 1 / (1 + mpmath.exp(-z)), "e": mpmath.e}
FUNCTIONS["L"] = lambda y_hat, y: -(mpmath.log(y_hat) if y else mpmath.log(1 - y_hat))
UNITS = mpmath.mpf("0.500001")  # of the last digit: half a one, and what is left of a half


def value(side: str):
    """What a side of an equation is, worked out; None where a letter stands in it that is no number."""
    text = POWER.sub(lambda power: "e" + power[1].translate(RAISED), side)
    text = text.replace("−", "-").replace("·", "*").replace("^", "**").replace("[", "(").replace("]", ")")
    text = re.sub(r"\bL_CE\b", "L", text)
    text = re.sub(r"ln\s+(σ\([^()]*\)|\([^()]*\)|[\d.e+-]+)", r"ln(\1)", text)
    numbers = re.sub(r"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?", lambda one: f"mpf('{one[0]}')", text)
    names = set(re.findall(r"[^\W\d]\w*", numbers)) - {"mpf"}
    if names - FUNCTIONS.keys() or not re.search(r"\d", text):
        return None
    with mpmath.workdps(400 if "e-" in text else 50):
        try:
            return mpmath.mpf(eval(numbers, {"__builtins__": {}, "mpf": mpmath.mpf, **FUNCTIONS}))
        except (SyntaxError, TypeError):
            return None


def last_digit(side: str):
    """What one more of the last digit of a number is."""
    plain = side.strip(" ()").replace("−", "").removeprefix("(")
    digits, power = POWER.sub("", plain), POWER.search(plain)
    if " " in digits.strip(" ()"):  # 1 − 4.25 × 10⁻¹⁸: of what is taken away
        return last_digit(side.partition(" − ")[2] or side.partition("1 − ")[2])
    decimals = len(digits.strip(" ()").partition(".")[2])
    return mpmath.mpf(10) ** (-decimals + (int(power[1].translate(RAISED)) if power else 0))


def untrue(line: str) -> list[str]:
    """The sides of a line of equations that are not, worked out, what its last side says."""
    sides = [side.strip() for side in re.split(r"\s=\s", line)]
    values = [(side, worked) for side in sides if (worked := value(side)) is not None]
    if len(values) < 2:
        return []
    (end, result), unit = values[-1], last_digit(values[-1][0])
    return [
        f"{side} = {mpmath.nstr(one, 12)}, not {end}: {line}"
        for side, one in values[:-1]
        if abs(one - result) > UNITS * unit
    ]


def filled(line: str, places: dict[str, str]) -> str:
    """A line of a formula with its numbers, as plain text."""
    line = re.sub(r"«(?:one|zero|never|[01]) | ⎵[01]|»", "", line)
    line = re.sub(r"\^\{([\w-]+)\}", lambda slot: f"^({places[slot[1]]})", line)
    return re.sub(r"\{([\w-]+)\}", lambda slot: places[slot[1]], line)


def lecture_lines(state: State) -> list[str]:
    """Every line of every step with the state's numbers, and every sentence with an equation in it."""
    lines = []
    for key in STEPS:
        places = desk.row(trace(replace(state, view="lecture", step=key)), 10)
        lines += [filled(line, places) for line in lecture()[key].formulas if "…" not in line and "→" not in line]
        lines += sentences(places["rounding"]) if "rounding" in places else []
    return lines


def sentences(text: str) -> list[str]:
    """The equations in a text: what stands between its colons, commas and full stops."""
    return [part.strip(" .") for part in re.split(r"[:;,]\s|\.\s|\.$", text) if " = " in part]


def desk_lines(state: State) -> list[str]:
    """The equations of the desk, its table read along each row and down the column of terms."""
    places = desk.row(trace(replace(state, view="desk")), 10)
    on = [j for j in range(1, 7) if state.on[j - 1]]
    terms = [f"({places[place].removeprefix('+')})" for place in (*(f"term{j}" for j in on), "termb")]
    weights = [f"({chosen(w)})" for w in state.w]
    return [
        *(f"{weights[j - 1]} · {places[f'x{j}']} = {places[f'term{j}'].removeprefix('+')}" for j in on),
        f"{' + '.join(terms)} = {places['z']}",
        f"{places['sum']} = {places['z']}",
        f"1 / (1 + e^({places['minus-z']})) = {places['y_hat']}",
        f"1 − {places['y_hat'] if ' ' not in places['y_hat'] else '(' + places['y_hat'] + ')'} = {places['y_hat_0']}",
        f"−ln {places['ln_of_1']} = {places['loss_1']}",
        f"−ln {places['ln_of_0']} = {places['loss_0']}",
        *sentences(places["rounded"]),
    ]


class Lines(HTMLParser):
    """The lines of the sheet, powers after a ^."""

    def __init__(self, text: str):
        super().__init__()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.text += "^(" if tag == "sup" else "\n" if tag in ("p", "td", "tr", "h2") else ""

    def handle_endtag(self, tag):
        self.text += ")" if tag == "sup" else ""

    def handle_data(self, data):
        self.text += data


def sheet_lines(state: State) -> list[str]:
    lines = Lines(sheet(trace(state)).partition("</style>")[2]).text.split("\n")
    joined = "\n".join(line.partition(": ")[2] if ": " in line else line for line in lines).replace("\n= ", " = ")
    return [" ".join(line.split()) for line in joined.split("\n") if " = " in line and "$" not in line]


def ledger_lines(state: State) -> list[str]:
    """Every step by hand: slope, change, new value."""
    places, lines = desk.row(trace(replace(state, view="learn", part="step")), 10), []
    for name in (*(f"w{j}" for j in range(1, 7)), "b"):
        old, slope, change, new = (places[f"ledger_{what}{name}"] for what in ("old", "slope", "change", "new"))
        lines += [slope, f"{old} + ({change.removeprefix('+')}) = {new}"]
        lines.append(f"−{places['ledger_eta']} · ({slope.rpartition(' = ')[2]}) = {change.removeprefix('+')}")
    return lines


STATES = {
    "the first": later(State),
    "y = 0": later(State, y=0),
    "four digits": later(State, digits=4, y=0),
    "sure": later(State, b=7.0, y=0),
    "sure and wrong": later(State, b=-7.0),
    "surer": later(State, b=20.0, y=0, digits=4),
    "beyond doubt": later(State, b=60.0),
    "even": later(State, on=(False,) * 6, b=0.0),
    "learned weights": later(State, w=(0.7712, -0.6123, -0.0987, 0.0312, 0.4444, -0.1111), b=0.3333),
    "long": later(State, review=(LECTURE.review + " ") * 7, w=(0.11, -0.29, -1.2, 0.5, 2.0, 7.3)),
    **{example.title: later(State, review=example.review, y=example.y) for example in EXAMPLES},
}
in_each_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)
in_each_place = pytest.mark.parametrize("lines", [desk_lines, lecture_lines, sheet_lines])


@in_each_place
@in_each_state
def test_every_equation_comes_out_by_hand(state, lines):
    found = lines(state)
    assert [fault for line in found for fault in untrue(line)] == []
    least = {desk_lines: 5, lecture_lines: 12, sheet_lines: 12}[lines]
    assert sum(len([s for s in line.split(" = ") if value(s) is not None]) > 1 for line in found) >= least


@pytest.mark.parametrize("y", [0, 1])
def test_a_loss_its_log_and_an_error_below_all_floats_do_not_read_0(y):
    surely = State(b=1e4 if y else -1e4, y=y)
    places = desk.row(trace(replace(surely, view="lecture", step="plug_in")), 10)
    for place in (f"loss_{y}", "loss", "log_p", "error"):
        assert number_in(places[place]) == 0
        assert "10⁻³²³" in places[place], place
    ends = [line for line in sheet_lines(surely) if line.startswith(("∂", "L =")) and " · 0 = " not in line]
    assert len(ends) == 10
    assert not any(line.endswith("0.00") for line in ends)


numbers = st.floats(-12, 12).map(lambda x: round(x, 2))


@given(st.tuples(*[numbers] * 6), numbers, st.sampled_from([0, 1]), st.sampled_from([2, 4]), st.sampled_from(EXAMPLES))
def test_every_equation_comes_out_by_hand_with_any_weights(w, b, y, digits, example):
    state = State(w=w, b=b, y=y, digits=digits, review=example.review)
    assert [fault for lines in (desk_lines, sheet_lines) for line in lines(state) for fault in untrue(line)] == []


@pytest.mark.parametrize("digits", [2, 4])
@pytest.mark.parametrize(
    "state",
    [
        later(State, batch=1, t=3),
        later(State, batch=1, t=40, scaled=True),
        later(State, batch=1, t=17, l2=0.1, eta=0.3),
        later(State, batch=8, t=5),
        later(State, t=100),
        later(State, data="book", t=0),
        later(State, data="book", t=3, digits=4),
        later(State, data="imdb", batch=1, t=9),
    ],
)
def test_every_line_of_a_step_comes_out_by_hand(state, digits):
    found = ledger_lines(replace(state, digits=digits))
    assert [fault for line in found for fault in untrue(line)] == []
    assert len(found) == 21


@pytest.mark.parametrize("t", [0, 1, 7, 500])
@pytest.mark.parametrize("dropped", [tuple(range(1, 36)), tuple(range(6, 41)), tuple(range(3, 38))])
def test_a_mean_loss_that_is_written_out_comes_out_by_hand(dropped, t):
    state = State(view="learn", part="data", dropped=dropped, t=t)
    line = desk.row(trace(state), 10)["learn_sum"]
    assert line
    assert untrue(line) == []


def test_the_judge_finds_what_is_not_true():
    assert untrue("L = −ln 0.30 = 1.19")
    assert not untrue("L = −ln 0.3031 = 1.19")
    assert untrue("0.70 − 1 = −0.3100")
    assert not untrue("ŷ = 1 / (1 + e^(−0.83)) = 0.70")
    assert untrue("ŷ = 1 / (1 + e^(−0.93)) = 0.70")
    assert untrue("L_CE(0.70, 0) = 1.19")
    assert not untrue("−ln(1 − (1 − 1.98 × 10⁻⁵)) = 10.83")


@pytest.mark.parametrize("guess", [0.613, 0.69, 0.02, 0.704])
def test_how_far_a_guess_was_off_comes_out_by_hand(guess):
    state = State(view="lecture", step="estimate", predict=True, shown=2, guess_y_hat=guess)
    said = desk.row(trace(state), 10)["said_y_hat"]
    named, it, off, way = re.fullmatch(r"You said (\S+), it is (\S+): (\S+) too (high|low)\.", said).groups()
    sign = "" if way == "high" else "−"
    assert untrue(f"{sign}({named} − {it}) = {off}") == []


@pytest.mark.parametrize(("guess", "base"), [(0.52, "10"), (0.518, "10"), (1.72, "2"), (1.7, "2")])
def test_a_guess_that_is_right_to_another_base_is_answered_so(guess, base):
    state = State(view="lecture", step="suppose_0", shown=9, guess_loss=guess)
    assert desk.row(trace(state), 10)["said_loss"] == f"Right to base {base}; to base e, ln, it is 1.19."
