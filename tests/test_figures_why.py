"""The two charts of what each term adds: in log-odds the same in any order, in probability not."""

import math
from dataclasses import replace

import pytest
from later import later
from scipy.special import expit

from logreg import State, trace
from logreg.figures.marks import draw, reach
from logreg.figures.terms import TERMS
from logreg.reader.written import estimate, written
from logreg.web.views.why.charts import in_p, in_z

STATES = [
    later(State),
    later(State, y=0, digits=4),
    later(State, on=(False,) * 6),
    later(State, b=1e300),
    later(State, review="", b=-3.0),
]
ORDER = (6, 5, 4, 3, 2, 1, 0)
in_each_state = pytest.mark.parametrize("state", STATES)


@in_each_state
def test_each_bar_in_log_odds_is_what_the_core_says_the_term_adds(state):
    t = trace(state)
    drawn = {mark.name: mark for mark in in_z.marks(t, reach(t))}
    for row, amount in enumerate(t.added_z.tolist()):
        assert (drawn[f"bar{row}"].x0, drawn[f"bar{row}"].x1) == (0, amount)
        assert drawn[f"number{row}"].text == written(amount, state.digits, sign=True)
        assert written(amount, state.digits, sign=True) in in_z.describe(t)
    assert len(drawn) == 14


@in_each_state
@pytest.mark.parametrize("order", [tuple(range(7)), ORDER, (3, 0, 6, 1, 5, 2, 4)])
def test_in_probability_the_bars_lead_from_one_half_to_y_hat_in_the_order_of_adding(state, order):
    t = trace(replace(state, order=order))
    drawn = {mark.name: mark for mark in in_p.marks(t, reach(t))}
    at, z = 0.5, 0.0
    for row, place in enumerate(order):
        term = (*t.terms, t.state.b)[place]
        z += term
        bar = drawn[f"bar{row}"]
        assert (bar.x0, bar.x1) == (pytest.approx(at, abs=1e-12), pytest.approx(float(expit(z)), abs=1e-12))
        assert drawn[f"name{row}"].text == TERMS[place]
        added = bar.x1 - bar.x0 or math.copysign(5e-324, term) * (term != 0)  # less than any float, and not nothing
        assert drawn[f"number{row}"].text == written(added, state.digits, sign=True)
        assert f"{TERMS[place]} {drawn[f'number{row}'].text}" in in_p.describe(t)
        at = bar.x1
    assert drawn["bar6"].x1 == t.y_hat == drawn["y-line"].x0
    assert drawn["y-tag"].text == f"ŷ = {estimate(t.z, state.digits)}"


@in_each_state
def test_another_order_leaves_the_chart_in_log_odds_as_it_is(state):
    one, other = trace(state), trace(replace(state, order=ORDER))
    assert in_z.marks(one, reach(one)) == in_z.marks(other, reach(other))


def test_another_order_changes_the_chart_in_probability():
    one, other = trace(State()), trace(State(order=ORDER))
    assert in_p.marks(one, 10) != in_p.marks(other, 10)


@in_each_state
@pytest.mark.parametrize("chart", [in_z, in_p])
def test_the_whole_chart_can_be_drawn_and_every_mark_lies_on_the_paper(chart, state):
    t = trace(state)
    figure = draw(chart, t)
    assert {shape.name for shape in figure.layout.shapes} >= {f"bar{row}" for row in range(7)}
    assert [label.text for label in figure.layout.annotations[1:]] == [
        m.text for m in chart.marks(t, reach(t)) if m.kind == "tag" and m.text
    ]
    for mark in chart.marks(t, reach(t)):
        for name, value in mark.element(chart.x_axis(reach(t)), chart.y_axis(reach(t))).items():
            if value.endswith("%"):
                assert 0 <= float(value[:-1]) <= 100, name


def test_each_chart_says_its_unit():
    assert in_z.paper(10, "light").layout.annotations[0].text == "log-odds"
    assert in_p.paper(10, "light").layout.annotations[0].text == "probability"
