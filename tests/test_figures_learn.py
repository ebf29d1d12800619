"""The charts of learning: what is drawn, read back and compared with the run, the core's cost and scikit-learn."""

import json
import re
from functools import cache
from math import inf, isfinite, log10

import numpy as np
import pytest
from later import later, made, module
from sklearn.calibration import calibration_curve
from test_figures import coordinates

from logreg import State, cost, trace
from logreg.figures import theme
from logreg.figures.marks import on_paper
from logreg.reader.run import Run
from logreg.reader.written import chosen, proportion, written
from logreg.reviews.dataset import fixed
from logreg.web.views.learn.charts.surface import NAMES

CHARTS = {name: module(f"web.views.learn.charts.{name}") for name in ("descent", "surface", "weights", "calibration")}
descent, surface, weights, calibration = CHARTS.values()
RNG = np.random.default_rng(6)
OWN = (fixed([f"{i}" for i in range(60)], RNG.normal(2, 1, size=(60, 6)), RNG.integers(0, 2, 60)), "understood.")
DIVIDED = (fixed(["a", "b", "c"], [[3, 0, 0, 1, 0, 2], [2, 0, 1, 0, 0, 3], [0, 2, 0, 0, 1, 2]], [1, 1, 0]), "three.")
STATES = {
    "first": later(State),
    "t = 20": later(State, t=20, digits=4),
    "t = 500": later(State, t=500),
    "IMDb": later(State, data="imdb", t=20),
    "IMDb scaled, t = 500": later(State, data="imdb", scaled=True, eta=2.0, t=500),
    "scaled": later(State, scaled=True, eta=2.0, t=20),
    "scaled, 6b": later(State, scaled=True, eta=2.0, t=20, axes=(5, 6)),
    "6b": later(State, axes=(5, 6), eta=0.3, t=20),
    "b1": later(State, axes=(6, 0), t=500),
    "logarithmic": later(State, logarithmic=True, t=20),
    "logarithmic, the textbook’s": later(State, data="book", logarithmic=True, eta=2.0, t=500),
    "diverging": later(State, eta=50.0, t=20),
    "diverging, logarithmic": later(State, data="imdb", eta=50.0, t=20, logarithmic=True),
    "out of range": later(State, eta=1e9, l2=1e3, t=20),
    "out of range, past its end": later(State, eta=1e9, l2=1e3, t=500),
    "the textbook’s": later(State, data="book", t=1),
    "the textbook’s, scaled": later(State, data="book", scaled=True, t=500),
    "divided": later(State, data="own", own=DIVIDED, t=500),
    "penalty": later(State, l2=0.1, t=20),
    "penalty, IMDb, 6b": later(State, data="imdb", l2=0.1, t=500, axes=(5, 6)),
    "one at a time": later(State, batch=1, seed=2, t=20),
    "eight at a time, scaled": later(State, batch=8, scaled=True, t=500),
    "from the desk": later(State, start="desk", t=1),
    "from a point": later(State, start=(2.5, -3.0), axes=(1, 3), t=20),
    "far away": later(State, start=(1e6, -1e6), t=20),
    "own": later(State, data="own", own=OWN, t=20),
    "features off": later(State, on=(True, False) * 3, t=500),
    "all off": later(State, on=(False,) * 6, t=20),
    "mine": later(State, mine=True, review="A dull, dull film.", y=1, t=20),
    "huge desk": later(State, w=(1e300,) * 6, b=-1e300),
}
RUNS = {name: later(Run.of, state) for name, state in STATES.items()}
PAIRS = [(run, later(trace, state)) for run, state in zip(RUNS.values(), STATES.values())]
each = pytest.mark.parametrize(("run", "t"), PAIRS, ids=STATES)
each_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
each_scheme = pytest.mark.parametrize("scheme", theme.SCHEMES)


@cache
def paper(chart, run, scheme="light"):
    return chart.paper(run, scheme)


def lines(figure) -> dict:
    return {line.name: line for line in figure.data}


def marks(chart, run, t) -> dict:
    return {mark.name: mark for mark in chart.marks(run, t)}


def spot(mark) -> tuple:
    return mark.x0, mark.y0


def step_of(run, t) -> int:
    """The step on the screen: the last one where there are fewer."""
    return min(t.state.t, len(run.path.b) - 1)


def theta(run) -> np.ndarray:
    return np.column_stack([run.path.w, run.path.b])


