"""The charts of the lecture: what is drawn, read back and compared with the trace and with plain math."""

import json
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import exp, isfinite, log, log1p

import numpy as np
import pytest
from later import later, made, module
from test_figures import EXAMPLES, coordinates, number, shapes, tags, traces, words

from logreg import State, trace
from logreg.figures import theme
from logreg.figures.marks import HALVES, b_axis, draw, reach, z_axis
from logreg.reader.written import error_written, estimate, probability, written

NAMES = ("estimates", "cost", "likelihoods", "bernoulli", "likelihood", "products", "maximum", "mirror", "slope")
NAMES += ("surprise", "ruler", "worlds", "losses")
CHARTS = {name: module(f"web.views.lecture.charts.{name}") for name in NAMES}
estimates, cost, likelihoods, bernoulli, likelihood, products, maximum, mirror, slope, *others = CHARTS.values()
surprise, ruler, worlds, losses = others
STATES = {
    "the lecture’s": later(State),
    "y = 0": later(State, y=0, digits=4),
    "own text": later(State, review="good film"),
    "no text": later(State, review=""),
    "long": later(State, review=EXAMPLES[4].review),
    "all off": later(State, on=(False,) * 6),
    "even": later(State, w=(0.0,) * 6, b=0.0),
    "b = 14": later(State, b=14.0),
    "b = −37": later(State, b=-37.0, y=0),
    "a million": later(State, b=2e6),
    "b = −1e300": later(State, b=-1e300, digits=4),
    "b = 1e300": later(State, b=1e300),
    "w = 1e300": later(State, w=(1e300,) * 6),
    "w = ±1e300": later(State, w=(-1e300, 1e300, -1e300, 1e300, -1e300, -1e300), y=0),
    "steep": later(State, w=(-10.0, -5.0, -1.2, 0.5, 2.0, 0.7), b=9.0),
}
TRACES = {name: later(trace, state) for name, state in STATES.items()}
IMMODEST = ("a million", "b = −1e300", "b = 1e300", "w = 1e300", "w = ±1e300")  # no plain math reaches so far
MODEST = {name: t for name, t in TRACES.items() if name not in IMMODEST}
each_trace = pytest.mark.parametrize("t", TRACES.values(), ids=TRACES)
each_modest_trace = pytest.mark.parametrize("t", MODEST.values(), ids=MODEST)
each_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


@cache
def drawn(chart, t, scheme="light"):
    return draw(chart, t, scheme)


def marks(chart, t) -> dict:
    return {mark.name: mark for mark in chart.marks(t, reach(t))}


def spot(mark) -> tuple:
    return mark.x0, mark.y0


def loss_of(z, y) -> float:
    """−ln σ(±z) by plain math."""
    margin = z if y else -z
    return max(-margin, 0.0) + log1p(exp(-abs(margin)))


def costs_of(t, b) -> float:
    """The mean loss of all reviews with another bias, by plain math."""
    at_0 = t.training.data.X @ t.w
    return sum(loss_of(z + b, y) for z, y in zip(at_0, t.training.data.y)) / len(at_0)


def points(mark) -> tuple[np.ndarray, np.ndarray]:
    xs, ys = np.array(mark.points).T
    return xs, ys


# what holds for every chart


@each_chart
def test_the_marks_are_the_same_in_every_state(chart):
    assert len({tuple(mark.name for mark in chart.marks(t, reach(t))) for t in map(made, TRACES.values())}) == 1


@each_chart
def test_no_two_marks_share_a_name(chart):
    names = [mark.name for mark in chart.marks(TRACES["the lecture’s"](), 10)]
    assert len(names) == len(set(names)) > 2


@each_chart
def test_a_mark_is_the_same_element_wherever_it_lies(chart):
    kinds = {}
    for t in map(made, TRACES.values()):
        for mark in chart.marks(t, reach(t)):
            place = mark.element(chart.x_axis(reach(t)), chart.y_axis(reach(t)))
            kinds.setdefault(mark.name, set()).add((place["tag"], *place))
    assert [name for name, seen in kinds.items() if len(seen) > 1] == []


