"""trace.py: every number on the screen against plain arithmetic, and how it is written."""

from dataclasses import replace
from fractions import Fraction
from math import exp, log

import numpy as np
import pytest

from logreg import EXAMPLES, Lexicon, State, features, trace
from logreg.trace import probability, traced, written

STATES = [State(review=e.review, y=e.y) for e in EXAMPLES] + [
    State(review=""),
    State(on=(True, False, True, False, True, False), y=0, digits=4),
    State(on=(False,) * 6),
    State(w=(-10.0, 10.0, 3.3, -7.7, 0.1, -4.0), b=-6.5),
    State(w=(0.0,) * 6, b=0.0),
]


def narrow(text: str) -> str:
    """The text as the page writes it: narrow spaces around ×, at which no line breaks."""
    return text.replace(" × ", "\u202f×\u202f")


@pytest.mark.parametrize("state", STATES)
def test_every_number_follows_from_the_ones_before(state):
    t = trace(state)
    x = [value if on else 0.0 for value, on in zip(features(state.review).x, state.on)]
    z = float(sum(Fraction(w) * Fraction(value) for w, value in zip(state.w, x)) + Fraction(state.b))
    y_hat, y_hat_0 = 1 / (1 + exp(-z)), 1 / (1 + exp(z))
    assert t.x.tolist() == x
    assert t.terms.tolist() == [w * value for w, value in zip(state.w, x)]
    assert t.z == pytest.approx(z, abs=1e-13)
    assert (t.y_hat, t.y_hat_0) == (pytest.approx(y_hat), pytest.approx(y_hat_0))
    assert (t.loss_1, t.loss_0) == (pytest.approx(-log(y_hat)), pytest.approx(-log(y_hat_0)))
    assert t.decision == (1 if z > 0 else 0)
    p, loss = (y_hat, t.loss_1) if state.y else (y_hat_0, t.loss_0)
    assert (t.p, t.loss) == (pytest.approx(p), loss)
    assert t.error == pytest.approx(-y_hat_0 if state.y else y_hat)


@pytest.mark.parametrize("state", STATES)
def test_the_partial_sums_lead_from_0_through_every_term_to_z(state):
    t = trace(state)
    assert t.sums.shape == (8,)
    assert t.sums[0] == 0
    np.testing.assert_allclose(np.diff(t.sums), [*t.terms, state.b], atol=1e-13)
    assert t.sums[-1] == pytest.approx(t.z, abs=1e-13)


def test_a_feature_that_is_switched_off_contributes_nothing_and_is_still_found():
    on, off = trace(State()), trace(State(on=(True, False, True, True, True, True)))
    assert (off.x[1], off.terms[1]) == (0, 0)
    assert off.z == pytest.approx(on.z - on.terms[1])
    assert off.extraction.x.tolist() == on.extraction.x.tolist()


def test_with_all_features_off_only_the_bias_speaks():
    assert trace(State(on=(False,) * 6)).z == State().b


def test_a_switched_off_feature_may_have_any_weight():
    assert trace(State(w=(1e300,) * 6, on=(False,) * 6)).z == 0.1


def test_a_score_of_0_is_not_above_one_half():
    t = trace(State(review="", b=0.0))
    assert (t.z, t.y_hat, t.decision) == (0, 0.5, 0)


def test_the_gold_label_changes_the_loss_and_not_the_estimate():
    one, zero = trace(State(y=1)), trace(State(y=0))
    assert (one.z, one.y_hat, one.loss_1, one.loss_0) == (zero.z, zero.y_hat, zero.loss_1, zero.loss_0)
    assert (one.loss, zero.loss) == (one.loss_1, one.loss_0)


def test_traced_is_trace_of_a_review_already_read():
    state = State(b=3.0)
    a, b = trace(state), traced(state, features(state.review))
    assert (a.z, a.loss, a.x.tolist(), a.sums.tolist()) == (b.z, b.loss, b.x.tolist(), b.sums.tolist())


def test_trace_takes_the_readers_own_lexicon():
    assert trace(State(review="film"), Lexicon({"film"}, set())).x[0] == 1


