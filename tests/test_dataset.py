"""dataset.py and what a trace says of all training reviews."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.special import expit

from logreg import EXAMPLES, LECTURE, State, default_lexicon, features, trace
from logreg.dataset import example_reviews, with_review

STATES = [
    State(),
    State(y=0),
    State(review="Dull!", y=0),
    State(on=(True, False) * 3),
    State(w=(1.0, -1.0, 0.2, 0.1, 0.0, 0.0)),
]


def test_the_examples_are_read_as_any_review():
    data = example_reviews(default_lexicon())
    assert data.titles == tuple(example.title for example in EXAMPLES)
    assert data.y.tolist() == [example.y for example in EXAMPLES]
    for x, example in zip(data.X, EXAMPLES):
        assert x.tolist() == features(example.review).x.tolist()


def test_the_review_on_the_desk_comes_first_with_the_readers_label():
    data = with_review(example_reviews(default_lexicon()), "Dull!", features("Dull!"), 1)
    assert (data.titles[0], data.y[0], len(data.y)) == ("Your own text", 1, len(EXAMPLES) + 1)
    assert data.X[0].tolist() == features("Dull!").x.tolist()


def test_an_example_on_the_desk_is_there_once():
    data = with_review(example_reviews(default_lexicon()), EXAMPLES[3].review, features(EXAMPLES[3].review), 1)
    assert len(data.y) == len(EXAMPLES)
    assert (data.titles[0], data.y[0]) == (EXAMPLES[3].title, 1)
    assert sorted(data.titles) == sorted(example.title for example in EXAMPLES)


@pytest.mark.parametrize("state", STATES)
def test_the_numbers_of_all_reviews_are_those_of_each_alone(state):
    many, reviews = trace(state).training, {"Your own text": state.review} | {e.title: e.review for e in EXAMPLES}
    for i, title in enumerate(many.data.titles):
        alone = trace(replace(state, review=reviews[title], y=int(many.data.y[i])))
        assert many.z[i] == pytest.approx(alone.z)
        assert (many.y_hat[i], many.p[i], many.losses[i]) == (
            pytest.approx(alone.y_hat), pytest.approx(alone.p), pytest.approx(alone.loss),
        )  # fmt: skip
        assert many.right[i] == (alone.decision == alone.state.y)
    assert many.products[-1] == pytest.approx(exp(many.log_sums[-1]))
    assert many.log_sums[-1] == pytest.approx(sum(map(log, many.p)))
    assert many.cost == pytest.approx(-many.log_sums[-1] / len(many.p))


@pytest.mark.parametrize("state", STATES)
def test_the_slope_of_the_cost_in_b_meets_its_central_difference(state):
    def cost(b):
        return trace(replace(state, b=b)).training.cost

    assert trace(state).training.db == pytest.approx((cost(state.b + 1e-5) - cost(state.b - 1e-5)) / 2e-5, rel=1e-6)


@pytest.mark.parametrize("state", STATES)
def test_the_best_bias_is_the_one_that_scipy_finds(state):
    many = trace(state).training
    z, y = many.z - state.b, many.data.y
    judge = minimize_scalar(
        lambda b: -np.log(expit(np.where(y, z + b, -z - b))).sum(), bounds=(-30, 30), method="bounded"
    )
    assert many.best_b == pytest.approx(judge.x, abs=1e-4)


@pytest.mark.parametrize("state", STATES)
def test_the_log_keeps_the_maximum_where_it_is(state):
    many, grid = trace(state).training, np.linspace(-20, 20, 4001)
    assert np.argmax(many.relative_likelihood(grid)) == np.argmax(many.log_likelihood(grid))
    assert grid[np.argmax(many.log_likelihood(grid))] == pytest.approx(many.best_b, abs=0.0051)
    assert many.relative_likelihood(np.array(many.best_b)) == 1


def test_the_reader_who_moves_a_word_moves_it_in_every_review():
    data = trace(State(lists=(("terrible", 0),))).training.data
    bad = list(data.titles).index(EXAMPLES[1].title)
    assert data.X[bad, 1] == features(EXAMPLES[1].review).x[1] - 1


def test_the_lectures_review_alone_is_what_the_lecture_says():
    assert trace(State()).training.p[0] == pytest.approx(0.697, abs=5e-4)
    assert LECTURE.title == trace(State()).training.data.titles[0]