@each_trace
@each_chart
def test_every_number_of_a_mark_is_finite_and_every_place_on_the_page_within_the_paper(chart, t):
    for half in (reach(t), 10):
        for mark in chart.marks(t, half):
            assert all(map(isfinite, coordinates(mark)))
            place = mark.element(chart.x_axis(half), chart.y_axis(half))
            shares = [number(value) for key, value in place.items() if key not in ("tag", "text", "class", "d")]
            assert all(0 <= share <= 100 for share in shares)
            assert all(0 <= float(n) <= 1000 for n in re.findall(r"[\d.]+", place.get("d", "")))
            assert not re.search(r"nan|inf|e", place.get("d", ""))
            assert "nan" not in place.get("text", "")
            assert "inf" not in place.get("text", "")


@each_trace
@each_chart
def test_the_whole_figure_holds_every_mark_and_no_number_that_is_none(chart, t):
    figure = drawn(chart, t)
    assert {mark.name for mark in chart.marks(t, reach(t))} <= {*traces(figure), *shapes(figure), *tags(figure)}
    assert not re.search(r"NaN|Infinity", figure.to_json())
    x, y = chart.x_axis(reach(t)), chart.y_axis(reach(t))
    assert (tuple(figure.layout.xaxis.range), tuple(figure.layout.yaxis.range)) == (tuple(x), tuple(y))
    for note in figure.layout.annotations:
        if note.name:
            assert min(x) <= note.x <= max(x)
            assert min(y) <= note.y <= max(y)


@each_chart
@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_the_paper_is_the_same_whatever_the_review_and_as_wide_as_it_says(chart, scheme):
    for half in HALVES:
        figure = chart.paper(half, scheme)
        json.loads(figure.to_json())
        assert tuple(figure.layout.xaxis.range) == tuple(chart.x_axis(half))
        assert tuple(figure.layout.yaxis.range) == tuple(chart.y_axis(half))


@each_chart
def test_a_chart_shows_no_colour_that_is_not_the_themes(chart):
    for column, scheme in enumerate(theme.SCHEMES):
        used = set(re.findall(r"#[0-9a-f]{6}\b", drawn(chart, TRACES["the lecture’s"](), scheme).to_json()))
        assert used
        assert used <= {pair[column] for pair in theme.COLOURS.values()}


UNITS = {
    "estimates": "ŷ, probability", "cost": "mean loss, nats", "likelihoods": "probability",
    "bernoulli": "probability", "likelihood": "probability", "products": "nats", "maximum": "log-odds",
    "mirror": "nats", "slope": "log-odds", "surprise": "ŷ, probability", "ruler": "bits", "worlds": "nats",
    "losses": "nats",
}  # fmt: skip


@each_chart
def test_the_paper_says_in_which_units_it_speaks(chart):
    assert UNITS[chart.__name__.rpartition(".")[2]] in words(chart.paper(10, "light"))


@each_trace
@each_chart
def test_a_chart_in_words_is_one_short_text_without_a_number_that_is_none(chart, t):
    said = chart.describe(t)
    assert said.endswith(".")
    assert 40 < len(said) < 800
    assert not re.search(r"\bnan\b|\binf\b|None", said)


# rows: estimates, likelihoods, losses


@each_trace
def test_each_bar_of_estimates_leads_from_the_point_at_y_hat_to_y(t):
    found, many = marks(estimates, t), t.training
    for row, (title, y, z, y_hat) in enumerate(zip(many.data.titles, many.data.y, many.z, many.y_hat)):
        bar, point = found[f"bar{row}"], found[f"point{row}"]
        assert (bar.x0, bar.x1, point.x0) == (y_hat, y, y_hat)
        assert bar.y0 < point.y0 < bar.y1
        assert {bar.hue, point.hue} == {"positive" if y else "negative"}
        assert found[f"title{row}"].text == f"{title} · y = {y}"
        assert found[f"number{row}"].text == estimate(z, t.state.digits)
        assert f"{title}, y = {y}, ŷ = {estimate(z, t.state.digits)}" in estimates.describe(t)


