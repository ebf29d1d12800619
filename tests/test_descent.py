"""descent.py: one step against the gradient, and many."""

import numpy as np
import pytest
import scipy.linalg

from logreg import cost, gradient, step
from logreg.descent import descend, drawn_batches, safe_rate


def test_step_goes_against_the_gradient():
    w, b = step(np.array([1.0, 2.0]), 3.0, dw=np.array([0.5, -1.0]), db=2.0, eta=0.5)
    assert (w.tolist(), b) == ([0.75, 2.5], 2.0)


def test_step_leaves_the_old_parameters_as_they_are():
    w, dw = np.array([1.0, 2.0]), np.array([0.5, -1.0])
    step(w, 3.0, dw, 2.0, eta=0.5)
    assert (w.tolist(), dw.tolist()) == ([1, 2], [0.5, -1])


def test_a_small_step_lowers_the_cost():
    rng = np.random.default_rng(6)
    X, y, w, b = rng.normal(size=(80, 4)), rng.integers(0, 2, 80), rng.normal(size=4), 0.5
    assert cost(X, y, *step(w, b, *gradient(X, y, w, b), eta=0.1)) < cost(X, y, w, b)


def test_many_steps_come_to_where_the_gradient_is_nothing():
    X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 1, 0, 1])
    w, b = np.zeros(1), 0.0
    for _ in range(3000):
        w, b = step(w, b, *gradient(X, y, w, b), eta=0.5)
    # scikit-learn: LogisticRegression(C=np.inf, tol=1e-12).fit(X, y)
    np.testing.assert_allclose([*w, b], [0.90818427, -1.3622764], atol=1e-6)


@pytest.mark.parametrize("eta", [0, 0.0, -0.1, np.nan, np.inf, -np.inf])
def test_a_learning_rate_that_is_not_above_0_is_named(eta):
    with pytest.raises(ValueError, match=f"eta must be a number above 0, got {eta}"):
        step(np.zeros(2), 0.0, np.zeros(2), 0.0, eta)


def test_a_gradient_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="shape"):
        step(np.zeros(3), 0.0, np.zeros(1), 0.0, eta=0.1)


def test_step_keeps_float32():
    assert step(np.zeros(2, np.float32), 0.0, np.ones(2, np.float32), 0.0, 0.1)[0].dtype == np.float32


# many steps


def data(m=40, n=3, seed=9):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(m, n)), rng.integers(0, 2, m), rng.normal(size=n), 0.4


batches = pytest.mark.parametrize("batch", [None, 1, 7, 40, 100])
penalties = pytest.mark.parametrize("l2", [0.0, 0.3])


@batches
@penalties
def test_the_path_is_one_step_after_another(batch, l2):
    X, y, w, b = data()
    path = descend(X, y, w, b, eta=0.2, steps=30, batch=batch, seed=3, l2=l2)
    for t, rows in zip(range(30), drawn_batches(40, batch, seed=3)):
        w, b = step(w, b, *gradient(X[rows], y[rows], w, b, l2), eta=0.2)
        assert (path.w[t + 1].tolist(), path.b[t + 1]) == (w.tolist(), b)


@batches
def test_the_path_begins_at_the_start_and_has_one_row_more_than_steps(batch):
    X, y, w, b = data()
    path = descend(X, y, w, b, eta=0.2, steps=12, batch=batch)
    assert (path.w[0].tolist(), path.b[0]) == (w.tolist(), b)
    assert (path.w.shape, path.b.shape, path.overflowed) == ((13, 3), (13,), False)


def test_no_steps_is_the_start_alone():
    X, y, w, b = data()
    assert descend(X, y, w, b, eta=0.2, steps=0).w.tolist() == [w.tolist()]


@batches
def test_the_same_seed_is_the_same_path_to_the_last_bit(batch):
    X, y, w, b = data()
    one, two = (descend(X, y, w, b, eta=0.2, steps=50, batch=batch, seed=11) for _ in range(2))
    assert one.w.tobytes() == two.w.tobytes()
    assert one.b.tobytes() == two.b.tobytes()


def test_another_seed_is_another_order():
    X, y, w, b = data()
    one, two = (descend(X, y, w, b, eta=0.2, steps=50, batch=4, seed=seed) for seed in (1, 2))
    assert (one.w[1:] != two.w[1:]).any()


