"""A link that was prepared for others, and the short address and QR code that lead to it."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import segno

from logreg.figures import theme
from logreg.reader.groups import Answers, Preparation
from logreg.reader.state import State, controls_of

from ..keys import KEYS
from ..messages import PreparedLink, Ticks

__all__ = ["prepared"]

LOCAL = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # names of the machine itself
TYPED = 30  # characters of a query that is typed as it is, like view=lecture&step=log: it needs no key
KEPT = (
    "The code and the address above are a short key: for it this server keeps {what}, in its memory alone and for a "
    "day at most. The link below needs no key, and holds for good."
)
FRAMED = "~/+/"  # where Community Cloud serves the page that its own shows under the address before it


def prepared(state: State, ticks: Ticks) -> PreparedLink:
    """The link, the address to type, its QR code as a data URI, what they carry, and a sentence where that is not all.

    Args:
        state: what is on the screen.
        ticks: texts for some of the controls stage, predict and hide, and under ``page`` the address before
            the question mark.
    """
    keys = {control.key for control in controls_of(Preparation)}
    choices = {key: text for key, text in ticks.items() if key in keys and isinstance(text, str)}
    there, _ = State.from_choices(choices, state.without(Answers))
    if choices.get("stage") == "on" or (there.predict and "show" in there.hidden):
        there, _ = State.from_choices({"view": "lecture"}, there)  # the stage is the lecture's, and so is Show
    query, sentence = there.link()
    link, short = (address(ticks.get("page"), text) for text in (query, brief(there, query)))
    what = "the weights and this step" if sentence else "the review, the weights and this step"
    if state.data == "own":
        sentence = sentence or "No link carries your own rows: who opens it sees the 40 short reviews in their place."
    if state.words != "ours":
        sentence = sentence or "No link carries your own word list: who opens it sees the words counted by ours."
    if host(link) in LOCAL:
        sentence = sentence or "This address leads to this machine: no phone in the hall can open it."
    return {
        "link": link,
        "typed": short.removeprefix("https://"),
        "code": qr(short),
        "carries": f"The code and the link carry {what}." if short == link else KEPT.format(what=what),
        "sentence": sentence,
    }


def brief(state: State, query: str) -> str:
    """The state's query string, or where that is long to type a key in its place."""
    return query if len(query) <= TYPED else f"k={KEYS.key(state)}"


def host(link: str) -> str | None:
    """The name of the machine in a link, if it has one."""
    try:
        return urlsplit(link).hostname
    except ValueError:
        return None


@lru_cache(maxsize=512)  # a hall on the stage shares those of its steps
def qr(link: str) -> str:
    """The QR code of the link as a data URI; nothing where there can be none."""
    dark, light = (theme.colour(name, "light") for name in ("ink", "background"))
    try:
        return segno.make_qr(link, error="l").svg_data_uri(dark=dark, light=light)
    except ValueError:
        return ""


def address(page: Any, query: str) -> str:
    """The whole address: the page's, as the browser says it, and the query string.

    Example:
        >>> address("https://example.org/", "b=3"), address("https://example.org/", ""), address(None, "b=3")
        ('https://example.org/?b=3', 'https://example.org/', '?b=3')
        >>> address("https://example.streamlit.app/~/+/", "b=3")
        'https://example.streamlit.app/?b=3'
    """
    page = page[:500].removesuffix(FRAMED) if isinstance(page, str) else ""
    return f"{page}?{query}" if query else page
