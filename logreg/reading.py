"""bytes of a file → a Dataset: the reader's own labelled reviews, or their features.

    bytes → text → rows → labels and features → Dataset

A file of which nothing can be made raises ValueError with one sentence. A row that cannot be used is left out, and
it is said how many are, why, and where the first of them stands.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from math import isfinite, nan
from typing import NamedTuple

import numpy as np

from .dataset import Dataset, fixed
from .features import FEATURES, features
from .lexicon import Lexicon

__all__ = ["LARGEST_FILE", "LONGEST_REVIEW", "MOST_LINES", "read"]

LARGEST_FILE = 20_000_000  # bytes of a file
MOST_LINES = 100_000  # rows
LONGEST_REVIEW = 20_000  # characters, about ten pages; the rest of a longer text is not read
HUGE = 1_000_000  # no feature is larger in size

TEXTS = ("text", "review", "sentence", "content", "body", "comment")
LABELS = ("label", "y", "sentiment", "rating", "stars", "score", "class", "target", "fresh")
NUMBERS = tuple(feature.name for feature in FEATURES)  # x1…x6
NAMES = {*TEXTS, *LABELS, *NUMBERS} - {"fresh"}  # in the first row “fresh” may as well be a label

WORDS = dict.fromkeys(("neg", "negative", "rotten", "false", "no", "bad"), 0)
WORDS |= dict.fromkeys(("pos", "positive", "fresh", "true", "yes", "good"), 1)

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}

Cells = dict[str, str]  # of one row, by the names of their columns
Row = tuple[int, Cells]  # with the line on which it begins


class Rating(NamedTuple):
    """A scale of labels that are numbers: y = 0 up to `low`, y = 1 from `high` on, no y in the middle."""

    name: str
    values: frozenset[float]
    low: float
    high: float


HALVES = [i / 2 for i in range(21)]  # 0, 0.5, 1, … 10
RATINGS = (
    Rating("0 and 1", frozenset((0, 1)), 0, 1),
    Rating("−1 and 1", frozenset((-1, 0, 1)), -1, 1),
    Rating("stars out of 5", frozenset(HALVES[1:11]), 2, 4),
    Rating("stars out of 10", frozenset(HALVES[1:]), 4, 7),
)
OUT_OF = {"5": Rating("4/5", frozenset(HALVES[:11]), 2, 4), "10": Rating("8/10", frozenset(HALVES), 4, 7)}
ANY = Rating("any", frozenset().union(*(rating.values for rating in RATINGS)), 0, 0)


class Plan(NamedTuple):
    """Where the labels stand and how they are rated, and where the texts stand: None if there are x1…x6 instead."""

    label: str
    rating: Rating
    text: str | None


class Record(NamedTuple):
    """One row of a CSV: the line on which it begins, its cells, and its source without the line's end."""

    line: int
    cells: list[str]
    source: str


class LeftOut(Exception):
    """Why a row is left out, and what stands there."""


