"""The bytes of a file → rows of cells: cells between separators, JSON, or fastText's lines.

    bytes → text → rows

People's files break rules. A sign that cannot be read costs that sign, a row that cannot be told is left out by name,
and no row is ever swallowed by another: a quotation mark that opens in one row and closes in a later one is a letter.
"""

import codecs
import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from .labels import is_label
from .plural import counted

__all__ = ["LARGEST_FILE", "LONGEST_CELL", "MOST_LINES", "Row", "Table", "decoded", "table"]

LARGEST_FILE = 20_000_000  # bytes of a file
MOST_LINES = 100_000  # rows
LONGEST_CELL = 200_000  # characters within which a quotation mark that opens must close
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
NO_TEXT = {
    b"PK\x03\x04": "a workbook (xlsx), another office document or a zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (xls) or another office document",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a packed file (gz)",
    b"7z\xbc\xaf": "a packed file (7z)",
    b"Rar!": "a packed file (rar)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
    b"PAR1": "a Parquet file",
    b"{\\rtf": "a word processor’s document",
}
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
MOST_NAMES = 100  # of columns in JSON
MOST_COLUMNS = 10_000  # of other files
LONGEST_NAME = 100  # characters of a column's name
END = re.compile(r"\r\n?|\n")
QUOTE = re.compile(r'\\"|""')
LINE = re.compile(r"[^\n]*\n|[^\n]+")
OLD_END = re.compile(r"\r(?!\n)")  # a line's end on an old Mac
SPACED_MARK = re.compile(' +"')  # as after a separator with a space
JSON = re.compile(r'\{\s*"|\[\s*[\[{"]|[\[{]\s*$')  # how JSON begins, and hardly anything else


class Row(NamedTuple):
    """One row: the line or the place on which it begins, its cells, its source, and whether no cell stood in quotes."""

    place: str
    cells: list[str]
    source: str = ""
    loose: bool = False


class Table(NamedTuple):
    """What stands in a file.

    Attributes:
        columns: the names of the columns; () if there are none.
        rows: the rows, without the one that names the columns.
        separator: what stands between the cells, "" in JSON.
    """

    columns: tuple[str, ...]
    rows: list[Row]
    separator: str


# bytes → text


def decoded(raw: bytes) -> tuple[str, list[str]]:
    """The text in the bytes, and a note if not every letter could be read or if it had to be read as Windows-1252.

    Raises:
        ValueError: if it is no text; the message is one sentence for the reader.

    Example:
        >>> decoded("caf\\u00e9".encode("cp1252"))
        ('café', ['read as Windows-1252'])
    """
    if len(raw) > LARGEST_FILE:
        raise ValueError(f"The file has {len(raw):,} bytes, and at most {LARGEST_FILE:,} are read.")
    for start, kind in NO_TEXT.items():
        if raw.startswith(start):
            raise ValueError(f"The file is {kind} and not a text: save it as CSV and choose that file.")
    text, notes = unwrapped(raw)
    if 0 in raw and "\0" in text:
        raise ValueError("The file is not a text: it has NUL bytes.")
    if not text or text.isspace():
        raise ValueError("The file is empty.")
    return text, notes


def unwrapped(raw: bytes) -> tuple[str, list[str]]:
    """The same for any bytes."""
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            return lossy(raw[len(mark) :], encoding)
    if encoding := wide(raw):
        return lossy(raw, encoding)
    text, notes = lossy(raw, "utf-8")
    if not notes:
        return text, notes
    letters = sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))
    broken = len(raw) - len(text.encode("utf-8"))
    if broken <= letters / 2:
        return text, notes
    return windows(raw), ["read as Windows-1252"]


def windows(raw: bytes) -> str:
    """The bytes as Windows-1252, as browsers read it: the five bytes that it leaves open are control signs."""
    return codecs.charmap_decode(raw, "strict", WINDOWS)[0]  # pyright: ignore[reportArgumentType]  # a str is a map too


WINDOWS = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256))


def wide(raw: bytes) -> str:
    """The encoding of two bytes for each letter that bytes without a mark seem to have, "" if none."""
    start = raw[:1000]
    if len(start) < 8 or (len(start) % 2 and len(raw) < 1000):
        return ""
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > 0.7 * half and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd == 0 else ""


