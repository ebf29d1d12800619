"""The files that the page's component needs, and their version.

The version is made from the files and is a part of their address, so that a browser keeps them for good and
never mixes two. plotly.js comes out of the installed plotly package: nothing is fetched from elsewhere.
"""

import hashlib
import html
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from string import Template

import plotly

from ..figures import theme

__all__ = ["VERSION", "has", "source"]

HERE = Path(__file__).parent
FILES = {path.relative_to(HERE).as_posix(): path for path in HERE.rglob("*") if path.suffix in (".css", ".html", ".js")}
PARTS = {path.stem: path for path in FILES.values() if path.suffix == ".html"}  # of the page and of what is printed
BY = {"ours": "our words", "yours": "yours", "both": "both"}  # whose words, as the reader sees them named
HIDES = {  # what a prepared link takes away, as the reader picks it
    "review": "the text can be read, not changed",
    "examples": "no list to pick another text from",
    "switches": "no feature is switched off or on",
    "weights": "no sliders; the numbers can be read",
    "label": "y cannot be flipped",
    "tools": "Undo, Redo, Reset model, Copy link, QR code, Save and 4 digits",
    "show": "Show and Predict first, and what would tell: the other views, Save, Code, QR code",
}


def source(name: str) -> bytes:
    """The file of that name, with its folder, as the browser gets it; KeyError if there is none."""
    return SOURCES[name]()


def has(name: str) -> bool:
    """Whether there is a file of that name."""
    return name in SOURCES


def plotly_js() -> bytes:
    """plotly.js, as the installed package brings it."""
    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()


def filled(part: str, /, **values) -> str:
    """The part of the page of that name, its places filled: with lists of HTML as they are, all else escaped."""
    text = {key: "".join(v) if isinstance(v, list) else html.escape(str(v)) for key, v in values.items()}
    return Template(PARTS[part].read_text(encoding="utf-8")).substitute(text)


def option(value, text: str) -> str:
    """One line of a list to pick from."""
    return f'<option value="{html.escape(str(value))}">{html.escape(text)}</option>'


def version() -> str:
    """A short name for the state of all files together: of the package, from which they are made, and of plotly."""
    digest = hashlib.sha256(metadata.version("plotly").encode())
    for path in sorted(HERE.parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


SOURCES: dict[str, Callable[[], bytes]] = {
    **{name: path.read_bytes for name, path in FILES.items() if path.suffix != ".html"},
    "plotly.js": plotly_js,
    "theme.css": lambda: theme.css().encode(),
}
VERSION = version()