def height(run, loss: float) -> float:
    """Where a loss stands on the axis of descent: below a millionth of a nat it is drawn as that."""
    loss = max(float(loss), 1e-6)
    return log10(loss) if run.state.logarithmic else loss


def strictly(figure) -> dict:
    """The figure as a browser reads it: a number that is none would be null, or no JSON at all."""

    def never(constant):
        raise AssertionError(f"{constant} is no JSON")

    def walked(one):
        assert one is not None
        for inner in one.values() if isinstance(one, dict) else one if isinstance(one, list) else ():
            walked(inner)

    read = json.loads(figure.to_json(), parse_constant=never)
    walked(read)
    return read


def hides(mark) -> bool:
    """Whether there is nothing to see of the mark."""
    return {*coordinates(mark)} == {inf} and not getattr(mark, "text", "")


def at_optimum(run) -> np.ndarray:
    best = run.optimum
    return np.append(best.w, best.b) if best.exists else theta(run)[-1]


# what holds for every chart


@each
@each_chart
def test_every_chart_in_words_is_a_sentence_with_numbers_and_none_that_is_none(chart, run, t):
    said = chart.describe(run, t)
    assert said.endswith(".")
    assert re.search(r"\d", said)
    assert 40 < len(said) < 800
    assert not re.search(r"\bnan\b|\binf\b|None|[{}]|\.\.", said)


@each
@each_chart
@each_scheme
def test_no_number_of_a_paper_is_none_and_it_is_as_wide_as_it_says(chart, run, t, scheme):
    figure = paper(chart, run, scheme)
    strictly(figure)
    assert tuple(figure.layout.xaxis.range) == tuple(chart.x_axis(run))
    assert tuple(figure.layout.yaxis.range) == tuple(chart.y_axis(run))
    for axis in (chart.x_axis(run), chart.y_axis(run)):
        assert all(map(isfinite, axis))
        assert axis.start != axis.end
    for line in figure.data:
        for values in (line.x, line.y, getattr(line, "z", None)):
            assert values is None or np.isfinite(np.array(values, dtype=float)).all()


@each_chart
def test_a_paper_shows_no_colour_that_is_not_the_themes(chart):
    for column, scheme in enumerate(theme.SCHEMES):
        used = set(re.findall(r"#[0-9a-f]{6}\b", paper(chart, RUNS["t = 20"](), scheme).to_json()))
        assert used
        assert used <= {pair[column] for pair in theme.COLOURS.values()}


@each
@each_chart
def test_every_place_on_the_page_is_within_the_paper(chart, run, t):
    found = chart.marks(run, t)
    assert len({mark.name for mark in found}) == len(found) > 2
    for mark in found:
        assert hides(mark) or all(map(isfinite, coordinates(mark)))
        place = mark.element(chart.x_axis(run), chart.y_axis(run))
        shares = [float(v.rstrip("%")) for k, v in place.items() if k not in ("tag", "text", "class", "d")]
        assert all(0 <= share <= 100 for share in shares)
        assert all(0 <= float(n) <= 1000 for n in re.findall(r"[\d.]+", place.get("d", "")))
        assert not re.search(r"nan|inf|e", place.get("d", ""))
        assert not re.search(r"\bnan\b|\binf\b|None", place.get("text", ""))


@each
@each_chart
def test_a_whole_figure_holds_every_mark(chart, run, t):
    figure = on_paper(chart.paper(run, "light"), chart.marks(run, t), "light")
    named = {one.name for one in (*figure.data, *figure.layout.shapes, *figure.layout.annotations)}
    assert {mark.name for mark in chart.marks(run, t)} <= named


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
@each_chart
def test_the_paper_and_the_names_of_the_marks_do_not_change_with_the_step(chart, state):
    run = Run.of(state)
    names = set()
    for step in (0, 1, 20, 500):
        t = trace(State(**{**vars(state), "t": step}))
        names.add(tuple(mark.name for mark in chart.marks(run, t)))
    assert len(names) == 1


