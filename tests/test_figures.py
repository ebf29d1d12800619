"""figures/: what is drawn, read back from the figures, and the colours it is drawn in."""

import re
import tomllib
from functools import cache
from itertools import pairwise
from math import exp, log1p
from pathlib import Path

import numpy as np
import pytest
from later import later, made, module

from logreg import EXAMPLES, State, trace
from logreg.figures import marks, theme
from logreg.figures.axes import apart
from logreg.figures.marks import (
    CONTENT,
    Axis,
    Bar,
    Curve,
    Frame,
    Line,
    Mark,
    Point,
    Ring,
    Tag,
    Upright,
    draw,
    hidden,
    reach,
)
from logreg.reader.written import estimate, written
from logreg.web import assets

CHARTS = {name: module(f"figures.{name}") for name in ("score", "sigmoid", "loss")}
score, sigmoid, loss = CHARTS.values()
STATES = {
    **{example.title: later(State, review=example.review) for example in EXAMPLES},
    "y = 0": later(State, digits=4, y=0),
    "no text": later(State, review=""),
    "b = 10": later(State, on=(False,) * 6, b=10.0),
    "b = −10": later(State, on=(False,) * 6, b=-10.0),
    "every other": later(
        State, on=(True, False, True, False, True, False), w=(-10.0, 3.0, 10.0, -2.5, 0.0, 1.0), b=6.0
    ),
    "b = −1e300": later(State, b=-1e300),
    "even": later(State, w=(0.0,) * 6, b=0.0),
}
TRACES = {name: later(trace, state) for name, state in STATES.items()}
FIRST = next(iter(TRACES.values()))
each_trace = pytest.mark.parametrize("t", TRACES.values(), ids=TRACES)
each_scheme = pytest.mark.parametrize("scheme", theme.SCHEMES)
each_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


@cache
def drawn(chart, t, scheme="light"):
    return draw(chart, t, scheme)


def traces(figure) -> dict:
    return {line.name: line for line in figure.data}


def shapes(figure) -> dict:
    return {shape.name: shape for shape in figure.layout.shapes}


def tags(figure) -> dict[str, str]:
    return {note.name: note.text for note in figure.layout.annotations if note.name}


def on_axis(figure, values) -> list[float]:
    """Where numbers of the x axis are drawn: at its end, if they lie beyond it."""
    return [float(value) for value in np.clip(values, *figure.layout.xaxis.range)]


def words(figure) -> str:
    """Everything that the paper says: the titles of its axes and its notes."""
    layout = figure.layout
    notes = [note.text for note in layout.annotations if note.name in (None, CONTENT)]
    return " | ".join([layout.xaxis.title.text or "", layout.yaxis.title.text or "", *notes])


# score


@each_trace
def test_every_bar_begins_where_the_last_one_ended(t):
    bars = [shapes(drawn(score, t))[f"bar{row}"] for row in range(7)]
    assert [(bar.x0, bar.x1) for bar in bars] == list(pairwise(on_axis(drawn(score, t), t.sums)))


@each_trace
def test_the_ends_of_the_bars_are_the_partial_sums_of_the_terms(t):
    ends = [shapes(drawn(score, t))[f"bar{row}"].x1 for row in range(7)]
    terms = [w * x for w, x in zip(t.state.w, t.x)]
    np.testing.assert_allclose(ends, on_axis(drawn(score, t), np.cumsum([*terms, t.state.b])), atol=1e-12)


@each_trace
def test_the_last_bar_goes_from_0_to_z(t):
    bar = shapes(drawn(score, t))["bar7"]
    assert [bar.x0, bar.x1] == on_axis(drawn(score, t), [0, t.z])


@each_trace
def test_the_links_hand_each_partial_sum_to_the_next_row(t):
    for row, total in enumerate(on_axis(drawn(score, t), t.sums[1:])):
        link = shapes(drawn(score, t))[f"link{row}"]
        assert link.x0 == link.x1 == total
        assert link.y0 < row + 0.5 < link.y1


@each_trace
def test_every_row_carries_its_number(t):
    digits = t.state.digits
    terms = [written(term, digits, sign=True) if on else "off" for term, on in zip(t.terms, t.state.on)]
    expected = [*terms, written(t.state.b, digits, sign=True), written(t.z, digits)]
    assert [tags(drawn(score, t))[f"number{row}"] for row in range(8)] == expected