@pytest.mark.parametrize("batch", [1, 2, 3, 7, 10])
@pytest.mark.parametrize("m", [1, 10, 13])
def test_every_observation_comes_once_before_any_comes_again(m, batch):
    drawn = drawn_batches(m, batch, seed=5)
    times = -(-m // batch)
    for _ in range(4):
        rows = np.concatenate([np.arange(m)[next(drawn)] for _ in range(times)])
        assert sorted(rows.tolist()) == list(range(m))


def test_every_round_comes_in_another_order():
    drawn = drawn_batches(30, 30 - 1, seed=0)
    one, two = (np.concatenate([next(drawn), next(drawn)]).tolist() for _ in range(2))
    assert one != two


@pytest.mark.parametrize("batch", [None, 13, 14])
def test_a_batch_that_holds_all_is_all_in_their_own_order(batch):
    drawn = drawn_batches(13, batch)
    assert [np.arange(13)[next(drawn)].tolist() for _ in range(2)] == [list(range(13))] * 2


def test_a_batch_of_none_is_named():
    X, y, w, b = data()
    with pytest.raises(ValueError, match="batch must be at least 1, got 0"):
        descend(X, y, w, b, eta=0.2, steps=1, batch=0)


def test_a_batch_of_one_steps_on_that_observation_alone():
    X, y, w, b = data()
    (row,) = next(drawn_batches(40, 1, seed=4))
    path = descend(X, y, w, b, eta=0.2, steps=1, batch=1, seed=4)
    x, y_hat = X[row], 1 / (1 + np.exp(-(X[row] @ w + b)))
    np.testing.assert_allclose(path.w[1], w - 0.2 * (y_hat - y[row]) * x, rtol=1e-13)
    assert path.b[1] == pytest.approx(b - 0.2 * (y_hat - y[row]), rel=1e-13)


def test_no_parameter_moves_before_the_whole_gradient_is_taken():
    X, y, w, b = data()
    path = descend(X, y, w, b, eta=1.0, steps=1)
    moved_w = w - gradient(X, y, w, b)[0]
    moved_b = b - gradient(X, y, w, b)[1]
    too_late_b = b - gradient(X, y, moved_w, b)[1]  # the slip: w has moved already
    too_late_w = w - gradient(X, y, w, moved_b)[0]  # the other: b has
    assert (path.w[1].tolist(), path.b[1]) == (moved_w.tolist(), moved_b)
    assert abs(too_late_b - moved_b) > 1e-3
    assert np.abs(too_late_w - moved_w).max() > 1e-3


def test_the_start_and_the_data_stay_as_they_are():
    X, y, w, b = data()
    before = X.copy(), y.copy(), w.copy()
    path = descend(X, y, w, b, eta=0.2, steps=5, batch=3)
    path.w[:] = 0
    assert all((a == b).all() for a, b in zip(before, (X, y, w)))


@pytest.mark.parametrize("batch", [None, 1])
def test_a_path_that_leaves_the_range_of_floats_ends_before_it_and_says_so(batch):
    X, y, w, b = data()
    path = descend(X, y, w, b, eta=1e10, steps=100, batch=batch, l2=1.0)  # each step makes w −10¹⁰ times as large
    assert path.overflowed
    assert 10 < len(path.w) == len(path.b) < 100
    assert np.isfinite(path.w).all()
    assert np.isfinite(path.b).all()
    assert np.abs(path.w[-1]).max() > 1e270


def test_a_path_that_jumps_but_stays_within_floats_is_no_overflow():
    X, y, w, b = data()
    path = descend(X, y, w, b, eta=1e6, steps=200)
    assert not path.overflowed
    assert len(path.w) == 201


@pytest.mark.parametrize(
    ("y", "sentence"), [(np.ones(3), "y must have shape"), (np.full(40, 2), "y must be 0 or 1, got 2 at index 0")]
)
def test_labels_that_do_not_fit_are_refused(y, sentence):
    X, _, w, b = data()
    with pytest.raises(ValueError, match=sentence):
        descend(X, y, w, b, eta=0.2, steps=1)


# the rate


@pytest.mark.parametrize("scale", [1.0, 1e-3, 50.0])
@penalties
def test_the_safe_rate_is_2_through_the_largest_eigenvalue(scale, l2):
    X = data(m=70, n=5)[0] * scale
    # XᵀX/4m, with a column of ones, plus λ for the weights is AᵀA: its eigenvalues are squares of A’s singular values
    A = np.vstack([np.column_stack([X, np.ones(70)]) / np.sqrt(4 * 70), np.sqrt(l2) * np.eye(5, 6)])
    assert safe_rate(X, l2) == pytest.approx(2 / scipy.linalg.svdvals(A)[0] ** 2, rel=1e-12)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("size", [0.0, 1.0, 20.0])
@penalties
def test_below_the_safe_rate_the_cost_never_rises(seed, size, l2):
    X, y, w, b = data(seed=seed)
    path = descend(X, y, size * w, size * b, eta=0.999 * safe_rate(X, l2), steps=200, l2=l2)
    costs = np.array([cost(X, y, w, b) + l2 / 2 * w @ w for w, b in zip(path.w, path.b)])
    assert (np.diff(costs) <= 1e-15 * costs[:-1]).all()
    assert costs[-1] < costs[0]


@penalties
def test_above_the_safe_rate_the_distance_to_an_optimum_at_0_grows(l2):
    X = data(m=20)[0]
    X, y = np.vstack([X, X]), np.repeat([0, 1], 20)  # each with both labels: every estimate at its best is ½
    X1 = np.column_stack([X, np.ones(40)])
    _, ways = scipy.linalg.eigh(X1.T @ X1 / 160 + l2 * np.diag([1.0, 1, 1, 0]))
    start = 1e-4 * ways[:, -1]
    for rate, grows in ((1.05, True), (0.95, False)):
        path = descend(X, y, start[:-1], start[-1], eta=rate * safe_rate(X, l2), steps=20, l2=l2)
        distance = np.hypot(np.linalg.norm(path.w, axis=1), path.b)
        assert ((np.diff(distance) > 0) == grows).all()
