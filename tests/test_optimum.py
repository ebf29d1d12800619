"""optimum.py against mpmath, linear programming, scikit-learn and statsmodels."""

import mpmath
import numpy as np
import pytest
import statsmodels.api
from scipy.optimize import linprog
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression

from logreg import cost, gradient
from logreg.optimum import CONSTANT, DEPENDENT, DIVIDED, EVERY, LARGE, ON_THE_LINE, optimum, standard_errors

penalties = pytest.mark.parametrize("l2", [0.0, 0.1])


def data(m=200, n=6, scales=None, seed=0):
    """Labels drawn from the model, features of the given scales."""
    rng = np.random.default_rng([seed, m, n])
    X, w = rng.normal(size=(m, n)), rng.normal(size=n)
    y = rng.random(m) < 1 / (1 + np.exp(-(X @ w + 0.3)))
    return X * (1.0 if scales is None else scales), y.astype(int)


def exact(X, y, near, l2=0.0) -> list[float]:
    """w and b where the gradient is 0, by Newton's method at 50 digits from somewhere near."""
    with mpmath.workdps(50):
        rows = [[*map(mpmath.mpf, x), mpmath.mpf(1)] for x in X.tolist()]
        penalty = [mpmath.mpf(l2)] * X.shape[1] + [mpmath.mpf(0)]
        theta, each = mpmath.matrix(near), range(X.shape[1] + 1)
        for _ in range(30):
            slope = mpmath.matrix([p * value for p, value in zip(penalty, theta)])
            curvature = mpmath.diag(penalty)
            for x, label in zip(rows, y.tolist()):
                y_hat = 1 / (1 + mpmath.exp(-mpmath.fdot(x, theta)))
                for i in each:
                    slope[i] += (y_hat - label) * x[i] / len(rows)
                    for j in each:
                        curvature[i, j] += y_hat * (1 - y_hat) * x[i] * x[j] / len(rows)
            move = mpmath.lu_solve(curvature, slope)
            theta -= move
            if all(abs(a) <= abs(b) * mpmath.mpf(10) ** -30 for a, b in zip(move, theta)):
                return [float(value) for value in theta]
    raise AssertionError("no optimum was found at 50 digits")


def kind(X, y) -> str:
    """Whether a line divides the labels, by linear programming: separable, quasi-separable, or neither: exists.

    With A the rows (x, 1), negative where y = 0: whether some θ has Aθ ≥ 1; if not, some θ ≠ 0 has Aθ ≥ 0 ≠ Aθ.
    """
    A = np.where(y, 1.0, -1.0)[:, None] * np.column_stack([X, np.ones(len(X))])
    divided = linprog(np.zeros(A.shape[1]), A_ub=-A, b_ub=-np.ones(len(A)), bounds=(None, None))
    if divided.status == 0:
        return "separable"
    best = linprog(-A.sum(axis=0), A_ub=-A, b_ub=np.zeros(len(A)), bounds=(-1, 1))
    return "quasi-separable" if best.fun < -1e-9 else "exists"


def told(best) -> str:
    return "exists" if best.exists else {DIVIDED: "separable", ON_THE_LINE: "quasi-separable"}[best.reason]


def margins(X, y, w, b):
    return np.where(y, 1.0, -1.0) * (X @ w + b)


# the last digits


@pytest.mark.parametrize("m", [40, 200])
@pytest.mark.parametrize("n", [1, 2, 3, 6])
@pytest.mark.parametrize("scaled", [False, True], ids=["unit", "badly scaled"])
@penalties
def test_w_and_b_are_right_to_the_last_digits(m, n, scaled, l2):
    X, y = data(m, n, 10.0 ** np.linspace(-6, 6, n) if scaled else None)
    best = optimum(X, y, l2)
    assert (best.exists, best.unique, best.reason) == (True, True, "")
    np.testing.assert_allclose([*best.w, best.b], exact(X, y, [*best.w, best.b], l2), rtol=1e-13)


@pytest.mark.parametrize("columns", [[0, 1], [1, 4, 8], [0, 2, 3], [0, 1, 4, 8, 9]], ids=str)
@penalties
def test_w_and_b_of_the_breast_cancer_data_are_right_to_the_last_digits(columns, l2):
    cancer = load_breast_cancer()
    X, y = cancer.data[:250, columns], cancer.target[:250]  # raw: from 0.1 to 2501
    best = optimum(X, y, l2)
    assert best.exists
    np.testing.assert_allclose([*best.w, best.b], exact(X, y, [*best.w, best.b], l2), rtol=1e-13)


