"""The view in which the model learns, without a browser: the places of its page, its table, sentences and data."""

import gc
import math
import re
import weakref
from dataclasses import fields, replace
from html.parser import HTMLParser

import numpy as np
import pytest
import statsmodels.api
from later import later, made
from scripted import answer, opened, sent

from logreg import State, trace
from logreg import features as core
from logreg.figures import theme
from logreg.figures.marks import reach
from logreg.loss import cost
from logreg.reader.state import CONTROLS, PARTS
from logreg.reader.written import chosen, estimate, proportion, written
from logreg.reviews.dataset import fixed
from logreg.web import controls
from logreg.web import page as desk
from logreg.web.controls import asked, with_own, with_wordlist
from logreg.web.page import row
from logreg.web.uploads import VISITS, Choice, Upload, Visit
from logreg.web.views.learn import view as learn
from logreg.web.views.learn.charts import surface
from logreg.web.views.learn.charts.surface import NAMES

NEGATIVE = "A dull, boring film."
RNG = np.random.default_rng(8)
OWN = (fixed([f"own {i}" for i in range(60)], RNG.normal(2, 1, size=(60, 6)), RNG.integers(0, 2, 60)), "60 understood.")
FEW = (fixed(["a", "b", "c"], [[3, 0, 0, 1, 0, 2], [2, 1, 1, 0, 0, 3], [0, 2, 0, 0, 1, 2]], [1, 1, 0]), "3 of 3 rows.")
HUGE = (fixed(["a", "b"], [[1e6, 0, 0, 0, 0, 2], [0, 2e5, 0, 0, 1, 1e6]], [1, 0]), "2 of 2 rows.")
CHOSEN = {
    "first": later(State),
    "t = 500": later(State, t=500),
    "IMDb": later(State, data="imdb", t=20, digits=4),
    "IMDb, scaled": later(State, data="imdb", scaled=True, eta=2.0, t=500),
    "the textbook’s": later(State, data="book"),
    "the textbook’s, past its step": later(State, data="book", t=1, digits=4),
    "diverging": later(State, eta=50.0, t=20),
    "out of range": later(State, eta=1e9, l2=1e3, t=500),
    "logarithmic, 6b": later(State, logarithmic=True, axes=(5, 6), t=7),
    "one at a time": later(State, batch=1, seed=4, t=3),
    "one at a time, scaled": later(State, batch=1, scaled=True, t=3),
    "one at a time, penalty": later(State, batch=1, l2=0.5, t=3),
    "eight, penalty, from the desk": later(State, batch=8, l2=0.1, start="desk", t=3),
    "from a point": later(State, start=(1.0, -2.0), t=500),
    "own": later(State, data="own", own=OWN, t=20),
    "three of its own": later(State, data="own", own=FEW, t=20),
    "own that is not there": later(State, data="own"),
    "turned and left out": later(State, flipped=(1, 2), dropped=(2, 3), sorted=True, t=20),
    "mine": later(State, mine=True, y=0, t=20),
    "no text": later(State, review="", t=20),
    "features off": later(State, on=(False,) * 6, t=20),
    "huge desk": later(State, w=(1e300,) * 6, b=-1e300, t=20),
}
each_state = pytest.mark.parametrize("state", CHOSEN.values(), ids=CHOSEN)
each_part = pytest.mark.parametrize("part", PARTS)
BAD = re.compile(r"\bnan\b|\binf\b|None|[{}]|undefined")


def places(state: State) -> dict[str, str]:
    """Every place on the page of learning."""
    t = trace(replace(state, view="learn"))
    return row(t, reach(t))


def said(state: State, part: str, place: str) -> str:
    return places(replace(state, part=part))[place]


def asked_for(state: State, **sent) -> dict:
    """The answer to a message about this state."""
    return desk.answer(trace(replace(state, view="learn")), {}, {"n": 1, "choices": {}, **sent})


class Slots(HTMLParser):
    """The data-slots and charts of a page, each with the part in whose section it stands, or None."""

    def __init__(self):
        super().__init__()
        self.part, self.slots, self.charts = None, {}, {}

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "section":
            self.part = attrs.get("data-part")
        if "data-slot" in attrs:
            self.slots[attrs["data-slot"]] = self.part
        if "data-chart" in attrs:
            self.charts[attrs["data-chart"]] = self.part

    def handle_endtag(self, tag):
        if tag == "section":
            self.part = None


def page() -> Slots:
    slots = Slots()
    slots.feed(learn.VIEW.part())
    return slots


# every place


def test_the_page_has_places_in_every_part_and_outside_of_them():
    assert {*page().slots.values()} == {*PARTS, None}
    assert {f"ledger_{kind}{name}" for kind in ("old", "slope", "change", "new") for name in NAMES} <= {*page().slots}


@each_state
@each_part
def test_every_place_that_is_visible_in_a_part_is_filled(part, state):
    found = places(replace(state, part=part))
    visible = {slot for slot, where in page().slots.items() if where in (None, part)}
    assert visible - found.keys() == set()
    assert [place for place, text in found.items() if BAD.search(text)] == []
    may_be_empty = {"learn_says", "learn_compare", "learn_own", "learn_sum", "learn_smaller"}
    assert {place for place in visible - may_be_empty if not found[place].strip()} == set()


@each_part
def test_the_charts_of_a_part_are_those_on_its_page_and_each_is_told_in_words(part):
    reply = asked_for(State(part=part))
    wanted = {chart for chart, where in page().charts.items() if where == part}
    assert {*learn.pictures(State(part=part))} == wanted == {*reply["describe"]} == {*reply["papers"]["charts"]}
    assert {place.partition("/")[0] for place in reply["row"] if "/" in place} == wanted
    assert reply["status"] == learn.CHARTS["descent"].describe(learn.run(State()), trace(State(view="learn")))


@each_state
@each_part
def test_every_sentence_ends_with_a_full_stop(part, state):
    found = places(replace(state, part=part))
    for place in (
        "learn_says", "learn_compare", "learn_errors", "learned_why", "ledger_surprise", "learn_map", "learn_smaller",
    ):  # fmt: skip
        text = found.get(place, "")
        assert not text or text.endswith(".")
        assert ".." not in text
        assert "  " not in text