def test_the_loss_of_a_rounded_estimate_is_minus_its_log():
    t = trace(State(digits=4))
    assert (t.rounded_1, t.rounded_0) == (pytest.approx(-log(0.6969)), pytest.approx(-log(0.3031)))


def test_an_estimate_that_rounds_to_0_has_no_rounded_loss_and_its_loss_is_still_exact():
    t = trace(State(on=(False,) * 6, b=-40.0))
    assert t.rounded_1 is None
    assert (t.rounded_0, t.loss_1) == (0, 40)


@pytest.mark.parametrize("b", [1000.0, 1e300])
def test_a_huge_score_is_exact(b):
    t = trace(State(review="", b=b))
    assert (t.z, t.y_hat, t.y_hat_0, t.loss_1, t.loss_0) == (b, 1, 0, 0, b)


@pytest.mark.parametrize("name", ["w2", "b"])
@pytest.mark.parametrize("value", [1.1e300, -1e308, float("inf"), float("nan")])
def test_a_weight_or_bias_beyond_the_largest_is_named(name, value):
    choices = {"w2": {"w": (2.5, value, -1.2, 0.5, 2.0, 0.7)}, "b": {"b": value}}
    with pytest.raises(ValueError, match=rf"^{name} must be between −1e300 and 1e300, got "):
        State(**choices[name])


def test_the_largest_weights_on_the_longest_review_stay_within_the_range_of_floats():
    t = trace(State(review="great " * 5000, w=(1e300,) * 6, b=1e300))
    assert np.isfinite([t.z, t.loss_0, *t.terms, *t.sums, *t.training.losses, t.training.cost, t.training.best_b]).all()


def test_the_sum_shown_is_the_sum_of_the_terms_shown_however_large_they_are():
    # the terms nearly cancel: a dot product in another order would leave another rest
    t = trace(State(w=(1e144 / 3, -1.5e144 / 3, -7.1, 1e143 / 7, 2.0, -3e143 / 7 / np.log(66).item())))
    assert written(t.z, 2) == written(float(t.sums[-1]), 2)


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (0.833, 2, "0.83"), (0.833, 4, "0.8330"), (-1.194, 2, "−1.19"), (-0.001, 2, "0.00"), (0.0, 4, "0.0000"),
        (-0.0, 2, "0.00"), (12345.0, 2, "12345.00"), (99999.999, 2, "1.00 × 10⁵"), (-1e300, 4, "−1.0000 × 10³⁰⁰"),
        (1.7976931348623157e308, 2, "1.80 × 10³⁰⁸"),
    ],
)  # fmt: skip
def test_a_number_is_written_with_its_decimals_and_a_true_minus(number, digits, text):
    assert written(number, digits) == narrow(text)


@pytest.mark.parametrize(
    ("number", "text"), [(7.5, "+7.50"), (-7.5, "−7.50"), (0.0, "0.00"), (0.004, "0.00"), (1e9, "+1.00 × 10⁹")]
)
def test_a_sign_stands_before_what_does_not_read_0(number, text):
    assert written(number, 2, sign=True) == narrow(text)


@pytest.mark.parametrize(
    ("p", "digits", "text"),
    [(0.697, 2, "0.70"), (1.98e-5, 2, "1.98 × 10⁻⁵"), (0.0, 2, "<\u202f10⁻³²³"), (1.0, 2, "1.00"),
     (0.0042, 4, "0.0042"), (5e-324, 2, "4.94 × 10⁻³²⁴"), (0.0049, 2, "0.0049"), (4e-5, 2, "4.00 × 10⁻⁵"),
     (0.0051, 2, "0.01")],
)  # fmt: skip
def test_a_probability_that_would_read_0_is_written_by_its_size(p, digits, text):
    assert probability(p, digits) == narrow(text)


def test_a_trace_does_not_change():
    with pytest.raises(AttributeError):
        trace(State()).z = 1.0


def test_a_trace_remembers_the_choices_it_follows_from():
    state = replace(State(), digits=4)
    assert trace(state).state is state