def test_w_and_b_of_the_spector_data_are_right_to_the_last_digits():
    spector = statsmodels.api.datasets.spector.load_pandas().data
    X, y = spector[["GPA", "TUCE", "PSI"]].to_numpy(), spector["GRADE"].to_numpy()
    best = optimum(X, y)
    np.testing.assert_allclose([*best.w, best.b], exact(X, y, [*best.w, best.b]), rtol=1e-14)
    # Greene, Econometric Analysis, table 21.1 in its 4th edition: the logit model
    assert [*best.w.round(3), round(best.b, 3)] == [2.826, 0.095, 2.379, -13.021]


@pytest.mark.parametrize("m", [40, 1000, 20_000])
@penalties
def test_the_mean_gradient_there_is_nothing(m, l2):
    X, y = data(m)
    best = optimum(X, y, l2)
    dw, db = gradient(X, y, best.w, best.b, l2)
    assert np.abs([*dw, db]).max() < 1e-14


@pytest.mark.parametrize("far", [1e3, 1e6, 1e9])
def test_features_that_are_far_from_0_keep_their_digits(far):
    X, y = data(100, 2)
    X = np.round(X * 1024) / 1024  # so that the sum below is exact
    near, best = optimum(X, y), optimum(X + far, y)
    assert best.unique
    np.testing.assert_allclose(best.w, near.w, rtol=1e-14)


@pytest.mark.parametrize("l2", [1e-8, 1e-3, 1.0, 1e3])
def test_w_and_b_are_right_for_weak_and_strong_penalties(l2):
    X, y = data(60, 3)
    best = optimum(X, y, l2)
    np.testing.assert_allclose([*best.w, best.b], exact(X, y, [*best.w, best.b], l2), rtol=1e-13)


# other programs


@pytest.mark.parametrize("m", [60, 3000])
def test_it_is_the_optimum_of_scikit_learn(m):
    X, y = data(m)
    model = LogisticRegression(C=np.inf, tol=1e-12, solver="newton-cholesky", max_iter=1000).fit(X, y)
    best = optimum(X, y)
    np.testing.assert_allclose([*best.w, best.b], [*model.coef_[0], *model.intercept_], rtol=1e-10)


@pytest.mark.parametrize("l2", [1e-3, 0.1, 10.0])
def test_with_a_penalty_it_is_the_optimum_of_scikit_learn(l2):
    X, y = data(300)
    model = LogisticRegression(C=1 / (l2 * 300), tol=1e-12, solver="newton-cholesky", max_iter=1000).fit(X, y)
    best = optimum(X, y, l2)
    np.testing.assert_allclose([*best.w, best.b], [*model.coef_[0], *model.intercept_], rtol=1e-10)


def logit(X, y):
    X1 = np.column_stack([X, np.ones(len(X))])
    return statsmodels.api.Logit(y, X1).fit(method="newton", tol=1e-12, maxiter=100, disp=0)


def fair():
    table = statsmodels.api.datasets.fair.load_pandas().data
    return table.drop(columns="affairs").to_numpy(), (table["affairs"] > 0).to_numpy().astype(int)


@pytest.mark.parametrize(
    "problem", [data(60, 3), data(3000, 6), data(200, 3, [1e-3, 1, 1e3]), fair()], ids=["60", "3000", "scaled", "fair"]
)
def test_it_is_the_optimum_of_statsmodels_with_its_standard_errors(problem):
    best, judge = optimum(*problem), logit(*problem)
    np.testing.assert_allclose([*best.w, best.b], judge.params, rtol=1e-9)
    np.testing.assert_allclose(standard_errors(*problem, best.w, best.b), judge.bse, rtol=1e-9)


# where there is none


@pytest.mark.parametrize("m", [4, 40, 5000])
@pytest.mark.parametrize("n", [1, 2, 6])
@pytest.mark.parametrize("gap", [100.0, 1.0, 1e-3, 1e-6, 1e-8])
def test_labels_that_a_line_divides_are_named(m, n, gap):
    rng = np.random.default_rng([m, n])
    across = np.ones(n) / np.sqrt(n)
    y, X = np.arange(m) % 2, rng.normal(size=(m, n))
    aside = np.abs(X @ across)
    aside[:2] = 0.0  # two that face each other across the gap
    X += np.outer(np.where(y, 1, -1) * (aside + gap / 2) - X @ across, across) + 1.0
    best = optimum(X, y)
    assert (best.exists, best.reason) == (False, DIVIDED)
    assert margins(X, y, best.w, best.b).min() > 0