@pytest.mark.parametrize(
    "state",
    [
        later(State, eta=1e9, l2=1e3, logarithmic=True),
        later(State, l2=1.0, eta=100.0),
        later(State, l2=1.0, eta=100.0, t=500),
        later(State, data="imdb", l2=1.0, eta=100.0, scaled=True),
        later(State, l2=1000.0, eta=0.01, t=500),
        later(State, start="desk", w=(1e300,) * 6, b=1e300, l2=1e3, eta=1e9),
        later(State, data="own", own=HUGE, l2=1000.0, eta=1e9),
    ],
    ids=repr,
)
@each_part
def test_a_descent_that_runs_to_the_edge_of_the_floats_is_still_answered(part, state):
    reply = asked_for(replace(state, part=part), grab={"control": "t", "id": 1})
    assert [place for place, text in reply["row"].items() if BAD.search(text)] == []


@each_state
def test_every_learning_rate_that_the_page_offers_can_be_chosen(state):
    offered_rates_can_be_chosen(state)


@pytest.mark.parametrize(
    "state", [later(State, l2=1000.0), later(State, data="own", own=HUGE)], ids=["λ = 1000", "huge features"]
)
def test_also_small_learning_rates_that_the_page_offers_can_be_chosen(state):
    offered_rates_can_be_chosen(state)


def offered_rates_can_be_chosen(state):
    found = places(state)
    eta = next(control for control in CONTROLS if control.key == "eta")
    offered = [place for place in ("rate_0", "rate_1", "rate_2", "rate_raw", "rate_scaled") if found[place]]
    assert ("rate_2" in offered) == learn.run(state).optimum.exists  # else none is too large
    for place in offered:
        _, notes = State.from_choices({"eta": found[place]})  # the page sets the rate to the text of the place
        assert notes == {}
        assert eta.read(found[place]) > 0


# what stands there


@each_state
def test_the_facts_are_the_costs_of_the_step(state):
    found, it, digits = places(state), learn.run(state), state.digits
    now = min(state.t, it.last)
    assert (found["t_now"], found["t_last"]) == (str(now), str(it.last))
    assert found["learn_cost"] == written(it.costs[now], digits)
    assert found["learn_first"] == written(it.costs[0], digits)
    assert found["learn_least"] == ("none" if it.least is None else written(it.least, digits))
    held = "none" if it.held_out is None else written(it.held_out_costs[now], digits)
    assert found["learn_held"] == held


def test_the_ledger_on_the_page_is_the_textbooks_step():
    found = places(State(data="book", part="step"))
    wanted = {
        "ledger_step": "1",
        "ledger_eta": "0.1",
        "ledger_error": "ŷ − y = −0.50",
        "ledger_slopew1": "−0.50 · 3 = −1.50",
        "ledger_slopew2": "−0.50 · 2 = −1.00",
        "ledger_slopeb": "−0.50 · 1 = −0.50",
        "ledger_changew1": "+0.1500",
        "ledger_neww1": "0.1500",
        "ledger_neww2": "0.1000",
        "ledger_neww3": "0.0000",
        "ledger_newb": "0.0500",
        "ledger_z_old": "0.00",
        "ledger_z_new": "0.70",
        "ledger_y_hat_old": "0.50",
        "ledger_y_hat_new": "0.67",
        "ledger_loss_old": "0.69",
        "ledger_loss_new": "0.40",
    }
    assert {place: found[place] for place in wanted} == wanted


ONE_AT_A_TIME = {
    "raw": later(State, batch=1, t=3, digits=4),
    "scaled": later(State, batch=1, scaled=True, t=3, digits=4),
    "with a penalty": later(State, batch=1, l2=0.5, t=3, digits=4),
    "with a penalty, from the desk": later(State, batch=1, l2=0.1, start="desk", digits=4),
    "IMDb": later(State, data="imdb", batch=1, t=10, seed=2, digits=4),
}


@pytest.mark.parametrize("state", ONE_AT_A_TIME.values(), ids=ONE_AT_A_TIME)
def test_what_the_ledger_calls_the_slope_of_one_review_is_what_its_sum_comes_to(state):
    found = places(replace(state, part="step"))
    slope = learn.run(state).ledger(state.t).slope
    for name, exact in zip(NAMES, slope):
        left, _, right = found[f"ledger_slope{name}"].rpartition(" = ")
        assert value_of(right) == pytest.approx(exact, rel=0.01, abs=1e-4)
        assert value_of(left) == pytest.approx(exact, rel=0.01, abs=1e-3)