@each_trace
def test_each_bar_of_likelihoods_is_as_long_as_its_probability_and_the_product_stands_below(t):
    found, many = marks(likelihoods, t), t.training
    rows = [*zip(range(8), many.data.titles, many.p), ("-total", "product of all", many.products[-1])]
    for row, title, p in rows:
        assert (found[f"bar{row}"].x0, found[f"bar{row}"].x1) == (0, p)
        assert found[f"title{row}"].text.startswith(title)
    for row, z in enumerate(np.where(many.data.y, many.z, -many.z)):
        assert found[f"number{row}"].text == estimate(z, t.state.digits)
    assert found["number-total"].text == probability(many.products[-1], t.state.digits)
    assert found["bar-total"].y0 > found[f"bar{len(many.p) - 1}"].y1
    assert many.products[-1] == pytest.approx(exp(sum(many.log_p.tolist())), rel=1e-9)
    assert f"Product of all: {probability(many.products[-1], t.state.digits)}." in likelihoods.describe(t)


@each_trace
def test_each_bar_of_losses_is_as_long_as_its_loss_and_their_mean_stands_below(t):
    found, many, end = marks(losses, t), t.training, 2 * reach(t)
    rows = [*zip(range(8), many.data.titles, many.losses), ("-total", "mean of all", sum(many.losses) / len(many.z))]
    for row, title, loss in rows:
        assert found[f"bar{row}"].x0 == 0
        assert found[f"bar{row}"].x1 == pytest.approx(loss, rel=1e-12)
        assert found[f"title{row}"].text.startswith(title)
        text = written(loss, t.state.digits)
        assert found[f"number{row}"].text == text + (" →" if loss > end else "")
        assert text in losses.describe(t)


@each_trace
def test_a_wrong_decision_is_dark_and_called_wrong_and_its_bar_crosses_the_coin_flip(t):
    found = marks(losses, t)
    coin = found["coin"]
    assert coin.x0 == coin.x1 == pytest.approx(log(2))
    assert coin.dashed
    assert found["coin-tag"].text == "coin flip"
    for row, right in enumerate(t.training.right):
        bar, title = found[f"bar{row}"], found[f"title{row}"].text
        assert (bar.hue, title.rpartition(" · ")[2]) == (("zero", "right") if right else ("ink", "wrong"))
        assert bar.x1 <= coin.x0 if right else bar.x1 >= coin.x0


@pytest.mark.parametrize("chart", [estimates, likelihoods, losses])
def test_with_seven_reviews_the_eighth_row_is_empty(chart):
    found = marks(chart, TRACES["the lecture’s"]())
    assert (found["title7"].text, found["number7"].text) == ("", "")
    assert found["bar7"].x0 == found["bar7"].x1 == 0
    if chart is estimates:
        point = found["point7"].element(chart.x_axis(10), chart.y_axis(10))
        assert point["class"].endswith(" beyond")
    assert marks(chart, TRACES["own text"]())["title7"].text


@pytest.mark.parametrize("chart", [estimates, likelihoods, losses])
@each_trace
def test_the_review_on_the_desk_stands_first(chart, t):
    assert marks(chart, t)["title0"].text.startswith(t.training.data.titles[0])


# cost and maximum: over the bias


@each_modest_trace
def test_the_curve_of_cost_is_the_mean_loss_over_the_bias(t):
    half = reach(t)
    xs, ys = points(marks(cost, t)["curve"])
    assert (xs[0], xs[-1]) == b_axis(half) == (-2 * half, 2 * half)
    assert np.all(np.diff(xs) > 0)
    np.testing.assert_allclose(ys, [costs_of(t, b) for b in xs], rtol=1e-9)