@pytest.mark.parametrize(
    "state",
    [
        later(State, eta=1e9, l2=1e3, logarithmic=True),
        later(State, l2=1.0, eta=100.0),
        later(State, data="imdb", l2=1.0, eta=100.0, scaled=True, logarithmic=True),
        later(State, l2=1000.0, eta=0.01),
    ],
    ids=repr,
)
@each_chart
def test_a_descent_that_runs_to_the_edge_of_the_floats_can_still_be_drawn(chart, state):
    run, t = Run.of(state), trace(state)
    strictly(chart.paper(run, "light"))
    assert not re.search(r"\bnan\b|\binf\b", chart.describe(run, t))
    for mark in chart.marks(run, t):
        mark.element(chart.x_axis(run), chart.y_axis(run))


# descent


@each
def test_the_curves_of_descent_are_the_costs_or_their_decimal_logarithms(run, t):
    drawn = lines(paper(descent, run))
    for name, costs in (("learned from", run.costs), ("held out", run.held_out_costs)):
        if costs is None:
            assert name not in drawn
            continue
        np.testing.assert_array_equal(drawn[name].x, np.arange(run.last + 1))
        np.testing.assert_allclose(drawn[name].y, [height(run, loss) for loss in costs], rtol=1e-12, atol=1e-12)
    assert drawn["learned from"].line.dash != getattr(drawn.get("held out"), "line", {"dash": None})["dash"]


@each
def test_a_line_of_descent_stands_at_the_least_loss_where_there_is_one(run, t):
    drawn = lines(paper(descent, run))
    assert ("least" in drawn) == run.optimum.exists
    if run.optimum.exists:
        best = cost(run.X, run.y, run.optimum.w, run.optimum.b)
        np.testing.assert_allclose(drawn["least"].y, [height(run, best)] * 2, rtol=1e-12)
        assert tuple(drawn["least"].x) == tuple(descent.x_axis(run))


@each
def test_the_points_of_descent_stand_on_its_curves_at_the_step_on_the_screen(run, t):
    found, drawn, now = marks(descent, run, t), lines(paper(descent, run)), step_of(run, t)
    both = [name for name in ("learned from", "held out") if name in drawn]
    for name in both:
        assert spot(found[f"point {name}"]) == (now, pytest.approx(drawn[name].y[now], rel=1e-12))
        loss = (run.costs if name == "learned from" else run.held_out_costs)[now]
        below = " ↓" if run.state.logarithmic and loss < 1e-6 else ""  # it is drawn at the end of the axis
        assert found[f"tag {name}"].text == written(loss, t.state.digits) + below
    assert (found["now"].x0, found["now"].x1) == (now, now)
    assert (found["now"].y0, found["now"].y1) == tuple(descent.y_axis(run))
    assert not any(hides(found[f"{kind} {name}"]) for kind in ("point", "tag") for name in both)
    if "held out" not in both:
        assert hides(found["point held out"])
        assert hides(found["tag held out"])


def others(run):
    """What the reviews are called by which a run is judged, where it does not learn from them."""
    held = run.state.data == "imdb" or (run.state.data == "own" and run.state.own)
    return "held out" if held else "from IMDb"


@each
def test_each_curve_of_descent_has_its_name_beside_its_end(run, t):
    y, drawn = descent.y_axis(run), lines(paper(descent, run))
    notes = {note.text: note for note in paper(descent, run).layout.annotations if note.text != "steps"}
    called = {"learned from": "learned from", "held out": f"{len(run.judge.y):,} {others(run)}"}
    assert set(notes) == {called[name] for name in called if name in drawn}
    for name, note in ((name, notes[called[name]]) for name in called if name in drawn):
        assert (note.x, note.xanchor) == (descent.x_axis(run).end, "left")
        assert abs(note.y - drawn[name].y[-1]) <= 0.18 * (y.end - y.start)
    heights = [note.y for note in notes.values()]
    assert len(heights) == 1 or abs(heights[0] - heights[1]) >= 0.089 * (y.end - y.start)


@each
def test_the_axes_of_descent_hold_all_of_its_curves(run, t):
    x, y = descent.x_axis(run), descent.y_axis(run)
    for line in paper(descent, run).data:
        assert not any(map(x.beyond, line.x))
        assert not any(y.beyond(value) for value in line.y if line.name != "least")
    assert x == (0, max(run.last, 1))


def test_the_logarithmic_axis_names_losses_and_not_their_logarithms():
    for name in ("logarithmic", "logarithmic, the textbook’s", "diverging, logarithmic"):
        axis = paper(descent, RUNS[name]()).layout.yaxis
        for place, text in zip(axis.tickvals, axis.ticktext):
            assert log10(float(text)) == pytest.approx(place, abs=1e-9)
        assert sum(axis.range[0] <= place <= axis.range[1] for place in axis.tickvals) >= 1