def value_of(text: str) -> float:
    """What the sum of products in a text comes to."""
    sums = re.sub(r"\u202f?×\u202f?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda m: "e" + m[1].translate(LOWERED), text)
    return sum(float(np.prod([float(factor) for factor in term.split("·")])) for term in terms_of(sums))


def terms_of(text: str) -> list[str]:
    return re.sub(r" − ", " + -", text.strip()).replace("−", "-").replace("(", "").replace(")", "").split(" + ")


LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


@pytest.mark.parametrize("t", [0, 1, 250, 500])
def test_in_a_ledger_on_the_page_new_is_old_and_the_change(t):
    found = places(State(batch=1, part="step", t=t))
    it = learn.run(State(batch=1))
    assert found["ledger_step"] == str(t + 1)
    for j, name in enumerate(NAMES):
        old, change, new = (value_of(found[f"ledger_{kind}{name}"].lstrip("+")) for kind in ("old", "change", "new"))
        assert new == pytest.approx(old + change, abs=2e-4)
        assert change == pytest.approx(-0.1 * it.ledger(t).slope[j], abs=1e-4)


def test_a_step_says_which_reviews_it_looks_at():
    it = learn.run(State(batch=1, seed=4))
    book = it.ledger(3)
    title = it.data.titles[book.rows[0]]
    assert (
        said(State(batch=1, seed=4, t=3), "step", "ledger_rows")
        == f"{title[:150]}{'…' * (len(title) > 150)} (y = {book.y[0]})"
    )
    assert said(State(data="imdb"), "step", "ledger_rows") == "1,000 reviews; the first: IMDb 1 (y = 0)"
    assert said(State(data="imdb", batch=8), "step", "ledger_rows").startswith("8 reviews; the first: IMDb ")
    assert said(State(data="book", flipped=(1,)), "step", "ledger_rows").endswith("(y = 0)")


# sentences


def test_one_negative_review_called_positive_moves_also_w2_up():
    told = said(State(data="book"), "step", "ledger_surprise")
    assert told.startswith(
        "y = 1, so the weight of every word that occurs goes up: also w2, although it counts negative"
    )
    own = (fixed(["dull"], [core(NEGATIVE).x], [1]), "1 row.")
    state = State(data="own", own=own)
    assert "goes up: also w2, although" in said(state, "step", "ledger_surprise")
    assert learn.run(state).ledger(0).change[1] > 0


def test_one_negative_review_called_negative_moves_w2_down_where_it_belongs():
    state = State(data="own", own=(fixed(["dull"], [core(NEGATIVE).x], [0]), "1 row."))
    told = said(state, "step", "ledger_surprise")
    assert told.startswith("y = 0, so the weight of every word that occurs goes down: also w2, and that is where it")
    assert learn.run(state).ledger(0).change[1] < 0


def test_a_step_of_many_reviews_is_a_mean():
    assert said(State(batch=8), "step", "ledger_surprise").startswith("Each line is the mean over the reviews")


@pytest.mark.parametrize(
    "state",
    [later(State, batch=1), later(State, batch=1, scaled=True), later(State, batch=1, l2=0.5)],
    ids=["raw", "scaled", "penalty"],
)
def test_what_is_said_of_the_words_that_occur_or_do_not_is_true_of_the_step(state):
    it, untrue = learn.run(state), []
    for t in range(40):
        book, told = it.ledger(t), said(replace(state, t=t), "step", "ledger_surprise")
        x, change = it.data.X[book.rows[0]], book.change[:6]
        if "What does not occur, x = 0, keeps its weight" in told and np.any(change[x == 0] != 0):
            untrue.append((t, told))
        if match := re.search(r"the weight of every word that occurs goes (up|down)", told):
            way = 1 if match[1] == "up" else -1
            untrue += [(t, told)] if np.any(way * change[x > 0] <= 0) else []
    assert untrue == []


@pytest.mark.parametrize(
    "state",
    [
        later(State, eta=50.0),
        later(State, data="imdb", eta=4.0),
        later(State, scaled=True, eta=200.0),
        later(State, eta=1e9, l2=1e3),
    ],
)
def test_a_rate_that_is_too_large_is_named_with_the_safe_one(state):
    it, told = learn.run(state), places(state)["learn_says"]
    assert it.too_large
    assert f"η = {chosen(state.eta)} is too large: " in told
    if it.rise:
        before, after = it.penalised_costs[it.rise - 1], it.penalised_costs[it.rise]
        assert (np.diff(it.penalised_costs[: it.rise]) <= 0).all()
        assert after > before
        assert f"in step {it.rise} " in told
        assert f"rises from {written(before, state.digits)} to {written(after, state.digits)}" in told
    else:
        assert "leave the range of numbers" in told
    safe = down(it.safe)
    loss = "mean loss with its penalty" if state.l2 else "mean loss"
    assert f"Up to η = {chosen(safe)} no step of all reviews can raise the {loss}." in told
    assert safe == pytest.approx(it.safe, rel=0.006)


def test_a_rate_that_is_too_large_is_seen_to_jump_past_the_best():
    assert places(State(eta=10.0))["learn_says"].startswith(
        "η = 10 is too large: in step 1 w1 jumps from 0.00 to 2.38, past its best 0.70, "
        "and the mean loss rises from 0.69 to 0.84."
    )
    it = learn.run(State(eta=10.0))
    assert surface.x_axis(it).start < 0 < it.path.w[1, 0] < surface.x_axis(it).end


@pytest.mark.parametrize(
    "state", [later(State), later(State, axes=(4, 6), l2=0.1), later(State, data="book", digits=4)]
)
@pytest.mark.parametrize("t", [0, 3, 500])
def test_what_the_map_says_under_the_point_is_set_beside_the_mean_loss_there(state, t):
    state = replace(state, part="path", t=t)
    it, told = learn.run(state), places(state)["learn_map"]
    theta = it.held.copy()
    here = np.append(it.path.w[t], it.path.b[t])
    theta[list(state.axes)] = here[list(state.axes)]
    on_map, mean = (written(cost(it.X, it.y, one[:6], one[6]), state.digits) for one in (theta, here))
    assert f"at the point it says {on_map}, " in told.lower()
    assert (f"but {mean} with all of them" in told) == (on_map != mean)


def test_where_other_reviews_are_judged_more_kindly_it_is_said_why():
    for state, kindly in (
        (State(), True),
        (State(data="imdb"), False),
        (State(eta=10.0), False),
        (State(data="book"), False),
    ):
        it, told = learn.run(state), places(state)["learn_smaller"]
        assert bool(told) == kindly
        if kindly:
            words = [X[:, :2].sum() / len(X) for X in (it.data.X, it.held_out.X)]
            assert all(written(mean, state.digits) in told for mean in words)
            assert words[1] > words[0]
            assert it.held_out_costs[-1] < it.costs[-1]


def down(rate):
    """The rate with three digits, never above itself."""
    unit = 10.0 ** (math.floor(math.log10(rate)) - 2)
    return float(f"{math.floor(rate / unit) * unit:.3g}")


def test_a_rate_just_above_the_safe_one_is_not_called_safe():
    state = State(scaled=True, eta=5.38)
    assert 5.379 < learn.run(state).safe < 5.38
    assert "Up to η = 5.37 no step" in places(state)["learn_says"]


@each_state
def test_the_safe_rate_that_is_named_is_safe(state):
    it = learn.run(replace(state, batch=0, start="zero", l2=0.0, flipped=(), t=0))
    shown = down(it.safe)
    assert it.safe * 0.99 < shown <= it.safe
    at = learn.run(replace(it.state, eta=shown, batch=0))
    assert np.all(np.diff(at.costs) <= 1e-9)


def test_of_a_good_rate_only_the_largest_safe_one_is_said():
    shrinks = State(start=(0.7, -1.0), l2=1.0, eta=0.01)  # with a penalty the mean loss alone may rise
    assert learn.run(shrinks).costs[-1] > learn.run(shrinks).costs[0]
    for state in (
        State(),
        State(data="imdb"),
        State(scaled=True, eta=3.0),
        shrinks,
        replace(shrinks, l2=100.0, eta=0.005),
    ):
        assert re.fullmatch(r"Up to η = [\d.]+ no step of all reviews can raise .*?\.", places(state)["learn_says"])


@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_no_mean_loss_is_below_what_the_page_calls_least_possible(l2):
    best = learn.run(State()).optimum
    state = State(l2=l2, start="desk", w=tuple(best.w.tolist()), b=best.b)
    it = learn.run(state)
    below = bool(it.costs.min() < it.least - 1e-12)
    assert (places(state)["learn_goal"] == "least possible") == (not below)


def test_where_there_is_no_least_loss_it_is_said_why():
    assert places(State(data="book"))["learn_says"].endswith(
        ". All labels are 1, so the loss falls for ever: every larger b costs less."
    )
    told = places(State(data="own", own=FEW))["learn_says"]
    assert ". The features divide the labels without a mistake, so the loss falls for ever" in told
    assert places(State(data="book"))["learn_least"] == "none"


def test_a_link_to_own_data_without_the_data_says_so():
    state, notes = State.from_query("view=learn&data=own")
    assert notes == {}
    assert "No link carries a reader’s own data: these are the 40 reviews." in places(state)["learn_says"]
    assert places(state)["learn_rows"] == "40 reviews, 20 with y = 1"
    assert "own data" not in places(State(data="own", own=OWN))["learn_says"]
    assert "own" not in State(data="own", own=OWN, view="learn").link()[0].replace("data=own", "")


def test_the_comparison_names_the_steps_of_both_kinds_of_features():
    told = said(State(data="imdb"), "path", "learn_compare")
    it, than = learn.run(State(data="imdb")), learn.run(State(data="imdb", scaled=True, eta=3.0))
    assert told == (
        f"To come within 0.001 of the least loss takes {it.arrives()} steps; "
        f"with scaled features and η = 3, {than.arrives()} steps."
    )
    slow = said(State(data="imdb", eta=0.001), "path", "learn_compare")
    assert slow.startswith("To come within 0.001 of the least loss takes more than 500 steps; ")
    assert said(State(data="book"), "path", "learn_compare") == ""
    assert said(State(l2=0.1), "path", "learn_compare") == ""


@pytest.mark.parametrize("scaled", [False, True], ids=["raw", "scaled"])
def test_the_standard_errors_are_those_of_statsmodels(scaled):
    it = learn.run(State(data="imdb"))
    # statsmodels: Logit with a column of ones, standard errors from its own Hessian
    fit = statsmodels.api.Logit(it.y, np.column_stack([it.raw, np.ones(len(it.y))])).fit(disp=0, tol=1e-12, maxiter=100)
    each = zip(NAMES, fit.params, fit.bse)
    wanted = ", ".join(f"{name} = {written(value, 2)} ± {written(spread, 2)}" for name, value, spread in each)
    told = said(State(data="imdb", scaled=scaled), "learned", "learn_errors")
    assert told == f"The optimum, each ± its standard error: {wanted}."


@pytest.mark.parametrize(
    "state", [later(State, l2=0.1), later(State, data="book"), later(State, on=(False, *(True,) * 5))]
)
def test_without_a_single_optimum_there_are_no_standard_errors(state):
    assert said(state, "learned", "learn_errors").startswith("There are standard errors only at an optimum")


# what was learned


@pytest.mark.parametrize("data", ["reviews", "imdb"])
def test_the_learned_weights_call_the_lectures_review_negative_and_the_sentence_names_what_moved_z_most(data):
    state = State(data=data, t=500, part="learned")
    found, it = places(state), learn.run(state)
    w, b = (each[500] for each in it.raw_path)
    x = core(State.review).x
    was, became = np.append(State.w * x, State.b), np.append(w * x, b)
    assert became.sum() < 0 < was.sum()
    assert (found["desk_z"], found["learned_z"]) == (written(was.sum(), 2), written(became.sum(), 2))
    most = int(np.argmin(became - was))
    name = f"w{most + 1}·x{most + 1}" if most < 6 else "b"
    told = f"{name}, from {written(was[most], 2, sign=True)} to {written(became[most], 2, sign=True)}."
    assert found["learned_why"] == f"The decision is another: what moved z down most is {told}"


@each_state
def test_before_and_after_are_the_desks_review_under_both_sets_of_weights(state):
    found, it, t = places(replace(state, part="learned")), learn.run(state), trace(state)
    now = min(state.t, it.last)
    w, b = (each[now] for each in it.raw_path)
    z = float(t.x @ w + b)
    assert found["desk_z"] == written(t.z, state.digits)
    assert found["learned_z"] == written(z, state.digits)
    loss = np.logaddexp(0, -z if state.y else z)
    assert found["learned_review_loss"] == written(loss, state.digits)
    assert found["learned_row"] == ("learned" if now else "at step 0")
    if not now:  # nothing is judged before it has begun
        assert found["learned_why"] == "Nothing is learned yet: press Play, or +10."
        assert found["learn_bought"].endswith("Nothing is learned yet: press Play, or +10.")
        return
    same = (z > 0) == (t.z > 0)
    assert found["learned_why"].startswith(f"The decision is {'the same' if same else 'another'}: ")
    if match := re.search(r"what moved z (up|down) most is (\S+), from", found["learned_why"]):
        moved = np.append(w * t.x - t.terms, b - state.b) * (1 if z > t.z else -1)
        assert match[1] == ("up" if z > t.z else "down")
        place = 6 if match[2] == "b" else int(match[2][1]) - 1
        assert moved[place] == pytest.approx(moved.max(), rel=1e-9)


def test_where_the_learned_weights_are_the_desks_z_does_not_move():
    state = State(data="reviews", start="desk", t=1, eta=1e-12)
    assert said(state, "learned", "learned_why") == "The decision is the same: z did not move."


def test_after_the_learned_weights_were_put_on_the_desk_z_has_not_moved():
    for digits in (2, 4):
        state = State(t=500, part="learned", digits=digits)
        adopted = learn.adopted(state, learn.run(state))
        assert said(adopted, "learned", "learned_why") == "The decision is the same: z did not move."
        near = replace(adopted, b=adopted.b + 0.0001)
        assert digits == 4 or said(near, "learned", "learned_why") == "The decision is the same: z hardly moved."


def test_that_the_learned_weights_are_on_the_desk_is_said():
    reply = desk.answer(trace(State(view="learn")), {}, {"n": 1, "adopt": True})
    assert reply["status"].startswith("The learned weights are on the desk. After 0 of 500 steps")


@each_state
def test_the_table_of_how_good_the_weights_are_counts_every_judging_review_once(state):
    found, it = places(replace(state, part="learned")), learn.run(state)
    now = min(state.t, it.last)
    w, b = it.raw_path
    for name, (weights, bias) in {"desk": (np.array(state.w), state.b), "learned": (w[now], b[now])}.items():
        z, y = it.judge.X @ weights + bias, it.judge.y
        counts = {f"{name}_count{i}{j}": str(int(((y == i) & ((z > 0) == j)).sum())) for i in (0, 1) for j in (0, 1)}
        assert {place: found[place] for place in counts} == counts
        assert found[f"{name}_accuracy"] == proportion(((z > 0) == y).mean(), state.digits)
        loss = np.mean([np.logaddexp(0, -s if label else s) for s, label in zip(z, y)])
        assert found[f"{name}_loss"] == written(loss, state.digits)
        with np.errstate(over="ignore"):
            sure = (1 / (1 + np.exp(-np.abs(z)))).mean()
        assert found[f"{name}_sure"] == proportion(sure, state.digits)


# papers


def test_papers_come_only_where_the_page_has_others():
    for scheme in theme.SCHEMES:
        state = State(part="path", view="learn")
        key = learn.key(state, scheme)
        assert asked_for(state, scheme=scheme)["papers"]["key"] == key
        assert asked_for(state, scheme=scheme)["papers"]["scheme"] == scheme
        assert "papers" not in asked_for(state, scheme=scheme, papers=key)
        for step in (1, 20, 500):
            assert "papers" not in asked_for(replace(state, t=step), scheme=scheme, papers=key)
        assert "papers" in asked_for(replace(state, eta=0.2), scheme=scheme, papers=key)
    assert "papers" in asked_for(state, scheme="light", papers=learn.key(state, "dark"))


OTHERS = {
    "eta": later(State, eta=0.2),
    "data": later(State, data="imdb"),
    "axes": later(State, axes=(5, 6)),
    "batch": later(State, batch=8),
    "seed": later(State, seed=1),
    "l2": later(State, l2=0.1),
    "scaled": later(State, scaled=True),
    "start": later(State, start=(1.0, 2.0)),
    "log": later(State, logarithmic=True),
    "flip": later(State, flipped=(1,)),
    "drop": later(State, dropped=(1,)),
    "mine": later(State, mine=True),
    "mine, another label": later(State, mine=True, y=0),
    "mine, another text": later(State, mine=True, review="Dull."),
    "own": later(State, data="own", own=OWN),
    "other own": later(State, data="own", own=FEW),
    "w": later(State, w=(0.0,) * 6),
    "on": later(State, on=(False, *(True,) * 5)),
    "lists": later(State, lists=(("film", 1),)),
    "part": later(State, part="learned"),
}


def test_papers_that_differ_have_another_key():
    keys = [learn.key(state, "light") for state in (State(), *map(made, OTHERS.values()))] + [
        learn.key(State(), "dark")
    ]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "state",
    [
        later(State, t=9),
        later(State, sorted=True),
        later(State, digits=4),
        later(State, view="learn"),
        later(State, y=0),
    ],
)
def test_papers_that_are_the_same_have_the_same_key(state):
    for scheme in theme.SCHEMES:
        assert learn.key(state, scheme) == learn.key(State(), scheme)
        for part in ("path", "learned"):
            both = (learn.papers(replace(one, part=part), scheme)["charts"] for one in (state, State()))
            assert next(both) == next(both)