@pytest.mark.parametrize("gap", [0.1, 1e-3, 1e-6, 1e-7, 1e-8])
@pytest.mark.parametrize("m", [4, 40, 5000])
def test_evenly_spread_numbers_that_a_gap_divides_are_named(gap, m):
    half = np.linspace(0, 1, m // 2)
    x, y = np.concatenate([half - 1 - gap / 2, half + gap / 2]) + 1, np.repeat([0, 1], m // 2)
    assert optimum(x[:, None], y).reason == DIVIDED


@pytest.mark.parametrize(
    ("X", "y"),
    [
        ([[0], [1], [1], [2]], [0, 0, 1, 1]),
        ([[0, 0], [1, 1], [2, 2], [1, 0], [3, 1], [0, 1]], [0, 1, 0, 1, 1, 0]),
        ([[0, 3], [0, 1], [0, 4], [0, 2], [1, 2], [2, 3]], [0, 1, 1, 0, 1, 1]),
        ([[1, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 0]], [1, 1, 1, 0, 1, 0]),
    ],
    ids=["one number with both", "three on the line", "a count only where y is 1", "a category only where y is 1"],
)
@pytest.mark.parametrize("scale", [1.0, 1e-6, 1e6])
def test_labels_that_a_line_divides_but_for_some_right_on_it_are_named(X, y, scale):
    X, y = np.array(X) * scale, np.array(y)
    best = optimum(X, y)
    assert told(best) == kind(X / scale, y) == "quasi-separable"
    sides = margins(X, y, best.w, best.b)
    assert sides.min() >= -1e-10 * sides.max()
    assert sides.max() > 0


@pytest.mark.parametrize("m", [50, 5000])
def test_a_count_that_occurs_only_with_one_label_is_named_among_many_features(m):
    X, y = data(m)
    X = np.column_stack([X, y * (np.arange(m) % 5 == 0)])
    best = optimum(X, y)
    assert (best.exists, best.reason) == (False, ON_THE_LINE)
    np.testing.assert_allclose(best.w[:-1] / best.w[-1], 0, atol=1e-9)
    assert best.w[-1] > 0


@pytest.mark.parametrize("near", [1e-7, 1e-8])
def test_labels_that_stand_right_on_a_line_that_leans_are_named(near):
    along, across = np.array([4.0, -3.0]), np.array([3.0, 4.0])
    X = np.array([along, along, -along, -along, 2 * along, near * across, -near * across, across, -across])
    best = optimum(X, np.array([1, 0, 1, 0, 1, 1, 0, 1, 0]))
    assert (best.exists, best.reason) == (False, ON_THE_LINE)


@pytest.mark.parametrize("over", [0.1, 1e-3, 1e-6, 1e-8])
@pytest.mark.parametrize("m", [8, 40, 5000])
@pytest.mark.parametrize("n", [1, 2])
def test_labels_that_overlap_by_ever_so_little_have_an_optimum(over, m, n):
    # along the first axis −over, 1 and over, −1 reach across each other; the second axis spreads both labels evenly
    few = np.array([[-over, 0], [1, 1], [1, -1], [over, 0], [-1, 1], [-1, -1]])
    rng = np.random.default_rng(m)
    more = np.column_stack([rng.uniform(0.01, 1, m - 6) * np.tile([1, -1], m // 2 - 3), rng.normal(size=m - 6)])
    X = np.vstack([few, more])[:, :n]
    y = np.concatenate([[1, 1, 1, 0, 0, 0], np.tile([1, 0], m // 2 - 3)])
    if m < 5000 and over > 1e-7:  # linear programs see no less
        assert kind(X, y) == "exists"
    best = optimum(X, y)
    assert (best.exists, best.unique, best.reason) == (True, True, "")
    dw, db = gradient(X, y, best.w, best.b)
    assert np.abs([*dw, db]).max() < 1e-14
    if m < 5000:
        np.testing.assert_allclose(best.w, exact(X, y, [*best.w, best.b])[:-1], rtol=1e-6)


@pytest.mark.parametrize("seed", range(8))
def test_whether_there_is_an_optimum_is_as_linear_programming_says(seed):
    rng, seen = np.random.default_rng(seed), set()
    for _ in range(100):
        m, n, top = rng.integers(2, 14), rng.integers(1, 4), rng.integers(1, 5)
        X = rng.integers(rng.choice([0, -top]), top + 1, (m, n))
        z = X @ rng.integers(-2, 3, n) + rng.integers(-1, 2) + rng.choice([0, 1, 9]) * rng.normal(size=m)
        y = np.where(z == 0, rng.integers(0, 2, m), z > 0)
        if 0 < y.sum() < m:
            best, judged = optimum(X, y), kind(X, y)
            assert told(best) == judged, (X.tolist(), y.tolist())
            seen.add(judged)
            sides = margins(X, y, best.w, best.b)
            assert best.exists or 0 < sides.max() >= -1e10 * sides.min()
    assert seen == {"exists", "separable", "quasi-separable"}


@pytest.mark.parametrize("seed", range(3))
def test_many_words_that_occur_seldom_are_judged_as_linear_programming_judges_them(seed):
    rng = np.random.default_rng(seed)
    for m in (30, 60, 120, 300):
        X, y = rng.poisson(0.15, (m, 8)), rng.integers(0, 2, m)
        assert told(optimum(X, y)) == kind(X, y), (X.tolist(), y.tolist())


@pytest.mark.parametrize("seed", [0, 1, 3, 5])
def test_features_that_mix_hundreds_and_ones_are_judged_as_linear_programming_judges_them(seed):
    # far out the ones have their say only where the hundreds leave next to no curvature
    rng = np.random.default_rng(seed)
    for _ in range(150):
        m, n = rng.integers(20, 120), rng.integers(2, 7)
        X = 100 * rng.integers(0, 2, (m, n)) + rng.integers(0, 3, (m, n))
        z = X @ rng.integers(-2, 3, n) / 100 + rng.choice([0.0, 0.1]) * rng.normal(size=m)
        y = np.where(np.abs(z) < 1e-9, rng.integers(0, 2, m), z > 0)
        assert not 0 < y.sum() < m or told(optimum(X, y)) == kind(X, y), (X.tolist(), y.tolist())


@pytest.mark.parametrize(("label", "b", "word"), [(1, 1, "larger"), (0, -1, "smaller")])
@pytest.mark.parametrize("m", [1, 2, 3000])
@penalties
def test_labels_that_are_all_the_same_are_named_with_the_way_to_go(label, b, word, m, l2):
    best = optimum(np.ones((m, 2)), np.full(m, label), l2)
    assert (best.exists, best.w.tolist(), best.b) == (False, [0, 0], b)
    assert best.reason == f"All labels are {label}, so the loss falls for ever: every {word} b costs less."


def test_more_features_than_rows_divide_any_labels():
    X = np.random.default_rng(1).normal(size=(5, 9))
    assert optimum(X, np.array([0, 1, 0, 1, 1])).reason == DIVIDED


def test_more_features_than_rows_do_not_divide_two_rows_that_are_the_same():
    X = np.array([[1.0, 2, 3, 4, 5], [1, 2, 3, 4, 5], [0, 1, 0, 1, 1]])
    assert optimum(X, np.array([0, 1, 1])).reason == ON_THE_LINE


@pytest.mark.parametrize("l2", [1e-6, 1e-2, 1.0])
@pytest.mark.parametrize("gap", [100.0, 1.0, 1e-6, 0.0])
def test_with_a_penalty_there_is_an_optimum_for_labels_that_a_line_divides(l2, gap):
    x, y = np.array([-3.0, -2, -1, 1, 2, 3]), np.array([0, 0, 0, 1, 1, 1])
    X = np.column_stack([x + np.sign(x) * (gap / 2 - 1), [1, 5, 2, 4, 3, 1]])
    best = optimum(X, y, l2)
    assert (best.exists, best.unique, best.reason) == (True, True, "")
    judged = exact(X, y, [*best.w, best.b], l2)
    np.testing.assert_allclose(X @ best.w + best.b, X @ judged[:-1] + judged[-1], rtol=0, atol=1e-13)
    np.testing.assert_allclose(best.w, judged[:-1], rtol=1e-12)


# where there are many


@pytest.mark.parametrize("value", [0.0, 7.0, 0.1, 1e-5, 1e6])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_feature_that_is_the_same_everywhere_is_named_by_its_number(value, place):
    X, y = data(60, 3)
    one, many = optimum(X, y), optimum(np.insert(X, place, value, axis=1), y)
    always_0 = f"x{place + 1} is 0 in every review, so its weight can be anything; b is {many.b:.4g}."
    reason = CONSTANT.format(j=place + 1) if value else always_0
    assert (many.exists, many.unique, many.reason) == (True, False, reason)
    np.testing.assert_allclose(np.delete(many.w, place), one.w, rtol=1e-12)
    assert many.b + many.w[place] * value == pytest.approx(one.b, rel=1e-12)


@pytest.mark.parametrize(
    "more",
    [lambda X: X[:, 0], lambda X: X.sum(axis=1), lambda X: 3 - X[:, 1], lambda X: X[:, 0] * 1e6 / 3 + 17],
    ids=["twice the same", "the sum", "3 minus another", "scaled and moved"],
)
@pytest.mark.parametrize("m", [60, 3000])
def test_a_feature_that_can_be_computed_from_others_is_named_and_the_cost_is_the_least(more, m):
    X, y = data(m, 3)
    one, many = optimum(X, y), optimum(wide := np.column_stack([X, more(X)]), y)
    assert (many.exists, many.unique, many.reason) == (True, False, DEPENDENT)
    assert cost(wide, y, many.w, many.b) == pytest.approx(cost(X, y, one.w, one.b), rel=1e-14)


def test_features_that_are_all_the_same_everywhere_leave_the_bias():
    y = np.array([0, 1, 0, 1, 1, 1])
    best = optimum(np.full((6, 2), 3.0), y)
    assert best.w @ [3, 3] + best.b == pytest.approx(np.log(2), rel=1e-14)  # the odds are 4 to 2


@penalties
def test_features_that_are_far_from_dependent_are_not_called_so(l2):
    X, y = data(200, 3)
    X = np.column_stack([X, X[:, 0] + 1e-5 * np.cos(np.arange(200))])
    assert optimum(X, y, l2).unique


@pytest.mark.parametrize("value", [0.0, 7.0])
def test_with_a_penalty_there_is_one_optimum_whatever_the_features(value):
    X, y = data(60, 3)
    best = optimum(np.column_stack([X, X[:, 0], np.full(60, value)]), y, l2=0.1)
    assert (best.exists, best.unique, best.reason) == (True, True, "")
    assert best.w[0] == pytest.approx(best.w[3], rel=1e-12)
    assert best.w[4] == pytest.approx(0, abs=1e-14)


# the order of the rows


@pytest.mark.parametrize(
    "order",
    [
        lambda X, y: np.argsort(y, kind="stable"),
        lambda X, y: np.argsort(X[:, 0]),
        lambda X, y: np.argsort(np.where(y, np.cumsum(y), np.cumsum(1 - y)), kind="stable"),
        lambda X, y: np.arange(len(y))[::-1],
    ],
    ids=["by label", "by a feature", "the labels in turn", "backwards"],
)
@pytest.mark.parametrize("m", [LARGE, LARGE + 1, 6000, 70_000])
def test_the_order_of_the_rows_changes_nothing(order, m):
    X, y = data(m, 3)
    one, order = optimum(X, y), order(X, y)
    assert sorted(order.tolist()) == list(range(m))
    other = optimum(X[order], y[order])
    np.testing.assert_allclose([*other.w, other.b], [*one.w, one.b], rtol=1e-13)


def test_a_first_guess_from_rows_of_one_label_or_divided_ones_changes_nothing():
    X, y = data(6000, 3)
    for part in (np.ones(6000), X[:, 0] > 0):
        labels = np.where(np.arange(6000) % EVERY == 0, part, y).astype(int)
        best, shuffled = optimum(X, labels), np.random.default_rng(0).permutation(6000)
        again = optimum(X[shuffled], labels[shuffled])
        np.testing.assert_allclose([*best.w, best.b], [*again.w, again.b], rtol=1e-13)


def test_a_few_passes_over_the_data_are_enough():
    assert optimum(*data(200)).passes <= 8
    assert optimum(*data(70_000)).passes <= 4  # after a first guess from a part of the rows


def test_features_and_labels_stay_as_they_are():
    X, y = data(3000, 3)
    before = X.copy(), y.copy()
    optimum(X, y)
    assert all((a == b).all() for a, b in zip(before, (X, y)))


def test_whole_numbers_and_true_and_false_will_do():
    X, y = np.array([[0], [1], [2], [3]]), np.array([False, True, False, True])
    best = optimum(X, y)
    # mpmath: findroot of the two mean errors, at 50 digits
    assert [*best.w, best.b] == pytest.approx([0.90818426256009508, -1.3622763938401426], rel=1e-14)


@pytest.mark.parametrize(
    ("X", "y", "l2", "sentence"),
    [
        (np.ones((3, 2)), np.ones(2), 0.0, "y must have shape"),
        (np.empty((0, 2)), np.empty(0), 0.0, "at least one observation"),
        (np.ones(3), np.ones(3), 0.0, "X must have shape"),
        (np.ones((3, 2)), np.array([0, 1, 2]), 0.0, "y must be 0 or 1"),
        (np.array([[1.0], [np.nan]]), np.array([0, 1]), 0.0, "X must hold finite numbers"),
        (np.ones((3, 2)), np.array([0, 1, 1]), -1.0, "l2 must be a number from 0 on"),
    ],
    ids=["too few", "no rows", "one row", "2", "nan", "l2"],
)
def test_what_does_not_fit_is_named(X, y, l2, sentence):
    with pytest.raises(ValueError, match=sentence):
        optimum(X, y, l2)


# standard errors


def test_standard_errors_come_down_with_the_root_of_the_number_of_observations():
    X, y = data(200, 3)
    best = optimum(X, y)
    four_times = standard_errors(np.tile(X, (4, 1)), np.tile(y, 4), best.w, best.b)
    np.testing.assert_allclose(four_times, standard_errors(X, y, best.w, best.b) / 2, rtol=1e-12)


def test_standard_errors_do_not_lose_their_digits_far_from_0():
    X, y = data(60, 3)
    far = X * [0.01, 1.0, 1.0] + [999_999.0, 0.0, 0.0]
    best = optimum(far, y)
    found, near = standard_errors(far, y, best.w, best.b), optimum(far - far[0], y)
    judge = logit(far - far[0], y)
    assert best.unique
    np.testing.assert_allclose(found[:3], judge.bse[:3], rtol=1e-6)
    carried = np.append(-far[0], 1.0)  # b = b there − w·(first row)
    np.testing.assert_allclose(found[3], np.sqrt(carried @ judge.cov_params() @ carried), rtol=1e-6)
    np.testing.assert_allclose(near.w, best.w, rtol=1e-9)


def test_standard_errors_are_how_far_the_estimates_scatter():
    rng, w = np.random.default_rng(2), np.array([1.0, -0.5])
    X = rng.normal(size=(500, 2))
    p = 1 / (1 + np.exp(-(X @ w)))
    found = [[*(best := optimum(X, rng.random(500) < p)).w, best.b] for _ in range(400)]
    y = np.array(rng.random(500) < p)
    said = standard_errors(X, y, *optimum(X, y)[:2])
    np.testing.assert_allclose(np.std(found, axis=0), said, rtol=0.15)  # four times the 0.035 that 400 draws scatter by


ROWS = np.random.default_rng(7).normal(size=(60, 6)).round(2)
SIDES = (np.random.default_rng(8).random(60) < 0.5).astype(int)


@pytest.mark.parametrize("places", [[4], [0, 4], [0, 2, 4], []])
@pytest.mark.parametrize("constant", [[], [1], [1, 5]])
def test_features_that_are_always_0_and_always_the_same_are_all_named_and_told_apart(places, constant):
    X = ROWS.copy()
    X[:, places], X[:, constant] = 0.0, 3.0
    found = optimum(X, SIDES)
    kept = [j for j in range(6) if j not in (*places, *constant)]
    alone = optimum(X[:, kept], SIDES)
    assert (found.exists, found.unique) == (True, not places and not constant)
    said = {
        (): "", (4,): "x5 is 0 in every review, so its weight can be anything",
        (0, 4): "x1 and x5 are 0 in every review, so their weights can be anything",
        (0, 2, 4): "x1, x3 and x5 are 0 in every review, so their weights can be anything",
    }[tuple(places)]  # fmt: skip
    assert found.reason.startswith(said)
    same = {0: "", 1: CONSTANT.format(j=2), 2: "Features 2 and 6 are the same everywhere, so their weights"}
    assert same[len(constant)] in found.reason
    if not constant:
        np.testing.assert_allclose(found.b, alone.b, rtol=1e-9)
        assert (f"; b is {found.b:.4g}.".replace("-", "−") in found.reason) == bool(places)
    assert ("; b is" in found.reason) == bool(places and not constant)


def test_of_a_feature_that_is_always_0_and_features_tied_to_each_other_both_are_said():
    X = ROWS.copy()
    X[:, 4], X[:, 1] = 0.0, X[:, 0] - X[:, 2]
    assert optimum(X, SIDES).reason == f"x5 is 0 in every review, so its weight can be anything. {DEPENDENT}"
