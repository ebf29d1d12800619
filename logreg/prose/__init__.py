"""The words of the lecture, and how they become a page."""

import html
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .formula import mathml

__all__ = ["Option", "Step", "lecture", "mathml", "paragraph"]

HERE = Path(__file__).parent


SENTENCE = re.compile(r"\{(\w+): ([^}]*)\}")


class Option(NamedTuple):
    """One answer to a question: its text, and why it is so where it is the right one, with places for numbers."""

    text: str
    why: str


class Step(NamedTuple):
    """One step of a chapter: title, text, lines of formulas, names of its pictures, what opens on demand, its code.

    Where the reader predicts first, `reveals` are the places and pictures that are held back, in the groups in
    which they are shown, `guesses` the numbers to be guessed, and `question` is asked, with its `options`, where
    no number is. `sentences` are the words of the text that can be held back, by their places. `code` names the
    functions of the core that it shows beside those of its pictures. `worlds` says whether the table of the three
    worlds stands under it.
    """

    title: str
    text: str
    formulas: tuple[str, ...]
    pictures: tuple[str, ...]
    more: str
    reveals: tuple[tuple[str, ...], ...]
    guesses: tuple[str, ...]
    question: str
    options: tuple[Option, ...]
    sentences: dict[str, str]
    code: tuple[str, ...]
    worlds: bool

    @property
    def supposes(self) -> bool:
        """Whether it supposes a label: one of the two terms lives nowhere then, whatever the label is."""
        return any("«never" in line for line in self.formulas)


@cache
def lecture(language: str = "en") -> dict[str, Step]:
    """The steps of the lecture by their names, in its order.

    Example:
        >>> lecture()["outcomes"].title
        'One observation, two outcomes'
    """
    text = (HERE / language / "lecture.md").read_text(encoding="utf-8")
    named = (part.split(": ", 1) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:])
    return {name: step(part) for name, part in named}


def step(part: str) -> Step:
    """The step that a part of a chapter describes; its first line is the title."""
    title, *blocks = [block for block in part.split("\n\n") if block.strip()]
    formulas = [line.strip() for block in blocks if block.startswith("    ") for line in block.strip().split("\n")]
    whole = [" ".join(block.split()) for block in blocks if not block.startswith("    ")]
    words = [SENTENCE.sub(r"{\1}", block) for block in whole]
    named = {word: rest.strip() for word, colon, rest in (block.partition(":") for block in words[1:]) if colon}
    pictures = tuple(name.strip() for name in named.get("picture", "").split(","))
    reveals = tuple(tuple(group.split()) for group in named.get("hold", "").split(";") if group)
    question, *options = (part.strip() for part in named.get("ask", "").split("|"))
    return Step(
        title=title.strip(),
        text=words[0],
        formulas=tuple(formulas),
        pictures=pictures,
        more=named.get("more", ""),
        reveals=reveals,
        guesses=tuple(named.get("guess", "").split()),
        question=question,
        options=tuple(Option(*map(str.strip, (option + "→").split("→")[:2])) for option in options),
        sentences=dict(SENTENCE.findall(" ".join(whole))),
        code=tuple(named.get("code", "").split()),
        worlds="worlds" in words,
    )


def paragraph(text: str) -> str:
    """A text of a chapter as HTML: *letters* in italics, {numbers} as places to be filled.

    Example:
        >>> paragraph("The loss *L* is {loss}.")
        'The loss <i>L</i> is <b data-slot="loss"></b>.'
    """
    text = re.sub(r"\*(.+?)\*", r"<i>\1</i>", html.escape(text, quote=False))
    return re.sub(r"\{([\w-]+)\}", r'<b data-slot="\1"></b>', text)