def test_the_surface_in_space_comes_only_where_it_is_asked_for():
    state = State(part="path")
    assert asked_for(state, solid=True)["solid"] == learn.space(state, "light")
    assert asked_for(state, solid=True, scheme="dark")["solid"] == learn.space(state, "dark")
    assert "solid" not in asked_for(state)


# the table of all steps


@pytest.mark.parametrize("part", ["path", "learned"])
@each_state
def test_the_table_of_all_steps_says_at_each_what_the_page_says_there(state, part):
    state = replace(state, part=part, view="learn")
    reply = asked_for(state, grab={"control": "t", "id": 4})
    table, last = reply["table"], learn.run(state).last
    assert (table["control"], table["id"]) == ("t", 4)
    assert [*table["rows"]] == [*map(str, range(last + 1))]
    named = [place for column in table["places"] for place in column]
    assert len(named) == len(set(named))
    steps = [step for step in (0, 1, 2, 37, 250, last) if step <= last]
    shown = {step: places(replace(state, t=step)) for step in steps}
    for step in steps:
        there = dict(reply["row"])
        for column, text in zip(table["places"], table["rows"][str(step)]):
            there |= dict.fromkeys(column, text)
        assert there == shown[step]
    differing = {place for place in shown[0] if len({one[place] for one in shown.values()}) > 1}
    assert differing <= {*named}


