"""places.py: from each place on the page two hops lead to the numpy line, and what is printed of them is so."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from logreg.prose import lecture
from logreg.reader.trace import trace
from logreg.web import assets, page, parts
from logreg.web.places import every, main, samples
from logreg.web.views import VIEWS

HOUSE = Path(__file__).parents[1]
CHOSEN = {"b", "y", "ledger_eta", "desk_b", *(f"weight{j}" for j in range(1, 7))}


@cache
def line_at(where):
    """The line of a file that is printed as file:line."""
    file, line = where.split(":")
    return (HOUSE / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_every_place_and_every_chart_of_the_page_says_where_it_comes_from():
    places = set(re.findall(r'data-slot="([\w-]+)"', parts.page()))
    sentences = {name for step in lecture().values() for name in step.sentences}  # they stand in lecture.md
    charts = {name for view in VIEWS.values() for name in view.charts}
    assert len(places) > 150
    assert (places - sentences | charts) - every().keys() == set()


def test_each_hop_is_a_line_that_is_there():
    for name, it in every().items():
        assert f"def {it.function}(" in line_at(it.where) or re.search(r"[\"'{]", line_at(it.where)), name
        for field in it.fields:
            assert re.search(rf"\b{field.name.split('.')[1]}\b", line_at(field.where)) or "(" in line_at(field.where)
            for function, where, says in field.line:
                assert line_at(where).startswith(f"def {function}(")
                assert says in (HOUSE / where.split(":")[0]).read_text(encoding="utf-8")


def test_whatever_has_a_number_in_it_reads_the_trace_a_run_or_a_choice():
    numbered = set()
    for state in samples():
        t, view = trace(state), VIEWS[state.view]
        texts = page.read(t) | page.desk(t) | {p: x for says in view.says for p, x in says(*view.about(t)).items()}
        numbered |= {place for place, text in texts.items() if re.search(r"\d", text)}
    assert len(numbered) > 100
    assert [place for place in numbered if place in every() and not every()[place].fields] == []


@pytest.mark.parametrize(
    ("place", "function", "field", "line"),
    [
        ("loss_1", "desk", "Trace.loss_1", "cross_entropy"),
        ("y_hat", "desk", "Trace.z", "score"),
        ("p", "line", "Trace.margin", "margin"),
        ("cost", "all_of", "Training.cost", "cross_entropy"),
        ("train_db", "all_of", "Training.db", "gradient"),
        ("learned_accuracy", "measured", "Measures.accuracy", "accuracy"),
        ("ledger_changew1", "ledger", "Ledger.change", "step"),
        ("loss", "marks", "Trace.loss_0", "cross_entropy"),
        ("in_p", "marks", "Trace.added_p", "sigmoid_difference"),
    ],
)
def test_two_hops_lead_to_the_function_of_the_line(place, function, field, line):
    it = every()[place]
    assert it.function == function
    found = {one.name: [name for name, _, _ in one.line] for one in it.fields}
    assert line in found[field]


def test_what_is_printed_names_file_and_line_of_the_function_the_field_and_the_formula(capsys):
    assert main(["loss_1"]) == 0
    function, field, line = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"loss_1: desk, logreg/web/page\.py:\d+", function)
    assert re.fullmatch(r"    reads Trace\.loss_1, logreg/reader/trace\.py:\d+", field)
    assert re.fullmatch(r"        by cross_entropy, logreg/loss\.py:\d+: L = −\[y·ln ŷ.*", line)


def test_a_place_that_there_is_not_is_said(capsys):
    assert main(["nothing", "z"]) == 1
    assert capsys.readouterr().out.startswith("nothing: there is no such place")


def test_the_page_gets_the_same():
    assert json.loads(assets.source("places.json")) == {name: str(it) for name, it in every().items()}
