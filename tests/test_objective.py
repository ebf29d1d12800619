"""objective.py against cost and gradient, central differences and scikit-learn."""

import numpy as np
import pytest
from scipy.optimize._numdiff import approx_derivative
from scipy.special import expit
from sklearn._loss import HalfBinomialLoss
from sklearn.linear_model._linear_loss import LinearModelLoss

from logreg import cost, gradient
from logreg.objective import ROWS, Objective

judge = LinearModelLoss(base_loss=HalfBinomialLoss(), fit_intercept=True)
sizes = pytest.mark.parametrize("m", [1, 2, ROWS - 1, ROWS, ROWS + 1, 10_000])
penalties = pytest.mark.parametrize("l2", [0.0, 0.3])


def data(m, n=4, seed=8):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(m, n)), rng.integers(0, 2, m), rng.normal(size=n), -0.4


def near(got, exact, share):
    """Equal to within a share of the largest number."""
    np.testing.assert_allclose(got, exact, rtol=0, atol=share * np.abs(exact).max())


def plain(X, y, w, b, l2):
    dw, db = gradient(X, y, w, b, l2)
    return cost(X, y, w, b) + l2 / 2 * w @ w, np.array([*dw, db])


@sizes
@penalties
def test_it_is_the_cost_and_the_gradient(m, l2):
    X, y, w, b = data(m)
    got, slope = Objective(X, y, l2)(np.array([*w, b]))
    exact, slopes = plain(X, y, w, b, l2)
    assert got == pytest.approx(exact, rel=1e-14)
    near(slope, slopes, 1e-14)


@pytest.mark.parametrize("largest", [30.0, 800.0, 1e5])
@pytest.mark.parametrize("m", [2, ROWS + 1])
@penalties
def test_it_is_the_cost_and_the_gradient_where_scores_are_extreme(largest, m, l2):
    X, y, w, b = data(m)
    w *= largest / np.abs(X @ w).max()
    y[0] = X[0] @ w < 0  # one that is very wrong
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        got, slope = Objective(X, y, l2)(np.array([*w, b]))
    exact, slopes = plain(X, y, w, b, l2)
    assert got == pytest.approx(exact, rel=1e-14)
    near(slope, slopes, 1e-14)


@pytest.mark.parametrize(("z", "y", "loss"), [(800.0, 0, 800.0), (-800.0, 1, 800.0), (1e5, 0, 1e5), (-1e5, 0, 0.0)])
def test_a_score_that_is_very_wrong_costs_itself_and_one_that_is_very_right_nothing(z, y, loss):
    got, slope, curvature = Objective(np.array([[z]]), np.array([y])).curved(np.array([1.0, 0.0]))
    assert (got, slope.tolist(), curvature.max()) == (loss, [z * (loss > 0) * (1 - 2 * y), loss and 1.0 - 2 * y], 0)


@sizes
@penalties
def test_the_cost_and_slope_are_the_same_with_the_curvature(m, l2):
    X, y, w, b = data(m)
    objective, theta = Objective(X, y, l2), np.array([*w, b])
    got, slope = objective(theta)
    same, slopes, _ = objective.curved(theta)
    assert got == same
    assert slope.tolist() == slopes.tolist()


@penalties
def test_cost_slope_and_curvature_are_those_of_scikit_learn(l2):
    X, y, w, b = data(5000)
    theta = np.array([*w, b])
    got, slope, curvature = Objective(X, y, l2).curved(theta)
    slopes, hessian, _ = judge.gradient_hessian(theta, X, y.astype(float), l2_reg_strength=l2)
    assert got == pytest.approx(judge.loss(theta, X, y.astype(float), l2_reg_strength=l2), rel=1e-13)
    near(slope, slopes, 1e-12)
    near(curvature, hessian, 1e-13)


@penalties
def test_the_curvature_is_the_central_difference_of_the_slope(l2):
    X, y, w, b = data(300)
    objective, theta = Objective(X, y, l2), np.array([*w, b])
    differences = approx_derivative(lambda theta: objective(theta)[1], theta, method="3-point")
    np.testing.assert_allclose(objective.curved(theta)[2], differences, atol=1e-9)


