"""A new feature: in a copy of the house one more is counted, and all that weighs, shows or learns it follows.

It is the number of semicolons. `CHANGES` is all that a maintainer writes to count it, beside what is in `data/`.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from logreg import FEATURES, State, trace

HOUSE = Path(__file__).parents[1]
REVIEW = "No; why; it is great."
J = len(FEATURES) + 1
LATER = "".join(str(j) for j in range(7, J + 1))  # than the first links
CHANGES = {  # in features.py
    ")\nFED = [": f'    Feature("x{J}", "count of semicolons", "semicolons", "count", "marks", on=False),\n)\nFED = [',
    " = range(1, len(FED) + 1)": ", SEMICOLON = range(1, len(FED) + 1)",
    "            code = SHOUT\n": '            code = SHOUT\n        elif word == ";":\n            code = SEMICOLON\n',
}
LOOK = """
import json

import logreg
import numpy as np
import test_links
from logreg import FEATURES, Run, State, edits, imdb, reason, trace
from logreg.figures.marks import reach
from logreg.reviews.dataset import fixed
from logreg.web import page, parts
from logreg.web.export.takeaway import taken
from logreg.web.views import VIEWS

for record in test_links.LINKS:
    test_links.test_a_link_of_then_opens_the_same_screen(record)

n = len(FEATURES)
t = trace(State(review=REVIEW, w=(*State.w[:-1], -1.5), on=(True,) * n))
views = {view: trace(State(review=t.state.review, w=t.state.w, on=t.state.on, view=view)) for view in VIEWS}
rows = {name: page.row(one, reach(one)) for name, one in views.items()}
parts_of_learning = {
    part: page.row(trace(State(view="learn", part=part, data=data, axes=(n - 1, n), t=3, on=t.state.on)), 10)
    for part, data in (("step", "reviews"), ("path", "imdb"), ("learned", "imdb"))
}
drawn = {}
for view in VIEWS.values():
    there = trace(State(view=view.key, t=3))
    for name in view.charts:
        ticks = view.figure(name, there, empty=True).layout.yaxis.ticktext or ()
        drawn[name] = list(ticks), [mark.name for mark in view.marks(name, there, 10)]
scaled = trace(State(view="learn", scaled=True, axes=(n - 1, n), on=(True,) * n))
over = VIEWS["learn"].figure("surface", scaled).layout
many = fixed([""] * 1500, np.arange(1500 * n).reshape(1500, n) % 5, np.arange(1500) % 2)
print(json.dumps({
    "from": logreg.__file__,
    "w": State().w, "on": State().on,
    "shorter": [State(w=(1.0,) * 6).w, State(on=(False,) * 6).on],
    "order": State.from_query("order=b654321")[0].order,
    "links": [State.from_query(link)[0].link()[0] for link in ("order=b654321", f"order={n}b{'123456789'[:n - 1]}")],
    "axes": [State.from_query(f"axes={axes}")[0].axes for axes in ("6b", f"1{n}")],
    "z": trace(State.from_query("w6=1&x2=off")[0]).z,
    "x": t.x.tolist(), "terms": t.terms.tolist(), "score": t.z,
    "spans": page.spans(t),
    "rows": {name: {place: text for place, text in row.items() if "/" not in place} for name, row in rows.items()},
    "learning": parts_of_learning,
    "drawn": drawn,
    "page": parts.page(),
    "reason": reason(t, 1)[:2],
    "edits": [edit.what for edit in edits(t)],
    "imdb": [imdb(part).X.shape for part in ("train", "test")],
    "imdb counts": imdb("train").X[:4, -1].tolist(),
    "reviews": Run.of(State()).data.X.shape,
    "taken": {what: taken(t, what)["text"] for what in ("sheet", "numbers", "program", "code", "lecture")},
    "programs of learning": [
        taken(trace(State(view="learn", on=(True,) * n, **data)), "program")["text"]
        for data in ({"data": "book"}, {"data": "own", "own": (many, ""), "scaled": True})
    ],
    "surface": [over.xaxis.title.text, over.yaxis.title.text],
    "learned": Run.of(State(data="book")).ledger(0).change.tolist(),
}))
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of the house that counts one feature more."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(HOUSE / "logreg", copy / "logreg", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("test_links.py", "links.jsonl"):
        shutil.copy(HOUSE / "tests" / name, copy)
    file = copy / "logreg" / "features.py"
    source = file.read_text(encoding="utf-8")
    for old, new in CHANGES.items():
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    file.write_text(source, encoding="utf-8")
    counts = copy / "logreg" / "data" / "imdb.csv"
    said, names, *lines = counts.read_text(encoding="utf-8").splitlines()
    lines = [f"{line},{i % 3}" for i, line in enumerate(lines)]  # by its name a column is found wherever it stands
    counts.write_text("\n".join([said, f"{names},x{J}", *lines]) + "\n", encoding="utf-8")
    return copy