@each
def test_descent_in_words_has_the_step_and_its_losses(run, t):
    digits, now = t.state.digits, step_of(run, t)
    said = descent.describe(run, t)
    first, here, last = (written(run.costs[at], digits) for at in (0, now, -1))
    start = f"After {now} of {run.last} steps the mean loss is {here} nats; it began at {first} and ends at {last}."
    assert said.startswith(start)
    assert ("There is no least one." in said) == (not run.optimum.exists)
    if run.optimum.exists:
        best = cost(run.X, run.y, run.optimum.w, run.optimum.b)
        named = "With the penalty’s weights it" if run.state.l2 else "The least possible"
        assert f"{named} is {written(best, digits)}." in said
    if run.held_out is not None:
        held_out = written(run.held_out_costs[now], digits)
        assert said.endswith(f" For {len(run.judge.y):,} reviews {others(run)} it is {held_out}.")


# surface


@each
def test_the_way_on_the_surface_is_the_two_columns_of_the_path(run, t):
    x, y = surface.x_axis(run), surface.y_axis(run)
    ways = [line for line in paper(surface, run).data if line.name == "way"]
    drawn = [point for way in ways for point in zip(way.x, way.y)]
    path = [tuple(point) for point in theta(run)[:, list(run.state.axes)].tolist()]
    inside = [point for point in path if not (x.beyond(point[0]) or y.beyond(point[1]))]
    assert not any(x.beyond(a) or y.beyond(b) for a, b in drawn)
    assert [point for point in dict.fromkeys(drawn) if point in {*inside}] == [*dict.fromkeys(inside)]
    if len(inside) == len(path):
        assert drawn == path
    elif len(path) > 1:
        assert len(ways) >= 1  # also of a step that leads off the paper the beginning is there