@each_scheme
def test_a_bar_has_the_hue_of_its_sign(scheme):
    t = trace(State(on=(True, True, True, True, True, False)))
    bars = shapes(drawn(score, t, scheme))
    hues = {name: theme.colour(name, scheme) for name in ("positive", "negative", "zero")}
    assert [bars[f"bar{row}"].fillcolor for row in (0, 1, 2, 5)] == [
        hues[n] for n in ["positive", "negative", "negative", "zero"]
    ]


def test_the_rows_are_named_from_top_to_bottom():
    axis = drawn(score, FIRST()).layout.yaxis
    assert list(axis.ticktext) == ["w1·x1", "w2·x2", "w3·x3", "w4·x4", "w5·x5", "w6·x6", "b", "z"]
    assert axis.range[0] > 7 > 0 > axis.range[1]


# sigmoid


@each_trace
def test_the_point_stands_at_z_and_y_hat(t):
    point = traces(drawn(sigmoid, t))["point"]
    assert (point.x[0], point.y[0], point.mode) == (t.z, t.y_hat, "markers")


@pytest.mark.parametrize("half", [10, 50, 1000])
def test_the_curve_is_the_sigmoid_and_smooth_where_it_bends(half):
    curve = traces(sigmoid.paper(half, "light"))["sigmoid"]
    np.testing.assert_allclose(
        curve.y, [1 / (1 + exp(-min(max(z, -700), 700))) for z in curve.x], rtol=1e-5, atol=1e-30
    )
    assert (curve.x[0], curve.x[-1]) == (-half, half)
    assert max(b - a for a, b in pairwise(curve.x) if abs(a) <= 10 > abs(b)) <= 0.2


def test_the_decision_is_a_dotted_line_at_one_half_all_along():
    line = traces(sigmoid.paper(20, "light"))["decision"]
    assert (list(line.x), list(line.y), line.line.dash) == ([-20, 20], [0.5, 0.5], "dot")


@each_trace
def test_the_point_can_be_read_on_both_axes(t):
    figure = drawn(sigmoid, t)
    across, up = shapes(figure)["y-line"], shapes(figure)["z-line"]
    assert [across.x0, up.x0, up.x1] == on_axis(figure, [t.z, t.z, t.z])
    assert (across.y0, across.y1) == (t.y_hat, t.y_hat)
    assert across.x1 == figure.layout.xaxis.range[1]
    assert (up.y0, up.y1) == figure.layout.yaxis.range
    assert tags(figure)["y-tag"] == estimate(t.z, t.state.digits)
    assert written(t.z, t.state.digits) in tags(figure)["z-tag"]


@each_trace
def test_the_point_has_the_hue_of_the_decision(t):
    hue = "positive" if t.z > 0 else "negative"
    assert traces(drawn(sigmoid, t))["point"].marker.color == theme.colour(hue, "light")


# loss


@each_trace
def test_the_two_points_stand_at_z_and_both_losses(t):
    points = traces(drawn(loss, t))
    assert (points["point1"].x[0], points["point1"].y[0]) == (t.z, t.loss_1)
    assert (points["point0"].x[0], points["point0"].y[0]) == (t.z, t.loss_0)


@each_trace
def test_both_losses_are_printed_beside_their_points_with_an_arrow_where_they_lie_above_the_chart(t):
    said, top = tags(drawn(loss, t)), loss.y_axis(reach(t)).end
    for tag, value in (("tag1", t.loss_1), ("tag0", t.loss_0)):
        assert said[tag] == written(value, t.state.digits) + (" ↑" if value > top else "")


@each_scheme
def test_the_loss_for_y_1_is_solid_and_for_y_0_dashed(scheme):
    curves = traces(loss.paper(10, scheme))
    one, zero = curves["−ln ŷ"], curves["−ln(1−ŷ)"]
    assert (one.line.dash, zero.line.dash) == ("solid", "dash")
    assert (one.line.color, zero.line.color) == (theme.colour("positive", scheme), theme.colour("negative", scheme))


