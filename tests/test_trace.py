"""trace.py: every number on the screen against plain arithmetic."""

from dataclasses import replace
from fractions import Fraction
from math import exp, log, ulp

import numpy as np
import pytest
from later import later

from logreg import EXAMPLES, Lexicon, State, features, trace
from logreg.reader.trace import traced
from logreg.reader.written import written

STATES = [later(State, review=e.review, y=e.y) for e in EXAMPLES] + [
    later(State, review=""),
    later(State, on=(True, False, True, False, True, False), y=0, digits=4),
    later(State, on=(False,) * 6),
    later(State, w=(-10.0, 10.0, 3.3, -7.7, 0.1, -4.0), b=-6.5),
    later(State, w=(0.0,) * 6, b=0.0),
]


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
    assert (t.z, t.y_hat, t.y_hat_0, t.loss_0) == (b, 1, 0, b)


@pytest.mark.parametrize("z", [700.0, 745.0, 746.0, 1e4, 1e300])
@pytest.mark.parametrize("y", [0, 1])
def test_no_loss_error_or_slope_is_0_however_sure_the_estimate_is(z, y):
    t = trace(State(b=z if y else -z, w=(0.0,) * 6, y=y))
    least = ulp(0.0)
    exact = max(exp(-z), least)
    assert t.loss == pytest.approx(exact, rel=1e-12)
    assert (t.log_p, t.logs[1 - y]) == (-t.loss, -t.loss)
    assert t.error == pytest.approx(-exact if y else exact, rel=1e-12)
    assert t.db == t.error
    assert [slope != 0 for slope in t.dw] == [x != 0 for x in t.x]
    assert t.bits > 0
    assert t.training.losses.min() > 0


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


def test_a_trace_does_not_change():
    with pytest.raises(AttributeError):
        trace(State()).z = 1.0


def test_a_trace_remembers_the_choices_it_follows_from():
    state = replace(State(), digits=4)
    assert trace(state).state is state


@pytest.mark.parametrize("state", STATES)
def test_the_factors_and_the_logs_make_the_probability_of_the_gold_label(state):
    t = trace(state)
    assert t.factors == ((t.y_hat, 1) if state.y else (1, t.y_hat_0))
    assert t.factors[0] * t.factors[1] == t.p
    assert t.logs == (pytest.approx(-t.loss_1), pytest.approx(-t.loss_0))
    assert t.log_terms == ((t.logs[0], 0) if state.y else (0, t.logs[1]))
    assert sum(t.log_terms) == t.log_p == -t.loss
    assert (t.bits, t.coin) == (pytest.approx(t.loss / log(2)), pytest.approx(log(2)))


@pytest.mark.parametrize("state", STATES)
def test_the_gradient_meets_its_central_difference(state):
    t, h = trace(state), 1e-6

    def loss(j, step):
        if j == 6:
            return trace(replace(state, b=state.b + step)).loss
        return trace(replace(state, w=(*state.w[:j], state.w[j] + step, *state.w[j + 1 :]))).loss

    for j, slope in enumerate([*t.dw, t.db]):
        assert slope == pytest.approx((loss(j, h) - loss(j, -h)) / (2 * h), abs=1e-8, rel=1e-6)


@pytest.mark.parametrize("state", STATES)
def test_in_any_order_a_term_adds_the_same_to_z_and_all_together_lead_to_y_hat(state):
    one, other = trace(state), trace(replace(state, order=(6, 3, 1, 5, 0, 2, 4)))
    assert one.added_z.tolist() == other.added_z.tolist()
    assert 0.5 + one.added_p.sum() == pytest.approx(one.y_hat)
    assert 0.5 + other.added_p.sum() == pytest.approx(one.y_hat)


def test_in_another_order_a_term_adds_another_amount_to_the_probability():
    one, other = trace(State()), trace(State(order=(6, 5, 4, 3, 2, 1, 0)))
    assert one.added_p[0] == pytest.approx(1 / (1 + exp(-7.5)) - 0.5)
    assert other.added_p[6] == pytest.approx(1 / (1 + exp(-0.1)) - 0.5)
    assert abs(one.added_p - other.added_p).max() > 0.1


def test_the_reviewer_who_says_that_it_is_terrible_is_read_anew():
    t = trace(State())
    assert t.begging.state.review.startswith(t.state.review)
    assert (t.begging.state.y, t.state.y) == (0, 1)
    assert (t.begging.x - t.x)[:5].tolist() == [0, 1, 0, 2, 0]
    assert t.begging.x[5] == pytest.approx(log(66 + 17))
    assert (t.begging.decision, t.decision) == (0, 1)
    assert t.begging.loss < 0.1 < t.loss_0


def test_a_guess_is_measured_against_the_truth():
    t = trace(State(guess_y_hat=0.6, guess_loss=2.0))
    assert (t.off_y_hat, t.off_loss) == (pytest.approx(0.6 - t.y_hat), pytest.approx(2 - t.loss_0))
    assert trace(State()).off_y_hat is trace(State()).off_loss is None


def test_what_a_term_adds_to_the_probability_reads_0_only_where_it_adds_nothing():
    far = trace(State(w=(30.0, 1.0, -1.2, 0.5, 2.0, 0.7), b=3.0))
    assert far.added_p[1] == pytest.approx(1 / (1 + exp(-92)) - 1 / (1 + exp(-90)), abs=1e-16)
    assert [added == 0 for added in far.added_p] == [term == 0 for term in far.added_z]
    furthest = trace(State(w=(-1e6, -5.0, -1.2, 0.5, 2.0, 0.7)))
    assert [np.sign(added) for added in furthest.added_p] == [np.sign(term) for term in furthest.added_z]
