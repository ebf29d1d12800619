"""descent.py: one step against the gradient."""

import numpy as np
import pytest

from logreg import cost, gradient, step


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
