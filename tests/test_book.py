"""Every worked number of the lecture and of its textbook, as printed there."""

import numpy as np
import pytest

from logreg import (
    FEATURES,
    LECTURE,
    State,
    bits,
    cross_entropy,
    error,
    features,
    gradient,
    likelihood,
    log_likelihood,
    odds,
    score,
    sigmoid,
    step,
    surprisal,
    trace,
)

X = np.array([3, 2, 1, 3, 0, 4.19])  # x6 rounded, as in the book
W, B = np.array([2.5, -5.0, -1.2, 0.5, 2.0, 0.7]), 0.1


def test_the_lectures_review_has_exactly_the_books_features():
    assert features(LECTURE.review).x.tolist() == [3, 2, 1, 3, 0, np.log(66)]


def test_the_lectures_review_has_66_words_and_marks():
    assert len(features(LECTURE.review).tokens) == 66


def test_the_lectures_review_opens_with_the_lectures_words():
    opening = "It's hokey. There are virtually no surprises, and the plot is second-rate, so why was it so enjoyable?"
    assert LECTURE.review.startswith(opening)
    assert LECTURE.y == 1


def test_the_words_behind_the_books_counts():
    found = features(LECTURE.review).found
    assert {feature.name: [token.text for token in made] for feature, made in zip(FEATURES, found) if made} == {
        "x1": ["enjoyable", "great", "nice"],
        "x2": ["hokey", "second-rate"],
        "x3": ["no"],
        "x4": ["my", "I", "you"],
    }


def test_ln_66_is_4_19():
    assert round(features(LECTURE.review).x[5], 2) == 4.19


def test_the_first_screen_has_the_books_parameters():
    assert (State().w, State().b) == (tuple(W), B)


def test_the_score_is_0_833():
    assert score(X, W, B) == pytest.approx(0.833, abs=1e-12)


def test_the_sigmoid_of_0_833_is_0_6970_and_the_rest_0_3030():
    assert sigmoid(0.833).round(4) == 0.6970
    assert sigmoid(-0.833).round(4) == 0.3030


def test_the_loss_is_0_361_if_y_is_1_and_1_194_if_y_is_0():
    assert cross_entropy(0.833, 1).round(3) == 0.361
    assert cross_entropy(0.833, 0).round(3) == 1.194


def test_the_other_digits_come_from_rounding_y_hat_first():
    assert surprisal(0.30).round(3) == 1.204
    assert surprisal(0.70).round(2) == 0.36
    assert cross_entropy(0.833, 0).round(2) == 1.19


def test_the_first_screen_says_0_70_0_36_1_19_and_1_20():
    t = trace(State())
    assert [round(value, 2) for value in (t.z, t.y_hat, t.loss_1, t.loss_0)] == [0.83, 0.70, 0.36, 1.19]
    assert [round(value, 2) for value in (t.rounded_1, t.rounded_0)] == [0.36, 1.20]


def test_the_bigger_loss_is_the_wrong_labels():
    assert cross_entropy(0.833, 0) > 3 * cross_entropy(0.833, 1)


def test_bernoulli_for_y_1_is_y_hat_and_for_y_0_the_rest():
    y_hat = sigmoid(0.833)
    for y in (0, 1):
        assert likelihood(0.833, y) == pytest.approx(y_hat**y * (1 - y_hat) ** (1 - y), rel=1e-15)
    assert likelihood(0.833, 1) == y_hat


def test_the_log_of_bernoulli_is_a_sum_of_which_one_half_is_0():
    y_hat = sigmoid(0.833)
    for y in (0, 1):
        both = y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat)
        assert log_likelihood(0.833, y) == pytest.approx(both, rel=1e-15)


def test_an_undecided_model_pays_ln_2_for_either_label():
    assert cross_entropy(0.0, 0) == cross_entropy(0.0, 1) == np.log(2)
    assert error(0.0, 1) == -error(0.0, 0) == -0.5


def test_the_step_of_stochastic_gradient_descent():
    x, w, b = np.array([3.0, 2.0]), np.zeros(2), 0.0
    assert sigmoid(score(x, w, b)) == 0.5
    dw, db = gradient(x, 1, w, b)
    assert (dw.tolist(), db) == ([-1.5, -1.0], -0.5)
    w, b = step(w, b, dw, db, eta=0.1)
    np.testing.assert_allclose([*w, b], [0.15, 0.10, 0.05], rtol=1e-15)


def test_one_more_positive_word_multiplies_the_odds_by_12_2():
    assert odds(2.5).round(1) == 12.2


def test_a_coin_flip_costs_0_693_nats_or_one_bit():
    assert surprisal(0.5).round(3) == 0.693
    assert bits(surprisal(0.5)) == 1
