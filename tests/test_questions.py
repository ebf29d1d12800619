"""Predict first asks in every step: which option is right is judged anew, from the features alone, to 120 digits."""

import random
import re
from dataclasses import replace
from decimal import Decimal, localcontext
from itertools import product

import pytest
from later import later, made

from logreg import EXAMPLES, State, trace
from logreg.figures.marks import reach
from logreg.prose import lecture
from logreg.reader.state import OPTIONS, STEPS
from logreg.reader.written import written
from logreg.reviews.examples import BEGGING
from logreg.web.export.takeaway import taken
from logreg.web.page import answer, row
from logreg.web.views.lecture.view import ANSWERS, hidden_places

ONE, HALF, NEAR = Decimal(1), Decimal("0.5"), Decimal("1e-9")
ASKING = [key for key in STEPS if lecture()[key].question]


def some_states():
    """States of every kind: each example with either label, weights of every size, switches, nothing at all."""
    draw = random.Random(5)
    yield from (State(y=y, digits=digits, review=e.review) for e, y, digits in product(EXAMPLES, (0, 1), (2, 4)))
    yield from (State(y=y, on=(False,) * 6, b=b) for y, b in product((0, 1), (0.0, 0.1, -3.0)))
    yield from (State(review="", y=y, b=b) for y, b in product((0, 1), (-40.0, 0.0, 40.0)))
    yield State(review=f"{EXAMPLES[0].review} {BEGGING}", y=0)
    for _ in range(60):
        size = draw.choice([0.1, 1, 10])
        yield State(
            review=draw.choice(EXAMPLES).review,
            on=tuple(draw.random() < 0.8 for _ in range(6)),
            w=tuple(round(draw.gauss(0, size), 2) for _ in range(6)),
            b=round(draw.gauss(0, size), 2),
            y=draw.randint(0, 1),
            digits=draw.choice([2, 4]),
        )


STATES = [later(lambda state=state: state) for state in some_states()]
in_each_step = pytest.mark.parametrize("key", ASKING)
in_each_state = pytest.mark.parametrize("state", STATES, ids=range(len(STATES)))


def at(key, state, **choices):
    """The state at the end of a step, predicting first; with the label for which the step offers options."""
    label = {"suppose_1": 1, "suppose_0": 0}.get(key, made(state).y)
    return replace(made(state), view="lecture", step=key, predict=True, shown=9, y=label, **choices)


# a judge of our own


def p(z, y):
    """p(y|x) of a score."""
    return ONE / (ONE + (-z if y else z).exp())


def loss(z, y):
    return -p(z, y).ln()


def scores(state, b=None):
    """(z, y) of the review on the desk and of every other one."""
    data = trace(state).training.data
    w, on, b = [Decimal(w) for w in state.w], state.on, Decimal(state.b) if b is None else b
    return [
        (sum((w * Decimal(x) for w, x, on in zip(w, x, on) if on), b), y)
        for x, y in zip(data.X.tolist(), data.y.tolist())
    ]


def cost(state, b):
    each = [loss(*pair) for pair in scores(state, b)]
    return sum(each) / len(each)


def most(state):
    others = [(z > 0) == (y == 1) for z, y in scores(state)[1:]]
    share = Decimal(sum(others)) / len(others)
    return "more than half" if share > HALF else "fewer than half" if share < HALF else "exactly half"


def way(state):
    b = Decimal(state.b)
    low, high = cost(state, b - NEAR), cost(state, b + NEAR)
    return "up" if high < low else "down" if high > low else "stays"


def place(state):
    each = [p(*pair) for pair in scores(state)]
    whole = ONE
    for one in each:
        whole *= one
    return "below" if whole < min(each) else "at the smallest" if whole == min(each) else "mean"


def factor(state):
    z, y = scores(state)[0]
    first, second = p(z, 1) ** y, p(z, 0) ** (1 - y)
    return "the first" if first == 1 else "the second" if second == 1 else "neither"


def largest(state):
    around = [Decimal(b) / 4 for b in range(-200, 201)]
    likelihoods = []
    for b in around:
        likelihoods.append(ONE)
        for pair in scores(state, b):
            likelihoods[-1] *= p(*pair)
    logs = [one.ln() for one in likelihoods]
    a, b = likelihoods.index(max(likelihoods)), logs.index(max(logs))
    return "the same" if a == b else "larger" if b > a else "smaller"


def steepest(state):
    small = Decimal("0.001")
    slopes = {at: abs((at + small).ln() - (at - small).ln()) for at in (Decimal("0.01"), HALF, Decimal("0.99"))}
    near = max(slopes, key=slopes.get)
    return "steepest near *p* = 0" if near < HALF else "steepest near *p* = 1" if near > HALF else "a straight line"


def curve(state):
    z, y = scores(state)[0]
    return "falls" if loss(z + NEAR, y) < loss(z - NEAR, y) else "rises"


def half(state):
    y_hat = p(scores(state)[0][0], 1)
    before, after = -y_hat.ln(), -(y_hat / 2).ln()
    said = {"double": 2 * before, "by ln 2": before + Decimal(2).ln(), "by half": before * 3 / 2}
    return [word for word, value in said.items() if written(value, state.digits) == written(after, state.digits)]