@pytest.mark.parametrize("part", ["step", "data"])
def test_parts_without_a_table_get_none(part):
    assert "table" not in asked_for(State(part=part), grab={"control": "t", "id": 1})


@pytest.mark.parametrize("grab", [None, [], {}, {"control": "w1"}, {"control": ["t"]}, "t", 1])
def test_only_t_can_be_grabbed_where_the_model_learns(grab):
    assert "table" not in asked_for(State(part="path"), grab=grab)


# the data


def shape(state: State) -> list[tuple]:
    return asked_for(replace(state, part="data"))["data"]


def test_the_data_come_only_where_they_are_shown():
    for part in PARTS:
        assert ("data" in asked_for(State(part=part))) == (part == "data")


@pytest.mark.parametrize(
    "state", [later(State, t=20), later(State, t=20, scaled=True, digits=4), later(State, t=20, on=(True, False) * 3)]
)
def test_every_row_of_the_data_has_its_features_label_estimate_and_loss(state):
    it, rows = learn.run(state), shape(state)
    w, b = (each[20] for each in it.raw_path)
    assert [number for number, *_ in rows] == [*range(1, 41)]
    for i, (_, title, x, y, y_hat, loss, flipped, dropped) in enumerate(rows):
        values = np.where(state.on, it.data.X[i], 0)
        z = values @ w + b
        assert title == it.data.titles[i]
        assert x.split() == [f"{n:.0f}" if n == round(n) else f"{n:.{state.digits}f}" for n in values.tolist()]
        assert y == it.data.y[i]
        assert y_hat == estimate(z, state.digits)
        assert loss == written(np.logaddexp(0, -z if y else z), state.digits)
        assert (flipped, dropped) == (False, False)


@pytest.mark.parametrize("data", ["reviews", "imdb", "own"])
def test_sorted_rows_begin_with_the_largest_loss_of_all(data):
    state = State(data=data, own=OWN, t=30, sorted=True)
    it = learn.run(state)
    w, b = (each[30] for each in it.raw_path)
    z = it.data.X @ w + b
    losses = np.logaddexp(0, np.where(it.labels, -z, z))
    numbers = [number for number, *_ in shape(state)]
    assert numbers == (np.argsort(-losses, kind="stable") + 1)[:60].tolist()
    assert losses[numbers[0] - 1] == losses.max()
    assert [number for number, *_ in shape(replace(state, sorted=False))] == [*range(1, min(60, len(z)) + 1)]


