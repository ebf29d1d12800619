"""bytes of a file → a Dataset: the reader's own labelled reviews, or their features.

    bytes → text → rows → labels and features → Dataset

`cells.py` reads the rows, `labels.py` says what labels mean. Where it is not clear which column has the texts, which
the labels, or what a label means, `Unclear` is raised: it carries what there is, and what is likely, and the reader
decides. A file of which nothing can be made raises ValueError with one sentence. A row that cannot be used is left out,
and it is said how many are, why, and where the first of them stands.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from math import isfinite
from typing import NamedTuple

from ..features import FEATURES, FIRST_TO_LAST
from ..lexicon import Lexicon, sections
from .cells import LARGEST_FILE, LONGEST_CELL, MOST_LINES, SEPARATORS, Row, Table, decoded, simple, table
from .dataset import Dataset, fixed, read_by
from .labels import MIDDLE, MISSING, OUT, Meaning, is_label, meaning, number
from .markup import without_markup
from .plural import counted

__all__ = [
    "LARGEST_FILE",
    "LONGEST_REVIEW",
    "MOST_LINES",
    "Column",
    "Columns",
    "File",
    "Outline",
    "TooMany",
    "Unclear",
    "read",
]

LONGEST_REVIEW = 20_000  # characters, about ten pages; the rest of a longer text is not read
HUGE = 1_000_000  # no feature is larger in size
MOST_VALUES = 40  # different labels that a reader can be asked about
MOST_OFFERED = 100  # columns of which a reader can choose
SIGNS = {"1": 1, "0": 0}  # how a reader's choice is written; any other sign leaves a label out
LONGEST_LABEL = 200  # characters
WRITTEN_OUT = re.compile(r"(?<![:\\])(?:\\r)?\\n")  # a line break as two characters, and not as in C:\new
FIRST = 8  # rows that are shown where the reader is asked


def listed(section: str) -> tuple[str, ...]:
    """What ``data/columns.txt`` lists in a section."""
    return tuple(word for title, line in sections("columns.txt") if title == section for word in line.split())


TEXTS, LABELS = listed("texts"), listed("labels")
NUMBERS = tuple(feature.name for feature in FEATURES)
NAMES = frozenset((*TEXTS, *LABELS, *NUMBERS))


class Columns(NamedTuple):
    """How a file is to be read.

    Attributes:
        text: the column of the texts, counted from 0; None if the columns of the features are read instead.
        label: the column of the labels.
        y: label → 0, 1, MIDDLE, MISSING or OUT; of all others nothing is known, and they are left out.
    """

    text: int | None
    label: int
    y: Mapping[str, int | str]


class Column(NamedTuple):
    """One column of a file, as a reader sees it who chooses.

    Attributes:
        name: its name, or “column 1” … where it has none.
        values: value → how often it stands there, the most frequent first; empty where there are too many to ask about.
        meaning: what the values would mean as labels.
    """

    name: str
    values: Mapping[str, int]
    meaning: Meaning

    @property
    def signs(self) -> str:
        """For each of the values what it would mean, as a reader chooses it."""
        signs: dict[int | str | None, str] = {y: sign for sign, y in SIGNS.items()}
        return "".join(signs.get(self.meaning.y.get(value), "-") for value in self.values)


class Outline(NamedTuple):
    """What there is in a file to choose from, and what is likely.

    Attributes:
        columns: its columns.
        rows: the cells of its first rows.
        text: the column that is likely to have the texts; None if the columns of the features are there instead.
        label: the column that is likely to have the labels.
    """

    columns: tuple[Column, ...]
    rows: list[list[str]]
    text: int | None
    label: int

    @property
    def has_features(self) -> bool:
        """Whether the columns of the features are there."""
        return {*NUMBERS} <= {simple(column.name) for column in self.columns}

    def chosen(self, text: int | None, label: int, signs: str = "") -> Columns:
        """How the file is to be read by the choice of a reader.

        Args:
            text: the column of the texts; None for the features.
            label: the column of the labels.
            signs: for each of its values, as `Column.signs` has them: 1 for positive, 0 for negative, any other sign to
                leave it out; nothing, if all are to be read as is likely.

        Raises:
            ValueError: if there are no such columns or not so many values.

        Example:
            >>> outline = File(b"a;b\\nFine.;iyi\\nDull.;fena\\n").outline
            >>> outline.chosen(0, 1, "10").y
            {'iyi': 1, 'fena': 0}
        """
        places = range(len(self.columns))
        if label not in places or label == text or not (self.has_features if text is None else text in places):
            raise ValueError("The file has no such columns.")
        values, meant = self.columns[label].values, self.columns[label].meaning.y
        if not signs:
            return Columns(text, label, meant)
        if len(signs) != len(values):
            raise ValueError("The file has other labels than these.")
        return Columns(text, label, {value: SIGNS.get(sign, OUT) for value, sign in zip(values, signs)})


class Unclear(ValueError):
    """Why it is not clear how a file is to be read, as one sentence, and the outline from which the reader chooses."""

    def __init__(self, why: str, outline: Outline):
        super().__init__(why)
        self.outline = outline


class TooMany(ValueError):
    """A file has more rows than are read."""


class LeftOut(Exception):
    """Why a row is left out, and what stands there."""


class File:
    """A file that is open: its rows, from which data are made as is clear, or as the reader chooses.

    Args:
        raw: its bytes.
        first: whether of too many rows the first are to be read.

    Raises:
        TooMany: if it has too many rows.
        ValueError: if nothing can be made of it; the message is one sentence for the reader.

    Example:
        >>> [column.name for column in File(b"text,label\\nFine.,1\\n").outline.columns]
        ['text', 'label']
    """

    def __init__(self, raw: bytes, first: bool = False):
        text, self.notes = decoded(raw)
        self.found = table(text, NAMES)
        if len(self.found.rows) > MOST_LINES:
            if not first:
                raise TooMany(f"The file has more than {MOST_LINES:,} rows, and at most {MOST_LINES:,} are read.")
            self.found = self.found._replace(rows=self.found.rows[:MOST_LINES])
            self.notes.append("the first rows of more")

    @cached_property
    def outline(self) -> Outline:
        """What there is to choose from. ValueError, with one sentence, if no choice could be made."""
        found = self.found
        text, label, _ = located(found)
        width, names = width_of(found), names_of(found)
        if max(label, text or 0) >= MOST_OFFERED:
            raise ValueError(f"The columns of texts and labels must be among the first {MOST_OFFERED}.")
        columns = tuple(column(found, j, text, names[j]) for j in range(min(width, MOST_OFFERED)))
        return Outline(columns, [row.cells for row in found.rows[:FIRST]], text, label)

    def read(self, lexicon: Lexicon, columns: Columns | None = None) -> tuple[Dataset, str]:
        """The data set, and what is said of it: see `read` below."""
        columns, name = (columns, "") if columns else self.planned()
        kept, left_out, more = parted(self.found, columns)
        notes = [*self.notes, *more, *([f"labels read as {name}"] if name else [])]
        said = understood([y for y, *_ in kept], len(self.found.rows), notes, left_out)
        y, titles, X = zip(*kept)
        return fixed(titles, X, y) if columns.text is None else read_by(lexicon, titles, y), said

    def planned(self) -> tuple[Columns, str]:
        """How the file is to be read, and the name of the scale on which its labels stand."""
        text, label, sure = located(self.found)
        values = values_of(self.found, label, text)
        meant = meaning(values)
        columns = Columns(text, label, meant.y)
        if why := doubt(self.found, columns, values, meant, sure):
            raise Unclear(why, self.outline)
        return columns, meant.name


def read(raw: bytes, lexicon: Lexicon, columns: Columns | None = None) -> tuple[Dataset, str]:
    """The data set in the bytes of a file, and one or two sentences that say what was understood.

    The cells stand between commas, semicolons, tabs or bars, or it is JSON. One column has the texts, which the lexicon
    reads, or some have the features; one column has the labels. Their names are in ``data/columns.txt``; of two
    columns one known name is enough, or none where all labels are known.

    Args:
        raw: the file.
        lexicon: with which its texts are read.
        columns: how the reader decided that it is to be read.

    Raises:
        Unclear: if the reader must decide.
        ValueError: if nothing can be made of the file; the message is one sentence for the reader.

    Example:
        >>> from logreg import default_lexicon
        >>> data, said = read(b"stars,review\\n5,A great film!\\n1,Dull.\\n3,A film.\\n", default_lexicon())
        >>> data.titles, data.y.tolist()
        (('A great film!', 'Dull.'), [1, 0])
        >>> said
        '2 of 3 rows: 1 with y = 1, 1 with y = 0, labels read as stars out of 5.
         Left out: 1 in the middle of the scale (“3”, line 4).'
    """
    return File(raw).read(lexicon, columns)


# which columns, and what the labels mean


def located(found: Table) -> tuple[int | None, int, bool]:
    """The column of the texts, None for the features; the column of the labels; and whether that is clear."""
    names = [simple(name) for name in found.columns]
    width = width_of(found)
    label, text = first_of(LABELS, names), first_of(TEXTS, names)
    numbers = text is None and {*NUMBERS} <= {*names}
    sure = label is not None and (text is not None or numbers)
    if width == 2 and not sure:
        if label is not None:
            text, sure = 1 - label, True
        elif text is not None:
            label, sure = 1 - text, True
    if width < 2:
        raise ValueError("Each row needs a text and a label, with a comma, a semicolon or a tab between them.")
    if label is None:
        label = likely_label(found, width, text)
        if label is None:
            raise ValueError(f"No column has labels: {none_of(LABELS, found)}.")
        sure = width == 2
    if text is None and not numbers:
        text = likely_text(found, width, label)
        if text is None:
            raise ValueError(f"No column has texts: {none_of(TEXTS, found)}, and {FIRST_TO_LAST} are not all there.")
    return None if numbers else text, label, sure


def values_of(found: Table, j: int, text: int | None) -> Counter[str]:
    """What stands in a column, and how often; in a row with a separator too many, only what others have as well."""
    width = width_of(found)
    values = Counter(cell_of(row, j) for row in found.rows if len(row.cells) == width)
    for row in found.rows:
        if len(row.cells) > width and (cells := joined(row, width, text, found.separator)):
            value = cells[j].strip()
            values[value] += value in values or is_label(value)
    return +values


def column(found: Table, j: int, text: int | None, name: str) -> Column:
    """The column j, as a reader sees it who chooses."""
    values = values_of(found, j, text)
    few = len(values) <= MOST_VALUES and max(map(len, values), default=0) <= LONGEST_LABEL
    numbers = few or all(isfinite(number(value)) for value in values)
    return Column(name, dict(values.most_common()) if few else {}, meaning(values if numbers else ()))


def doubt(found: Table, columns: Columns, values: Counter[str], meant: Meaning, sure: bool) -> str:
    """Why the reader must decide, "" if it is clear."""
    named = bool(found.columns) and simple(found.columns[columns.label]) in LABELS
    listed = ", ".join(f"{shown(value)} {many:,}" for value, many in values.most_common(8)) + ", …" * (len(values) > 8)
    unknown = sum(values[value] for value in meant.unknown)
    if {*meant.y.values()} >= {0, 1} and unknown <= values.total() // 100:
        unknown = 0  # as where a row of many is not as the others are
    if len({*values} - {value for value, y in meant.y.items() if y == MISSING}) < 2 or len(values) > MOST_VALUES:
        if not sure or (unknown and not named):
            raise ValueError(f"No column has labels: {none_of(LABELS, found)}.")
        return ""
    if unknown:
        return f"It is not clear what the labels mean: {listed}."
    if not meant.sure:
        return f"It is not clear which labels are positive: {listed}."
    return "" if sure else "It is not clear which column has the texts and which the labels."


def width_of(found: Table) -> int:
    """How many columns there are: of rows without names that differ, two if each has a label at its one end."""
    widths = Counter(len(row.cells) for row in found.rows)
    if found.columns or len(widths) < 2:
        return len(found.columns) or next(iter(widths), 0)
    loose = [row.cells for row in found.rows if row.loose and len(row.cells) > 1]
    two = any(loose and all(is_label(cells[j]) for cells in loose) for j in (0, -1))
    return 2 if two else widths.most_common(1)[0][0]


def first_of(known: tuple[str, ...], names: list[str]) -> int | None:
    """The column whose name comes first in a list of known ones."""
    return next((names.index(name) for name in known if name in names), None)


def likely_label(found: Table, width: int, text: int | None) -> int | None:
    """The column that seems to have the labels: all of them known ones, or a few values that come again and again."""
    many, best = len(found.rows), None
    for j in range(width - 1, -1, -1):
        values = Counter(cell_of(row, j) for row in found.rows) if j != text else Counter()
        values.pop("", None)
        if (len(values) < 2 and many > 1) or len(values) > MOST_VALUES or max(map(len, values), default=99) > 40:
            continue
        known = sum(many for value, many in values.items() if is_label(value)) / values.total()
        short = len(values) <= max(3, many // 2)
        if known > 0.5 or short:
            rank = (known > 0.9, known, -len(values))
            best = max(best, (rank, j)) if best else (rank, j)
    return best[1] if best else None


def likely_text(found: Table, width: int, label: int) -> int | None:
    """The column that seems to have the texts: the one with most letters."""
    rows, others = found.rows[:200], [j for j in range(width) if j != label]
    letters = {j: sum(c.isalpha() for row in rows for c in cell_of(row, j)) for j in others}
    best = max(letters, key=letters.__getitem__, default=None)
    return best if best is not None and letters[best] else None


def cell_of(row: Row, j: int) -> str:
    """What stands in a column of the row, "" if there is none."""
    return row.cells[j].strip() if j < len(row.cells) else ""


def names_of(found: Table) -> list[str]:
    """The names of the columns, their numbers where they have none."""
    return list(found.columns) or [f"column {j}" for j in range(1, max(len(row.cells) for row in found.rows) + 1)]


def none_of(names: tuple[str, ...], found: Table) -> str:
    """That no column has one of the names."""
    if not found.columns:
        return "the columns have no names in the first row"
    return f"of {shown(*found.columns)} none is called {', '.join(names[:8])} or the like"


def shown(*cells: str) -> str:
    """The cells as a sentence quotes them: of eight at most, thirty characters that can be printed."""
    printed = ["".join(c if c.isprintable() else " " for c in cell.strip()[:31]) for cell in cells[:8]]
    quoted = [f"“{text[:30]}…”" if len(text) > 30 else f"“{text}”" for text in printed]
    return ", ".join(quoted + ["…"] * (len(cells) > 8)) or "none"


# rows → labels and features


def parted(found: Table, columns: Columns) -> tuple[list[tuple], dict[str, list[str]], list[str]]:
    """What is kept, (y, title, x if it is there) each; what is left out, reason → places; what was done to texts."""
    kept, left_out, done = [], {}, Counter()
    width, names = width_of(found), [simple(name) for name in found.columns]
    places = [names.index(name) for name in NUMBERS] if columns.text is None else []
    for n, row in enumerate(found.rows, 1):
        try:
            cells = row.cells
            if len(cells) != width:
                cells = joined(row, width, columns.text, found.separator)
                if cells is None or cells[columns.label].strip() not in columns.y:
                    raise LeftOut(f"with {counted(len(row.cells), 'cell')} instead of {width}", "")
                done[f"{SEPARATORS[found.separator]} inside a text taken as part of it"] += 1
            y = columns.y.get(cells[columns.label].strip())
            if y is None or y == MISSING:
                raise LeftOut("without a label that can be read", f"{shown(cells[columns.label])}, ")
            if y == OUT:
                raise LeftOut("with a label that you leave out", f"{shown(cells[columns.label])}, ")
            if y == MIDDLE:
                raise LeftOut("in the middle of the scale", f"{shown(cells[columns.label])}, ")
            if columns.text is None:
                kept.append((y, f"row {n}", numbers_of([cells[j] for j in places])))
            else:
                kept.append((y, text_of(cells[columns.text], done), None))
        except LeftOut as why:
            reason, what = why.args
            left_out.setdefault(reason, []).append(f"{what}{row.place}")
    return kept, left_out, [f"{what}: {many:,}" for what, many in done.items()]


def joined(row: Row, width: int, text: int | None, mark: str) -> list[str] | None:
    """The cells of a row that has too many: those that one text falls into are one again; None where this cannot be.

    Nothing in the row may stand in quotes.
    """
    if len(row.cells) < width or text is None or not row.loose or mark not in SEPARATORS:
        return None
    *before, rest = row.source.split(mark, text)
    return [*before, *rest.rsplit(mark, width - 1 - text)]


def text_of(cell: str, done: Counter) -> str:
    """The text in a cell, without markup."""
    start = cell[:LONGEST_CELL]
    text = without_markup(WRITTEN_OUT.sub("\n", start) if "\\" in start else start)
    if text != start:
        done["texts with markup cleaned"] += 1
    text = text.strip()
    if len(text) > LONGEST_REVIEW or start != cell:
        done[f"texts cut to {LONGEST_REVIEW:,} characters"] += 1
        text = text[:LONGEST_REVIEW]
    if not text:
        raise LeftOut("with an empty text", "")
    return text


def numbers_of(cells: list[str]) -> tuple[float, ...]:
    """The features of a row."""
    x = tuple(map(number, cells))
    for name, cell, value in zip(NUMBERS, cells, x):
        if not abs(value) <= HUGE:  # so is nan
            what = f"beyond {HUGE:,}" if isfinite(value) else "that is no finite number"
            raise LeftOut(f"with a feature {what}", f"{name} {shown(cell)}, ")
    return x


# → what is said


def understood(y: list[int], m: int, notes: list[str], left_out: dict[str, list[str]]) -> str:
    """What is said of a data set with the labels y, made of m rows; or else why it is none."""
    reasons = (f"{len(at):,} {reason} ({'the first: ' * (len(at) > 1)}{at[0]})" for reason, at in left_out.items())
    out, so = ", ".join(reasons), "".join(f", {note}" for note in notes)
    if not y:
        raise ValueError(f"No row can be used: {out or 'there is none below the names of the columns'}.")
    if len({*y}) == 1:
        without = f" (left out: {out})" if out else ""
        raise ValueError(f"Every row that can be used has y = {y[0]}{so}, but both labels are needed{without}.")
    counts = f"{len(y):,} of {m:,} rows: {sum(y):,} with y = 1, {len(y) - sum(y):,} with y = 0"
    return f"{counts}{so}." + (f" Left out: {out}." if out else "")