@each_trace
def test_the_points_of_cost_are_where_b_is_and_where_the_mean_loss_is_smallest(t):
    found, many = marks(cost, t), t.training
    assert spot(found["point"]) == (t.state.b, many.cost)
    assert spot(found["least"])[0] == found["best"].x0 == found["best"].x1 == many.best_b
    assert found["least"].y0 <= min(ys := points(found["curve"])[1]) + 1e-9 * abs(ys).max()
    assert written(many.cost, t.state.digits) in found["tag"].text
    assert written(found["least"].y0, t.state.digits) in found["least-tag"].text
    assert f"b = {written(many.best_b, t.state.digits)}" in found["best-tag"].text


@each_modest_trace
def test_the_tangent_of_cost_touches_the_curve_and_is_as_steep(t):
    (x0, x1), (y0, y1) = points(marks(cost, t)["tangent"])
    b, h = t.state.b, 1e-5
    assert (x0 + x1) / 2 == pytest.approx(b)
    assert (y0 + y1) / 2 == pytest.approx(costs_of(t, b))
    # the central difference of the mean loss, to which the core's gradient is not a party
    assert (y1 - y0) / (x1 - x0) == pytest.approx((costs_of(t, b + h) - costs_of(t, b - h)) / (2 * h), abs=1e-6)


@each_modest_trace
def test_cost_in_words_has_its_numbers(t):
    digits, many = t.state.digits, t.training
    b, mean, best, least = (written(n, digits) for n in (t.state.b, many.cost, many.best_b, costs_of(t, many.best_b)))
    slope = written(many.db, digits, sign=True)
    assert cost.describe(t) == (
        f"At b = {b} the mean loss is {mean} nats, with slope {slope}; it is smallest, {least}, at b = {best}."
    )


