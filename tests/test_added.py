"""A view is a folder and a word, a step four files: in a copy of the app with one more of them all else follows."""

import re

import pytest
from toys import says, with_step, with_view

from logreg import State, trace
from logreg.reader.state import STEPS

pytestmark = pytest.mark.slow

OF_VIEW = """
import json
from logreg import State, trace
from logreg.web import assets, page, parts, places
from logreg.web.export.takeaway import taken
t = trace(State.from_query("view=toy&b=2")[0])
names = ("views.js", "views.css", "views/toy/toy.js", "papers-toy-10.json")
print(json.dumps({
    "page": parts.page(),
    "link": t.state.link()[0],
    "answer": page.answer(t, {}, {"grab": {"control": "b", "id": 1}}),
    "files": {name: assets.source(name).decode() for name in names},
    "start": assets.source("browser/start.js").decode(),
    "code": taken(t, "code")["text"],
    "origins": {name: str(places.every()[name]) for name in ("toy_z", "chart/whereabouts")},
}))
"""

OF_STEP = """
import json
from logreg import State, trace
from logreg.reader.state import STEPS
from logreg.web import page, parts, places
from logreg.web.export.takeaway import taken
t = trace(State.from_query("view=lecture&step=toy&predict=on&shown=1&picks=toy:a,log:b")[0])
held_back = trace(State(view="lecture", step="toy", predict=True))
print(json.dumps({
    "steps": STEPS,
    "page": parts.page(),
    "link": t.state.link()[0],
    "row": page.row(t, 10),
    "held back": page.row(held_back, 10),
    "charts": [page.pictures(one.state) for one in (held_back, t)],
    "status": page.answer(t, {}, {"ahead": True})["status"],
    "ahead": [*page.answer(t, {}, {"ahead": True})["steps"]],
    "handout": taken(t, "lecture")["text"],
    "code": taken(t, "code")["text"],
    "origins": {name: str(places.every()[name]) for name in ("toy_z", "chart/whereabouts")},
    "old links": [State.from_query(f"step={number}")[0].step for number in (1, 4, 11)],
}))
"""


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    """What the app with a view more says."""
    return says(with_view(tmp_path_factory.mktemp("with") / "view"), OF_VIEW)


@pytest.fixture(scope="module")
def step(tmp_path_factory):
    """What the app with a step more says."""
    return says(with_step(tmp_path_factory.mktemp("with") / "step"), OF_STEP)


def test_a_view_more_is_on_the_page_in_the_link_and_under_the_hand(view):
    assert 'value="toy" data-key="view">Toy</label>' in view["page"]
    assert 'data-slot="toy_z"' in view["page"]
    assert view["link"] == "b=2&view=toy"
    t, answer = trace(State(b=2.0)), view["answer"]
    assert answer["row"]["toy_z"] == f"{t.z:.1f}"
    assert answer["describe"] == {"whereabouts": f"z is {t.z:.1f}."}
    assert {"toy_z", "whereabouts/here/cx"} <= {place for places in answer["table"]["places"] for place in places}


def test_the_script_and_the_style_of_a_view_more_are_among_the_pages_files(view):
    files = view["files"]
    assert 'import toy from "./views/toy/toy.js"\n' in files["views.js"]
    (scripts,) = (line for line in files["views.js"].splitlines() if line.startswith("export"))
    assert {"toy", "why", "learn"} <= {*scripts.replace(",", " ").split()}
    assert files["views.css"].count(".desk .toy b {") == 1
    assert "class Toy" in files["views/toy/toy.js"]
    assert '"whereabouts"' in files["papers-toy-10.json"]
    for name in ("views.js", "views.css", "views/toy/toy.js"):
        assert f'"{name}": ' in view["start"]


def test_a_view_more_and_a_step_more_say_where_their_numbers_come_from(view, step):
    for said in (view, step):
        assert "reads Trace.z" in said["origins"]["toy_z"]
        assert "by score" in said["origins"]["toy_z"]
        assert "charts/whereabouts.py" in said["origins"]["chart/whereabouts"]


def test_the_code_of_a_view_more_and_of_a_step_more_is_that_of_its_chart(view, step):
    assert "def score(" in view["code"]
    assert re.findall(r"^def (\w+)", step["code"], re.MULTILINE) == ["score"]


def test_a_step_more_stands_between_the_two_others_on_the_page_and_in_its_list(step):
    assert step["steps"] == [*STEPS[:3], "toy", *STEPS[3:]]
    many = len(STEPS) + 1
    articles, options = (step["page"].split(start)[1:] for start in ("<article", "<option"))
    assert 'data-step="toy" data-reveals="1" aria-label="Step 4: A toy"' in articles[3]
    assert 'data-slot="toy_z"' in articles[3]
    assert 'data-chart="whereabouts"' in articles[3]
    assert 'name="desk-pick-toy" value="a"' in articles[3]
    numbered = [option.partition(">")[2].partition("<")[0] for option in options if f" of {many}\u2003" in option]
    assert [one[:2].strip() for one in numbered] == [str(number) for number in range(1, many + 1)]
    assert numbered[3] == f"4 of {many}\u2003A toy"
    assert step["status"] == f"Step 4 of {many}: A toy"
    assert {"toy/0", "toy/1"} < {*step["ahead"]}


def test_a_step_more_is_in_the_link_and_old_links_open_what_they_opened(step):
    assert step["link"] == "view=lecture&step=toy&predict=on&shown=1&picks=toy%3Aa%2Clog%3Ab"
    assert step["old links"] == [STEPS[0], STEPS[3], STEPS[10]]


def test_a_step_more_holds_back_its_number_and_its_chart_until_they_are_shown(step):
    z = trace(State()).z
    assert step["held back"]["toy_z"] == "?"
    assert step["charts"] == [[], ["whereabouts"]]
    assert (step["row"]["toy_z"], step["row"]["whereabouts/here/tag"]) == (f"{z:.1f}", "circle")
    assert step["row"]["said_pick"] == f"Right: its tenths are {z:.1f}."


def test_a_step_more_is_in_the_handout_with_its_number_and_its_chart(step):
    article = step["handout"].split("<article")[4]
    assert "A toy</h2>" in article
    assert f"{trace(State()).z:.1f}" in article
    assert "#whereabouts" in article
