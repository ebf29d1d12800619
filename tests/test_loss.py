"""loss.py against mpmath, scipy and scikit-learn."""

import numpy as np
import pytest
from judges import exact_softplus, mirrored, points, ulps
from scipy.special import log_expit
from sklearn._loss import HalfBinomialLoss
from sklearn.metrics import log_loss

from logreg import cost, cross_entropy, likelihood, log_likelihood, margin, sigmoid, surprisal


def test_margin_is_the_score_with_the_sign_of_the_label():
    assert margin(np.array([2.0, 2.0]), np.array([1, 0])).tolist() == [2, -2]


def test_likelihood_of_label_1_is_y_hat_and_of_label_0_the_rest():
    z = np.array([-2.0, 0.0, 0.833])
    assert likelihood(z, 1).tolist() == sigmoid(z).tolist()
    np.testing.assert_allclose(likelihood(z, 0), 1 - sigmoid(z), rtol=1e-15)


def test_likelihood_is_the_bernoulli_formula():
    z, y = np.random.default_rng(2).normal(0, 3, 50), np.arange(50) % 2
    y_hat = 1 / (1 + np.exp(-z))
    np.testing.assert_allclose(likelihood(z, y), y_hat**y * (1 - y_hat) ** (1 - y), rtol=1e-13)


def test_cross_entropy_is_the_books_formula():
    z, y = np.random.default_rng(3).normal(0, 3, 50), np.arange(50) % 2
    y_hat = 1 / (1 + np.exp(-z))
    np.testing.assert_allclose(cross_entropy(z, y), -(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat)), atol=1e-12)


def test_a_wrong_score_of_1000_costs_1000():
    with np.errstate(all="raise"):
        assert cross_entropy(1000.0, 0) == cross_entropy(-1000.0, 1) == 1000
        assert cross_entropy(1.7e308, 0) == 1.7e308


def test_a_right_score_of_40_costs_what_the_other_label_may_still_claim():
    # mpmath.nstr(mpmath.log1p(mpmath.exp(-40)), 17)
    assert cross_entropy(40.0, 1) == pytest.approx(4.2483542552915889e-18, rel=1e-15)


def test_a_certain_score_costs_nothing_or_without_end_and_never_nan():
    with np.errstate(all="raise"):
        assert cross_entropy(np.array([np.inf, -np.inf]), 1).tolist() == [0, np.inf]
        assert cross_entropy(np.array([np.inf, -np.inf]), 0).tolist() == [np.inf, 0]


def test_no_loss_at_all_reads_0_and_not_minus_0():
    assert not np.signbit(cross_entropy(np.array([800.0, np.inf]), 1)).any()
    assert not np.signbit(surprisal(1.0))


def test_log_likelihood_is_the_loss_with_the_other_sign():
    z = np.linspace(-50, 50, 41)
    assert log_likelihood(z, 0).tolist() == (-cross_entropy(z, 0)).tolist()


@pytest.mark.parametrize("y", [0, 1])
def test_cross_entropy_is_within_one_and_three_quarter_units_in_the_last_place(y):
    with np.errstate(all="raise"):
        got = cross_entropy(points(), y)
    exact = mirrored(exact_softplus()) if y else exact_softplus()
    ours = ulps(got, exact)
    assert ours <= 1.75
    # scipy's formula is the same, its exp is the C library's: a quarter unit either way, by machine and by point
    assert ours <= ulps(-log_expit(points() if y else -points()), exact) + 0.25
    # scikit-learn subtracts: y = 1 and z > 18 leave it nothing (9e15 units), and y = 0 costs it 4 units near z = -1.4
    assert ours <= ulps(HalfBinomialLoss().loss(np.full(len(points()), float(y)), points()), exact)


def test_cost_is_the_mean_log_loss_of_scikit_learn():
    rng = np.random.default_rng(4)
    X, y, w, b = rng.normal(size=(200, 6)), rng.integers(0, 2, 200), rng.normal(size=6), 0.3
    assert cost(X, y, w, b) == pytest.approx(log_loss(y, 1 / (1 + np.exp(-(X @ w + b)))), rel=1e-12)


def test_cost_is_a_mean_and_not_a_sum():
    X, y, w = np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([1, 0]), np.array([0.3, -0.7])
    assert cost(np.tile(X, (50, 1)), np.tile(y, 50), w, 0.1) == pytest.approx(cost(X, y, w, 0.1), rel=1e-14)


def test_cost_of_one_observation_is_its_loss():
    x, w = np.array([3.0, 2.0]), np.array([0.5, -0.25])
    assert cost(x, 1, w, 0.1) == cross_entropy(x @ w + 0.1, 1)


@pytest.mark.parametrize("bad", [2, -1, 0.5, 1.0000001, np.nan, np.inf])
def test_a_label_that_is_neither_0_nor_1_is_named_with_its_place(bad):
    with pytest.raises(ValueError, match=rf"y must be 0 or 1, got {bad} at index 3"):
        cross_entropy(np.zeros(5), np.array([0, 1, 1, bad, bad]))


@pytest.mark.parametrize("y", [True, 1.0, np.int8(1), np.bool_(True)])
def test_any_kind_of_1_is_the_label_1(y):
    assert cross_entropy(0.833, y) == cross_entropy(0.833, 1)


@pytest.mark.parametrize(
    ("X", "y"),
    [((3, 2), (2,)), ((3, 2), (3, 1)), ((3, 2), (1, 3)), ((2,), (2,))],
    ids=["too few labels", "a column of labels", "a row of labels", "two labels for one observation"],
)
def test_labels_that_do_not_fit_the_observations_are_refused(X, y):
    with pytest.raises(ValueError, match="y must have shape"):
        cost(np.ones(X), np.ones(y), np.ones(2), 0.0)


def test_the_cost_of_no_observation_is_refused():
    with pytest.raises(ValueError, match="observation"):
        cost(np.ones((0, 2)), np.ones(0), np.ones(2), 0.0)


def test_float32_stays_float32():
    x, w, y = np.ones((4, 2), np.float32), np.ones(2, np.float32), np.array([0, 1, 1, 0])
    assert cross_entropy(x @ w, y).dtype == likelihood(x @ w, y).dtype == cost(x, y, w, 0.5).dtype == np.float32


def test_surprisal_is_minus_log_p():
    assert surprisal(0.25) == pytest.approx(2 * np.log(2))