@each_modest_trace
def test_the_two_curves_of_maximum_are_the_likelihood_and_its_log(t):
    found, half, m = marks(maximum, t), reach(t), len(t.training.z)
    most = -m * costs_of(t, t.training.best_b)
    (xs, shares), (same, logs) = points(found["shares"]), points(found["logs"])
    expected = np.array([-m * costs_of(t, b) for b in xs]) - most
    np.testing.assert_array_equal(xs, same)
    np.testing.assert_allclose(shares, np.exp(expected), rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(logs, -0.25 + expected / half, rtol=1e-6, atol=1e-9)


@each_modest_trace
def test_the_log_keeps_the_maximum_where_it_is_and_a_line_leads_through_both(t):
    found, best = marks(maximum, t), t.training.best_b
    for name in ("shares", "logs"):
        xs, ys = points(found[name])
        assert np.all(np.diff(ys[xs <= best]) >= 0)
        assert np.all(np.diff(ys[xs >= best]) <= 0)
        if b_axis(reach(t)).start <= best <= b_axis(reach(t)).end:
            assert ys[list(xs).index(best)] == max(ys) == pytest.approx({"shares": 1, "logs": -0.25}[name])
    line = found["best"]
    assert line.dashed
    assert (line.x0, line.x1) == (best, best)
    assert (line.y0, line.y1) == maximum.y_axis()


@each_trace
def test_maximum_says_what_both_are_at_the_present_bias(t):
    found, digits, many = marks(maximum, t), t.state.digits, t.training
    assert spot(found["share"])[0] == spot(found["log"])[0] == t.state.b
    assert found["share"].y0 == many.relative_likelihood(np.array(t.state.b))
    assert probability(found["share"].y0, digits) in found["share-tag"].text
    assert written(many.log_sums[-1], digits) in found["log-tag"].text
    assert written(many.log_likelihood(np.array(many.best_b)), digits) in found["most-tag"].text
    for value in (many.best_b, t.state.b, many.log_sums[-1]):
        assert written(value, digits) in maximum.describe(t)


# products


@each_trace
def test_the_bars_of_products_are_the_products_and_the_sums_so_far(t):
    found, many, reach_of_sums = marks(products, t), t.training, 5 * reach(t)
    for row, (product, total) in enumerate(zip(many.products, many.log_sums)):
        bar, sum_bar = found[f"product{row}"], found[f"sum{row}"]
        assert (bar.x0, bar.x1, sum_bar.x1) == (0, product, 4.4)
        assert sum_bar.x0 == pytest.approx(4.4 - min(-total / reach_of_sums, 1))
        assert found[f"k{row}"].text == f"k = {row + 1}"
        assert found[f"product-tag{row}"].text == probability(product, t.state.digits)
        beyond = " ←" if -total > reach_of_sums else ""
        assert found[f"sum-tag{row}"].text == written(total, t.state.digits) + beyond
        numbers = f"{probability(product, t.state.digits)} and {written(total, t.state.digits)}"
        assert f"k = {row + 1}, {numbers}" in products.describe(t)
    for row in range(len(many.p), 8):
        assert found[f"k{row}"].text == found[f"product-tag{row}"].text == found[f"sum-tag{row}"].text == ""
        assert found[f"product{row}"].x1 == 0
        assert found[f"sum{row}"].x0 == found[f"sum{row}"].x1 == 4.4


@pytest.mark.parametrize("half", [10, 50, 10**6])
def test_both_halves_of_products_have_their_heading_and_their_scale(half):
    figure = products.paper(half, "light")
    assert [note.text for note in figure.layout.annotations if note.text] == ["product", "sum of ln, nats"]
    assert list(figure.layout.xaxis.tickvals) == [0, 1, 3.4, 4.4]
    assert list(figure.layout.xaxis.ticktext) == ["0", "1", written(-5 * half, 0), "0"]


# bernoulli and likelihood: one review, two outcomes


@each_trace
def test_the_two_outcomes_share_one_bar_and_the_gold_labels_part_is_framed(t):
    found, y = marks(bernoulli, t), t.state.y
    one, zero, frame = found["part1"], found["part0"], found["gold"]
    assert (one.x0, one.x1, zero.x0, zero.x1) == (0, t.y_hat, t.y_hat, 1)
    assert (one.hue, zero.hue) == ("positive", "negative")
    part = one if y else zero
    assert (frame.kind, frame.x0, frame.x1, frame.y0, frame.y1) == ("frame", part.x0, part.x1, part.y0, part.y1)
    assert found["gold-tag"].x0 == found[f"tag{y}"].x0
    said = [
        f"y = 1: ŷ = {estimate(t.z, t.state.digits)}",
        f"y = 0: 1 − ŷ = {estimate(-t.z, t.state.digits)}",
    ]
    assert [found[name].text for name in ("tag1", "tag0")] == [re.sub("= (?=[<>])", "", text) for text in said]
    assert all(found[name].text in bernoulli.describe(t) for name in ("tag1", "tag0"))
    assert f"The gold label is y = {y}." in bernoulli.describe(t)


@pytest.mark.parametrize("half", [10, 1000])
def test_the_curves_of_likelihood_are_sigma_of_z_and_of_minus_z(half):
    curves = traces(likelihood.paper(half, "light"))
    for name, sign, dash in (("p(y = 1 | x)", 1, "solid"), ("p(y = 0 | x)", -1, "dash")):
        zs = [float(z) for z in curves[name].x]
        expected = [exp(-loss_of(sign * z, 1)) for z in zs]
        np.testing.assert_allclose(curves[name].y, expected, rtol=1e-4, atol=1e-30)
        assert (curves[name].line.dash, zs[0], zs[-1]) == (dash, -half, half)


@each_trace
def test_the_points_of_likelihood_are_both_probabilities_at_z_and_the_gold_one_has_a_ring(t):
    found, digits = marks(likelihood, t), t.state.digits
    assert spot(found["point1"]) == (t.z, t.y_hat)
    assert spot(found["point0"]) == (t.z, t.y_hat_0)
    assert spot(found["gold"]) == spot(found[f"point{t.state.y}"])
    assert found["z-line"].x0 == t.z
    for name, z in (("tag1", t.z), ("tag0", -t.z)):
        assert found[name].text == estimate(z, digits)
        assert f"= {estimate(z, digits)}" in likelihood.describe(t)
    assert abs(found["tag1"].y0 - found["tag0"].y0) > 0.08


# mirror, slope, surprise: the loss over p, z and ŷ


def test_the_curves_of_mirror_are_log_p_and_its_negative():
    curves = traces(mirror.paper(10, "light"))
    p, loss, log_p = np.array(curves["−ln p"].x), np.array(curves["−ln p"].y), np.array(curves["ln p"].y)
    np.testing.assert_allclose(loss, [-log(one) for one in p], rtol=1e-9, atol=1e-12)
    np.testing.assert_array_equal(log_p, -loss)
    np.testing.assert_array_equal(curves["ln p"].x, p)
    assert max(b - a for a, b in pairwise(p)) < 0.03
    assert loss.max() > mirror.y_axis().end
    assert mirror.y_axis().start == -mirror.y_axis().end


@each_trace
def test_the_points_of_mirror_are_log_p_and_the_loss_at_p(t):
    found, digits = marks(mirror, t), t.state.digits
    assert spot(found["log-point"]) == (t.p, t.log_p)
    assert spot(found["loss-point"]) == (t.p, t.loss)
    assert t.log_p == -t.loss
    assert found["loss-tag"].text == written(t.loss, digits) + (" ↑" if t.loss > 5 else "")
    assert found["log-tag"].text == written(t.log_p, digits) + (" ↓" if t.log_p < -5 else "")
    assert found["loss-tag"].y0 - found["log-tag"].y0 > 0.7
    assert f"p = {estimate(t.margin, digits)}: ln p is {written(t.log_p, digits)} nats" in mirror.describe(t)
    assert f"the loss, is {written(t.loss, digits)} nats" in mirror.describe(t)


@each_modest_trace
def test_the_tangent_of_slope_touches_the_gold_labels_loss_and_is_as_steep(t):
    found, z, y, h = marks(slope, t), t.z, t.state.y, 1e-5
    (x0, x1), (y0, y1) = points(found["tangent"])
    assert (x0 + x1) / 2 == pytest.approx(z)
    assert (y0 + y1) / 2 == pytest.approx(loss_of(z, y), abs=1e-9)
    assert (y1 - y0) / (x1 - x0) == pytest.approx((loss_of(z + h, y) - loss_of(z - h, y)) / (2 * h), abs=1e-5)


@each_trace
def test_slope_says_how_steep_it_is(t):
    found, digits = marks(slope, t), t.state.digits
    assert spot(found["point"]) == (t.z, t.loss)
    assert found["point"].hue == ("positive" if t.state.y else "negative")
    assert found["slope"].text == f"slope ŷ − y = {error_written(t.z, t.state.y, digits, sign=True)}"
    assert found["tag"].text == written(t.loss, digits) + (" ↑" if t.loss > 1.05 * reach(t) else "")
    assert f"ŷ − y = {error_written(t.z, t.state.y, digits)}." in slope.describe(t)
    assert slope.x_axis(reach(t)) == z_axis(reach(t))


@pytest.mark.parametrize("chart", [surprise, worlds])
def test_the_curves_of_surprise_are_both_losses_over_y_hat(chart):
    curves = traces(chart.paper(10, "light"))
    for name, y, dash, hue in (("−ln ŷ", 1, "solid", "positive"), ("−ln(1−ŷ)", 0, "dash", "negative")):
        curve = curves[name]
        inside = [(p, loss) for p, loss in zip(curve.x, curve.y) if 1e-3 < p < 1 - 1e-3]
        assert len(inside) > 100
        for p, loss in inside:
            assert loss == pytest.approx(-log(p if y else 1 - p), rel=1e-9)
        assert max(curve.y) > chart.y_axis().end
        assert (curve.line.dash, curve.line.color) == (dash, theme.colour(hue, "light"))


@each_trace
def test_the_points_of_surprise_are_both_losses_at_y_hat_and_neither_is_marked(t):
    found, digits = marks(surprise, t), t.state.digits
    assert spot(found["point1"]) == (t.y_hat, t.loss_1)
    assert spot(found["point0"]) == (t.y_hat, t.loss_0)
    assert not [mark for mark in found.values() if mark.kind == "ring"]
    for y, loss in ((1, t.loss_1), (0, t.loss_0)):
        assert found[f"tag{y}"].text == f"y = {y}: {written(loss, digits)}" + (" ↑" if loss > 5 else "")
        assert f"{written(loss, digits)} nats if y = {y}" in surprise.describe(t)
    assert abs(found["tag1"].y0 - found["tag0"].y0) > 0.3


# ruler


def test_the_ticks_of_the_three_scales_are_one_loss_in_three_ways():
    scales = ruler.scales()
    assert all(place == float(text) for text, place in scales["nats"].items())
    assert all(place == pytest.approx(float(text) * log(2)) for text, place in scales["bits"].items())
    assert all(place == pytest.approx(-log(float(text)), abs=1e-12) for text, place in scales["probability"].items())
    assert list(scales["probability"]) == ["1", "0.5", "0.2", "0.05"]
    assert max(place for ticks in scales.values() for place in ticks.values()) <= ruler.x_axis().end


def test_the_ticks_are_drawn_where_they_belong_and_named():
    figure = ruler.paper(10, "light")
    for name, ticks in ruler.scales().items():
        scale = traces(figure)[name]
        assert [x for x in scale.x[2:] if x is not None] == [place for place in ticks.values() for _ in range(2)]
        below = [note for note in figure.layout.annotations if note.text and note.y == min(filter(None, scale.y[2:]))]
        said = {note.text: note.x for note in below}
        assert said == ticks


@each_trace
def test_the_bars_of_the_ruler_are_as_long_as_the_loss_and_the_dashed_lines_stand_at_a_coin_flip(t):
    found, digits = marks(ruler, t), t.state.digits
    numbers = [written(t.loss_1, digits), written(t.loss_1 / log(2), digits), estimate(t.z, digits)]
    for name, text in zip(("nats", "bits", "probability"), numbers):
        assert (found[f"loss-{name}"].x0, found[f"loss-{name}"].x1, found[f"tag-{name}"].x0) == (0, t.loss_1, t.loss_1)
        assert found[f"coin-{name}"].x0 == found[f"coin-{name}"].x1 == pytest.approx(log(2))
        assert found[f"coin-{name}"].dashed
        assert found[f"tag-{name}"].text == text + (" →" if t.loss_1 > 3 else "")
        assert text in ruler.describe(t)


# worlds


@each_trace
def test_three_worlds_are_the_review_with_either_label_and_the_review_that_says_it(t):
    found, digits = marks(worlds, t), t.state.digits
    other = trace(replace(t.begging.state, y=1))
    assert spot(found["A"]) == (t.y_hat, t.loss_1)
    assert spot(found["B"]) == (t.y_hat, t.loss_0)
    assert spot(found["C"]) == (other.y_hat, other.loss_0)
    assert [found[name].hue for name in "ABC"] == ["positive", "negative", "negative"]
    way = found["way"]
    assert (way.x0, way.y0, way.x1, way.y1) == (*spot(found["B"]), *spot(found["C"]))
    for name, text in (("A", "y = 1: "), ("B", "y = 0: "), ("C", "says y = 0: ")):
        loss = found[name].y0
        assert found[f"{name}-tag"].text == text + written(loss, digits) + (" ↑" if loss > 5 else "")
        assert written(loss, digits) in worlds.describe(t)
    heights = sorted(found[f"{name}-tag"].y0 for name in "ABC")
    assert min(b - a for a, b in pairwise(heights)) > 0.34


def test_in_the_lectures_own_case_the_third_world_is_the_one_that_the_model_gets_right():
    found = marks(worlds, TRACES["the lecture’s"]())
    assert [found[f"{name}-tag"].text for name in "ABC"] == [
        "y = 1: 0.36",
        "y = 0: 1.19",
        "says y = 0: 0.05",
    ]
    assert found["C"].x0 == pytest.approx(0.05, abs=0.01)