def test_at_most_sixty_rows_are_shown():
    counts = {data: len(shape(State(data=data, own=OWN))) for data in ("reviews", "imdb", "book", "own")}
    assert counts == {"reviews": 40, "imdb": 60, "book": 1, "own": 48}
    assert len(shape(State(data="imdb", sorted=True))) == 60


def test_flipped_and_dropped_rows_are_marked_and_labels_stand_as_they_were_turned():
    plain, rows = shape(State()), shape(State(flipped=(1, 7), dropped=(7, 40)))
    assert [number for number, *_, flipped, _ in rows if flipped] == [1, 7]
    assert [number for number, *_, dropped in rows if dropped] == [7, 40]
    assert [one[0] for one, other in zip(plain, rows) if one[3] != other[3]] == [1, 7]
    assert said(State(dropped=(7, 40)), "data", "learn_rows").startswith("38 reviews, ")
    turned = said(State(flipped=(1,)), "data", "learn_rows")
    assert turned == f"40 reviews, {20 + (1 if plain[0][3] == 0 else -1)} with y = 1"


def test_with_mine_the_desks_review_is_the_first_row():
    first = shape(State(mine=True, review=NEGATIVE, y=0))[0]
    assert first[:2] == (0, "The review on the desk")
    assert first[3] == 0
    assert said(State(mine=True), "data", "learn_rows").startswith("41 reviews, ")


def test_a_mark_on_a_row_stays_on_its_review_when_the_desks_is_put_in_front():
    title = [row[1] for row in shape(State(dropped=(3,))) if row[-1]]
    assert [row[1] for row in shape(State(dropped=(3,), mine=True)) if row[-1]] == title


@pytest.mark.parametrize(
    "state",
    [
        later(State, data="book", t=1),
        later(State, data="own", own=FEW, t=20, digits=4),
        later(State, dropped=tuple(range(9, 41)), t=5, digits=4),
        later(State, data="own", own=FEW, dropped=(2,), flipped=(1,), t=5, scaled=True, digits=4),
    ],
    ids=["book", "three", "eight of forty", "two of three"],
)
def test_the_mean_loss_of_few_reviews_stands_there_as_the_sum_of_its_parts(state):
    told, it = said(state, "data", "learn_sum"), learn.run(state)
    parts, many, mean = re.fullmatch(r"mean loss = \((.*)\) / (\d+) = (\S+)", told).groups()
    losses = [float(part) for part in parts.split(" + ")]
    w, b = (each[state.t] for each in it.raw_path)
    z = it.raw @ w + b
    assert losses == pytest.approx(np.logaddexp(0, np.where(it.y, -z, z)).tolist(), abs=10**-state.digits)
    assert int(many) == len(losses) == len(it.y) <= 8
    assert float(mean) == pytest.approx(sum(losses) / len(losses), abs=10**-state.digits)
    assert mean == written(it.costs[state.t], state.digits) == said(state, "data", "learn_cost")


def test_the_mean_loss_of_many_reviews_is_no_sum_on_the_page():
    assert said(State(dropped=tuple(range(10, 41))), "data", "learn_sum") == ""
    assert said(State(data="imdb"), "data", "learn_sum") == ""


# wishes


@pytest.mark.parametrize(
    "state",
    [
        later(State, view="learn", part="learned", data="imdb", t=500, digits=4, sorted=True, dropped=(3,)),
        later(State, view="learn", scaled=True, eta=2.0, t=37, batch=8, seed=5),
        later(State, view="learn", start="desk", t=0),
        later(State, view="learn", eta=1e9, l2=1e3, t=500),
    ],
)
def test_adopted_weights_are_those_of_the_step_to_four_decimals_and_all_else_is_as_before(state):
    it = learn.run(state)
    w, b = (each[min(state.t, it.last)] for each in it.raw_path)
    after, notes = asked({"choices": {}, "adopt": True}, state)
    assert notes == {}
    largest = 1e300
    assert after.w == pytest.approx(np.clip(np.round(w, 4), -largest, largest).tolist(), abs=1e-12)
    assert after.b == pytest.approx(np.clip(np.round(b, 4), -largest, largest), abs=1e-12)
    for field in fields(State):
        if field.name not in ("w", "b"):
            assert getattr(after, field.name) == getattr(state, field.name)


def uploaded(visit: Visit, text: str, kind: str = "rows") -> str:
    """The name of an upload of the visit with this text, which has been read."""
    upload = Upload(text.encode(), kind)
    visit.put(upload)
    upload.begin(visit.lexicon, Choice())
    upload.reading.exception(timeout=60)
    return upload.name


def visit_of(at) -> Visit:
    """The visit whose token the page has been told."""
    return VISITS[answer(sent(at, 0, choices=State(view="learn").choices()))["token"]]


CSV = 'label,text\n1,A great film!\n0,A dull film.\n1,"Fine, fine."\n,no label\n'


def test_the_wish_to_adopt_puts_the_learned_weights_on_the_desk():
    state = State(view="learn", data="imdb", part="learned", t=500)
    reply = answer(sent(opened(), 1, choices=state.choices(), adopt=True))
    after = learn.adopted(state, learn.run(state))
    assert reply["choices"] == after.choices()
    assert reply["choices"] | {k: v for k, v in state.choices().items() if k[0] == "w" or k == "b"} == state.choices()
    assert all(re.fullmatch(r"-?\d+(\.\d{1,4})?", reply["choices"][key]) for key in ("w1", "w2", "w6", "b"))
    assert reply["row"]["desk_z"] == written(trace(after).z, 2)
    assert reply["notes"] == []


def test_a_wish_to_adopt_is_granted_once_even_if_the_page_is_run_again():
    # from the desk's weights, one step each time: what was adopted is another start
    at = opened()
    message = {"choices": State(view="learn", start="desk", t=5).choices(), "adopt": True}
    first = answer(sent(at, 1, **message))["choices"]
    assert answer(sent(at, 1, **message))["choices"] == first


