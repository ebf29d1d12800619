"""The charts in the browser: the curves are the core's, and every mark stands where plotly's own axis says."""

from dataclasses import replace

import numpy as np
import pytest
from later import later
from screen import CHARTS

from logreg import State, cross_entropy, sigmoid, trace
from logreg.figures.marks import reach
from logreg.reader.state import STEPS
from logreg.web.page import pictures

STATES = {
    "the lecture’s": later(State),
    "axis 20": later(State, b=14.0),
    "axis 50, off to the left": later(State, b=-37.0, y=0),
    "beyond the loss axis": later(State, w=(-10.0, -5.0, -1.2, 0.5, 2.0, 0.7), b=9.0),
    "axis of five million": later(State, b=3e6),
    "all off": later(State, on=(False,) * 6),
}
# For marks in the units of the axes: how far, in pixels, each drawn mark stands from plotly's own place for it.
MISSES = """([name, marks]) => {
  const chart = chartInView(name)
  const plot = chart.querySelector(".plot")
  const { xaxis, yaxis } = plot._fullLayout
  const origin = plot.getBoundingClientRect()
  const nodes = [...chart.querySelector(".marks").children]
  return marks.map(({ kind, x0, y0, x1, y1, at: place }, j) => {
    const px = (x) => origin.left + xaxis._offset + xaxis.l2p(x)
    const py = (y) => origin.top + yaxis._offset + yaxis.l2p(y)
    const node = nodes[place ?? j]
    if (kind === "point" || kind === "ring") {
      const box = node.getBoundingClientRect()
      return [(box.left + box.right) / 2 - px(x0), (box.top + box.bottom) / 2 - py(y0)]
    }
    if (kind === "tag") { // where its text begins, before the nudge to one side
      const paper = node.ownerSVGElement.getBoundingClientRect()
      return [paper.left + node.x.baseVal[0].value - px(x0), paper.top + node.y.baseVal[0].value - py(y0)]
    }
    const paper = node.ownerSVGElement.getBoundingClientRect()
    const at = (attribute) => node[attribute].baseVal.value
    const [left, right, top, bottom] = node.tagName === "line"
      ? [at("x1"), at("x2"), at("y1"), at("y2")]
      : [at("x"), x0 === x1 ? at("x") : at("x") + at("width"), at("y"), at("y") + at("height")]
    const order = (a, b) => (node.tagName === "line" ? [a, b] : [Math.min(a, b), Math.max(a, b)])
    const [wantLeft, wantRight] = order(px(x0), px(x1))
    const [wantTop, wantBottom] = order(py(y0), py(y1))
    const across = [paper.left + left - wantLeft, paper.left + right - wantRight]
    return [...across, paper.top + top - wantTop, paper.top + bottom - wantBottom]
  })
}"""
# how far each edge of the layer of the curves that move lies beside that of the plot area, in pixels
LAYERS = """(name) => {
  const chart = chartInView(name)
  const plot = chart.querySelector(".plot")
  const { xaxis, yaxis } = plot._fullLayout
  const origin = plot.getBoundingClientRect()
  const { left, top, right, bottom } = chart.querySelector(".curves").getBoundingClientRect()
  const [x, y] = [origin.left + xaxis._offset, origin.top + yaxis._offset]
  return [left - x, top - y, right - x - xaxis._length, bottom - y - yaxis._length]
}"""
LINES = """(name) => Object.fromEntries(chartInView(name).querySelector(".plot")._fullData
  .map(({ name, x, y, line }) => [name, { x: [...x], y: [...y], dash: line.dash }]))"""
RANGE = """(name) => {
  const layout = chartInView(name)?.querySelector(".plot")._fullLayout
  if (!layout) return null
  const { xaxis, yaxis } = layout
  return [[...xaxis.range], [...yaxis.range]]
}"""


def clamped(mark, x, y):
    """The mark in the units of the axes; what lies beyond an end stands at that end."""
    ends = [(min(axis), max(axis)) for axis in (x, y)]
    (x_low, x_high), (y_low, y_high) = ends
    return {
        "kind": mark.kind,
        **{key: min(max(getattr(mark, key), x_low), x_high) for key in ("x0", "x1") if hasattr(mark, key)},
        **{key: min(max(getattr(mark, key), y_low), y_high) for key in ("y0", "y1") if hasattr(mark, key)},
    }


def worst_miss(desk, t):
    """The largest distance, in pixels, of any mark of any chart from plotly's place for it."""
    half, worst = reach(t), []
    for name in pictures(t.state):
        axes = CHARTS[name].x_axis(half), CHARTS[name].y_axis(half)
        marks = [clamped(mark, *axes) for mark in CHARTS[name].marks(t, half) if mark.kind != "curve"]
        misses = desk.page.evaluate(MISSES, [name, marks])
        assert len(misses) == len(marks) > 0
        worst.append(np.abs(np.concatenate([*misses, desk.page.evaluate(LAYERS, name)])).max())
    return max(worst)


