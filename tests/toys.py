"""The app with one thing more, as a maintainer adds it to the files: a view, or a step of the lecture."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from serving import ROOT

__all__ = ["copied", "says", "with_step", "with_view"]

CHART = '''"""Where z is."""

import plotly.graph_objects as go

from logreg.figures import theme
from logreg.figures.marks import Axis, Point, z_axis

TITLE = "where z is"
CODE = ("score",)
x_axis = z_axis


def y_axis(half):
    return Axis(0, 1)


def paper(half, scheme):
    return go.Figure(layout=theme.layout(scheme, {"range": x_axis(half)}, {"range": y_axis(half)}, "z"))


def marks(t, half):
    return [Point("here", t.z, 0.5)]


def describe(t):
    return f"z is {t.z:.1f}."
'''

VIEW = '''"""A view with a place, a chart, a style and a script."""

from logreg.figures import Charts
from logreg.web.view import View


def tenths(t):
    return {"toy_z": f"{t.z:.1f}"}


class Toy(View):
    key, title = "toy", "Toy"
    charts = Charts(["whereabouts"], f"{__package__}.charts")
    says = (tenths,)


VIEW = Toy()
'''

HTML = """<div class="to toy" data-for="toy">
  <b data-slot="toy_z"></b> <button type="button" data-do="double">Double b</button> <output class="heard"></output>
  <div class="chart" role="img" data-chart="whereabouts"></div>
</div>
"""

CSS = """.desk .toy b { letter-spacing: 7px; }
"""

SCRIPT = """import { write } from "../../browser/write.js"

export default class Toy {
  constructor({ root, store }) {
    this.store = store
    this.heard = root.querySelector(".heard")
  }

  get actions() {
    return [{ name: "double", does: () => this.store.set({ b: String(2 * Number(this.store.choices.b)) }) }]
  }

  asks() {
    return { toy: true }
  }

  hear({ row }) {
    write(this.heard, `heard ${row.toy_z ?? ""}`)
  }
}
"""

STEP = """## toy: A toy

How far is *z* from 0 on the way to the estimate, and on which side of it? Its tenths say so: {toy_z}.

    z = w·x + b
    z = {z}

picture: whereabouts

hold: toy_z whereabouts

ask: On which side of 0 is *z*?
| above → its tenths are {toy_z}.
| below → its tenths are {toy_z}.

"""

ANSWER = """def tenths(t: Trace) -> dict[str, str]:
    return {"toy_z": f"{t.z:.1f}"}


ANSWERS["toy"] = lambda t: ("a" if t.z > 0 else "b", tenths(t))
SAYS = (*SAYS, tenths)


"""


def copied(folder: Path) -> Path:
    """A copy of what runs, in a folder that there is not yet."""
    shutil.copytree(ROOT / "logreg", folder / "logreg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    shutil.copy(ROOT / "app.py", folder)
    return folder


def with_view(folder: Path) -> Path:
    """The app with a view “toy” more: a folder, and a word in a line of one file."""
    house = copied(folder)
    put(house / "logreg/reader/state.py", after='VIEWS = ("desk", ', what='"toy", ')
    own = house / "logreg/web/views/toy"
    (own / "charts").mkdir(parents=True)
    files = {"view.py": VIEW, "toy.html": HTML, "toy.css": CSS, "toy.js": SCRIPT, "charts/whereabouts.py": CHART}
    for name, text in files.items():
        (own / name).write_text(text, encoding="utf-8")
    return house


def with_step(folder: Path) -> Path:
    """The app with a step “toy” more, the fourth, with a chart, a number and a question: in four files."""
    house = copied(folder)
    put(house / "logreg/reader/groups.py", after='"estimate", ', what='"toy", ')
    put(house / "logreg/prose/en/lecture.md", before="## likelihood:", what=STEP)
    lecture = house / "logreg/web/views/lecture"
    put(lecture / "view.py", before="# its part of the page\n", what=ANSWER)
    (lecture / "charts" / "whereabouts.py").write_text(CHART, encoding="utf-8")
    return house


def put(path: Path, what: str, after: str = "", before: str = ""):
    """Put a text into a file, where another stands in it once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(after + before) == 1, f"{after + before} stands {text.count(after + before)} times in {path}"
    path.write_text(text.replace(after + before, after + what + before), encoding="utf-8")


def says(house: Path, program: str) -> Any:
    """What a program of that app prints as JSON."""
    env = os.environ | {"PYTHONPATH": str(house), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", program], cwd=house, env=env, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)