@each
def test_the_loss_surface_is_the_cost_with_the_other_parameters_held_where_it_is_least(run, t):
    contour = lines(paper(surface, run))["mean loss"]
    x, y, z = (np.array(values) for values in (contour.x, contour.y, contour.z))
    n = len(x)
    assert z.shape == (len(y), n) == (n, n)
    assert n > 20
    np.testing.assert_array_equal(run.held, at_optimum(run))
    for row, column in ((0, 0), (0, n - 1), (n - 1, 0), (n - 1, n - 1), (n // 2, n // 2), (7, 19), (18, 3)):
        parameters = at_optimum(run)
        parameters[run.state.axes[0]], parameters[run.state.axes[1]] = x[column], y[row]
        expected = cost(run.X, run.y, parameters[:6], parameters[6])
        assert z[row, column] == pytest.approx(expected, rel=1e-9, abs=1e-12)


@each
def test_the_grid_of_the_surface_fills_its_axes(run, t):
    contour = lines(paper(surface, run))["mean loss"]
    for values, axis in ((contour.x, surface.x_axis(run)), (contour.y, surface.y_axis(run))):
        np.testing.assert_allclose(values, np.linspace(axis.start, axis.end, len(values)), rtol=1e-12)


@each
def test_lines_of_equal_loss_lie_between_the_least_and_the_largest_of_the_grid(run, t):
    contour = lines(paper(surface, run))["mean loss"]
    z, drawn = np.array(contour.z), contour.contours
    assert drawn.size > 0
    assert z.min() <= drawn.start
    if np.ptp(z) > 1e-6:
        assert drawn.start <= drawn.end <= z.max()
        assert 1 <= (drawn.end - drawn.start) / drawn.size < 30


@each
def test_the_axes_of_the_surface_hold_the_start_and_the_goal(run, t):
    for which, axis in ((0, surface.x_axis(run)), (1, surface.y_axis(run))):
        place = run.state.axes[which]
        start, goal = theta(run)[0, place], at_optimum(run)[place]
        assert axis.start < min(start, goal) <= max(start, goal) < axis.end
        if run.too_large and run.rise:  # how a rate that is too large goes wrong is to be seen
            shown = theta(run)[: run.rise + 1, place]
            assert axis.start < shown.min() <= shown.max() < axis.end


@each
def test_the_marks_of_the_surface_stand_at_the_start_the_optimum_and_the_step(run, t):
    found, axes = marks(surface, run, t), list(run.state.axes)
    assert spot(found["start"]) == tuple(theta(run)[0, axes])
    assert spot(found["now"]) == tuple(theta(run)[step_of(run, t), axes])
    assert hides(found["optimum"]) == hides(found["optimum-tag"]) == (not run.optimum.exists)
    if run.optimum.exists:
        best = np.append(run.optimum.w, run.optimum.b)[axes]
        assert spot(found["optimum"]) == spot(found["optimum-tag"]) == tuple(best)
    here = [f"{NAMES[axis]} = {written(v, t.state.digits)}" for axis, v in zip(axes, spot(found["now"]))]
    assert re.sub(" [←→↑↓]", "", found["tag"].text) == ", ".join(here)
    assert (found["tag"].side, found["tag"].y0) == ("top", surface.y_axis(run).end)  # above the chart, off its lines


def test_nothing_on_the_surface_is_below_the_optimum_without_a_penalty():
    for run in map(made, RUNS.values()):
        if run.optimum.exists and not run.state.l2:
            z = np.array(lines(paper(surface, run))["mean loss"].z)
            assert z.min() >= cost(run.X, run.y, run.optimum.w, run.optimum.b) - 1e-12


@pytest.mark.parametrize(
    "state", [later(State, l2=0.1), later(State, l2=1.0, eta=0.1, data="imdb")], ids=["0.1", "1, IMDb"]
)
def test_where_the_surface_says_the_loss_is_least_nothing_of_it_is_lower(state):
    # with a penalty the goal of descent is not where the mean loss, which is drawn, is least
    run, t = Run.of(state), trace(state)
    z = np.array(lines(paper(surface, run))["mean loss"].z)
    goal = cost(run.X, run.y, run.optimum.w, run.optimum.b)
    if "loss is least" in surface.describe(run, t) or marks(surface, run, t)["optimum-tag"].text == "least":
        assert z.min() >= goal - 1e-9


@each
def test_the_surface_in_words_has_the_step_and_the_least(run, t):
    names = [NAMES[place] for place in run.state.axes]
    digits, now = t.state.digits, step_of(run, t)
    here = ", ".join(f"{name} = {written(theta(run)[now, i], digits)}" for name, i in zip(names, run.state.axes))
    said = surface.describe(run, t)
    steps = "1 step" if now == 1 else f"{now} steps"
    assert said.startswith(f"The mean loss over {names[0]} and {names[1]}. Descent is at {here} after {steps}; ")
    assert ("there is no least loss" in said) == (not run.optimum.exists)


@pytest.mark.parametrize("axes", [(5, 6), (6, 0), (0, 1)])
def test_the_axes_of_the_surface_are_named_as_what_they_show(axes):
    for scaled in (False, True):
        run = Run.of(State(axes=axes, scaled=scaled))
        layout = paper(surface, run).layout
        for axis, which in ((layout.xaxis, 0), (layout.yaxis, 1)):
            assert axis.title.text == surface.name(run, which)
        for which in (0, 1):
            name = surface.name(run, which)
            assert name.startswith(NAMES[axes[which]])
            assert ("per standard deviation" in name) == (scaled and axes[which] != 6)


@each
@each_scheme
def test_the_surface_in_space_is_the_one_seen_from_above_and_the_way_lies_on_it(run, t, scheme):
    figure, above = surface.solid(run, scheme), lines(paper(surface, run, scheme))["mean loss"]
    strictly(figure)
    ground, way = figure.data
    for one, other in ((ground.x, above.x), (ground.y, above.y), (ground.z, above.z)):
        np.testing.assert_array_equal(one, other)
    x, y, (first, second) = surface.x_axis(run), surface.y_axis(run), run.state.axes
    inside = [p for p in theta(run) if not (x.beyond(p[first]) or y.beyond(p[second]))]
    np.testing.assert_array_equal(way.x, [p[first] for p in inside])
    np.testing.assert_array_equal(way.y, [p[second] for p in inside])
    assert len(way.z) == len(inside) >= 1
    for a, b, z in list(zip(way.x, way.y, way.z))[:: max(1, len(inside) // 5)]:
        parameters = at_optimum(run)
        parameters[first], parameters[second] = a, b
        assert z == pytest.approx(cost(run.X, run.y, parameters[:6], parameters[6]), rel=1e-9, abs=1e-12)


# hues


@each
@pytest.mark.parametrize("chart", ["descent", "surface", "calibration"])
def test_a_path_a_point_a_curve_over_steps_is_ink_and_grey(chart, run, t):
    chart = CHARTS[chart]
    assert {mark.hue for mark in chart.marks(run, t)} <= {"ink", "zero", "edge"}
    drawn = chart.paper(run, "light").to_json()
    assert not any(colour in drawn for name, (colour, _) in theme.COLOURS.items() if name.startswith(("pos", "neg")))


# weights


@each
def test_the_bars_of_weights_are_the_raw_path_and_the_rings_the_desks(run, t):
    found, now, (w, b) = marks(weights, run, t), step_of(run, t), run.raw_path
    desk = (*t.state.w, t.state.b)
    for row, learned in enumerate((*w[now], b[now])):
        bar, ring, number = (found[f"{name}{row}"] for name in ("bar", "desk", "number"))
        assert (bar.x0, bar.x1) == (0, learned)
        assert bar.y0 < row < bar.y1
        assert spot(ring) == (desk[row], row)
        text = f"{written(learned, t.state.digits, sign=True)} · desk {chosen(desk[row])}"
        assert re.sub(" [←→]", "", number.text) == text
        assert bar.hue == ("zero" if not learned else "positive" if learned > 0 else "negative")
        assert (
            f"{NAMES[row]} {written(learned, t.state.digits, sign=True)} and {chosen(desk[row])}"
            in weights.describe(run, t)
        )


@each
def test_the_axis_of_weights_holds_the_desks_and_the_last_ones_up_to_a_million(run, t):
    w, b = run.raw_path
    axis = weights.x_axis(run)
    assert axis.start == -axis.end
    for value in (*t.state.w, t.state.b, *w[-1], b[-1]):
        assert abs(value) > 1e6 or not axis.beyond(value)
    assert list(paper(weights, run).layout.yaxis.ticktext) == list(NAMES)


def test_a_value_off_the_axis_of_weights_has_an_arrow_to_it():
    run, t = RUNS["huge desk"](), trace(STATES["huge desk"]())
    found = marks(weights, run, t)
    assert found["number0"].text.endswith("→")
    assert found["number6"].text.endswith("←")


# calibration


@each
def test_the_points_of_calibration_are_scikit_learns(run, t):
    found, now, (w, b) = marks(calibration, run, t), step_of(run, t), run.raw_path
    for name, z in (
        ("desk", run.judge.X @ np.array(t.state.w) + t.state.b),
        ("learned", run.judge.X @ w[now] + b[now]),
    ):
        with np.errstate(over="ignore"):
            y_hat = 1 / (1 + np.exp(-z))
        came, said = calibration_curve(run.judge.y, y_hat, n_bins=5)
        points = [spot(found[f"{name}{i}"]) for i in range(5)]
        np.testing.assert_allclose(points[: len(said)], list(zip(said, came)), atol=1e-12)
        np.testing.assert_allclose(found[f"{name}-line"].points, list(zip(said, came)), atol=1e-12)
        x, y = calibration.x_axis(run), calibration.y_axis(run)
        assert all(x.beyond(a) and y.beyond(b) for a, b in points[len(said) :])
        assert sum(count for *_, count in calibration.bins(run, t)[name]) == len(run.judge.y)


@each
def test_a_point_of_few_reviews_says_of_how_many(run, t):
    found = marks(calibration, run, t)
    for name, points in calibration.bins(run, t).items():
        for i in range(5):
            tag = found[f"{name}{i}-count"]
            if i < len(points) and points[i][2] < 20:
                x, y, n = points[i]
                assert (spot(tag), tag.text.strip()) == ((x, y), "1 review" if n == 1 else f"{n} reviews")
            else:
                assert hides(tag)


@each
def test_calibration_in_words_has_every_point(run, t):
    said, digits = calibration.describe(run, t), t.state.digits
    for found in calibration.bins(run, t).values():
        for mean, true, count in found:
            assert f"{count} said {proportion(mean, digits)}, {proportion(true, digits)} came true" in said


def test_the_line_of_calibration_is_where_what_is_said_comes_true():
    line = lines(paper(calibration, RUNS["first"]()))["well calibrated"]
    assert (tuple(line.x), tuple(line.y)) == ((0, 1), (0, 1))
