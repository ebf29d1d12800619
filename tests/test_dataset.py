"""dataset.py and what a trace says of all training reviews."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from later import later
from scipy.optimize import minimize_scalar
from scipy.special import expit
from sklearn.preprocessing import StandardScaler

from logreg import EXAMPLES, LECTURE, State, default_lexicon, features, trace
from logreg.lexicon import DATA
from logreg.reviews.dataset import Scale, example_reviews, imdb, reviews, with_review

STATES = [
    later(State),
    later(State, y=0),
    later(State, review="Dull!", y=0),
    later(State, on=(True, False) * 3),
    later(State, w=(1.0, -1.0, 0.2, 0.1, 0.0, 0.0)),
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


# the other data sets


def test_the_forty_reviews_are_read_as_any_review_and_their_titles_are_their_texts():
    data, lexicon = reviews(default_lexicon()), default_lexicon()
    lines = (DATA / "reviews.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert [f"{y}\t{title}" for y, title in zip(data.y, data.titles)] == lines
    assert data.X.tolist() == [features(title, lexicon).x.tolist() for title in data.titles]
    assert (data.X.shape, data.y.tolist().count(1)) == ((40, 6), 20)


def test_a_lexicon_with_a_moved_word_reads_the_forty_reviews_its_own_way():
    lexicon = default_lexicon()
    moved = reviews(lexicon.moved(("worst", 0))).X
    which = [i for i, title in enumerate(reviews(lexicon).titles) if "worst" in title.lower()]
    assert which
    assert np.flatnonzero((moved != reviews(lexicon).X).any(axis=1)).tolist() == which
    assert (moved[which, 1] == reviews(lexicon).X[which, 1] - 1).all()


@pytest.mark.parametrize(("part", "positive", "negative"), [("train", 500, 500), ("test", 152, 148)])
def test_the_imdb_counts_are_those_of_the_file_and_x6_is_the_logarithm_of_the_tokens(part, positive, negative):
    data = imdb(part)
    lines = (DATA / "imdb.csv").read_text(encoding="utf-8").splitlines()[2:]
    counts = [list(map(int, line.split(",")[1:])) for line in lines if line.startswith(part)]
    assert data.X[:, :5].tolist() == [row[:5] for row in counts]
    assert data.X[:, 5] == pytest.approx([log(row[5]) for row in counts], rel=1e-15)
    assert data.y.tolist() == [row[6] for row in counts]
    assert (data.y.tolist().count(1), data.y.tolist().count(0)) == (positive, negative)
    assert data.titles == tuple(f"IMDb {i + 1}" for i in range(positive + negative))


def test_another_part_is_refused():
    with pytest.raises(ValueError, match="part must be train or test, got dev"):
        imdb("dev")


KEPT = {
    "examples": lambda: example_reviews(default_lexicon()),
    "reviews": lambda: reviews(default_lexicon()),
    "train": lambda: imdb("train"),
    "test": lambda: imdb("test"),
}
of_each = pytest.mark.parametrize("kept", KEPT.values(), ids=KEPT)


@of_each
def test_a_data_set_is_made_once_and_nobody_can_write_to_it(kept):
    data = kept()
    assert data is kept()
    with pytest.raises(ValueError, match="read-only"):
        data.X[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        data.y[0] = 1


@of_each
def test_a_data_set_has_six_finite_features_and_a_label_0_or_1_for_each_title(kept):
    data = kept()
    assert data.X.shape == (len(data.y), 6) == (len(data.titles), 6)
    assert np.isfinite(data.X).all()
    assert (data.X.dtype, data.y.dtype, {*data.y.tolist()}) == (float, int, {0, 1})


# the scale of the features


@of_each
def test_scaled_features_are_those_of_scikit_learn(kept):
    X = kept().X
    judge = StandardScaler().fit(X)
    scale = Scale.of(X)
    assert scale.mean == pytest.approx(judge.mean_, abs=1e-12)
    assert scale.spread == pytest.approx(judge.scale_, abs=1e-12)
    assert scale.scaled(X) == pytest.approx(judge.transform(X), abs=1e-12)


@of_each
@pytest.mark.parametrize("k", [None, 1, 5])
def test_raw_weights_give_the_same_score_as_the_scaled_ones_and_back(kept, k):
    X, draw = kept().X, np.random.default_rng(7)
    scale, (w, b) = Scale.of(X), (draw.normal(size=6 if k is None else (k, 6)), draw.normal(size=k))
    z = scale.scaled(X) @ w.T + b
    raw_w, raw_b = scale.raw(w, b)
    assert (raw_w.shape, np.shape(raw_b)) == (w.shape, np.shape(b))
    assert X @ raw_w.T + raw_b == pytest.approx(z, abs=1e-12)
    for there, back in zip((w, b), scale.to_scaled(raw_w, raw_b)):
        assert back == pytest.approx(there, abs=1e-12)
    w2, b2 = scale.to_scaled(w, b)
    assert scale.scaled(X) @ w2.T + b2 == pytest.approx(X @ w.T + b, abs=1e-12)


@pytest.mark.parametrize("value", [0.0, 2.0, 0.1, 1e6 / 3, -1e-200])
def test_a_constant_feature_has_spread_1_and_is_scaled_to_0(value):
    X = np.column_stack([np.arange(7.0), np.full(7, value)])
    scale = Scale.of(X)
    assert scale.spread[1] == 1
    assert scale.scaled(X)[:, 1].tolist() == [0] * 7


def test_a_single_observation_has_spread_1_in_every_feature():
    assert Scale.of(np.array([[3.0, 2.0]])).spread.tolist() == [1, 1]


def test_features_too_small_to_have_a_variance_are_scaled_to_finite_numbers():
    X = np.array([[1e-200], [3e-200]])
    assert np.isfinite(Scale.of(X).scaled(X)).all()
