"""What of the page's files is made from its views: its HTML with a part for each, their scripts, styles and papers."""

import json
from typing import Any

from ..features import FEATURES
from ..figures import theme
from ..figures.marks import HALVES
from ..reader.groups import Guesses, Model, Walk, Weights, Whereabouts
from ..reader.state import HIDEABLE, LONGEST_REVIEW, State, controls_of
from ..reviews.examples import EXAMPLES
from ..reviews.reading import LARGEST_FILE, MOST_LINES
from ..reviews.wordlists import LARGEST_LIST
from . import assets
from .view import View
from .views import VIEWS, charts

__all__ = ["page"]

START = assets.FILES["browser/start.js"]
NO_PARTS = "const PARTS = {}"  # where the parts stand in it
APART = ("browser/start.js", "plotly.js")
GROUPS = (Whereabouts, Walk, Guesses, Weights)  # whose keys the browser knows by the name of the group


def page() -> str:
    """The desk's HTML: one row for each feature, one option for each example, one part for each view."""
    first = {control.key: control.write(control.value(State())) for control in controls_of(Model)}
    groups = {group.__name__: [control.key for control in controls_of(group)] for group in GROUPS}
    lines = [assets.filled("by", words=words, name=name) for words, name in assets.BY.items()]
    return assets.filled(
        "page",
        version=assets.VERSION,
        first=json.dumps(first),
        longest=LONGEST_REVIEW,
        groups=json.dumps(groups),
        largest=LARGEST_FILE,
        most=MOST_LINES,
        rows=[assets.filled("row", j=j, **feature._asdict()) for j, feature in enumerate(FEATURES, start=1)],
        options=[assets.option(j, example.title) for j, example in enumerate(EXAMPLES)],
        charts=[assets.option(name, chart.TITLE) for name, chart in charts().items()],
        hideable=[assets.filled("hide", name=name, takes=assets.HIDES[name]) for name in HIDEABLE],
        words=LARGEST_LIST,
        wordlist=[assets.filled("wordlist", lines=lines)],
        views=[assets.filled("view", view=key, title=view.title) for key, view in VIEWS.items()],
        parts=[view.part() for view in VIEWS.values()],
    )


def scripts() -> str:
    """A JavaScript module with the scripts of the views that have one, by the names of the views."""
    own = [key for key in VIEWS if assets.has(f"views/{key}/{key}.js")]
    imports = [f'import {key} from "./views/{key}/{key}.js"\n' for key in own]
    return "".join([*imports, f"export const scripts = {{ {', '.join(own)} }}\n"])


def styles() -> str:
    """The styles of the views that have some."""
    own = [name for key in VIEWS if assets.has(name := f"views/{key}/{key}.css")]
    return "".join(assets.source(name).decode() for name in own)


def start() -> str:
    """The first script, with all that the page needs but for charts: scripts, styles, HTML."""
    names = [name for name in assets.SOURCES if name.endswith((".js", ".css", ".html")) and name not in APART]
    texts = {name: assets.source(name).decode() for name in names}
    return START.read_text(encoding="utf-8").replace(NO_PARTS, f"const PARTS = {json.dumps(texts)}", 1)


def papers(view: View, half: int) -> dict[str, dict[str, Any]]:
    """The papers of the charts of a view, in light and dark."""
    return {
        scheme: {name: json.loads(str(chart.paper(half, scheme).to_json())) for name, chart in view.charts.items()}
        for scheme in theme.SCHEMES
    }


assets.SOURCES |= {
    "page.html": lambda: page().encode(),
    "views.js": lambda: scripts().encode(),
    "views.css": lambda: styles().encode(),
    "browser/start.js": lambda: start().encode(),
}
assets.SOURCES |= {
    f"papers-{key}-{half}.json": lambda view=view, half=half: json.dumps(papers(view, half)).encode()
    for key, view in VIEWS.items()
    if view.papers_are_files
    for half in HALVES
}
