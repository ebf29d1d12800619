"""What is printed: a document of one file, A4, whose numbers may be left out for a student to fill in."""

import html
import re
from collections.abc import Callable

from logreg.figures import theme

from .. import assets

__all__ = ["GAP", "Pen", "blank", "legible", "paper", "as_html"]

UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")  # no HTML may hold them
Pen = Callable[..., str]  # how a number that a student may work out is written: `as_html`, or `blank`
GAP = '<span class="gap" role="img" aria-label="to fill in"></span>'


def paper(title: str, about: str, aside: str, content: str, link: str, kind: str = "") -> str:
    """The whole document, which needs nothing else: no script, no font, no file.

    Args:
        title: its title, and its first line.
        about: what stands under the title.
        aside: HTML beside the title.
        content: HTML, all that stands under the head.
        link: an address to print at its foot.
        kind: the class of its body.
    """
    style = [theme.css(), assets.source("browser/formula.css").decode()]
    parts = {"style": style, "aside": [aside], "content": [content]}
    return assets.filled("paper", title=title, about=about, link=legible(link), kind=kind, **parts)


def blank(text: str, size: str = "") -> str:
    """In place of a text a line to write it on, as long for one number as for another.

    Args:
        text: what is to be filled in.
        size: “wide” where it is more than one number, “long” where it is many.
    """
    return GAP.replace("gap", f"gap {size}".strip(), 1)


def as_html(text: str, size: str = "") -> str:
    """The text as HTML that shows it and does nothing else, whatever its size."""
    return html.escape(legible(text))


def legible(text: str) -> str:
    """The text with � for what no HTML may hold."""
    return UNSEEN.sub("\ufffd", text)
