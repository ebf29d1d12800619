"""run.py: the textbook's step by hand, every ledger against its path, and what a run is measured against."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from later import later
from sklearn.linear_model import LogisticRegression

from logreg import State, cost
from logreg.descent import descend
from logreg.features import features
from logreg.lexicon import default_lexicon
from logreg.reader.run import ENOUGH, Run
from logreg.reader.state import MOST_STEPS
from logreg.reviews.dataset import Dataset, fixed, imdb, reviews


def own_reviews(m: int, scale=1.0):
    """m reviews of the reader's own, their features drawn, their labels in turn."""
    rng = np.random.default_rng(m)
    return fixed([f"own {i}" for i in range(m)], scale * rng.normal(size=(m, 6)), np.arange(m) % 2), "understood."


STATES = {
    "all reviews": later(State),
    "IMDb": later(State, data="imdb"),
    "scaled": later(State, scaled=True, eta=2.0),
    "one review": later(State, batch=1, seed=3),
    "one review, scaled": later(State, batch=1, scaled=True, seed=5),
    "8 reviews": later(State, batch=8, seed=1),
    "8 of IMDb, scaled": later(State, data="imdb", batch=8, scaled=True, eta=0.5),
    "penalty": later(State, l2=0.1),
    "penalty, 1 of IMDb": later(State, data="imdb", batch=1, l2=0.5, eta=0.01),
    "penalty, 8, scaled": later(State, batch=8, scaled=True, l2=0.05),
    "diverging": later(State, eta=50.0),
    "the textbook’s": later(State, data="book"),
    "from the desk": later(State, start="desk", scaled=True),
    "rows turned and left out": later(State, flipped=(1, 4), dropped=(2, 3, 40), batch=8),
    "features off": later(State, on=(True, True, False, False, True, False)),
    "with mine": later(State, mine=True, batch=8),
}
RUNS = {name: later(Run.of, state) for name, state in STATES.items()}
each_run = pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
each_set = pytest.mark.parametrize("data", ["reviews", "imdb"])
raw_and_scaled = pytest.mark.parametrize("scaled", [False, True], ids=["raw", "scaled"])


def theta(run) -> np.ndarray:
    """w1…w6 and b along the path."""
    return np.column_stack([run.path.w, run.path.b])


def losses(X, y, w, b) -> np.ndarray:
    """−ln p(y|x) of every review by numpy's own log(eᵃ + eᵇ)."""
    return np.logaddexp(0, np.where(y, -1.0, 1.0) * (X @ w + b))


def slope(X, y, w, b, l2) -> np.ndarray:
    """The gradient of the cost by the book's formula, ŷ by the book's sigmoid."""
    with np.errstate(over="ignore"):
        r = 1 / (1 + np.exp(-(X @ w + b))) - y
    return np.append((r[:, None] * X).mean(axis=0) + l2 * w, r.mean())


# the textbook's step


def test_after_the_textbooks_step_w_is_0_15_and_0_10_and_b_is_0_05():
    run = Run.of(State(data="book"))
    np.testing.assert_allclose(theta(run)[1], [0.15, 0.10, 0, 0, 0, 0, 0.05], atol=1e-15)


def test_the_ledger_of_the_textbooks_step_says_what_comes_out_by_hand():
    book = Run.of(State(data="book")).ledger(0)
    new_z = 0.15 * 3 + 0.10 * 2 + 0.05
    np.testing.assert_array_equal(book.x, [[3, 2, 0, 0, 0, 0]])
    assert (book.rows.tolist(), book.y.tolist(), book.error.tolist()) == ([0], [1], [-0.5])
    np.testing.assert_allclose(book.slope, [-1.5, -1.0, 0, 0, 0, 0, -0.5], atol=1e-15)
    np.testing.assert_allclose(book.change, [0.15, 0.10, 0, 0, 0, 0, 0.05], atol=1e-15)
    np.testing.assert_array_equal(book.old, np.zeros(7))
    np.testing.assert_allclose(book.new, [0.15, 0.10, 0, 0, 0, 0, 0.05], atol=1e-15)
    assert book.z == pytest.approx((0, new_z))
    assert book.z[1] == pytest.approx(0.70)
    assert book.y_hat == pytest.approx((0.5, 1 / (1 + exp(-0.70))))
    assert book.loss == pytest.approx((log(2), log(1 + exp(-0.70))))