@pytest.mark.parametrize("half", [10, 50, 1000])
def test_the_curves_are_both_losses_over_z(half):
    curves = traces(loss.paper(half, "light"))
    for name, sign in (("−ln ŷ", -1), ("−ln(1−ŷ)", 1)):
        expected = [max(sign * z, 0) + log1p(exp(-abs(z))) for z in map(float, curves[name].x)]
        np.testing.assert_allclose(curves[name].y, expected, rtol=1e-5, atol=1e-30)


def test_each_curve_is_named_where_it_stands():
    assert {"−ln ŷ", "−ln(1−ŷ)"} <= {note.text for note in drawn(loss, FIRST()).layout.annotations}


# all three


@pytest.mark.parametrize(
    ("chart", "said"),
    [(score, ["log-odds"]), (sigmoid, ["log-odds", "probability"]), (loss, ["log-odds", "nats"])],
    ids=CHARTS,
)
def test_the_paper_says_in_which_units_it_speaks(chart, said):
    assert [unit for unit in said if unit not in words(drawn(chart, FIRST()))] == []


@each_trace
def test_the_three_charts_stand_over_one_axis(t):
    axes = {tuple(drawn(chart, t).layout.xaxis.range) for chart in CHARTS.values()}
    assert axes == {(-reach(t), reach(t))}
    margins = {(drawn(c, t).layout.margin.l, drawn(c, t).layout.margin.r) for c in CHARTS.values()}
    assert len(margins) == 1


@each_trace
@each_chart
def test_on_each_chart_a_line_joins_z_to_the_next(chart, t):
    line = shapes(drawn(chart, t))["z-line"]
    assert [line.x0, line.x1] == on_axis(drawn(chart, t), [t.z, t.z])


@each_chart
def test_a_chart_shows_no_colour_that_is_not_the_themes(chart):
    for column, scheme in enumerate(theme.SCHEMES):
        used = set(re.findall(r"#[0-9a-f]{6}\b", drawn(chart, FIRST(), scheme).to_json()))
        assert used
        assert used <= {pair[column] for pair in theme.COLOURS.values()}


@each_trace
def test_the_charts_in_words_carry_their_numbers(t):
    digits = t.state.digits
    z = written(t.z, digits)
    assert f"together z = {z}." in score.describe(t)
    for row in range(7):
        assert tags(drawn(score, t))[f"number{row}"] in score.describe(t)
    assert f"z = {z} " in sigmoid.describe(t)
    assert f"ŷ = {estimate(t.z, digits)}, {'above' if t.z > 0 else 'not above'} 0.5" in sigmoid.describe(t)
    assert f"z = {z} " in loss.describe(t)
    assert f"{written(t.loss_1, digits)} nats if y = 1 and {written(t.loss_0, digits)} nats if y = 0" in loss.describe(
        t
    )


@pytest.mark.parametrize(
    ("b", "half"),
    [(0.0, 10), (9.99, 10), (10.0, 10), (-10.1, 20), (20.0, 20), (20.1, 50), (-99.0, 100), (101.0, 200), (7e5, 10**6)],
)
def test_the_axis_reaches_to_the_first_of_10_20_50_100_that_holds_every_sum(b, half):
    assert reach(trace(State(on=(False,) * 6, b=b))) == half


def test_the_axis_holds_partial_sums_and_not_z_alone():
    t = trace(State(review="great great", w=(20.0, 0.0, 0.0, 0.0, 0.0, 0.0), b=-39.0))
    assert (round(t.z), reach(t)) == (1, 50)


def test_beyond_a_million_the_axis_goes_no_further():
    assert reach(trace(State(b=1e300))) == reach(trace(State(b=-1e7))) == 10**6


# places on the page


def expected_share(value: float, start: float, end: float) -> float:
    """Where a value lies between two ends, as a percentage, by interpolation that stops at both ends."""
    return float(np.interp(value, [min(start, end), max(start, end)], [0, 100] if start < end else [100, 0]))


def coordinates(mark) -> list[float]:
    """Every number that says where a mark lies."""
    corners = [getattr(mark, name) for name in ("x0", "y0", "x1", "y1") if hasattr(mark, name)]
    return [*corners, *sum(getattr(mark, "points", ()), ())]


def number(percentage: str) -> float:
    assert percentage.endswith("%")
    return float(percentage[:-1])


