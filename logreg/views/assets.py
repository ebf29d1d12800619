"""The files that the page's component needs, packed once and served beside the app.

The names carry a version made from the files, so that a browser keeps them for good and never mixes
two versions. plotly.js comes out of the installed plotly package: nothing is fetched from elsewhere.
"""

import gzip
import hashlib
import html
import json
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from string import Template

import streamlit as st
from starlette.responses import Response
from starlette.routing import Route

from ..examples import EXAMPLES
from ..features import FEATURES
from ..figures import loss, score, sigmoid, theme
from ..figures.marks import HALVES
from ..state import CONTROLS, LONGEST_REVIEW, State

__all__ = ["CHARTS", "VERSION", "routes"]

HERE = Path(__file__).parent / "components"
CHARTS = {"score": score, "sigmoid": sigmoid, "loss": loss}
TYPES = {".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json"}


def source(name: str) -> bytes:
    """The file of that name as the browser gets it; KeyError if there is none."""
    if name == "plotly.js":
        return (Path(find_spec("plotly").origin).parent / "package_data" / "plotly.min.js").read_bytes()
    if name == "theme.css":
        return theme.css().encode()
    if name == "desk.html":
        return page().encode()
    if name in {f"papers-{half}.json" for half in HALVES}:
        return json.dumps(papers(int(name[7:-5]))).encode()
    if name in {path.name for path in HERE.iterdir()}:
        return (HERE / name).read_bytes()
    raise KeyError(name)


def papers(half: int) -> dict:
    """The papers of the three charts, in light and dark."""
    return {
        scheme: {name: json.loads(chart.paper(half, scheme).to_json()) for name, chart in CHARTS.items()}
        for scheme in theme.SCHEMES
    }


def page() -> str:
    """The desk's HTML: one row for each feature, one option for each example."""
    parts = {name: (HERE / f"{name}.html").read_text(encoding="utf-8") for name in ("desk", "row")}
    rows = (Template(parts["row"]).substitute(escaped(j=j, **f._asdict())) for j, f in enumerate(FEATURES, start=1))
    options = (f'<option value="{j}">{html.escape(example.title)}</option>' for j, example in enumerate(EXAMPLES))
    first = {c.key: c.write(c.value(State())) for c in CONTROLS if c.field in ("on", "w", "b")}
    values = escaped(first=json.dumps(first), longest=LONGEST_REVIEW)
    return Template(parts["desk"]).substitute(values, rows="".join(rows), options="".join(options))


def escaped(**values) -> dict[str, str]:
    """The values as text that HTML shows as it is."""
    return {key: html.escape(str(value)) for key, value in values.items()}


def version() -> str:
    """A short name for the state of all files together."""
    digest = hashlib.sha256(page().encode() + theme.css().encode() + json.dumps(papers(10)).encode())
    digest.update(metadata.version("plotly").encode())
    for path in sorted(HERE.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def gzipped(name: str) -> bytes:
    """The file, compressed once."""
    return gzip.compress(source(name), mtime=0)


def serve(request) -> Response:
    """One file of this version, to be kept for a year."""
    name = request.path_params["name"]
    if request.path_params["version"] != VERSION:
        return Response(status_code=404)
    try:
        body = gzipped(name)
    except KeyError:
        return Response(status_code=404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = source(name)
    return Response(body, media_type=TYPES[Path(name).suffix], headers=headers | {"Vary": "Accept-Encoding"})


def routes() -> list[Route]:
    """The route to the files; the largest one is packed before the first visitor comes."""
    gzipped("plotly.js")
    prefix = st.get_option("server.baseUrlPath").strip("/")
    return [Route(f"{'/' if prefix else ''}{prefix}/desk/{{version}}/{{name}}", serve)]


VERSION = version()