def longer(state):
    plain = state.review.removesuffix(BEGGING).rstrip()
    before, after = (loss(scores(replace(state, review=r))[0][0], 0) for r in (plain, f"{plain} {BEGGING}".lstrip()))
    if written(before, state.digits) == written(after, state.digits):
        return "the same"
    return "larger" if after > before else "smaller"


def sides(state):
    each = [loss(*pair) for pair in scores(state)]
    mean = sum(each) / len(each)
    off = [one - mean for one in each if written(one, state.digits) != written(mean, state.digits)]
    above, below = sum(one > 0 for one in off), sum(one < 0 for one in off)
    return "as many" if above == below else "more above" if above > below else "more below"


JUDGES = {
    "labels": most, "components": way, "likelihood": place, "outcomes": factor, "log": largest, "negate": steepest,
    "plug_in": curve, "suppose_1": half, "suppose_0": longer, "mean_loss": sides,
}  # fmt: skip


@in_each_step
@in_each_state
def test_the_right_option_is_right(state, key):
    if key == "log" and made(state).digits == 4:
        return  # a search over 400 biases: half of them will do
    state = at(key, state)
    with localcontext(prec=120):
        judged = JUDGES[key](state)
    judged = {judged} if isinstance(judged, str) else set(judged)
    texts = [option.text for option in lecture()[key].options]
    right = {texts[OPTIONS.index(letter)] for letter in ANSWERS[key](trace(state))[0]}
    assert len(right) == len(judged)
    assert all(any(word in text for text in right) for word in judged), (right, judged)


@in_each_step
@in_each_state
def test_each_pick_is_told_in_one_sentence_with_its_numbers_and_no_pick_without_praise_or_blame(state, key):
    told = {}
    for letter in ("", *OPTIONS):
        state_ = at(key, state, picks=((key, letter),) if letter else ())
        t = trace(state_)
        told[letter] = row(t, reach(t))["said_pick"]
    right = ANSWERS[key](trace(state_))[0]
    plain = told.pop("")
    assert re.fullmatch(r"[A-Z0-9][^{}]+\.", plain)
    assert re.search(r"\d", plain)
    assert not re.search(r"\bnan\b|\binf\b|None", plain)
    for letter, text in told.items():
        lead = "Right: " if letter in right else "Not so: "
        assert text == lead + plain[0].lower() + plain[1:]


@pytest.mark.parametrize("key", STEPS)
@pytest.mark.parametrize("y", [0, 1])
def test_each_step_asks_one_question_of_few_words(key, y):
    step = lecture()[key]
    asks_for_number = bool(set(step.guesses) - {f"loss_{y}"})
    assert asks_for_number or step.question
    assert step.reveals
    assert (key in ANSWERS) == bool(step.question)
    if step.question:
        assert step.question.endswith("?")
        assert len(re.findall(r"[\w’]+", step.question)) <= 14
        assert 2 <= len(step.options) <= len(OPTIONS)
        assert all(len(re.findall(r"[\w’]+", option.text)) <= 6 for option in step.options)
        assert len({option.text for option in step.options}) == len(step.options)
    state = State(view="lecture", step=key, predict=True, shown=9, y=y)
    assert bool(row(trace(state), 10)["said_pick"]) == (not asks_for_number)


def test_other_numbers_have_other_right_options():
    several = ("labels", "components", "outcomes", "plug_in", "suppose_0", "mean_loss")
    depends = {key: {ANSWERS[key](trace(at(key, state)))[0] for state in STATES} for key in several}
    assert all(len(right) > 1 for right in depends.values()), depends


@pytest.mark.parametrize("key", STEPS)
@in_each_state
def test_nothing_is_told_of_a_pick_before_all_of_the_step_is_shown(state, key):
    for shown in range(len(lecture()[key].reveals)):
        state_ = replace(at(key, state, picks=tuple((step, "b") for step in STEPS)), shown=shown)
        reply = answer(trace(state_), {}, {})
        assert reply["row"]["said_pick"] == ""
        for sentence in lecture()[key].sentences:
            assert reply["row"][sentence] == ""
        assert not [name for name in reply["describe"] if name in hidden_places(state_)]


@pytest.mark.parametrize("key", STEPS)
def test_a_chart_that_is_held_back_is_saved_as_its_empty_axes(key):
    state = State(view="lecture", step=key, predict=True)
    for name in (*lecture()[key].pictures, "sigmoid", "loss", "losses"):
        figure = taken(trace(state), f"{name}.svg")["figure"]
        whole = taken(trace(replace(state, predict=False)), f"{name}.svg")["figure"]
        assert not [one for one in figure["data"] if len(set(one.get("y") or ())) > 2 and one["mode"] != "lines"]
        kinds = {one.get("name") for one in figure["data"]}
        assert kinds <= {"zero", "mirror", "decision", "nats"}
        assert not figure["layout"].get("shapes")
        assert len(figure["layout"]["annotations"]) < len(whole["layout"]["annotations"])
        assert figure["layout"]["xaxis"] == whole["layout"]["xaxis"]
