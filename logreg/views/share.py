"""A link that was prepared for others, and its QR code."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import segno

from ..figures import theme
from ..state import State
from ..written import counted

__all__ = ["prepared"]

CHANGED = ("stage", "predict", "hide")  # what a prepared link may say otherwise than the screen
LOCAL = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # names of the machine itself
AFRESH = {"shown": "0", "guess_z": "", "guess_y_hat": "", "guess_loss": ""}  # who opens it has not guessed yet


def prepared(state: State, wish: Mapping[str, Any]) -> dict[str, str]:
    """The link and its QR code as a data URI; a sentence where the link cannot carry all or the code cannot hold it.

    Args:
        state: what is on the screen.
        wish: texts for some of the controls stage, predict and hide, and under ``page`` the address before
            the question mark.
    """
    choices = {key: text for key, text in wish.items() if key in CHANGED and isinstance(text, str)}
    if choices.get("stage") == "on":
        choices["view"] = "lecture"  # the stage is the lecture's
    query, sentence = State.from_choices(choices | AFRESH, state)[0].link()
    link = address(wish.get("page"), query)
    code = qr(link)
    if not code:
        length = counted(len(link), "character")
        too_long = f"The link has {length}, more than a QR code holds: a shorter review would fit."
        sentence = sentence or too_long
    if state.data == "own":
        sentence = sentence or "No link carries your own rows: who opens it sees the 40 short reviews in their place."
    if state.words != "ours":
        sentence = sentence or "No link carries your own word list: who opens it sees the words counted by ours."
    if host(link) in LOCAL:
        sentence = sentence or "This address leads to this machine: no phone in the hall can open it."
    return {"link": link, "code": code, "sentence": sentence}


def host(link: str) -> str | None:
    """The name of the machine in a link, if it has one."""
    try:
        return urlsplit(link).hostname
    except ValueError:
        return None


@lru_cache(maxsize=64)  # a hall shares one link, and a long one takes most of a second
def qr(link: str) -> str:
    """The QR code of the link as a data URI; nothing where no code can hold it."""
    dark, light = (theme.colour(name, "light") for name in ("ink", "background"))
    try:
        return segno.make_qr(link, error="l").svg_data_uri(dark=dark, light=light)
    except (segno.DataOverflowError, ValueError):
        return ""


def address(page: Any, query: str) -> str:
    """The whole address: the page's, as the browser says it, and the query string.

    Example:
        >>> address("https://example.org/", "b=3"), address("https://example.org/", ""), address(None, "b=3")
        ('https://example.org/?b=3', 'https://example.org/', '?b=3')
    """
    page = page[:500] if isinstance(page, str) else ""
    return f"{page}?{query}" if query else page