def settled(desk, state):
    """Wait until the charts have the axes of the state, and return half the width of z's."""
    half = reach(trace(state))
    axes = [[list(CHARTS[name].x_axis(half)), list(CHARTS[name].y_axis(half))] for name in pictures(state)]
    desk.shows(state)
    desk.until(
        lambda: [desk.page.evaluate(RANGE, name) for name in pictures(state)] != axes and ["the axes are others"]
    )
    desk.drawn()
    return half


@pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
def test_every_mark_stands_where_plotlys_axis_puts_it(blank, state):
    desk = blank.open(state.link()[0])
    settled(desk, state)
    assert worst_miss(desk, trace(state)) < 1


@pytest.mark.parametrize("state", [later(State), later(State, b=-37.0, y=0)], ids=["the lecture’s", "axis 50"])
def test_every_mark_of_the_lecture_and_of_why_stands_where_plotlys_axis_puts_it(blank, state):
    why = replace(state, view="why")
    desk = blank.open(why.link()[0])
    settled(desk, why)
    assert worst_miss(desk, trace(why)) < 1
    desk.see("Lecture")
    for step in STEPS:
        there = replace(state, view="lecture", step=step)
        desk.take_step(step)
        settled(desk, there)
        assert worst_miss(desk, trace(there)) < 1, step


def test_the_point_of_the_review_stands_at_z_and_at_its_height(desk):
    t = trace(State())
    settled(desk, State())
    for name, heights in {"sigmoid": [t.y_hat], "loss": [t.loss_1, t.loss_0]}.items():
        circles = [n for n, mark in enumerate(desk.read()["marks"][name]) if mark["tag"] == "circle"]
        places = [{"kind": "point", "at": n, "x0": t.z, "y0": height} for n, height in zip(circles, heights)]
        assert len(circles) == len(heights)
        assert np.abs(desk.page.evaluate(MISSES, [name, places])).max() < 1


@pytest.mark.parametrize("b", [0.1, 14.0, 37.0])
def test_the_curves_are_the_cores(blank, b):
    desk = blank.open(State(b=b).link()[0])
    half = settled(desk, State(b=b))
    sigmoids, losses = (desk.page.evaluate(LINES, name) for name in ("sigmoid", "loss"))
    curves = [(sigmoids["sigmoid"], sigmoid), (losses["−ln ŷ"], lambda z: cross_entropy(z, 1))]
    curves.append((losses["−ln(1−ŷ)"], lambda z: cross_entropy(z, 0)))
    for line, judge in curves:
        z = np.array(line["x"])
        assert z.size > 100
        assert (z.min(), z.max()) == (-half, half)
        assert np.all(np.diff(z) > 0)
        assert np.allclose(line["y"], judge(z), rtol=1e-5, atol=1e-12)
    assert (losses["−ln ŷ"]["dash"], losses["−ln(1−ŷ)"]["dash"]) == ("solid", "dash")
    assert set(sigmoids["decision"]["y"]) == {0.5}


def test_every_chart_says_whether_it_speaks_in_log_odds_or_in_probability(desk):
    desk.shows(State())
    titles = {
        name: desk.page.locator(f'[data-chart="{name}"] .plot:visible').evaluate(
            "(node) => [...node.querySelectorAll('text')].map((t) => t.textContent)"
        )
        for name in pictures(State())
    }
    assert all(any("log-odds" in text for text in texts) for texts in titles.values())
    assert any("probability" in text for text in titles["sigmoid"])
    assert any("nats" in text for text in titles["loss"])


def test_a_chart_counts_as_drawn_once_it_is_as_large_as_its_frame(desk):
    smaller = '() => { chartInView("loss").style.width = "50%"; return chartsDrawn() }'
    assert not desk.page.evaluate(smaller)  # before plotly has heard of it
    desk.drawn()


def test_charts_are_drawn_anew_for_another_size_and_the_marks_move_along(desk):
    desk.shows(State())
    wide = desk.page.locator('[data-chart="score"]:visible').bounding_box()["width"]
    desk.page.set_viewport_size({"width": 1600, "height": 900})
    width = "chartInView('loss').querySelector('.plot')._fullLayout.width"
    desk.until(lambda: not desk.page.evaluate(width) > wide and ["not drawn anew"])
    desk.until(lambda: worst_miss(desk, trace(State())) >= 1 and ["marks and paper are apart"])
