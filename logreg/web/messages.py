"""The wire: a `Message` is what the page sends, an `Answer` what Python says to it; both are JSON.

Every field has its line here, and nowhere else. `python -m logreg.web.messages` prints the same for the browser's side,
kept as `browser/wire.d.ts`; `tests/test_messages.py` holds both sides to it.

The types are what our page sends. A message may hold anything all the same, for browsers can lie: who reads a field
looks at run time what has come, and passes over what makes no sense.
"""

import ast
import json
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, TypedDict, Union, get_args, get_origin, get_type_hints, is_typeddict

__all__ = [
    "Ahead",
    "Answer",
    "Columns",
    "Delivery",
    "Edit",
    "Grab",
    "Label",
    "Line",
    "Look",
    "Message",
    "More",
    "MoreAhead",
    "Papers",
    "Piece",
    "Plot",
    "PreparedLink",
    "Question",
    "Receipt",
    "SavedPlot",
    "Scheme",
    "Screen",
    "Span",
    "Table",
    "Take",
    "Ticks",
]

Span = tuple[int, int, str]  # where it begins and ends in the review, in the page's units of text, and what it feeds
Line = tuple[int, str, str, int, str, str, bool, bool]  # number, title, x, y, ŷ, loss, turned over?, left out?
Label = tuple[str, str, str]  # a value, how often it stands there, and what it would mean: 1, 0 or -
Scheme = Literal["light", "dark"]


# ——— what the page sends ———


class Grab(TypedDict):
    """A control that was grabbed."""

    control: str  # its key
    id: int  # the number of the grab, which its table carries back
    far: bool  # whether a table is wanted that reaches far, as for a hand


class Ticks(TypedDict):
    """What a prepared link says otherwise than the screen, as it is ticked."""

    page: str  # the address before its question mark
    stage: str  # whether it opens on the stage: on or off
    predict: str  # whether the reader predicts first: on or off
    hide: str  # what it takes away, with commas between


class Delivery(TypedDict):
    """A piece of a reader's own file, where the host serves no route by which it could be sent."""

    kind: Literal["rows", "words"]  # what is in the file
    id: str  # the name that the page gives it
    choice: str  # how it is to be read, as the query of an address
    at: int  # how many bytes come before the piece
    piece: str  # the piece, in base 64
    size: int  # how many bytes the file has


class Message(TypedDict, total=False):
    """What the page sends whenever something is chosen; each field may be missing."""

    n: int  # the number of the message, which its answer carries back
    choices: dict[str, str]  # what every control is set to, and under `version` the version of the page that wrote it
    open: str  # the query string of a link to open, in place of the choices
    example: int  # the number of an example to put on the desk
    beg: bool  # true to let the reviewer add that the film is terrible, or take it back
    shuffle: bool  # true to add the terms up in another order
    adopt: bool  # true to put the learned weights on the desk
    read: str  # the name of an upload with the reader's own labelled reviews: uploads.py says how it comes
    wordlist: str  # the name of an upload with the reader's own word list
    ask: bool  # true for what there is in that upload to choose from, where it is to be read otherwise
    token: bool  # true for the token with which rows are sent, also where the view is another
    again: list[str]  # the fields of uploads read before and missing here: all else stays as it was chosen
    scheme: Scheme  # for the charts that are drawn from data
    papers: str  # the key of the papers of those charts that the page has
    scripts: bool  # true for the page's scripts alone, before the first message, where the host does not serve them
    file: tuple[str, int]  # the name of a file and the number of a piece of it, where the host does not serve the files
    bring: Delivery  # a piece of a reader's own rows or words, where the host takes none
    solid: bool  # true for the loss surface in space
    caret: int  # where the cursor stands in the review, in the page's units of text
    share: Ticks  # for a prepared link
    take: str  # what is taken away: sheet, blanks, lecture, numbers, program, code, or a chart with .png or .svg
    page: str  # the address before its question mark, for the sheet
    half: int  # half the width of the z axis on the screen
    ahead: bool  # whether all steps of the lecture are asked for, to walk through them without the server
    dragging: bool  # true while something is dragged, and the axis must stay
    resting: dict[str, str]  # what number boxes said when the cursor came: what is typed may be a number only halfway
    grab: Grab | None  # the control that was grabbed, for which a table is wanted