def test_the_readers_own_file_is_read_and_it_is_said_what_was_understood():
    state = State(view="learn", part="data", t=12, flipped=(1,), dropped=(2,))
    at = opened()
    reply = answer(sent(at, 1, choices=state.choices(), read=uploaded(visit_of(at), CSV)))
    assert reply["notes"] == []
    assert reply["choices"] == replace(state, data="own", t=0, flipped=(), dropped=()).choices()
    assert reply["row"]["learn_own"] == (
        "3 of 4 rows: 2 with y = 1, 1 with y = 0. Left out: 1 without a label that can be read (“”, line 5)."
    )
    assert [one[1] for one in reply["data"]] == ["A great film!", "A dull film.", "Fine, fine."]
    assert reply["row"]["learn_rows"] == "3 reviews, 2 with y = 1"


def test_of_readers_own_files_few_runs_are_kept_and_of_each_its_papers_are_drawn_once():
    states = [State(data="own", own=OWN, eta=0.01 * n) for n in range(1, 9)]
    before = len(learn.PAPERS)
    for state in states:
        papers = learn.papers(state, "light")
        assert learn.papers(state, "light")["charts"]["descent"] is papers["charts"]["descent"]
    gc.collect()
    assert len(learn.PAPERS) - before <= 6
    assert learn.run(states[-1]) is learn.run(states[-1])
    halves = {id(learn.run(state).held_out.X) for state in states}
    assert len(halves) == 1  # the runs of one file share it


def test_nothing_is_left_of_own_rows_when_their_visitor_has_left():
    visit = Visit()
    visit.brought = True
    name = uploaded(visit, "label,text\n" + "1,A great film!\n0,Dull.\n" * 40)
    state, _ = with_own(State(view="learn", part="data"), visit, name)
    state, _ = with_wordlist(state, visit, uploaded(visit, "film 3\nfine -2\n", "words"))
    data, words = weakref.ref(state.own[0]), weakref.ref(state.wordlist)
    learn.papers(state, "light")
    learn.table(state)
    desk.answer(trace(replace(state, view="why")), {}, {})
    desk.answer(trace(replace(state, view="desk", own=None)), {}, {"grab": {"control": "w1", "id": 1}})
    desk.answer(trace(replace(state, data="reviews", own=None)), {}, {})
    controls.ended(visit)
    del state
    gc.collect()
    assert (data(), words()) == (None, None)


def test_a_file_that_is_not_yet_read_is_not_taken_for_all_of_it():
    visit, upload = Visit(), Upload()
    upload.raw = CSV.encode()
    visit.put(upload)
    state, notes = with_own(State(), visit, upload.name)
    assert (state, notes) == (State(), {"read upload": "The file did not arrive whole: please try again."})


def test_a_file_of_another_visit_is_not_there():
    name = uploaded(theirs := Visit(), CSV)
    assert with_own(State(), theirs, name)[1] == {}
    assert [*with_own(State(), Visit(), name)[1]] == ["read upload"]


def test_a_file_is_read_by_the_word_list_of_the_reader():
    at = opened()
    moved = State(view="learn", part="data", lists=(("film", 1),))
    token = answer(sent(at, 1, choices=moved.choices()))["token"]
    name = uploaded(VISITS[token], "label,text\n1,A film.\n0,Dull.\n")
    reply = answer(sent(at, 2, choices=moved.choices(), read=name))
    assert reply["data"][0][2].split()[0] == "1"


def test_own_rows_are_counted_again_when_words_are_moved_and_when_the_list_is_another():
    visit = Visit()
    own = with_own(State(view="learn", part="data"), visit, uploaded(visit, "label,text\n1,A great film.\n0,Dull.\n"))[
        0
    ]
    words = with_wordlist(own, visit, uploaded(visit, "film 2\ngreat 1\na -1\n", "words"))[0]
    changes = [
        ((1, 0), own),
        ((2, 0), replace(own, lists=(("film", 1),))),
        ((0, 1), replace(own, lists=(("great", -1),))),
        ((2, 1), words),
        ((2, 0), replace(words, words="both", lists=(("a", 0),))),
    ]
    for counts, state in changes:
        assert learn.run(state).data.X[0, :2].tolist() == [*counts]
        assert learn.run(state).data.y.tolist() == [1, 0]
    assert learn.run(replace(words, words="ours")).data is own.own[0]


def test_given_features_are_never_counted_again():
    visit = Visit()
    rows = "y,x1,x2,x3,x4,x5,x6\n1,7,0,0,0,0,2\n0,0,9,0,0,0,2\n"
    own = with_own(State(view="learn", part="data", lists=(("row", 1),)), visit, uploaded(visit, rows))[0]
    assert learn.run(own).data.X[:, :2].tolist() == [[7, 0], [0, 9]]


def test_a_word_list_of_which_nothing_can_be_made_leaves_the_very_state():
    visit, state = Visit(), State(view="why")
    assert with_wordlist(state, visit, "nowhere") == (
        state, {"wordlist upload": "The word list did not arrive whole: please try again."},
    )  # fmt: skip
    after, notes = with_wordlist(state, visit, uploaded(visit, "hm\nhm\n", "words"))
    assert after is state
    assert re.fullmatch(r"[A-Z].*\.", notes["wordlist"])


def test_a_list_that_no_link_carries_is_missed_and_ours_counts():
    at = opened()
    reply = answer(sent(at, 1, choices=State(words="yours").choices()))
    assert reply["missing"] == ["wordlist"]
    assert reply["token"] in VISITS
    assert reply["notes"] == ["No link carries a reader’s own word list: words count by ours."]
    assert reply["row"]["x1"] == "3"
    name = uploaded(VISITS[reply["token"]], "hokey 3\nplot -1\n", "words")
    reply = answer(sent(at, 2, choices=State(words="yours").choices(), wordlist=name, again=["wordlist"]))
    assert "missing" not in reply
    assert (reply["notes"], reply["row"]["x1"], reply["row"]["by_ours_x1"]) == ([], "1", "3")
    reply = answer(sent(at, 3, choices=State(words="ours").choices()))
    assert (reply["row"]["x1"], reply["row"]["words_used"]) == ("3", "")
    reply = answer(sent(at, 4, choices=State(words="both").choices(), open="?b=2"))
    assert (reply["choices"]["words"], reply["row"]["by_yours_x1"]) == ("ours", "1")