def lossy(raw: bytes, encoding: str) -> tuple[str, list[str]]:
    """The text without the letters that cannot be read, and how many these are."""
    with suppress(UnicodeDecodeError):
        return raw.decode(encoding), []
    text, mark = raw.decode(encoding, "ignore"), "\ufffd"
    lost = raw.decode(encoding, "replace").count(mark) - text.count(mark)
    return text, [f"{counted(lost, 'broken letter')} left out"] if lost else []


# text → rows


def table(text: str, known: Iterable[str] = ()) -> Table:
    """The rows of a text, and the names of its columns where its first row holds some.

    Args:
        text: what stands in the file.
        known: names of columns, as `simple` makes them, by which the first row is known to hold names.

    Raises:
        ValueError: if it begins as JSON and is none, or has too many columns; the message is one sentence.

    Example:
        >>> table("text;label\\nFine.;1\\n", {"text", "label"}).columns
        ('text', 'label')
    """
    known = frozenset(known)
    start = text.lstrip()
    if start.startswith(("[", "{")) and (found := of_json(start, text)):
        return found
    if start.startswith("__label__"):
        return fasttext(text)
    mark, text, skipped = declared(text)
    mark = mark or separator(text, known)
    rows = list(islice(records(text, mark, skipped), MOST_LINES + 2))
    if any(len(row.cells) > MOST_COLUMNS for row in rows):
        raise ValueError(f"The file has too many columns, more than {MOST_COLUMNS:,}.")
    trimmed(rows)
    names = named(rows, known)
    return Table(names, rows[1:] if names else rows, mark)


def simple(name: str) -> str:
    """A name of a column as names are compared: “Review Text”, “reviewText” and “review_text” are one.

    Something long is no name, and becomes none.
    """
    return re.sub(r"[\W_]+", "", name.casefold()) if len(name) <= LONGEST_NAME else ""


def declared(text: str) -> tuple[str, str, int]:
    """The separator that a first line like “sep=;” declares or "", the text below it, and how many lines that skips."""
    found = re.match(r'\s*"?sep=([,;|\t])"?[ \t]*(?:\r\n?|\n)', text, re.IGNORECASE)
    return (found[1], text[found.end() :], 1) if found else ("", text, 0)


def records(text: str, mark: str, skipped: int = 0) -> Iterator[Row]:
    """Every row that is not blank."""
    rows = clean(text, mark, skipped)
    yield from forgiving(text, mark, skipped) if rows is None else rows