# ——— what Python answers ———


class Look(TypedDict):
    """Where the reader is, and what is not shown there."""

    view: str  # the key of the view
    step: str  # the name of the lecture's step
    stage: Literal["on", "off"]  # whether it is on the stage
    predict: Literal["on", "off"]  # whether the reader predicts first
    y: str  # the gold label
    hide: str  # what a prepared link took away, with spaces between
    part: str  # the part of Learn
    left: int  # how often there is still something to be shown


class PreparedLink(TypedDict):
    """A link that was prepared for others."""

    link: str  # the whole address
    typed: str  # the short address, as it is typed
    code: str  # the QR code of the short address, as a data URI; nothing where there can be none
    carries: str  # what both carry
    sentence: str  # what they do not carry, if anything


class Screen(TypedDict):
    """What one screen needs."""

    look: Look  # where the reader is, and what is not shown there
    row: dict[str, str]  # what stands in each place of words, by its name, and of each mark, by chart/mark/attribute
    describe: dict[str, str]  # the charts in words, but those that are held back
    status: str  # what a screen reader says once the page has come to rest
    link: str  # the query string that carries the choices


class MoreAhead(TypedDict, total=False):
    """What a view has besides for each screen to which the page may walk without the server."""

    picks: dict[str, str]  # of the lecture: what is said of each option, by its letter; under "" where none is picked


class Ahead(Screen, MoreAhead):
    """A screen to which the page may walk without the server; its row has what is another than in the answer's."""

    share: NotRequired[PreparedLink]  # its prepared link


class Columns(TypedDict):
    """What changes from position to position of a control."""

    places: list[list[str]]  # the places of each column: what always changes alike is one
    rows: dict[str, tuple[str, ...]]  # what stands in each column, by the position


class Table(Columns):
    """What stands in the places that a control's movement changes, at each position of it."""

    control: str  # its key
    id: NotRequired[int | None]  # the number of the grab
    half: NotRequired[int]  # half the width of the z axis for which it holds
    wider: NotRequired[int | None]  # the same for a position that asks for a wider axis and has no row, if there is one
    about: NotRequired[list[float]]  # the first and the last position
    ahead: NotRequired[float]  # how near its end the page asks for the next


class Plot(TypedDict):
    """A chart as plotly takes it."""

    data: list[Any]  # what is drawn
    layout: dict[str, Any]  # how


class SavedPlot(Plot):
    """A chart that is saved."""

    width: int  # in pixels
    height: int  # in pixels


class Take(TypedDict):
    """What is taken away."""

    what: str  # as the message asked for it
    name: str  # of the file under which it is saved
    text: NotRequired[str]  # the file, if it is a text
    figure: NotRequired[SavedPlot]  # if it is a chart
    figures: NotRequired[dict[str, SavedPlot]]  # the charts that belong in the text, by their names


class Question(TypedDict):
    """How a file is to be read: its columns, its first rows, and what is likely."""

    columns: list[tuple[str, list[Label], bool]]  # the name, what may be labels, and whether it has numbers for labels
    rows: list[list[str]]  # the cells of the first rows
    text: str  # the number of the column that is likely to have the texts, or nothing
    label: str  # the number of the column that is likely to have the labels
    features: str | Literal[False]  # the names of the features, where there are columns for them
    why: str  # why the reader is asked, where the file is not clear


class Piece(TypedDict):
    """A piece of one of the page's files."""

    name: str  # of the file
    number: int  # of the piece, from 0
    of: int  # how many pieces there are
    text: str  # the piece


class Receipt(TypedDict, total=False):
    """How much of a reader's own file is here, or why it is not taken."""

    id: str  # the name that the page gave the file
    at: int  # how many bytes of it are here
    done: bool  # whether it is read
    status: int  # why it is not taken, as HTTP says it


class Edit(TypedDict):
    """A one-word edit of the review."""

    start: int  # where what it replaces begins, in the page's units of text
    end: int  # and where that ends
    text: str  # what is put there
    what: str  # the edit in words
    flips: bool  # whether the decision differs
    y_hat: str  # ŷ after it
    loss: str  # the loss after it