def test_where_it_is_not_clear_how_a_file_is_to_be_read_the_page_is_told_what_there_is():
    at = opened()
    visit = visit_of(at)
    text = "Görüş;Durum\nA fine film.;iyi\nDull.;kötü\n"
    reply = answer(sent(at, 1, choices=State(view="learn", part="data").choices(), read=uploaded(visit, text)))
    assert reply["invalid"] == ["read", "unclear"]
    assert reply["notes"] == [reply["ask"]["why"]]
    assert reply["ask"] == {
        "columns": [
            ["Görüş", [["A fine film.", "1", "-"], ["Dull.", "1", "-"]], False],
            ["Durum", [["iyi", "1", "-"], ["kötü", "1", "-"]], False],
        ],
        "rows": [["A fine film.", "iyi"], ["Dull.", "kötü"]],
        "text": "0",
        "label": "1",
        "features": False,
        "why": reply["notes"][0],
    }
    assert "ask" not in answer(sent(at, 2, choices=State(view="learn", part="data").choices()))
    reply = answer(sent(at, 3, choices=State(view="learn", part="data").choices(), ask=True))
    assert (reply["ask"]["why"], reply["ask"]["label"]) == ("", "1")


def test_the_token_is_told_in_the_view_that_needs_it_and_where_it_is_asked_for():
    assert "token" not in answer(sent(opened(), 1, choices=State().choices()))
    assert answer(sent(opened(), 1, choices=State().choices(), token=True))["token"] in VISITS


def test_a_file_is_read_also_while_a_link_is_opened(monkeypatch):
    visit = Visit()
    monkeypatch.setattr(controls, "visit", lambda: visit)
    name = uploaded(visit, "y,text\n1,Fine.\n0,Dull.\n")
    state, _ = asked({"choices": {}, "open": "b=2", "read": name}, State())
    assert (state.b, state.data, len(state.own[0].y)) == (2.0, "own", 2)


def test_own_data_stay_for_the_next_message_and_for_a_link_that_is_opened():
    at = opened()
    sent(at, 1, choices=State(view="learn", part="data").choices(), read=uploaded(visit_of(at), CSV))
    own = State(view="learn", part="data", data="own")
    assert len(answer(sent(at, 2, choices=replace(own, t=5).choices()))["data"]) == 3
    assert len(answer(sent(at, 3, choices=replace(own, data="reviews").choices()))["data"]) == 40
    assert len(answer(sent(at, 4, choices=own.choices()))["data"]) == 3
    assert len(answer(sent(at, 5, choices=State().choices(), open="?view=learn&part=data&data=own"))["data"]) == 3


NONSENSE = {
    "nothing to read": "",
    "no labels": "a,b,c\n1,2,3\n",
    "one class": "label,text\n1,good\n1,fine\n",
    "NUL": "label,text\n1,go\0od\n",
}
NOWHERE = ["", "no such name", "../" * 9 + "etc/passwd", "žluť", "\ud800", "a" * 100_000, "<script>", "\0"]


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_after_a_file_of_which_nothing_can_be_made_the_data_before_are_still_there(text):
    at, own, first = with_rows_read(opened())
    reply = answer(sent(at, 2, choices=own.choices(), read=uploaded(visit_of(at), text)))
    unchanged(reply, own, first)


@pytest.mark.parametrize("name", NOWHERE)
def test_after_a_file_that_is_nowhere_the_data_before_are_still_there(name):
    at, own, first = with_rows_read(opened())
    reply = answer(sent(at, 2, choices=own.choices(), read=name))
    unchanged(reply, own, first)
    assert reply["invalid"] == ["read upload"]


def with_rows_read(at):
    """The app after rows were read, the choices then, and the answer."""
    state = State(view="learn", part="data")
    first = answer(sent(at, 1, choices=state.choices(), read=uploaded(visit_of(at), CSV)))
    return at, replace(state, data="own", t=7), first


def unchanged(reply, own, first):
    """The answer has the same data as the first, and says one sentence."""
    assert reply["choices"] == own.choices()
    assert reply["row"]["learn_own"] == first["row"]["learn_own"]
    assert [one[1] for one in reply["data"]] == [one[1] for one in first["data"]]
    (note,) = reply["notes"]
    assert len(note) < 300


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_what_is_said_of_a_file_of_which_nothing_can_be_made_is_a_sentence(text):
    visit = Visit()
    _, notes = with_own(State(), visit, uploaded(visit, text))
    assert re.fullmatch(r"[A-Z].*\.", notes["read"])


@pytest.mark.parametrize("file", [None, 1, [], {"a": 1}, True, 0.5])
def test_a_file_that_is_no_text_is_passed_over(file):
    reply = answer(sent(opened(), 1, choices=State(view="learn", part="data").choices(), read=file))
    assert reply["notes"] == []
    assert len(reply["data"]) == 40


def test_what_cannot_be_read_leaves_the_very_state():
    state = State(data="imdb", own=OWN, t=9)
    visit = Visit()
    for name in (uploaded(visit, "?"), "?"):
        after, notes = with_own(state, visit, name)
        assert after is state
        assert len(notes) == 1


def test_a_message_about_learning_with_anything_in_a_field_is_answered():
    weird = [None, True, -1, 1e9, "", "a" * 10_000, "\ud800", [], [1, [2]], {}, {"control": "t"}]
    choices = State(view="learn", part="path").choices()
    at = opened()
    for i, field in enumerate(
        ("scheme", "papers", "solid", "grab", "adopt", "read", "wordlist", "again", "ask", "half")
    ):
        for j, value in enumerate(weird):
            reply = answer(sent(at, 100 * i + j, **{"choices": choices, field: value}))
            assert "descent/now/x" in reply["row"]


@pytest.mark.parametrize("part", PARTS)
def test_the_page_of_learning_is_answered_from_its_link_alone(part):
    reply = answer(opened(**State(view="learn", part=part, data="imdb", t=20).query()).run())
    assert reply["row"]["t_now"] == "20"
    assert reply["choices"] == State(view="learn", part=part, data="imdb", t=20).choices()


@pytest.mark.parametrize("t", [0, 1, 2])
def test_so_many_steps_reviews_and_rows_as_there_are(t):
    steps = ["0 steps", "1 step", "2 steps"][t]
    state = State(view="learn", t=t)
    assert f"after {steps};" in desk.described("surface", trace(state))
    assert desk.described("weights", trace(replace(state, part="learned"))).startswith(f"Learned after {steps}, ")
    one = replace(state, part="data", dropped=tuple(range(1, 41 - t)))
    assert said(one, "data", "learn_rows").split(",")[0] == ["40 reviews", "1 review", "2 reviews"][t]
    assert "reviews; the first:" in said(state, "step", "ledger_rows")
