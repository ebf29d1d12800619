"""gradient.py against mpmath, central differences and scikit-learn."""

import numpy as np
import pytest
from judges import exact_sigmoid, mirrored, points, ulps
from scipy.optimize import approx_fprime
from scipy.optimize._numdiff import approx_derivative
from sklearn._loss import HalfBinomialLoss
from sklearn.linear_model._linear_loss import LinearModelLoss

from logreg import cost, error, gradient, sigmoid


def data(m=60, n=6, seed=5):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(m, n)), rng.integers(0, 2, m), rng.normal(size=n), 0.3


def test_error_is_the_estimate_minus_the_label():
    z, y = np.linspace(-3, 3, 8), np.arange(8) % 2
    np.testing.assert_allclose(error(z, y), sigmoid(z) - y, atol=1e-15)


def test_error_keeps_its_accuracy_where_the_estimate_is_nearly_the_label():
    # mpmath.nstr(-mpmath.exp(-40) / (1 + mpmath.exp(-40)), 17); the subtraction sigmoid(40) - 1 gives 0
    assert error(40.0, 1) == pytest.approx(-4.2483542552915889e-18, rel=1e-15)
    assert error(np.array([700.0, -700.0]), np.array([1, 0])).all()


@pytest.mark.parametrize("y", [0, 1])
def test_error_is_within_two_units_in_the_last_place(y):
    with np.errstate(all="raise"):
        got = error(points(), y)
    exact = [-value for value in mirrored(exact_sigmoid())] if y else exact_sigmoid()
    ours = ulps(got, exact)
    assert ours <= 2.0
    # scikit-learn: 2.1 to 2.2 units within its range, and 0 below z = -709.78 for y = 0 (y = 1: above 745)
    assert ours <= ulps(HalfBinomialLoss().gradient(np.full(len(points()), float(y)), points()), exact)


def test_a_certain_error_is_all_or_nothing():
    with np.errstate(all="raise"):
        assert error(np.array([np.inf, -np.inf]), 1).tolist() == [0, -1]
        assert error(np.array([np.inf, -np.inf]), 0).tolist() == [1, 0]


def test_gradient_of_one_observation_is_the_error_times_x():
    x, w = np.array([3.0, -2.0, 0.5]), np.array([0.1, 0.2, -0.3])
    dw, db = gradient(x, 0, w, 0.7)
    y_hat = 1 / (1 + np.exp(-(x @ w + 0.7)))
    np.testing.assert_allclose(dw, (y_hat - 0) * x, rtol=1e-14)
    assert db == pytest.approx(y_hat, rel=1e-14)


def test_gradient_of_many_is_the_mean_of_each():
    X, y, w, b = data()
    dw, db = gradient(X, y, w, b)
    each = [gradient(x, label, w, b) for x, label in zip(X, y)]
    np.testing.assert_allclose(dw, np.mean([one[0] for one in each], axis=0), rtol=1e-12)
    assert db == pytest.approx(np.mean([one[1] for one in each]), rel=1e-12)


def test_gradient_is_the_forward_difference_of_scipy():
    X, y, w, b = data()
    dw, db = gradient(X, y, w, b)
    slopes = approx_fprime(np.array([*w, b]), lambda wb: cost(X, y, wb[:-1], wb[-1]), 1e-7)
    np.testing.assert_allclose([*dw, db], slopes, atol=1e-6)


def test_cost_and_gradient_are_those_of_scikit_learn():
    X, y, w, b = data(m=500)
    judge = LinearModelLoss(base_loss=HalfBinomialLoss(), fit_intercept=True)
    loss, slopes = judge.loss_gradient(np.array([*w, b]), X, y.astype(float))
    assert cost(X, y, w, b) == pytest.approx(loss, rel=1e-12)
    np.testing.assert_allclose(np.array([*gradient(X, y, w, b)[0], gradient(X, y, w, b)[1]]), slopes, rtol=1e-10)


@pytest.mark.parametrize("l2", [0.01, 1.0, 30.0])
def test_gradient_with_a_penalty_is_the_central_difference_of_the_cost_with_its_penalty(l2):
    X, y, w, b = data()
    slopes = approx_derivative(
        lambda wb: cost(X, y, wb[:-1], wb[-1]) + l2 / 2 * wb[:-1] @ wb[:-1], np.array([*w, b]), method="3-point"
    )
    dw, db = gradient(X, y, w, b, l2)
    np.testing.assert_allclose([*dw, db], slopes.ravel(), rtol=1e-7, atol=1e-9)


def test_the_bias_is_not_penalised():
    X, y, w, _ = data()
    assert gradient(X, y, w, 5.0, l2=7.0)[1] == gradient(X, y, w, 5.0)[1]


def test_the_penalty_draws_every_weight_to_nothing():
    X, y, w, b = data()
    drawn = gradient(X, y, w, b, l2=0.5)[0] - gradient(X, y, w, b)[0]
    np.testing.assert_allclose(drawn, 0.5 * w, rtol=1e-13)  # w − η·dw is nearer to 0, on either side of it
    assert (np.sign(drawn) == np.sign(w)).all()


def test_the_penalty_of_one_observation_is_that_of_many():
    x, w = np.array([3.0, -2.0, 0.5]), np.array([0.1, 0.2, -0.3])
    one, many = gradient(x, 0, w, 0.7, l2=0.3), gradient(x[None], np.array([0]), w, 0.7, l2=0.3)
    np.testing.assert_allclose(one[0], many[0], rtol=1e-15)


def test_gradient_with_a_penalty_is_that_of_scikit_learn():
    X, y, w, b = data(m=500)
    judge = LinearModelLoss(base_loss=HalfBinomialLoss(), fit_intercept=True)
    slopes = judge.gradient(np.array([*w, b]), X, y.astype(float), l2_reg_strength=0.2)
    dw, db = gradient(X, y, w, b, l2=0.2)
    np.testing.assert_allclose([*dw, db], slopes, rtol=1e-10)


def test_gradient_has_the_shapes_of_w_and_b():
    X, y, w, b = data(m=7, n=3)
    assert gradient(X, y, w, b)[0].shape == w.shape
    assert np.shape(gradient(X, y, w, b)[1]) == np.shape(gradient(X[0], 1, w, b)[1]) == ()


def test_gradient_keeps_float32():
    X, y, w, _ = data()
    dw, db = gradient(X.astype(np.float32), y, w.astype(np.float32), 0.5)
    assert dw.dtype == db.dtype == np.float32


def test_gradient_leaves_its_arguments_as_they_are():
    X, y, w, b = data()
    before = X.copy(), y.copy(), w.copy()
    gradient(X, y, w, b)
    assert all((a == b).all() for a, b in zip(before, (X, y, w)))


def test_a_label_that_is_neither_0_nor_1_is_named_with_its_place():
    with pytest.raises(ValueError, match="y must be 0 or 1, got 3 at index 1"):
        gradient(np.ones((2, 2)), np.array([0, 3]), np.ones(2), 0.0)


@pytest.mark.parametrize(
    ("X", "y"),
    [((3, 2), (2,)), ((3, 2), (3, 1)), ((3, 2), (1, 3)), ((2,), (2,))],
    ids=["too few labels", "a column of labels", "a row of labels", "two labels for one observation"],
)
def test_labels_that_do_not_fit_the_observations_are_refused(X, y):
    with pytest.raises(ValueError, match="y must have shape"):
        gradient(np.ones(X), np.ones(y), np.ones(2), 0.0)