# any step


@each_run
@pytest.mark.parametrize("t", [0, 1, 7, 39, 40, 126, 498, 499])
def test_in_a_ledger_new_less_old_is_the_change_and_minus_eta_times_the_slope(run, t):
    book = run.ledger(t)
    np.testing.assert_array_equal(book.old, theta(run)[t])
    np.testing.assert_array_equal(book.new, theta(run)[t + 1])
    np.testing.assert_array_equal(book.change, book.new - book.old)
    size = np.abs(book.old).max() + run.state.eta * np.abs(book.slope).max()
    np.testing.assert_allclose(book.change, -run.state.eta * book.slope, atol=1e-14 * size)


@each_run
@pytest.mark.parametrize("t", [0, 1, 7, 39, 40, 126, 499])
def test_a_ledger_looks_at_the_rows_that_the_step_used(run, t):
    book, state = run.ledger(t), run.state
    X = run.scale.scaled(np.where(state.on, run.data.X, 0.0))[book.rows]
    np.testing.assert_array_equal(book.x, X)
    np.testing.assert_array_equal(book.y, run.labels[book.rows])
    wanted = min(state.batch or len(run.y), len(run.y))
    assert len(book.rows) == len(set(book.rows.tolist()))
    assert len(book.rows) == wanted or t % -(-len(run.y) // wanted) == -(-len(run.y) // wanted) - 1  # the rest
    moved = theta(run)[t + 1] - theta(run)[t]
    expected = -state.eta * slope(X, book.y, run.path.w[t], run.path.b[t], state.l2)
    size = np.abs(theta(run)[t]).max() + np.abs(expected).max()
    np.testing.assert_allclose(moved, expected, rtol=1e-9, atol=1e-13 * max(size, 1))


@each_run
@pytest.mark.parametrize("t", [0, 7, 499])
def test_a_ledger_says_the_mean_score_estimate_and_loss_before_and_after(run, t):
    book = run.ledger(t)
    for i, (*w, b) in enumerate((book.old, book.new)):
        z = book.x @ np.array(w) + b
        with np.errstate(over="ignore"):
            assert book.y_hat[i] == pytest.approx((1 / (1 + np.exp(-z))).mean(), rel=1e-9)
        assert book.z[i] == pytest.approx(z.mean(), rel=1e-9, abs=1e-12)
        assert book.loss[i] == pytest.approx(losses(book.x, book.y, np.array(w), b).mean(), rel=1e-9)
    np.testing.assert_allclose(book.error, slope_errors(book), rtol=1e-9, atol=1e-12)


def slope_errors(book) -> np.ndarray:
    """ŷ − y before the step by the book's sigmoid."""
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-(book.x @ book.old[:6] + book.old[6]))) - book.y