def ran(house, source):
    """What a program prints in the copy of the house."""
    file = house / "look.py"
    file.write_text(source, encoding="utf-8")
    run = subprocess.run([sys.executable, file.name], cwd=house, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def seen(house):
    """What that house shows; all links of then open in it what they opened."""
    seen = json.loads(ran(house, f"REVIEW = {REVIEW!r}\n{LOOK}"))
    assert Path(seen["from"]).is_relative_to(house)
    return seen


def test_the_state_has_its_weight_and_its_switch_and_who_knew_fewer_has_those_of_the_first_screen(seen):
    assert seen["w"] == [*State.w, 0.0]
    assert seen["on"] == [*State.on, False]
    assert seen["shorter"] == [[1.0] * 6 + seen["w"][6:], [False] * 6 + seen["on"][6:]]


def test_links_of_now_open_what_they_open_now(seen):
    assert seen["order"] == [J, 5, 4, 3, 2, 1, 0, *range(6, J)]
    assert seen["links"] == [f"order=b654321{LATER}", f"order={J}b{'123456789'[: J - 1]}"]
    assert seen["axes"] == [[5, J], [0, J - 1]]
    assert seen["z"] == trace(State.from_query("w6=1&x2=off")[0]).z


def test_it_is_counted_and_weighed(seen):
    assert seen["x"][-1] == 2.0
    assert seen["terms"][-1] == -3.0
    assert seen["score"] == pytest.approx(sum(seen["terms"]) + 0.1)
    assert seen["reviews"] == [40, J]
    assert seen["imdb"] == [[1000, J], [300, J]]
    assert seen["imdb counts"] == [0.0, 1.0, 2.0, 0.0]


def test_its_words_light_up_and_have_their_reason(seen):
    assert [[2, 3, f"x{J}"], [7, 8, f"x{J}"]] == [span for span in seen["spans"] if span[2] == f"x{J}"]
    assert seen["reason"] == [J - 1, f"“;” counts for x{J}: count of semicolons."]
    assert {"drop “;”", "drop “great”", "drop “No”"} <= {*seen["edits"]}


def test_it_has_its_row_on_the_desk_and_its_place_in_every_view(seen):
    desk = {f"found{J}": "; ×2", f"x{J}": "2", f"term{J}": "−3.00", f"hue{J}": "negative"}
    for row in seen["rows"].values():
        assert desk.items() <= row.items()
        assert "− 1.5·2 + 0.1" in row["sum"]
    why = seen["rows"]["why"]
    assert (why[f"weight{J}"], why[f"odds{J}"]) == ("−1.5", "0.22")
    assert why["order"] == f"x1, x2, x3, x4, x5, x6, {', '.join(f'x{j}' for j in LATER)}, b"
    for place in (f"found{J}", f"x{J}", f"term{J}", f"odds{J}", f"ledger_oldw{J}"):
        assert f'data-slot="{place}"' in seen["page"]
    for key in (f'data-key="x{J}"', f'data-key="w{J}"', f'data-drag="w{J}"', f'<option value="{J}">w{J}</option>'):
        assert key in seen["page"]
    assert f" or <i>x</i>{J}, by a “no”" in seen["page"]
    assert f"or x1…x{J};" in seen["page"]
    assert f"<i>x</i>1…<i>x</i>{J}<" in seen["page"]


@pytest.mark.parametrize(("name", "more"), [("score", 2), ("in_z", 1), ("in_p", 1), ("weights", 1)])
def test_every_chart_with_a_row_for_each_term_has_its_row(seen, name, more):
    ticks, marks = seen["drawn"][name]
    assert len(ticks) == J + more  # for b, and for z
    assert ticks[J - 1].partition("·")[0] == ("" if name == "in_p" else f"w{J}")  # it has the names of its neighbour
    rows = range(J + more)
    assert {f"{part}{row}" for row in rows for part in ("bar", "number")} <= {*marks}
    assert len([mark for mark in marks if mark.startswith("bar")]) == len(rows)


def test_it_is_learned(seen):
    assert f"ledger_neww{J}" in seen["learning"]["step"]
    assert f"w{J} = " in seen["learning"]["path"]["surface/tag/text"]
    assert f", w{J} = " in seen["learning"]["learned"]["learn_errors"]
    assert seen["surface"] == [f"w{J}, per standard deviation", "b"]
    assert seen["learned"] == pytest.approx([0.15, 0.1, *[0.0] * (J - 2), 0.05])


def test_it_is_on_what_is_taken_away(seen):
    sheet, numbers, lecture = (seen["taken"][what] for what in ("sheet", "numbers", "lecture"))
    for paper in (sheet, lecture):
        assert f'<th scope="row">x{J}</th>' in paper
        assert f"<u>;</u><sub>x{J}</sub>" in paper
    assert f"∂<i>w</i><sub>{J}</sub>" in sheet
    assert f"x{J},count of semicolons,2.0,marks" in numbers
    assert f"∂L/∂w{J}," in numbers


def test_the_programs_that_are_taken_away_run_and_print_it(house, seen):
    printed = ran(house, seen["taken"]["program"])
    assert f"w{J}·x{J} = −3.00\n" in printed
    assert f"z = {seen['rows']['desk']['z']}\n" in printed
    for program in seen["programs of learning"]:
        assert f"\nw{J}: 0.0000, slope " in ran(house, program)