class Papers(TypedDict):
    """The papers of charts that are drawn from the data."""

    key: str  # under which the page keeps them
    scheme: Scheme  # for which they are drawn
    charts: dict[str, Plot]  # by their names


class More(TypedDict, total=False):
    """What the part of one view needs besides."""

    table: Table  # of a control under the hand, and of Learn's steps; of the other views the page makes it
    edits: list[Edit]  # of Why?: the one-word edits
    papers: Papers  # of Learn: the papers of its charts
    data: list[Line]  # of Learn: the rows it learns from: number, title, x, y, ŷ, loss, turned over?, left out?
    solid: Plot  # of Learn: the loss surface in space


class Answer(Screen, More):
    """What the page needs to show what was chosen, and what else it asked for."""

    n: int  # the number of the message that it answers
    run: int  # a number that no other answer has
    spans: list[Span]  # the words of the review that are lit: start, end, feature
    half: int  # half the width of the z axis
    notes: list[str]  # sentences about what cannot be read, or carried by the link
    invalid: list[str]  # the keys of what cannot be read
    substitutes: dict[str, str]  # what holds in their place
    example: int | str  # the number of the example that is on the desk, or nothing
    choices: NotRequired[dict[str, str]]  # every control's text, where it is not what the page sent
    missing: NotRequired[list[str]]  # the fields of the uploads that were chosen and are not here
    steps: NotRequired[dict[str, Ahead]]  # the screens to which the page may walk without the server, by step/shown
    share: NotRequired[PreparedLink]  # the prepared link
    take: NotRequired[Take | None]  # what is taken away; null if there is no such thing
    token: NotRequired[str]  # the token with which a file is sent
    ask: NotRequired[Question]  # what there is in a file to choose from
    file: NotRequired[Piece]  # a piece of one of the page's files
    bring: NotRequired[Receipt]  # how much of a reader's own is here, where the host serves no routes


# ——— the same for the browser ———

HEAD = (
    "// Written by `python -m logreg.web.messages` from logreg/web/messages.py: change it there, and write it anew.\n"
)
NAMES = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null", Any: "any"}


def typescript(hint: Any) -> str:
    """A type as TypeScript says it.

    Example:
        >>> typescript(dict[str, list[int | None]]), typescript(tuple[str, bool]), typescript(Literal["on", False])
        ('Record<string, (number | null)[]>', '[string, boolean]', '"on" | false')
    """
    kind, parts = get_origin(hint), get_args(hint)
    if is_typeddict(hint):
        return hint.__name__
    if kind is Literal:
        return " | ".join(map(json.dumps, parts))
    if kind in (Union, UnionType):
        return " | ".join(map(typescript, parts))
    if kind is list or (kind is tuple and parts[-1] is ...):
        each = typescript(parts[0])
        return f"({each})[]" if " | " in each else f"{each}[]"
    if kind is tuple:
        return f"[{', '.join(map(typescript, parts))}]"
    if kind is dict and parts[0] is str:  # no other key is JSON
        return f"Record<string, {typescript(parts[1])}>"
    return NAMES[hint]


def declarations() -> str:
    """Every type of the wire as the browser's side is told it, each field with its line."""
    text = Path(__file__).read_text(encoding="utf-8")
    classes = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
    return "\n".join([HEAD, *(interface(node, text.splitlines()) for node in classes)])


def interface(node: ast.ClassDef, lines: list[str]) -> str:
    """One type of this module, whose lines these are, as TypeScript declares it."""
    one = globals()[node.name]
    hints = get_type_hints(one)
    bases = ", ".join(base.id for base in node.bases if isinstance(base, ast.Name) and base.id != "TypedDict")
    said = [f"/** {ast.get_docstring(node)} */", f"export interface {node.name} {f'extends {bases} ' * bool(bases)}{{"]
    for field in node.body:
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            name, comment = field.target.id, lines[field.lineno - 1].partition("  # ")[2]
            optional = "?" * (name in one.__optional_keys__)
            said += [f"  /** {comment} */", f"  {name}{optional}: {typescript(hints[name])}"]
    return "\n".join([*said, "}", ""])


if __name__ == "__main__":
    print(declarations(), end="")