@sizes
def test_the_curvature_is_the_products_of_the_features_weighted_by_the_spread_of_each_estimate(m):
    X, y, w, b = data(m)
    X1, y_hat = np.column_stack([X, np.ones(m)]), expit(X @ w + b)
    exact = X1.T @ np.diag(y_hat * (1 - y_hat)) @ X1 / m if m < 100 else (X1.T * (y_hat * (1 - y_hat))) @ X1 / m
    near(Objective(X, y).curved(np.array([*w, b]))[2], exact, 1e-13)


def test_the_penalty_curves_every_weight_and_not_the_bias():
    X, y, w, b = data(50)
    theta = np.array([*w, b])
    more = Objective(X, y, 0.7).curved(theta)[2] - Objective(X, y).curved(theta)[2]
    np.testing.assert_allclose(more, np.diag([0.7, 0.7, 0.7, 0.7, 0.0]), atol=1e-15)


def test_the_sizes_are_the_root_mean_squares_and_1_for_the_bias_and_for_a_feature_that_is_0():
    X, y, _, _ = data(700)
    X[:, 1] = 0
    exact = np.sqrt((X**2).mean(axis=0))
    np.testing.assert_allclose(Objective(X, y).sizes, [exact[0], 1, *exact[2:], 1], rtol=1e-13)


@pytest.mark.parametrize(("y", "one"), [([1, 1, 1], 1), ([0, 0, 0], 0), ([0, 1, 0], None), ([1], 1), ([0], 0)])
def test_one_class_is_the_label_that_all_have(y, one):
    assert Objective(np.ones((len(y), 2)), np.array(y)).one_class == one


def test_features_and_labels_stay_as_they_are():
    X, y, w, b = data(20)
    before = X.copy(), y.copy()
    Objective(X, y, 0.1).curved(np.array([*w, b]))
    assert all((a == b).all() for a, b in zip(before, (X, y)))


def test_whole_numbers_and_true_and_false_will_do():
    X, y = np.array([[3, 2], [0, 1]]), np.array([True, False])
    assert Objective(X, y)(np.zeros(3))[1].tolist() == [-0.75, -0.25, 0.0]


@pytest.mark.parametrize(
    ("X", "y", "sentence"),
    [
        (np.ones((3, 2)), np.ones(2), "y must have shape"),
        (np.ones((3, 2)), np.ones((3, 1)), "y must have shape"),
        (np.ones((3, 2)), 1, "y must have shape"),
        (np.empty((0, 2)), np.empty(0), "at least one observation"),
        (np.ones(3), np.ones(3), r"X must have shape \(m, n\), got \(3,\)"),
        (np.ones((3, 2)), np.array([0, 1, 2]), "y must be 0 or 1, got 2 at index 2"),
        (np.ones((3, 2)), np.array([0, np.nan, 1]), "y must be 0 or 1, got nan at index 1"),
        (np.array([[1.0], [np.nan]]), np.array([0, 1]), "X must hold finite numbers"),
        (np.array([[1.0], [np.inf]]), np.array([0, 1]), "X must hold finite numbers"),
    ],
    ids=["too few", "column", "one for all", "no rows", "one row", "2", "nan label", "nan", "inf"],
)
def test_data_that_do_not_fit_are_named(X, y, sentence):
    with pytest.raises(ValueError, match=sentence):
        Objective(X, y)


@pytest.mark.parametrize("l2", [-0.1, np.nan, np.inf])
def test_a_penalty_that_is_not_a_number_from_0_on_is_named(l2):
    with pytest.raises(ValueError, match=f"l2 must be a number from 0 on, got {l2}"):
        Objective(np.ones((2, 1)), np.array([0, 1]), l2)


def test_large_finite_features_are_not_taken_for_infinite_ones():
    X = np.array([[1e308, 1.0], [1e308, 0.0], [0.0, 1.0]])
    with np.errstate(over="ignore"):
        assert np.isfinite(Objective(X, np.array([0, 1, 1]))(np.zeros(3))[0])