@each_trace
@each_chart
def test_every_mark_lies_on_the_page_where_it_lies_on_the_paper(chart, t):
    for half in (10, reach(t)):
        x_ends, y_ends = (-half, half), tuple(chart.y_axis(half))
        for mark in chart.marks(t, half):
            got = mark.element(Axis(*x_ends), Axis(*y_ends))
            x0, x1 = (expected_share(x, *x_ends) for x in (mark.x0, getattr(mark, "x1", mark.x0)))
            y0, y1 = (100 - expected_share(y, *y_ends) for y in (mark.y0, getattr(mark, "y1", mark.y0)))
            corner = {"x": min(x0, x1), "y": min(y0, y1), "width": abs(x1 - x0), "height": abs(y1 - y0)}
            places = {"x1": x0, "y1": y0, "x2": x1, "y2": y1, "cx": x0, "cy": y0}
            if got["tag"] == "text":
                corner = {"x": x0, "y": y0}
            for attribute in got.keys() - {"tag", "class", "text"}:
                expected = (places | corner)[attribute]
                assert number(got[attribute]) == pytest.approx(expected, rel=6e-4, abs=1e-9)


@each_chart
def test_a_mark_is_the_same_element_wherever_it_lies(chart):
    kinds = {}
    for t in map(made, TRACES.values()):
        for mark in chart.marks(t, 10):
            element = mark.element(Axis(-10, 10), chart.y_axis(10))
            kinds.setdefault(mark.name, set()).add((element["tag"], *sorted(element.keys())))
    assert [name for name, seen in kinds.items() if len(seen) > 1] == []


@each_chart
def test_the_same_marks_stand_on_every_chart_of_a_kind(chart):
    assert len({tuple(mark.name for mark in chart.marks(t, 10)) for t in map(made, TRACES.values())}) == 1


def test_a_bar_has_its_corner_above_and_left_whichever_way_it_grows():
    axes = Axis(-10, 10), Axis(0, 4)
    for bar in (Bar("bar", -5, 1, 5, 2, "positive"), Bar("bar", 5, 2, -5, 1, "positive")):
        assert bar.element(*axes) == {
            "tag": "rect", "x": "25%", "y": "50%", "width": "50%", "height": "25%", "class": "bar positive",
        }  # fmt: skip


def test_a_point_beyond_the_axis_lies_at_its_end_and_says_so():
    axes = Axis(-10, 10), Axis(0, 5)
    inside, right, above = (Point("p", *at, hue="zero").element(*axes) for at in ((10, 5), (11, 1), (0, 6)))
    assert (inside["cx"], inside["cy"], inside["class"]) == ("100%", "0%", "point zero")
    assert (right["cx"], right["class"]) == ("100%", "point zero beyond")
    assert (above["cy"], above["class"]) == ("0%", "point zero beyond")


def test_an_axis_may_run_downwards():
    assert Axis(8, -1).share(8) == 0
    assert Axis(8, -1).share(-1) == 1
    assert not Axis(8, -1).beyond(3)
    assert Axis(8, -1).beyond(9)


class Star(Mark):
    """A kind of mark that does not say how it looks."""


def test_a_kind_of_mark_that_does_not_say_how_it_looks_is_named():
    with pytest.raises(NotImplementedError, match="Star does not say how it looks on the page"):
        Star().svg(Axis(0, 1), Axis(0, 1))
    with pytest.raises(NotImplementedError, match="Star does not say how it looks on paper"):
        Star().plotly(Axis(0, 1), Axis(0, 1), "light")


@pytest.mark.parametrize(
    "mark",
    [
        *(kind("m", 3, 1, 5, 2, "zero") for kind in (Bar, Frame, Line, Upright)),
        *(kind("m", 3, 1, "zero") for kind in (Point, Ring)),
        Tag("m", 3, 1, "word", "left", "zero"),
        Curve("m", ((3, 1), (5, 2)), "zero"),
    ],
    ids=lambda mark: mark.kind,
)
def test_a_hidden_mark_is_the_same_element_and_tells_nothing(mark):
    axes = Axis(0, 10), Axis(0, 4)
    seen, unseen = mark.element(*axes), hidden(mark).element(*axes)
    assert type(hidden(mark)) is type(mark)
    assert list(seen) == list(unseen)
    assert (seen["tag"], unseen["class"].removesuffix(" beyond")) == (unseen["tag"], seen["class"])
    elsewhere = {"x0": 9, "y0": 3, "x1": 8, "y1": 0, "text": "another", "points": ((9, 3), (8, 0))}
    other = mark._replace(**{field: value for field, value in elsewhere.items() if field in mark._fields})
    assert other != mark
    assert hidden(other) == hidden(mark)
    assert unseen.get("text", "") == unseen.get("d", "") == ""