@pytest.mark.parametrize("batch", [1, 8])
def test_every_review_has_its_turn_once_before_one_comes_again(batch):
    run = Run.of(State(batch=batch))
    turns = np.concatenate([run.ledger(t).rows for t in range(2 * 40 // batch)])
    assert sorted(turns[:40].tolist()) == sorted(turns[40:].tolist()) == list(range(40))
    assert turns[:40].tolist() != turns[40:].tolist()


# after the last step there is none on the path, but the page shows it


@pytest.mark.parametrize(
    "state", [later(State), later(State, data="book"), later(State, batch=1)], ids=["reviews", "book", "SGD"]
)
def test_the_ledger_after_the_last_step_still_moves_by_minus_eta_times_the_slope(state):
    run = Run.of(state)
    book = run.ledger(run.last)
    assert np.abs(book.slope).max() > 0
    np.testing.assert_allclose(book.change, -state.eta * book.slope, atol=1e-14)


# costs


@each_run
def test_the_costs_are_the_mean_losses_at_every_step(run):
    for t in (0, 1, 2, 100, run.last):
        w, b = run.path.w[t], run.path.b[t]
        assert run.costs[t] == pytest.approx(losses(run.X, run.y, w, b).mean(), rel=1e-12)
    each = [cost(run.X, run.y, w, b) for w, b in zip(run.path.w, run.path.b)]
    np.testing.assert_allclose(run.costs, each, rtol=1e-12)


@each_run
def test_the_costs_held_out_are_those_of_the_raw_weights_on_reviews_that_are_not_learned_from(run):
    if run.state.data == "book":
        assert run.held_out is None
        assert run.held_out_costs is None
        return
    test, (w, b) = imdb("test"), run.raw_path
    assert run.held_out.X.shape == (300, 6)
    for t in (0, 1, 100, run.last):
        on = np.array(run.state.on)
        expected = losses(test.X[:, on], test.y, w[t][on], b[t]).mean()
        assert run.held_out_costs[t] == pytest.approx(expected, rel=1e-9)


@each_run
def test_the_raw_weights_give_the_raw_features_the_z_of_the_scaled_ones(run):
    w, b = run.raw_path
    assert w.shape == (run.last + 1, 6)
    for t in (0, 1, 100, run.last):
        z = run.X @ run.path.w[t] + run.path.b[t]
        np.testing.assert_allclose(run.raw @ w[t] + b[t], z, atol=1e-10 * max(1, np.abs(z).max()))


@pytest.mark.parametrize("data", ["reviews", "imdb"])
def test_scaled_features_have_mean_0_and_spread_1(data):
    run = Run.of(State(data=data, scaled=True))
    np.testing.assert_allclose(run.X.mean(axis=0), 0, atol=1e-10)
    np.testing.assert_allclose(run.X.std(axis=0), 1)
    np.testing.assert_array_equal(Run.of(State(data=data)).X, Run.of(State(data=data)).data.X)


@pytest.mark.parametrize(
    "state",
    [
        later(State, l2=1.0, eta=100.0),
        later(State, data="imdb", l2=1.0, eta=100.0, scaled=True),
        later(State, l2=1000.0, eta=0.01),
        later(State, l2=1000.0, eta=1e9),
        later(State, data="imdb", eta=1e9),
        later(State, start=(1e6, -1e6), axes=(5, 6)),
        later(State, start="desk", w=(1e300,) * 6, b=-1e300),
    ],
    ids=repr,
)
def test_no_cost_of_any_step_there_is_leaves_the_range_of_numbers(state):
    run = Run.of(state)
    with np.errstate(all="ignore"):
        for each in (theta(run), run.costs, run.held_out_costs, *run.raw_path):
            assert np.isfinite(each).all()


# where it starts


@raw_and_scaled
def test_descent_starts_at_zero_unless_it_is_told_otherwise(scaled):
    np.testing.assert_array_equal(theta(Run.of(State(scaled=scaled)))[0], np.zeros(7))
    assert Run.of(State(scaled=scaled)).costs[0] == pytest.approx(log(2))


@raw_and_scaled
@each_set
def test_from_the_desk_descent_starts_with_the_desks_weights_in_raw_units(data, scaled):
    run = Run.of(State(data=data, start="desk", scaled=scaled))
    w, b = run.raw_path
    np.testing.assert_allclose(w[0], State.w, rtol=1e-12)
    assert b[0] == pytest.approx(State.b)
    assert run.costs[0] == pytest.approx(losses(run.data.X, run.data.y, np.array(State.w), State.b).mean())


@raw_and_scaled
@pytest.mark.parametrize("axes", [(0, 1), (5, 6), (6, 2), (4, 0)])
def test_two_numbers_are_a_start_on_the_two_axes_and_zero_elsewhere(axes, scaled):
    start = theta(Run.of(State(start=(1.25, -3.0), axes=axes, scaled=scaled)))[0]
    assert (start[axes[0]], start[axes[1]]) == (1.25, -3.0)
    assert np.count_nonzero(start) == 2


# rows and features


def test_a_flipped_row_is_learned_from_with_the_other_label():
    run, plain = Run.of(State(flipped=(1, 40))), Run.of(State())
    changed = np.flatnonzero(run.y != plain.y)
    assert changed.tolist() == [0, 39]
    np.testing.assert_array_equal(run.labels, run.y)
    expected = descend(
        run.data.X, np.where(np.isin(np.arange(40), (0, 39)), 1 - run.data.y, run.data.y), [0] * 6, 0, 0.1, 9
    )
    np.testing.assert_array_equal(run.path.w[:10], expected.w)


def test_a_dropped_row_is_not_learned_from_but_keeps_its_place_in_the_data():
    run, plain = Run.of(State(dropped=(1, 3, 40), flipped=(2,))), Run.of(State())
    kept = [1, *range(3, 39)]
    assert run.kept.tolist() == kept
    np.testing.assert_array_equal(run.X, plain.X[kept])
    assert (len(run.data.y), len(run.labels)) == (40, 40)
    assert run.labels[1] == 1 - plain.labels[1] == run.y[0]
    assert {*run.ledger(0).rows.tolist()} == {*kept}
    assert run.costs[-1] != plain.costs[-1]


def test_rows_that_are_not_there_can_be_neither_flipped_nor_dropped():
    run, plain = Run.of(State(dropped=(41, 9_999_999), flipped=(1000,))), Run.of(State())
    np.testing.assert_array_equal(theta(run), theta(plain))


def test_where_every_row_is_dropped_all_are_learned_from():
    run, plain = Run.of(State(dropped=tuple(range(1, 41)))), Run.of(State())
    np.testing.assert_array_equal(theta(run), theta(plain))
    np.testing.assert_array_equal(theta(Run.of(State(data="book", dropped=(1,)))), theta(Run.of(State(data="book"))))


@raw_and_scaled
@pytest.mark.parametrize("batch", [0, 8])
@each_set
def test_from_zero_a_feature_that_is_off_gets_weight_0(data, batch, scaled):
    on = (True, False, True, False, False, True)
    run = Run.of(State(data=data, on=on, batch=batch, scaled=scaled))
    w, _ = run.raw_path
    for weights in (w, run.path.w):
        assert np.all(weights[:, ~np.array(on)] == 0)
        assert np.all(weights[-1, list(on)] != 0)
    assert np.all(run.judge.X[:, ~np.array(on)] == 0)


def test_mine_puts_the_review_on_the_desk_in_front_with_its_label():
    for y in (0, 1):
        run, plain = Run.of(State(review="A great, great film!", y=y, mine=True)), Run.of(State())
        assert len(run.y) == 41
        np.testing.assert_array_equal(run.X[0], features("A great, great film!").x)
        assert (run.y[0], run.data.titles[0]) == (y, "The review on the desk")
        np.testing.assert_array_equal(run.X[1:], plain.X)
        np.testing.assert_array_equal(run.y[1:], plain.y)
    assert len(Run.of(State(data="book", mine=True)).y) == 2


def test_moved_words_are_counted_as_they_were_moved():
    moved = Run.of(State(lists=(("film", 1),)))
    np.testing.assert_array_equal(moved.X, reviews(default_lexicon().moved(("film", 1))).X)
    assert np.any(moved.X != Run.of(State()).X)


# the reader's own


@pytest.mark.parametrize("m", [2, 5, 49])
def test_of_few_reviews_of_the_readers_own_none_is_held_out(m):
    run = Run.of(State(data="own", own=own_reviews(m)))
    assert (len(run.y), run.held_out, run.held_out_costs) == (m, None, None)
    np.testing.assert_array_equal(run.judge.X, run.raw)
    np.testing.assert_array_equal(run.judge.y, run.y)


@pytest.mark.parametrize("m", [50, 51, 54, 55, 200])
def test_from_fifty_reviews_on_every_fifth_is_held_out(m):
    own = own_reviews(m)
    run = Run.of(State(data="own", own=own))
    held = [i for i in range(m) if i % 5 == 4]
    rest = [i for i in range(m) if i % 5 != 4]
    assert ENOUGH == 50
    np.testing.assert_array_equal(run.X, own[0].X[rest])
    np.testing.assert_array_equal(run.y, own[0].y[rest])
    np.testing.assert_array_equal(run.held_out.X, own[0].X[held])
    assert run.data.titles == tuple(f"own {i}" for i in rest)
    assert run.held_out.titles == tuple(f"own {i}" for i in held)
    w, b = run.raw_path
    assert run.held_out_costs[-1] == pytest.approx(losses(own[0].X[held], own[0].y[held], w[-1], b[-1]).mean())


def test_without_own_data_own_means_the_forty_reviews():
    run, plain = Run.of(State(data="own")), Run.of(State())
    assert run.data.titles == plain.data.titles
    np.testing.assert_array_equal(theta(run), theta(plain))
    np.testing.assert_array_equal(run.held_out_costs, plain.held_out_costs)


def test_own_data_stay_unused_where_others_are_chosen():
    run = Run.of(State(data="reviews", own=own_reviews(60)))
    np.testing.assert_array_equal(theta(run), theta(Run.of(State())))


# what it is measured against


@raw_and_scaled
@each_set
def test_at_twenty_times_the_safe_rate_descent_climbs_and_at_half_of_it_not(data, scaled):
    safe = Run.of(State(data=data, scaled=scaled)).safe
    climbing = Run.of(State(data=data, scaled=scaled, eta=20 * safe))
    falling = Run.of(State(data=data, scaled=scaled, eta=safe / 2))
    assert climbing.too_large
    assert climbing.costs[-1] > climbing.costs[0]
    assert not falling.too_large
    assert np.all(np.diff(falling.costs) <= 1e-12)


def test_a_descent_that_leaves_the_range_of_floats_is_too_large_and_ends_before_it():
    run = Run.of(State(eta=1e9, l2=1e3))
    assert run.too_large
    assert run.path.overflowed
    assert 0 < run.last < MOST_STEPS
    assert len(run.path.w) == len(run.path.b) == run.last + 1
    assert np.isfinite(theta(run)).all()


@raw_and_scaled
@each_set
def test_the_rates_to_try_are_about_a_share_of_the_safe_one_and_do_what_they_are_called(data, scaled):
    state = State(data=data, scaled=scaled)
    run = Run.of(state)
    assert list(run.rates) == ["too small", "good", "too large"]
    for rate, factor in zip(run.rates.values(), (0.005, 0.5, 20)):
        assert rate == pytest.approx(factor * run.safe, rel=0.34)  # one digit
    small, good, large = (Run.of(replace(state, eta=rate)) for rate in run.rates.values())
    assert (small.too_large, good.too_large, large.too_large) == (False, False, True)
    assert good.costs[-1] < small.costs[-1] < large.costs[-1]
    assert small.arrives() is None


@each_run
def test_descent_arrives_at_the_first_step_within_a_thousandth_of_the_least(run):
    if run.least is None:
        assert run.arrives() is None
        return
    near = [t for t, loss in enumerate(run.costs) if loss <= run.least + 0.001]
    assert run.arrives() == (near[0] if near else None)


@raw_and_scaled
@each_set
def test_at_a_good_rate_descent_arrives_within_its_five_hundred_steps(data, scaled):
    state = State(data=data, scaled=scaled)
    run = Run.of(replace(state, eta=Run.of(state).rates["good"]))
    at = run.arrives()
    assert 0 < at <= MOST_STEPS
    assert run.costs[at] <= run.least + 0.001 < run.costs[at - 1]


@pytest.mark.parametrize(
    "state",
    [later(State, data="book"), later(State, data="book", scaled=True), later(State, dropped=tuple(range(3, 41)))],
)
def test_where_the_labels_are_divided_there_is_no_least(state):
    run = Run.of(state)
    assert not run.optimum.exists
    assert (run.least, run.arrives()) == (None, None)


@raw_and_scaled
@each_set
def test_the_optimum_is_scikit_learns_unpenalised_fit(data, scaled):
    run = Run.of(State(data=data, scaled=scaled))
    # scikit-learn: no penalty, Newton's method to its last digits
    model = LogisticRegression(C=np.inf, tol=1e-12, solver="newton-cholesky", max_iter=1000)
    model.fit(run.data.X, run.data.y)
    best = run.optimum
    w, b = run.scale.raw(best.w, best.b)
    np.testing.assert_allclose(w, model.coef_[0], atol=1e-6)
    assert b == pytest.approx(model.intercept_[0], abs=1e-6)
    expected = losses(run.data.X, run.data.y, model.coef_[0], model.intercept_[0]).mean()
    assert run.least == pytest.approx(expected, abs=1e-12)


@each_run
def test_descent_of_all_reviews_never_comes_below_the_least_without_a_penalty(run):
    if run.least is not None and not run.state.l2:
        assert run.costs.min() >= run.least - 1e-12


@each_run
def test_the_estimates_are_those_of_the_learned_weights_on_the_judging_reviews(run):
    w, b = run.raw_path
    for t in (0, 10, 500, 9999):
        at = min(t, run.last)
        with np.errstate(over="ignore"):
            expected = 1 / (1 + np.exp(-(run.judge.X @ w[at] + b[at])))
        np.testing.assert_allclose(run.estimates(*run.weights(t)), expected, rtol=1e-9, atol=1e-300)


# the same again


@each_run
def test_the_same_choices_take_the_same_path_to_the_last_bit(run):
    again = Run.of(run.state)
    assert again is not run
    np.testing.assert_array_equal(theta(again), theta(run))
    np.testing.assert_array_equal(again.costs, run.costs)


def test_another_seed_takes_another_path_only_where_a_step_looks_at_some():
    assert np.any(theta(Run.of(State(batch=1, seed=1))) != theta(Run.of(State(batch=1, seed=2))))
    np.testing.assert_array_equal(theta(Run.of(State(seed=1))), theta(Run.of(State(seed=2))))


def test_as_many_reviews_as_there_are_is_all_of_them():
    few = tuple(range(33, 41))  # 32 are left
    np.testing.assert_array_equal(theta(Run.of(State(batch=32, dropped=few))), theta(Run.of(State(dropped=few))))


def test_a_run_is_what_descend_makes_of_its_data():
    run = Run.of(State(data="imdb", batch=8, seed=7, l2=0.01, eta=0.05, scaled=True))
    train = imdb("train")
    X = (train.X - train.X.mean(axis=0)) / train.X.std(axis=0)
    path = descend(X, train.y, np.zeros(6), 0.0, 0.05, MOST_STEPS, 8, 7, 0.01)
    np.testing.assert_allclose(run.path.w, path.w, atol=1e-12)
    np.testing.assert_allclose(run.path.b, path.b, atol=1e-12)


def test_scaled_too_what_is_always_the_same_is_told_from_what_is_always_0():
    rows = np.random.default_rng(7).normal(size=(60, 6)).round(2)
    rows[:, 4], rows[:, 1] = 0.0, 3.0
    data = Dataset(("",) * 60, rows, (np.random.default_rng(8).random(60) < 0.5).astype(int))
    raw, scaled = (Run(State(scaled=on), data, None).reason for on in (False, True))
    assert raw == scaled
    assert scaled.startswith("x5 is 0 in every review, so its weight can be anything. Feature 2 is the same everywhere")
