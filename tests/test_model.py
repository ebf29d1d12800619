"""model.py against mpmath, scipy and plain arithmetic."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from judges import exact_sigmoid, exact_softplus, mirrored, points, ulps
from scipy.special import expit, log_expit

from logreg import log_sigmoid, score, sigmoid
from logreg.model import sigmoid_difference


def test_score_is_the_sum_of_products_plus_bias():
    assert score(np.array([3.0, 2.0]), np.array([0.5, -0.25]), 0.125) == 3 * 0.5 - 2 * 0.25 + 0.125


def test_score_of_many_is_the_score_of_each():
    X, w = np.arange(12.0).reshape(4, 3), np.array([1.0, -2.0, 0.5])
    assert score(X, w, 0.25).tolist() == [score(x, w, 0.25) for x in X]


@pytest.mark.parametrize(("x", "w"), [((2,), (3,)), ((4, 2), (3,)), ((2, 2, 2), (2,)), ((2,), (2, 1)), ((), (1,))])
def test_score_of_unlike_shapes_names_both(x, w):
    with pytest.raises(ValueError, match=r"x must have shape \(n,\) or \(m, n\) and w \(n,\)") as caught:
        score(np.zeros(x), np.zeros(w), 0.0)
    assert str(x) in str(caught.value)
    assert str(w) in str(caught.value)


def test_sigmoid_of_zero_is_one_half():
    assert sigmoid(0) == 0.5


def test_sigmoid_of_a_whole_number_is_a_float():
    assert sigmoid(np.array([0, 1])).dtype == np.float64
    assert sigmoid(2) == sigmoid(2.0)


def test_sigmoid_of_infinity_is_a_certain_label():
    with np.errstate(all="raise"):
        assert sigmoid(np.array([np.inf, -np.inf])).tolist() == [1, 0]
        assert log_sigmoid(np.array([np.inf, -np.inf])).tolist() == [0, -np.inf]


def test_what_is_not_a_number_stays_so():
    assert np.isnan(sigmoid(np.nan))
    assert np.isnan(log_sigmoid(np.nan))


def test_sigmoid_keeps_its_small_tail():
    # mpmath.nstr(1 / (1 + mpmath.exp(700)), 17); scipy's expit gives the same here and 0 from -709.79 on
    assert sigmoid(-700.0) == pytest.approx(9.8596765437597709e-305, rel=1e-15)
    assert 0 < sigmoid(-745.0) < 1e-323


def test_log_sigmoid_of_a_very_small_score_is_the_score():
    assert log_sigmoid(-1e300) == -1e300
    assert log_sigmoid(-1000.0) == -1000


def test_log_sigmoid_of_zero_is_minus_ln_2():
    assert log_sigmoid(0.0) == -np.log(2)


def test_sigmoid_is_within_two_units_in_the_last_place():
    with np.errstate(all="raise"):
        got = sigmoid(points())
    ours = ulps(got, exact_sigmoid())
    assert ours <= 2.0
    assert ours <= ulps(expit(points()), exact_sigmoid())  # scipy is 0 below z = -709.78, and 2.1 where it is not


def test_log_sigmoid_is_within_one_and_three_quarter_units_in_the_last_place():
    with np.errstate(all="raise"):
        got = log_sigmoid(points())
    exact = [-value for value in mirrored(exact_softplus())]
    ours = ulps(got, exact)
    assert ours <= 1.75
    # scipy's formula is the same, its exp is the C library's: a quarter unit either way, by machine and by point
    assert ours <= ulps(log_expit(points()), exact) + 0.25


@pytest.mark.parametrize("of_z", [sigmoid, log_sigmoid])
def test_float32_stays_float32_and_is_as_accurate_in_its_own_units(of_z):
    z = np.random.default_rng(1).uniform(-87, 87, 20_000).astype(np.float32)
    with np.errstate(all="raise"):
        got, exact = of_z(z), of_z(z.astype(np.float64))
    assert got.dtype == np.float32
    assert (np.abs(got - exact) <= 2.5 * np.spacing(np.abs(got))).all()


def test_float32_neither_overflows_nor_warns_at_its_edges():
    z = np.array([3.4e38, -3.4e38, 104.0, -104.0], np.float32)
    with np.errstate(all="raise"):
        assert sigmoid(z).tolist() == [1, 0, 1, 0]
        assert log_sigmoid(z)[[1, 3]].tolist() == z[[1, 3]].tolist()


@given(st.floats(-800, 800), st.floats(-800, 800))
def test_what_is_added_to_the_probability_is_exact_also_where_both_round_to_0_or_1(z, d):
    with mpmath.workdps(800):
        before, after = (1 / (1 + mpmath.exp(-score)) for score in (mpmath.mpf(z), mpmath.mpf(z) + mpmath.mpf(d)))
        exact = after - before
        # z + d is rounded to a float, and with it the score: by half a unit of its last place
        slack = float(abs(exact)) * (1e-14 + max(abs(z), abs(d)) * 2**-52) + 1e-320
        assert abs(float(exact) - float(sigmoid_difference(z, d))) <= slack


def test_what_is_added_to_the_probability_is_nothing_only_where_nothing_is_added():
    assert sigmoid_difference(np.array([0.0, 40.0, -1000.0]), 0.0).tolist() == [0, 0, 0]
    assert sigmoid_difference(40.0, 1e-9) > 0 > sigmoid_difference(-40.0, -1e-9)
    assert sigmoid_difference(0.0, 1e-20) == pytest.approx(2.5e-21)
    assert sigmoid_difference(-1e300, 2e300) == 1