def test_marks_and_charts_share_one_z_axis():
    assert marks.z_axis(50) == (-50, 50)
    assert {chart.x_axis(50) for chart in CHARTS.values()} == {(-50, 50)}


# what else moves


def test_a_frame_lies_where_a_bar_lies():
    axes = Axis(-10, 10), Axis(0, 4)
    bar, frame = (kind("m", 5, 2, -5, 1).element(*axes) for kind in (Bar, Frame))
    assert (bar.pop("class"), frame.pop("class")) == ("bar ink", "frame ink")
    assert bar == frame


def test_a_ring_lies_where_its_point_lies_and_goes_with_it():
    axes = Axis(-10, 10), Axis(0, 4)
    for x in (3, 11):
        point, ring = (kind("m", x, 1).element(*axes) for kind in (Point, Ring))
        assert ring.pop("class") == point.pop("class").replace("point", "ring")
        assert ring == point


def test_a_dashed_line_says_so():
    axes = Axis(-10, 10), Axis(0, 4)
    assert Line("m", 0, 0, 1, 1, "edge", dashed=True).element(*axes)["class"] == "line edge dash"
    figure = marks.on_paper(score.paper(10, "light"), [Line("m", 0, 0, 1, 1, "edge", dashed=True)], "light")
    assert shapes(figure)["m"].line.dash == "dash"


def test_a_curve_is_a_path_in_thousandths_of_the_paper():
    curve = Curve("m", hue="zero", points=((-10, 0), (0, 2), (10, 4)))
    place = curve.element(Axis(-10, 10), Axis(0, 4))
    assert place == {"tag": "path", "d": "M0 1000L500 500L1000 0", "class": "curve zero"}


def test_a_curve_is_cut_where_it_leaves_the_paper_and_goes_on_where_it_comes_back():
    curve = Curve("m", points=((-20, 0), (0, 2), (4, 6), (8, 2), (9, 2)))
    d = curve.element(Axis(-10, 10), Axis(0, 4))["d"]
    assert d == "M0 750L500 500L600 0M800 0L900 500L950 500"


@pytest.mark.parametrize(
    "points", [(), ((20, 1), (30, 2)), ((-5, 9), (5, 9)), ((-20, 3), (-9, 30)), ((1, 1e300), (2, 1e300))]
)
def test_a_curve_off_the_paper_is_no_path(points):
    assert Curve("m", points=points).element(Axis(-10, 10), Axis(0, 4))["d"] == ""


@pytest.mark.parametrize("big", [1e6, 1e150, 1e300])
def test_a_curve_that_comes_from_far_off_still_enters_the_paper_where_it_should(big):
    curve = Curve("m", points=((-big, big), (0, 0), (big, big)))
    assert curve.element(Axis(-10, 10), Axis(0, 4))["d"] == "M300 0L500 1000L700 0"


def test_on_the_figure_a_curve_keeps_its_points_and_a_gap_where_it_is_off_the_paper():
    curve = Curve("m", points=((-20, 0.0), (0, 0.1), (4, 2.1), (6, 0.9), (7, 0.3)))
    figure = marks.on_paper(sigmoid.paper(10, "light"), [curve], "light")
    xs, ys = traces(figure)["m"].x, traces(figure)["m"].y
    assert [x for x in xs if x in (0, 6, 7)] == [0, 6, 7]
    assert list(ys).count(None) == 1
    drawn_ys = [y for y in ys if y is not None]
    assert max(drawn_ys) == pytest.approx(1.04)
    assert xs[0] == -10


