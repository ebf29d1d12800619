"""The page's files over Streamlit's own connection, for hosts that do not serve the routes of `app.py`.

That is where Streamlit runs the script alone, or where a proxy passes on Streamlit's own paths and no others. The
browser finds it out: what it wants from `desk/VERSION/` does not come. Then it asks by message.

    the page                            the server
    the message `scripts`           →   browser/start.js, with all scripts, styles and the HTML in it
    the message `file`              →   a piece of plotly.js or of papers, one after the other
    the message `bring`             →   a piece of a reader's own rows or words taken: uploads.py
"""

import logging
from functools import cache
from threading import Lock
from typing import Any

from . import assets, parts
from .messages import Piece

__all__ = ["piece", "scripts"]

PIECE = 500_000  # characters, 200 kB packed: on a slow line too it comes before the page says that nothing does

LOCK = Lock()  # of visitors who come at a time one has it made


def scripts() -> bytes:
    """What shows the desk, with all that the page needs but for charts."""
    with LOCK:
        return start()


@cache
def start() -> bytes:
    """The same, made once, when a browser first asks for it: then the log says why."""
    logging.getLogger(__name__).warning(
        "A browser did not get /desk/%s/ from this host. The page's files and readers' own go over Streamlit's "
        "connection, which is slower: start app.py, and let a proxy pass on every path.",
        assets.VERSION,
    )
    return parts.start().encode()


def piece(request: Any) -> Piece | None:
    """The piece of a file that a message asks for, by the file's name and the piece's number; None if there is none."""
    match request:
        case [str(name), int(number)] if assets.has(name) and number >= 0:
            whole = text(name)
            if found := whole[number * PIECE : (number + 1) * PIECE]:
                return {"name": name, "number": int(number), "of": -(-len(whole) // PIECE), "text": found}
    return None


@cache
def text(name: str) -> str:
    """The file of that name, read or made once."""
    return assets.source(name).decode()