def read(raw: bytes, lexicon: Lexicon) -> tuple[Dataset, str]:
    """The data set in the bytes of a file, and one or two sentences that say what was understood.

    The cells stand between commas, semicolons or tabs, or each line is a JSON object. One column has the texts, which
    the lexicon reads, or six have the features x1…x6; one column has the labels. Their names are TEXTS and LABELS;
    two columns, of texts and of labels, need no names.

    Raises:
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
    text, notes = decoded(raw)
    columns, rows, more = table(text)
    notes += more
    plan = planned(columns, rows)
    kept, left_out = parted(rows, plan, lexicon)
    notes += [f"labels read as {plan.rating.name}"] if plan.rating is not RATINGS[0] else []
    cut = sum(length > LONGEST_REVIEW for *_, length in kept)
    notes += [f"texts cut to {LONGEST_REVIEW:,} characters: {cut:,}"] if cut else []
    said = understood([y for y, *_ in kept], len(rows), notes, left_out)
    y, titles, X, _ = zip(*kept)
    return fixed(titles, X, y), said


# bytes → text


def decoded(raw: bytes) -> tuple[str, list[str]]:
    """The text in the bytes, and a note if it had to be read as Latin-1."""
    if len(raw) > LARGEST_FILE:
        raise ValueError(f"The file has {len(raw):,} bytes, and at most {LARGEST_FILE:,} are read.")
    notes, wide = [], raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text, notes = raw.decode("latin-1"), ["read as Latin-1"]
    if "\0" in text:
        raise ValueError("The file is not a text: it has NUL bytes.")
    if not text.strip():
        raise ValueError("The file is empty.")
    return text, notes


# text → rows


def table(text: str) -> tuple[list[str], list[Row], list[str]]:
    """The names of the columns, the rows, and a note if texts had separators in them.

    A row with more or fewer cells than there are columns comes without any.
    """
    notes = []
    if text.lstrip().startswith(("{", "[{")):
        rows = list(islice(objects(text), MOST_LINES + 1))
        columns = list(dict.fromkeys(name for _, cells in rows for name in cells))
    else:
        mark = separator(text.strip("\r\n"))
        columns, below = headed(list(islice(records(text, mark), MOST_LINES + 2)))
        cells = [joined(record, columns, mark) for record in below]
        rows = [(r.line, dict(zip(columns, one)) if len(one) == len(columns) else {}) for r, one in zip(below, cells)]
        if texts := sum(one is not record.cells for record, one in zip(below, cells)):
            notes = [f"{SEPARATORS[mark]} inside a text taken as part of it: {texts:,}"]
    if len(rows) > MOST_LINES:
        raise ValueError(f"The file has more than {MOST_LINES:,} rows, and at most {MOST_LINES:,} are read.")
    return columns, rows, notes


def objects(text: str) -> Iterator[Row]:
    """The rows of JSON lines: every line that is not blank is an object."""
    for line, source in enumerate(StringIO(text), 1):
        if source.strip():
            try:
                found = json.loads(source, parse_int=str, parse_float=str, parse_constant=str)
            except (ValueError, RecursionError):
                found = None
            if not isinstance(found, dict):
                raise ValueError(f"Line {line:,} is not a JSON object, and each line should be one.")
            yield line, {plain(name): cell(value) for name, value in found.items()}


def cell(value) -> str:
    """A JSON value as a CSV would have it: its numbers are strings already; a list or an object says nothing."""
    if isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def records(text: str, separator: str, strict: bool = True) -> Iterator[Record]:
    """Each record of a CSV that is not blank."""
    csv.field_size_limit(LARGEST_FILE)  # a cell is never larger than the file
    lines = list(StringIO(text, newline=""))
    reader, line = csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict), 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield Record(line, cells, "".join(lines[line - 1 : reader.line_num]).rstrip("\r\n"))
            line = reader.line_num + 1
    except csv.Error:
        rule = "a cell that begins with a quotation mark must end with one, and those inside it must be doubled"
        raise ValueError(f"The row in line {line:,} cannot be read: {rule}.") from None


def separator(text: str) -> str:
    """What stands between the cells: what gives the first row the names that are needed, or else most rows two cells,
    one of them a label, or else the first row most names that are known.
    """

    def fit(separator: str) -> tuple[bool, int, int]:
        rows = [record.cells for record in islice(records(text, separator, strict=False), 50)]
        names = NAMES & {plain(name) for cells in rows[:1] for name in cells}
        needed = not names.isdisjoint(LABELS) and not names.isdisjoint((*TEXTS, *NUMBERS))
        return needed, sum(len(cells) == 2 and any(map(is_label, cells)) for cells in rows), len(names)

    return max(SEPARATORS, key=fit)


def headed(found: list[Record]) -> tuple[list[str], list[Record]]:
    """The names of the columns, and the records below them.

    Without names there are two columns: more first cells than last ones read as labels, or the other way round. Where
    the text has separators in it, the first record must have its label there, and letters beside it.
    """
    names = [plain(name) for record in found[:1] for name in record.cells]
    if len(names) > 1 and not NAMES & {*names}:
        first, last = (sum(is_label(cells[i]) for _, cells, _ in found if len(cells) > 1) for i in (0, -1))
        label, *others = names if first > last else names[::-1]
        if (first or last) and (len(names) == 2 or (is_label(label) and any(c.isalpha() for c in "".join(others)))):
            return (["label", "text"] if first > last else ["text", "label"]), found
    return names, found[1:]


def joined(record: Record, columns: list[str], separator: str) -> list[str]:
    """The cells of a record; of too many, those that one text falls into are one again, if nothing is in quotes."""
    text = next((columns.index(name) for name in TEXTS if name in columns), None)
    if len(record.cells) <= len(columns) or text is None or '"' in record.source:
        return record.cells
    *before, rest = record.source.split(separator, text)
    return [*before, *rest.rsplit(separator, len(columns) - 1 - text)]


def plain(name: str) -> str:
    """The form in which names and labels are compared."""
    return name.strip().casefold()


def shown(*cells: str) -> str:
    """The cells as a sentence quotes them: of eight at most, thirty characters that can be printed."""
    printed = ["".join(c if c.isprintable() else " " for c in cell.strip()[:31]) for cell in cells[:8]]
    quoted = [f"“{text[:30]}…”" if len(text) > 30 else f"“{text}”" for text in printed]
    return ", ".join(quoted + ["…"] * (len(cells) > 8)) or "none"


# rows → labels and features


def planned(columns: list[str], rows: list[Row]) -> Plan:
    """The columns to read; of several with labels, or with texts, the one whose name is listed first."""
    label = next((name for name in LABELS if name in columns), None)
    text = next((name for name in TEXTS if name in columns), None)
    if label is None:
        raise ValueError(f"No column has labels: {none_of(LABELS, columns)}.")
    if text is None and not {*NUMBERS} <= {*columns}:
        raise ValueError(f"No column has texts: {none_of(TEXTS, columns)}, and x1…x6 are not all there.")
    return Plan(label, rating_of([cells.get(label, "") for _, cells in rows]), text)


def none_of(names: tuple[str, ...], columns: list[str]) -> str:
    """That no column has one of the names."""
    return f"of {shown(*columns)} none is called {', '.join(names[:-1])} or {names[-1]}"


def rating_of(labels: list[str]) -> Rating:
    """The rating that has most of the labels that are numbers; of two that have as many, the first in RATINGS.

    So 0 and 1 are no stars, and 1 and 2 are stars out of 5. The rating must have nine of ten.
    """
    numbers = Counter(value for value in map(number, labels) if isfinite(value))
    has = {rating: sum(numbers[value] for value in rating.values) for rating in RATINGS}
    best = max(RATINGS, key=has.get)
    if has[best] < 0.9 * numbers.total():
        common = shown(*(f"{value:g}" for value, _ in numbers.most_common()))
        raise ValueError(f"The labels {common} are neither 0 and 1, nor −1 and 1, nor stars from 1 to 5 or to 10.")
    return best


def parted(rows: list[Row], plan: Plan, lexicon: Lexicon) -> tuple[list[tuple], dict[str, list[str]]]:
    """What is kept, (y, title, x, length of the text) each; and what is left out, reason → places."""
    kept, left_out = [], {}
    for place, (line, cells) in enumerate(rows, 1):
        try:
            if not cells:
                raise LeftOut("with more or fewer cells than the first row", "")
            y = y_of(cells.get(plan.label, ""), plan.rating)
            title, x = text_of(cells, plan.text, lexicon) if plan.text else (f"row {place}", numbers_of(cells))
            kept.append((y, title, x, len(cells.get(plan.text, "").strip())))
        except LeftOut as why:
            reason, what = why.args
            left_out.setdefault(reason, []).append(f"{what}line {line:,}")
    return kept, left_out


def y_of(label: str, rating: Rating) -> int:
    """The y of a label: a word of WORDS, a number of the rating, or stars such as 4/5, which bring their own."""
    if (word := plain(label)) in WORDS:
        return WORDS[word]
    stars, stroke, most = word.partition("/")
    rating = OUT_OF.get(most.strip()) if stroke else rating
    if rating is None or number(stars) not in rating.values:
        raise LeftOut("without a label that can be read", f"{shown(label)}, ")
    if rating.low < number(stars) < rating.high:
        raise LeftOut("in the middle of the scale", f"{shown(label)}, ")
    return int(number(stars) >= rating.high)


def is_label(cell: str) -> bool:
    """Whether the cell may be a label."""
    try:
        return y_of(cell, ANY) in (0, 1)
    except LeftOut:
        return False


def number(cell: str) -> float:
    """The number in a cell, nan if there is none."""
    try:
        return float(cell.replace("−", "-"))
    except ValueError:
        return nan


def text_of(cells: Cells, column: str, lexicon: Lexicon) -> tuple[str, np.ndarray]:
    """The text of a row, and its features; half a surrogate pair, which JSON may hold, becomes a question mark."""
    text = cells.get(column, "").strip()[:LONGEST_REVIEW].encode("utf-8", "replace").decode("utf-8")
    if not text:
        raise LeftOut("with an empty text", "")
    return text, features(text, lexicon).x


def numbers_of(cells: Cells) -> list[float]:
    """The features x1…x6 of a row."""
    for name in NUMBERS:
        there = f"{name} {shown(cells.get(name, ''))}, "
        if not isfinite(number(cells.get(name, ""))):
            raise LeftOut("with a feature that is no finite number", there)
        if abs(number(cells[name])) > HUGE:
            raise LeftOut(f"with a feature beyond {HUGE:,}", there)
    return [number(cells[name]) for name in NUMBERS]


# → what is said


def understood(y: list[int], m: int, notes: list[str], left_out: dict[str, list[str]]) -> str:
    """What is said of a data set with the labels y, made of m rows; or else why it is none."""
    reasons = (f"{len(at):,} {reason} ({'first ' * (len(at) > 1)}{at[0]})" for reason, at in left_out.items())
    out, so = ", ".join(reasons), "".join(f", {note}" for note in notes)
    if not y:
        raise ValueError(f"No row can be used: {out or 'there is none below the names of the columns'}.")
    if len({*y}) == 1:
        without = f" (left out: {out})" if out else ""
        raise ValueError(f"Every row that can be used has y = {y[0]}{so}, but both labels are needed{without}.")
    counts = f"{len(y):,} of {m:,} rows: {sum(y):,} with y = 1, {len(y) - sum(y):,} with y = 0"
    return f"{counts}{so}." + (f" Left out: {out}." if out else "")