def test_tags_keep_their_distance_and_stay_on_the_axis():
    axis = Axis(0, 5)
    for heights in ([0.4, 1.2], [0.7, 0.7], [9.0, 9.0, 9.0], [-1.0, 0.0, 5.0], [5.0, 4.9, 0.1]):
        placed = sorted(apart(heights, 0.5, axis))
        assert all(b - a >= 0.5 - 1e-12 for a, b in pairwise(placed))
        assert 0 <= placed[0] <= placed[-1] <= 5
    assert apart([0.4, 1.2], 0.5, axis) == [0.4, 1.2]


def test_a_value_off_an_axis_is_pointed_at():
    assert [Axis(0, 5).pointer(value) for value in (-1, 0, 5, 6)] == [" ←", "", "", " →"]
    assert Axis(0, 5).pointer(6, "↓↑") == " ↑"


# colours


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(part * c for part, c in zip((0.2126, 0.7152, 0.0722), linear))

    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_contrast_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


TEXT = ["ink", "quiet", "zero", "positive-text", "negative-text", "primary"]
WASHES = ["positive-wash", "negative-wash", "wash"]
ON = [(text, paper) for text in TEXT for paper in ("background", "surface")]


@each_scheme
@pytest.mark.parametrize(("text", "paper"), [*ON, *(("ink", wash) for wash in WASHES)])
def test_text_can_be_read(text, paper, scheme):
    assert contrast(theme.colour(text, scheme), theme.colour(paper, scheme)) >= 4.5


@each_scheme
@pytest.mark.parametrize("paper", ["background", "surface"])  # the stage's, and a card's
@pytest.mark.parametrize("mark", ["ink", "positive", "negative", "zero", "edge", "primary"])
def test_marks_can_be_told_from_what_they_stand_on(mark, paper, scheme):
    assert contrast(theme.colour(mark, scheme), theme.colour(paper, scheme)) >= 3


def test_the_two_hues_of_sign_and_class_are_those_of_the_design():
    assert (theme.colour("positive", "light"), theme.colour("negative", "light")) == ("#0072b2", "#d55e00")


def hued(css):
    """The selectors of each rule of a style sheet that uses one of the two hues, and the hues that it uses."""
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        if hues := set(re.findall(r"var\(--(positive|negative)", body)):
            yield from ((selector.strip(), hues) for selector in re.split(r",(?![^(]*\))", selectors))


@pytest.mark.parametrize(
    ("name", "least"),
    [
        *(("browser/desk.css", 5), ("export/paper.html", 5), ("browser/formula.css", 1)),
        *((name, -1) for name in assets.FILES if name.startswith("views/") and name.endswith(".css")),
    ],
)
def test_blue_is_towards_1_and_vermilion_towards_0_and_nothing_else_on_the_page_is_either(name, least):
    says = {
        "positive": re.compile("positive|lives1|livesone|first-child"),
        "negative": re.compile("negative|lives0|liveszero|last-child"),
    }
    rules = list(hued((assets.HERE / name).read_text(encoding="utf-8")))
    assert len(rules) > least
    for selector, hues in rules:
        (hue,) = hues
        assert says[hue].search(selector), selector


def test_every_kind_of_mark_and_every_side_of_a_tag_has_a_style_on_the_page():
    css = (assets.HERE / "browser" / "desk.css").read_text(encoding="utf-8")
    kinds = [
        one.kind for one in vars(marks).values() if isinstance(one, type) and issubclass(one, Mark) and one != Mark
    ]
    assert {"bar", "tag"} < {*kinds}
    assert [kind for kind in kinds if f".{kind} {{" not in css] == []
    assert [side for side in marks.SIDES if f".tag.{side} {{" not in css] == []


def test_every_colour_is_a_css_variable_for_light_and_dark():
    for name, (light, dark) in theme.COLOURS.items():
        assert f"--{name}: light-dark({light}, {dark});" in theme.css()


@each_scheme
def test_streamlits_own_colours_are_the_themes(scheme):
    file = Path(__file__).parents[1] / ".streamlit/config.toml"
    config = tomllib.loads(file.read_text(encoding="utf-8"))["theme"][scheme]
    same = {"primaryColor": "primary", "backgroundColor": "background", "textColor": "ink"}
    same["secondaryBackgroundColor"] = "surface"
    assert {key: config[key] for key in same} == {key: theme.colour(name, scheme) for key, name in same.items()}