def clean(text: str, mark: str, skipped: int) -> list[Row] | None:
    """The rows of a text that keeps the rules of CSV and holds nothing doubtful, quickly; None for any other."""
    quoted = '"' in text
    if OLD_END.search(text) or (quoted and "\\" in text and '\\"' in text):
        return None
    csv.field_size_limit(LARGEST_FILE)
    line, rows, read = 1 + skipped, [], []

    def lines() -> Iterator[str]:
        for one in lines_of(text):
            read.append(one)
            if len(read) > LONGEST_CELL:
                raise csv.Error("so many lines are no row")
            yield one

    try:
        for cells in csv.reader(lines(), delimiter=mark, strict=True):
            if quoted and any(map(SPACED_MARK.match, cells)):
                return None
            if len(read) > 1 and doubtful("".join(read), mark, rows):
                return None
            if any(map(str.strip, cells)):
                rows.append(Row(f"line {line:,}", cells, "" if quoted else mark.join(cells), not quoted))
                if len(rows) > MOST_LINES + 1:
                    break
            line += len(read)
            read.clear()
    except csv.Error:
        return None
    return None if quoted and len({len(row.cells) for row in rows}) > 1 else rows


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text, each with its end, one at a time."""
    return (found[0] for found in LINE.finditer(text))


def doubtful(piece: str, mark: str, rows: list[Row]) -> bool:
    """Whether a piece over several lines may not be one row, below those."""
    return len(piece) > LONGEST_CELL or swallows(piece, mark, len(rows[0].cells) if rows else 0)


def forgiving(text: str, mark: str, skipped: int) -> Iterator[Row]:
    """The same rows, of a text that may break the rules."""
    plain_cell, place, line, width = re.compile(rf"[^{re.escape(mark)}\r\n]*"), 0, 1 + skipped, 0
    while place < len(text):
        ending = END.search(text, place)
        end, after = ending.span() if ending else (len(text), len(text))
        source, lines = text[place:end], 1
        row = row_at(text, place, mark, plain_cell) if '"' in source else None
        if row and row[2] > end and swallows(text[place : row[2]], mark, width):
            row = None
        cells, loose, stop = row or (source.split(mark), True, end)
        if stop > end:
            ending = END.match(text, stop)
            after = ending.end() if ending else stop
            source, lines = text[place:stop], len(END.findall(text, place, after))
        if any(map(str.strip, cells)):
            width = width or len(cells)
            yield Row(f"line {line:,}", cells, source, loose)
        line += lines
        place = after


def row_at(text: str, place: int, mark: str, plain_cell: re.Pattern[str]) -> tuple[list[str], bool, int]:
    """The cells of the row that begins there, whether none stood in quotes, and where it ends."""
    cells, loose = [], True
    while True:
        start = place
        while mark != " " and text[start : start + 1] == " ":
            start += 1
        close, escapes = closing(text, start, mark) if text[start : start + 1] == '"' else (-1, False)
        if close < 0:
            found = plain_cell.match(text, place)
            assert found  # an empty cell is one too
            cells.append(found[0])
            place = found.end()
        else:
            loose = False
            cell = text[start + 1 : close]
            cells.append(QUOTE.sub('"', cell) if escapes else cell.replace('""', '"'))
            place = close + 1
            while text[place : place + 1] == " ":
                place += 1
        if text[place : place + 1] != mark:
            return cells, loose, place
        place += 1


def closing(text: str, start: int, mark: str) -> tuple[int, bool]:
    """Where the quotation mark closes that opens at the start: before a separator or a line's end; −1 if nowhere.

    And whether a backslash stands before the marks that are letters: by the rules of CSV these are doubled, and only
    where a cell breaks those rules is it read by the other.
    """
    for escapes in (False, True):
        place, limit = start + 1, start + LONGEST_CELL
        while (found := text.find('"', place, limit)) >= 0:
            if escapes and escaped(text, found):
                place = found + 1
                continue
            if text[found + 1 : found + 2] == '"':
                place = found + 2
                continue
            after = found + 1
            while text[after : after + 1] == " ":
                after += 1
            if text[after : after + 1] in (mark, "\n", "\r", ""):
                return found, escapes
            break
    return -1, False


def escaped(text: str, place: int) -> bool:
    """Whether a backslash stands before the place that is not itself behind one."""
    start = place
    while start and text[start - 1] == "\\":
        start -= 1
    return (place - start) % 2 == 1


def swallows(piece: str, mark: str, width: int) -> bool:
    """Whether a row over several lines would hide rows: each of its lines has all the cells, and a label."""
    lines = [line.split(mark) for line in END.split(piece) if line.strip()]
    return all(len(cells) == max(width, 2) and any(is_label(cell) for cell in (cells[0], cells[-1])) for cells in lines)


def separator(text: str, known: frozenset[str]) -> str:
    """What stands between the cells: what gives the first row two names that are known, or else most rows two cells,
    one of them a label, or else the first row a name, or most rows the same number of cells.
    """
    start = text.lstrip("\r\n")[:100_000]

    def fit(mark: str) -> tuple[bool, int, int, float]:
        rows = [row.cells for row in islice(forgiving(start, mark, 0), 50)]
        names = len(known & {simple(name) for cells in rows[:1] for name in cells})
        pairs = sum(len(cells) == 2 and any(map(is_label, cells)) for cells in rows)
        widths = Counter(map(len, rows))
        del widths[1]
        return names > 1, pairs, names, max(widths.values(), default=0) / max(len(rows), 1)

    return max(SEPARATORS, key=fit)


def trimmed(rows: list[Row]) -> None:
    """Take the empty cell away that a separator at the end of every row makes."""
    width = max((len(row.cells) for row in rows), default=0)
    long = [row for row in rows if len(row.cells) == width]
    first = len(rows[0].cells) if rows else 0
    if width > 2 and all(not row.cells[-1].strip() for row in long) and (width > first or len(long) == len(rows)):
        for row in long:
            row.cells.pop()


def named(rows: list[Row], known: frozenset[str]) -> tuple[str, ...]:
    """The names of the columns in the first row; () if it is a row like the others."""
    if not rows:
        return ()
    first, below = rows[0].cells, [row.cells for row in rows[1:200]]

    def names(j: int, cell: str) -> bool:
        """Whether the cell is a known name, and not a label like “fresh” or “y” among others."""
        rest = {cells[j].strip().casefold() for cells in below if j < len(cells)}
        return simple(cell) in known and not (is_label(cell) and any(not of.isdigit() and is_label(of) for of in rest))

    if any(names(j, cell) for j, cell in enumerate(first)):
        return tuple(cell.strip() for cell in first)
    if len(first) < 2 or any(is_label(cell) for cell in first):
        return ()
    columns = [[cells[j] for cells in below if j < len(cells)] for j in (0, len(first) - 1)]
    labelled = any(column and all(map(is_label, filter(str.strip, column))) for column in columns)
    short = all(len(cell) <= 40 and not re.search(r"[.!?]\s*$", cell) for cell in first)
    return tuple(cell.strip() for cell in first) if short and (labelled or len(below) > 0) else ()


def fasttext(text: str) -> Table:
    """The rows of lines like “__label__2 A great film”."""
    rows = []
    for line, source in enumerate(lines_of(text), 1):
        if source.strip():
            label, _, rest = source.strip().partition(" ")
            labelled = label.startswith("__label__")
            rows.append(Row(f"line {line:,}", [label.removeprefix("__label__"), rest] if labelled else ["", source]))
    return Table(("label", "text"), rows, " ")


# JSON


def of_json(start: str, text: str) -> Table | None:
    """The rows of JSON: a list of objects or of lists, an object of columns, or an object on each line; None for a text
    that merely begins with a bracket.
    """
    line, _, below = start.partition("\n")
    first = parsed(line)
    if isinstance(first, dict) and below.strip():
        lines = ((line, parsed(source)) for line, source in enumerate(lines_of(text), 1) if source.strip())
        lines = list(islice(lines, MOST_LINES + 1))
        for line, one in lines:
            if not isinstance(one, dict):
                raise ValueError(f"Line {line:,} is not a JSON object, and each line should be one.")
        return objects([(f"line {line:,}", one) for line, one in lines])
    value = parsed(start) if below.strip() else first
    if isinstance(value, dict):
        inner = next((inner for inner in value.values() if listed(inner)), None)
        value = of_columns(value) or inner or [value]
    if listed(value):
        return objects([(f"row {n:,}", one) for n, one in enumerate(value[: MOST_LINES + 1], 1)])
    if isinstance(value, list) and value and all(isinstance(one, list) for one in value):
        lists = enumerate(value[: MOST_LINES + 1], 1)
        return Table((), [Row(f"row {n:,}", [cell(inner) for inner in one]) for n, one in lists], "")
    if JSON.match(start):
        should = "it should be a list of objects, or one object on each line"
        raise ValueError(f"The file begins as JSON and cannot be read: {should}.")
    return None


def as_object(pairs: list[tuple]) -> dict:
    """An object of JSON, in which names that differ only in capitals are one."""
    return {whole(name).strip().casefold(): value for name, value in pairs}


def as_written(number: str) -> str:
    """A number of JSON as it is written."""
    return number


def parsed(text: str, of_pairs: Callable = as_object) -> Any:
    """The JSON value in a text, its numbers as they are written, objects made of their pairs; None if there is none."""
    try:
        return decoder(of_pairs).decode(text)
    except (ValueError, RecursionError):
        return None


@cache
def decoder(of_pairs: Callable) -> json.JSONDecoder:
    """What parses JSON. Other threads have their turns where it calls a function of Python: at objects and numbers."""
    return json.JSONDecoder(
        parse_int=as_written, parse_float=as_written, parse_constant=as_written, object_pairs_hook=of_pairs
    )


def listed(value: object) -> bool:
    """Whether it is a list of objects."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def of_columns(value: dict) -> list[dict] | None:
    """The rows of an object of columns, each a list or an object of its cells by row; None for any other."""
    if not value or not all(isinstance(column, (dict, list)) for column in value.values()):
        return None
    cells = [list(column.values()) if isinstance(column, dict) else column for column in value.values()]
    if len({*map(len, cells)}) != 1 or any(isinstance(one, (dict, list)) for column in cells for one in column):
        return None
    return [dict(zip(value, row)) for row in zip(*cells)]


def objects(rows: list[tuple[str, dict]]) -> Table:
    """The rows of objects, with as many columns as one can overlook."""
    names = tuple(islice(dict.fromkeys(name for _, one in rows for name in one), MOST_NAMES))
    filled = [Row(place, [cell(one.get(name)) for name in names]) for place, one in rows]
    return Table(names, filled, "")


def cell(value: object) -> str:
    """A JSON value as a table would have it: its numbers are strings already; a list or an object says nothing."""
    if isinstance(value, bool):
        return str(value)
    return whole(value) if isinstance(value, str) else ""


def whole(text: str) -> str:
    """The text with a question mark for half a surrogate pair, which JSON may hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
