"""places.py: from each place on the page two hops lead to the numpy line, and what is printed of them is so."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from logreg.prose import lecture
from logreg.reader.trace import trace
from logreg.web import page, parts
from logreg.web.places import as_json, every, main, samples
from logreg.web.views import VIEWS

HOUSE = Path(__file__).parents[1]


@cache
def line_at(where):
    """The line of a file that is printed as file:line."""
    file, line = where.split(":")
    return (HOUSE / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_every_place_and_every_chart_of_the_page_says_where_it_comes_from():
    places = set(re.findall(r'data-slot="([\w-]+)"', parts.page()))
    sentences = {name for step in lecture().values() for name in step.sentences}  # they stand in lecture.md
    charts = {f"chart/{name}" for view in VIEWS.values() for name in view.charts}
    assert len(places) > 150
    assert (places - sentences | charts) - every().keys() == set()


def test_each_hop_is_a_line_that_is_there():
    for name, it in every().items():
        if not name.startswith("chart/"):  # where a function says so stands the name, or the pattern that makes it
            texts = re.findall(r'"([^"]*)"', line_at(it.where))
            patterns = [re.sub(r"\\{[^}]*\\}", r"[\\w ]+", re.escape(text)) for text in texts]
            assert any(re.fullmatch(pattern, name) for pattern in patterns), (name, line_at(it.where))
        for field in it.fields:
            here = line_at(field.where)
            known = field.name.split(".")[1]
            by_place = re.fullmatch(r"(Measures|Ledger)\.\w+", field.name)  # what stands in order has no name there
            assert by_place or re.search(rf"\b{known}\b|@", here), (field, here)
            for function, where, says in field.line:
                assert line_at(where).startswith(f"def {function}(")
                assert says in (HOUSE / where.split(":")[0]).read_text(encoding="utf-8")


FROM_TEXTS = re.compile(r"found\d+|x\d+|xray_\w+|wordlist_\w+|learn_(own|says|judge|others|rows)|words_used|shows")
CHOSEN = re.compile(
    r"weight\d|odds\d|b|y|not_y|order|odds_example|ledger_eta|beg|t_last|t_now|factor_0|rate_scaled|learn_compare|said_\w+|learn_goal"
)


def test_whatever_has_a_number_in_it_leads_to_the_line_or_to_a_choice_or_to_the_text():
    numbered = set()
    for state in samples():
        t, view = trace(state), VIEWS[state.view]
        texts = {place: text for says in page.SAYS for place, text in says(t).items()}
        texts |= {place: text for says in view.says for place, text in says(*view.about(t)).items()}
        numbered |= {place for place, text in texts.items() if re.search(r"\d", text)}
    assert len(numbered) > 100
    origins = {place: every()[place] for place in numbered if place in every()}
    origins = {
        place: it for place, it in origins.items() if not place.startswith("by_")
    }  # of the traces by other words
    assert [place for place, it in origins.items() if not it.fields] == []
    without = {place for place, it in origins.items() if not any(field.line for field in it.fields)}
    assert {place for place in without if not FROM_TEXTS.fullmatch(place) and not CHOSEN.fullmatch(place)} == set()


@pytest.mark.parametrize(
    ("place", "function", "field", "line"),
    [
        ("loss_1", "desk", "Trace.loss_1", "cross_entropy"),
        ("y_hat", "desk", "Trace.z", "score"),
        ("p", "line", "Trace.margin", "margin"),
        ("cost", "all_of", "Training.cost", "cost"),
        ("train_db", "all_of", "Training.db", "gradient"),
        ("learned_accuracy", "measured", "Measures.accuracy", "accuracy"),
        ("ledger_changew1", "ledger", "Ledger.change", "step"),
        ("loss", "line", "Trace.loss", "cross_entropy"),
        ("chart/loss", "marks", "Trace.loss_0", "cross_entropy"),
        ("chart/in_p", "marks", "Trace.added_p", "sigmoid_difference"),
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


def test_the_page_gets_the_same_and_no_path_of_this_machine():
    assert json.loads(as_json()) == {name: str(it) for name, it in every().items()}
    assert str(HOUSE) not in as_json().decode()


@pytest.mark.parametrize("name", ["loss/point1", "sigmoid"])
def test_a_chart_and_a_mark_of_it_say_where_its_marks_come_from(name, capsys):
    assert main([name]) == 0
    assert re.match(r"chart/\w+: marks, logreg/figures/\w+\.py:\d+", capsys.readouterr().out)
