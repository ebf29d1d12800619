"""measures.py against scikit-learn."""

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, confusion_matrix

from logreg.measures import accuracy, calibration, confidence, confusion

seeds = pytest.mark.parametrize("seed", range(5))


def data(seed, m=400):
    rng = np.random.default_rng(seed)
    y_hat = rng.random(m)
    return y_hat, (rng.random(m) < y_hat).astype(int)


@seeds
def test_confusion_is_that_of_scikit_learn(seed):
    y_hat, y = data(seed)
    assert confusion(y_hat, y).tolist() == confusion_matrix(y, y_hat > 0.5).tolist()


@pytest.mark.parametrize(("y_hat", "y"), [(0.9, 1), (0.1, 1), (0.9, 0), (0.1, 0)])
def test_confusion_of_one_kind_only_still_has_four_cells(y_hat, y):
    counts = confusion(np.full(3, y_hat), np.full(3, y))
    assert counts.shape == (2, 2)
    assert (counts[y, int(y_hat > 0.5)], counts.sum()) == (3, 3)


def test_an_estimate_of_exactly_one_half_is_decided_0():
    assert confusion(np.array([0.5, 0.5]), np.array([0, 1])).tolist() == [[1, 0], [1, 0]]
    assert confusion(np.array([np.nextafter(0.5, 1)]), np.array([1])).tolist() == [[0, 0], [0, 1]]


def test_confidence_is_the_accuracy_that_well_calibrated_estimates_have():
    y_hat, y = data(0, m=200_000)
    assert confidence(y_hat) == pytest.approx(accuracy(y_hat, y), abs=0.01)
    assert confidence(1 - y_hat) == pytest.approx(confidence(y_hat))
    assert confidence([0.5, 0.5]) == 0.5


def test_true_and_false_are_labels_too():
    assert confusion(np.array([0.9, 0.2]), np.array([True, False])).tolist() == [[1, 0], [0, 1]]


@seeds
def test_accuracy_is_that_of_scikit_learn(seed):
    y_hat, y = data(seed)
    assert accuracy(y_hat, y) == pytest.approx(accuracy_score(y, y_hat > 0.5), rel=1e-15)


def test_accuracy_of_all_right_is_1_and_of_all_wrong_0():
    y_hat = np.array([0.9, 0.2, 0.7])
    assert (accuracy(y_hat, np.array([1, 0, 1])), accuracy(y_hat, np.array([0, 1, 0]))) == (1, 0)


@seeds
@pytest.mark.parametrize("bins", [1, 2, 5, 10, 40])
def test_calibration_is_that_of_scikit_learn(seed, bins):
    y_hat, y = data(seed)
    came, said = calibration_curve(y, y_hat, n_bins=bins)
    ours = calibration(y_hat, y, bins)
    some = ours.count > 0
    np.testing.assert_allclose(ours.came[some], came, rtol=1e-13)
    np.testing.assert_allclose(ours.said[some], said, rtol=1e-13)


@seeds
def test_every_estimate_is_in_one_bin_and_within_its_edges(seed):
    y_hat, y = data(seed)
    ours = calibration(y_hat, y, 5)
    assert ours.count.tolist() == np.histogram(y_hat, 5, (0, 1))[0].tolist()
    assert (np.abs(ours.said - [0.1, 0.3, 0.5, 0.7, 0.9]) <= 0.1).all()


def test_0_is_in_the_first_bin_and_1_in_the_last_and_an_edge_in_the_bin_above_it():
    ours = calibration(np.array([0.0, 0.5, 1.0]), np.array([0, 1, 1]), bins=2)
    assert (ours.count.tolist(), ours.said.tolist(), ours.came.tolist()) == ([1, 2], [0, 0.75], [0, 1])


def test_an_empty_bin_holds_nan_without_a_warning():
    with np.errstate(divide="raise"):
        ours = calibration(np.array([0.05, 0.95]), np.array([0, 1]), bins=5)
    assert ours.count.tolist() == [1, 0, 0, 0, 1]
    assert np.isnan(ours.said[1:4]).all()
    assert np.isnan(ours.came[1:4]).all()
    assert ours.came[[0, 4]].tolist() == [0, 1]
