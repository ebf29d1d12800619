"""bytes of a file → a WordList: the reader's own positive and negative words.

    bytes → files → entries, each a word and its value → signs → Lexicon

A list has a value beside each word, or headings that say on which side the words below them are, or a column for each
side. What is no single word, has no value or is on both sides is left out, and it is said how many are, why, and where
the first of them stand.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from typing import NamedTuple

from ..lexicon import Lexicon, plain, words
from ..tokens import tokens
from .cells import END, JSON, SEPARATORS, cell, declared, decoded, parsed, records, simple
from .labels import MIDDLE, is_label, meaning, number, scale
from .labels import side as side_on
from .plural import counted
from .reading import shown

__all__ = ["LARGEST_LIST", "LONGEST_WORD", "MOST_ENTRIES", "MOST_FILES", "WordList", "read_words", "union"]

LARGEST_LIST = 5_000_000  # bytes
MOST_ENTRIES = 200_000
MOST_FILES = 20
LONGEST_WORD = 100  # characters
LONGEST_VALUE = 40  # characters
SAMPLE = 300  # lines, from all over a file, by which it is seen how it is laid out
WIDEST, MOST_CELLS = 8, 100  # columns among which words and values are sought by what is in them, by their names
NAMED = 3  # entries that are named of those left out for one reason
REASONS = 3  # that are named where no word is left
MOST_WORDS, LONGEST_HEADING = 4, 1000  # of a heading: words of a short one, characters of a long one
TERMS, VALUES = words("columns.txt", "terms"), words("columns.txt", "values")  # names of columns

FILE = re.compile(
    rb"(?:\A|(?<=[\r\n]))(?:\xef\xbb\xbf)?; ([^\s/\\:][^/\\:\r\n\0]*\.[A-Za-z]\w{0,7})[ \t]*(?:\r\n?|\n|\Z)"
)
LETTER = "[a-zA-Z0-9À-ÖØ-öø-ÿ]"
WORD = re.compile(
    rf"{LETTER}+(?:['-]{LETTER}+)*"
)  # what is seen at once to be one token, whose plain form is lower case
COMMENT = re.compile(r"[;#]+(?:\s|\w.*\s|$)|;\w")  # and neither an emoticon nor a hashtag
HEADING = re.compile(r"\[([^\[\]]{1,40})\]|([^:\[\]]{1,40}):(?:\s+(.*))?")
BETWEEN_WORDS = re.compile(r"[,;\t|]")
BETWEEN = (*("\t", ";", "|", ":", ","), "last space", " ")  # what may stand between a word and its value
CLUE = re.compile(r"\w+=\S+ .*\bword1=(\S+) .*\bpriorpolarity=(\S+)")  # a line of the MPQA subjectivity clues
SENSE = re.compile(r"[anrsv]\t\d{8}\t")  # a line of SentiWordNet
EMOTIONS = {"anger", "anticipation", "disgust", "fear", "joy", "sadness", "surprise", "trust", "negative", "positive"}
SIDES = {"negative": -1, "neutral": 0, "positive": 1}
STEMS = {"negative": ("negativ", "negatif", "négatif"), "neutral": ("neutral",), "positive": ("positiv", "positif")}
KINDS = {"word", "words", "score", "list", "txt", "csv", "tsv", "json"}  # what stands beside a side in headings
TINY = 5e-324  # the smallest number above 0
SIGNS = {0: -1, MIDDLE: 0, 1: 1}  # of what a label means
NO_VALUES = (
    "The words have no values: write a number, or positive or negative, beside each, or a line [positive] above the "
    "positive and a line [negative] above the negative ones."
)
NO_SCALE = (
    "The values go from {least} to {most} and none is below 0, so it cannot be told which are negative: write these "
    "with a minus, or positive or negative for all."
)


@dataclass(frozen=True, eq=False)
class WordList:
    """A reader's own word list.

    Attributes:
        lexicon: its positive and its negative words, without idioms.
        values: word in its `plain` form → the number or the label listed for it; of the words in the lexicon.
        said: one or two sentences that say what was understood.
    """

    lexicon: Lexicon
    values: Mapping[str, float | str]
    said: str


class Entry(NamedTuple):
    """A word and its value as they stand in a file, the side that the heading above it names, and its line."""

    word: str
    value: str
    side: str
    line: int


class Signed(NamedTuple):
    """A word as it is listed, its value, its sign or None if it cannot be read, and where it stands."""

    word: str
    value: float | str
    sign: int | None
    unit: str
    number: int
    of_file: str

    def __str__(self):
        return f"{shown(self.word)}, {self.unit} {self.number:,}{self.of_file}"


class Listing(NamedTuple):
    """The entries of a file; whether headings alone decide about them; what they are counted by; what is to be said."""

    entries: Iterable[Entry]
    sided: bool = False
    unit: str = "line"
    note: str = ""


class Line(NamedTuple):
    """One line: its number, all of it, and its cells."""

    number: int
    source: str
    cells: list[str]


class Layout(NamedTuple):
    """How lines are laid out: in how many a word and a value can be read, in how many a value, which columns have the
    words and the values, and whether the first line names the columns.
    """

    whole: int
    valued: int
    word: int
    value: int
    titled: bool


class NoWord(Exception):
    """Why an entry is left out."""


def read_words(raw: bytes) -> WordList:
    """The word list in the bytes of a file, or of several files one after another.

    A line has a word and its value, a number or a label, between them a comma, a semicolon, a tab, a bar, a colon or
    spaces; further columns are passed over. If a number is below 0, the signs decide, else the scale on which all
    numbers of the file stand. Or a line has one word, and the heading above it says positive or negative: a comment
    after ; or #, or [positive], or positive: . Or one column has positive and one negative words, or it is JSON. So
    the lists of VADER, AFINN, Hu and Liu, NRC and MPQA are read. Before each of several files stands a line
    “; name.txt”; the name is a heading too.

    Args:
        raw: the bytes, `LARGEST_LIST` at most, with `MOST_ENTRIES` at most.

    Raises:
        ValueError: if no word can be read; the message is one sentence for the reader.

    Example:
        >>> own = read_words(b"word,score\\ngripping,2.5\\ndull,-1\\nfilm,0\\nso so,1\\n")
        >>> own.lexicon.sign("Gripping"), own.values["dull"]
        (1, -1.0)
        >>> own.said
        '2 of 4 entries: 1 positive word, 1 negative word. Left out: 1 neither positive nor negative (“film”, line 4),
         1 of more than one word (“so so”, line 5).'
    """
    listed, notes = entries_of(raw)
    found, left_out = sorted_out(listed)
    positive, negative = (frozenset(word for word, one in found.items() if one.sign == sign) for sign in (1, -1))
    said = understood(len(positive), len(negative), len(listed), notes, left_out)
    return WordList(Lexicon(positive, negative), {word: one.value for word, one in found.items()}, said)


def union(own: Lexicon, base: Lexicon) -> Lexicon:
    """The words and the idioms of both lexicons; of a word about which they disagree, the reader's own sign counts.

    Example:
        >>> own, base = Lexicon({"sick"}, {"twee"}), Lexicon({"fine"}, {"sick"}, {("sick", "_", "of")})
        >>> both = union(own, base)
        >>> both.sign("sick"), both.sign("fine"), both.sign("twee"), len(both.idioms)
        (1, 1, -1, 1)
    """
    positive = own.positive | (base.positive - own.negative)
    negative = own.negative | (base.negative - own.positive)
    return Lexicon(positive, negative, own.idioms | base.idioms)


# bytes → files → entries


def entries_of(raw: bytes) -> tuple[list[Signed], list[str]]:
    """The entries of all files in a body, and what is to be said of how they were read."""
    if len(raw) > LARGEST_LIST:
        raise ValueError(f"The word list has {len(raw):,} bytes, and at most {LARGEST_LIST:,} are read.")
    every, notes, pieces = [], [], files(raw)
    for name, piece in pieces:
        of_file = f" of {shown(name) if name else 'the first file'}" * (len(pieces) > 1)
        try:
            text, broken = decoded(piece)
            listing = listing_of(text, name)
            entries = list(islice(listing.entries, MOST_ENTRIES + 1 - len(every)))
            signs, scale = ({}, "") if listing.sided else signs_of(entries)
        except ValueError as why:
            raise ValueError(f"{str(why)[:-1]}{of_file and ' ('}{of_file[4:]}{of_file and ')'}.") from None
        notes += [note for note in (*broken, listing.note, scale) if note and note not in notes]
        amounts = {value: number(value) if is_number(value) else value for value in {entry.value for entry in entries}}
        for word, value, side, n in entries:
            sign = signs.get(value) if signs else SIDES.get(side)
            amount = amounts[value]
            every.append(Signed(word, side if amount == "" else amount, sign, listing.unit, n, of_file))
        if len(every) > MOST_ENTRIES:
            raise ValueError(f"The word list has more than {MOST_ENTRIES:,} entries, and at most so many are read.")
    return every, notes


def files(raw: bytes) -> list[tuple[str, bytes]]:
    """The name and the bytes of each file in a body; "" is the name of what no line names."""
    found = list(islice(FILE.finditer(raw), MOST_FILES + 1))
    if len(found) > MOST_FILES:
        raise ValueError(f"These are more than {MOST_FILES} files, and at most so many are read.")
    before = raw[: found[0].start()] if found else raw
    pieces = [("", before)] if before.strip() or not found else []
    for match, end in zip(found, [*(match.start() for match in found[1:]), len(raw)]):
        piece = raw[match.end() : end]
        if len(piece) % 2 and piece.endswith(b"\n"):  # a line's end put between two files is half a letter in UTF-16
            piece = piece[:-1]
        pieces.append((match[1].decode("utf-8", "replace"), piece))
    return pieces


def listing_of(text: str, name: str) -> Listing:
    """What a file lists."""
    start = text.strip("\ufeff \t\r\n")
    if start.startswith(("[", "{")) and (found := of_json(start, side_of(name, long=True))):
        return found
    mark, text, skipped = declared(text)
    sources = ((n, source.strip(" \ufeff")) for n, source in enumerate(END.split(text), 1 + skipped))
    lines = [(n, source) for n, source in sources if source.strip()]
    content = [(n, source) for n, source in lines if not is_comment(source)]
    if not content:
        raise ValueError("The file has comments and no words.")
    first = content[0][1]
    if SENSE.match(first):
        raise ValueError("The file lists senses, as SentiWordNet does: make a list of words of it, with a value each.")
    if CLUE.match(first[:LONGEST_HEADING]):
        clues = ((n, CLUE.match(source[:LONGEST_HEADING]) or ("", source, "")) for n, source in content)
        return Listing(Entry(clue[1], clue[2], "", n) for n, clue in clues)
    side = side_of(name, long=True)
    for between in mark or SEPARATORS:
        if two_sided(sides_of(cells_of(first, between))):
            return Listing(by_columns(laid_out(below(lines, content[0], between), between)), sided=True)
    body = [(n, source) for n, source in content if not heading_of(source)]
    sample = [source for _, source in body[:: max(1, len(body) // SAMPLE)]]
    for between in mark or SEPARATORS:
        if emotional([cells_of(source, between) for source in sample]):
            note = "of the emotions only positive and negative read"
            return Listing(by_emotion(laid_out(lines, between)), note=note)
    layouts = {between: layout([cells_of(source, between) for source in sample]) for between in mark or BETWEEN}
    best = max(layouts, key=lambda between: layouts[between][:2])
    share = layouts[best].valued / max(1, len(sample) - layouts[best].titled)
    headed = bool(
        side
        or len(body) < len(content)
        or any(is_comment(source) and side_of(source, long=True) for _, source in lines)
    )
    for between in (mark or SEPARATORS) if share <= 0.5 else ():
        sides = sides_of(cells_of(first, between), loosely=True)
        if two_sided(sides) and len(sides) == 2:
            return Listing(by_columns(laid_out(below(lines, content[0], between), between)), sided=True)
    if share > 0.5 or (share > 0 and not headed and best not in (" ", "last space")):
        return Listing(by_value(laid_out(lines, best), layouts[best], body[0][0] * layouts[best].titled, side))
    if not headed:
        raise ValueError(NO_VALUES)
    return Listing(by_heading(lines, side), sided=True)


def laid_out(lines: list[tuple[int, str]], between: str) -> Iterator[Line]:
    """The lines with their cells."""
    return (Line(n, source, cells_of(source, between)) for n, source in lines)


def cells_of(source: str, between: str) -> list[str]:
    """The cells of a line."""
    if between in SEPARATORS:
        cells = source.split(between, MOST_CELLS)[:MOST_CELLS]
        if '"' in source:
            cells = unquoted(source, between, cells)
    elif between == ":":
        cells = source.rsplit(":", 1)
    else:
        cells = source.split(None, MOST_CELLS)[:MOST_CELLS] if between == " " else source.rsplit(None, 1)
    return [one.strip() for one in cells]


def unquoted(source: str, between: str, cells: list[str]) -> list[str]:
    """The cells of a line in which there are quotation marks."""
    cells = [one.strip() for one in cells]
    if all('"' not in one or (one[0] == one[-1] == '"' and one.count('"') == 2 and "\\" not in one) for one in cells):
        return [one.strip('"') for one in cells]
    row = next(records(source, between), None)
    return row.cells if row else [""]


def value_of(cells: list[str], column: int) -> str:
    """What stands in the column of values, a typographic minus as a hyphen, "" if nothing does."""
    return cells[column].replace("−", "-").replace("–", "-") if column < len(cells) else ""


def is_number(value: str) -> bool:
    """Whether it is a finite number."""
    return len(value) <= LONGEST_VALUE and isfinite(number(value))


def is_value(value: str) -> bool:
    """Whether it can be read as the value of a word."""
    return is_number(value) or is_label(value)


def layout(rows: list[list[str]]) -> Layout:
    """How these lines are laid out, if a word and its value stand in each: by the names of the columns or, without
    names, by where most cells are numbers, or else labels.
    """
    rows = rows or [[]]
    names = [] if any(map(is_value, rows[0])) else [simple(name) for name in rows[0]]
    word, value = (next((names.index(name) for name in known if name in names), None) for known in (TERMS, VALUES))
    named = (word, value) != (None, None)
    width = min(max(map(len, rows)), WIDEST)
    numeric = [j for j in range(width) if share_of(rows, j, is_number) >= 0.5]
    if value is None and numeric:
        value = next((j for j in numeric if j > (word or 0)), numeric[0])
    if value is None:
        others = [j for j in (1, 0, *range(2, width)) if j != word and j < width]
        value = max(others, key=lambda j: share_of(rows, j, is_label), default=1)
    if word is None:
        word = next((j for j in range(width) if j != value and j not in numeric), int(value == 0))
    titled = named or (value in numeric and any(map(str.isalpha, value_of(rows[0], value))))
    valued = [row for row in rows[titled:] if len(row) > 1 and is_value(value_of(row, value))]
    whole = sum(word < len(row) and (row[word].isalnum() or bool(WORD.fullmatch(row[word]))) for row in valued)
    return Layout(whole, len(valued), word, value, titled)


def share_of(rows: list[list[str]], column: int, fits: Callable[[str], bool]) -> float:
    """In what share of the lines the cell of a column fits."""
    return sum(column < len(row) and fits(value_of(row, column)) for row in rows) / len(rows)


def by_value(lines: Iterable[Line], columns: Layout, titles: int = -1, side: str = "") -> Iterator[Entry]:
    """The entries of lines with a word and a value each, without the line that has the titles of the columns."""
    for n, source, cells in lines:
        value = value_of(cells, columns.value)
        if n == titles:
            continue
        if source and (source[0] in ";#" or heading_of(source)) and not is_value(value):
            side = side_of(source) or side
            continue
        yield Entry(cells[columns.word] if columns.word < len(cells) else "", value, side, n)


def below(lines: list[tuple[int, str]], titles: tuple[int, str], between: str) -> list[tuple[int, str]]:
    """The line with the titles of the columns and those below it, of which one may begin with an empty cell, but no
    comments.
    """
    rows = lines[lines.index(titles) :]
    return [(n, source) for n, source in rows if not is_comment(source) or source[0] == between]


def by_columns(lines: Iterator[Line]) -> Iterator[Entry]:
    """The entries below a line that names the side of each column: words, or how much of it a word has."""
    titles = next(lines).cells
    sides = sides_of(titles)
    if not any(sides):
        sides = sides_of(titles, loosely=True)
    names = [simple(title) for title in titles]
    word = next((names.index(name) for name in TERMS if name in names), None)
    for n, _, cells in lines:
        if word is not None:
            yield from weighed(n, cells, sides, word)
        else:
            yield from (Entry(one, "", side, n) for one, side in zip(cells, sides) if one and side)


def sides_of(titles: list[str], loosely: bool = False) -> list[str]:
    """The side that the title of each column names, also as labels like good and bad do if that is asked for."""
    if not loosely:
        return [side_of(title) if len(title) <= LONGEST_VALUE else "" for title in titles]
    meant = meaning([title for title in titles if len(title) <= LONGEST_VALUE]).y
    names: dict[int | str, str] = {0: "negative", 1: "positive"}
    return [names.get(meant.get(title, MIDDLE), "") for title in titles]


def two_sided(sides: list[str]) -> bool:
    """Whether one column is positive and one negative."""
    return {"negative", "positive"} <= {*sides}


def weighed(n: int, cells: list[str], sides: list[str], word: int) -> Iterator[Entry]:
    """The entry of a word with a number for each side: on the side of the larger one, on both if they are the same."""
    amounts = {side: amount_of(value_of(cells, j), side) for j, side in enumerate(sides) if side and j != word}
    most = max(amounts.values())
    term = cells[word] if word < len(cells) else ""
    if most <= 0:
        yield Entry(term, "", "neutral", n)
        return
    for side, amount in amounts.items():
        if amount == most:
            yield Entry(term, f"{amount:g}", side, n)


def amount_of(cell: str, side: str) -> float:
    """How much a word is on a side: the number in the cell, else 1 or 0, as any mark in it or none says."""
    if is_number(cell):
        return number(cell)
    return float(side_of(cell) == side or (len(cell) <= LONGEST_VALUE and meaning([cell]).y.get(cell, 1) == 1))


def by_emotion(lines: Iterator[Line]) -> Iterator[Entry]:
    """The entries of lines with a word, an emotion and 0 or 1: those with 1 where the emotion names a side."""
    for n, _, cells in lines:
        emotion = value_of(cells, 1).lower()
        if emotion in SIDES and (len(cells) < 3 or cells[2] != "0"):
            yield Entry(cells[0], emotion, "", n)


def emotional(rows: list[list[str]]) -> bool:
    """Whether lines have a word and an emotion, and 0 or 1 where they say more."""
    emotions = [row[1].lower() if len(row) > 1 else "" for row in rows]
    fit = sum(emotion in EMOTIONS for emotion in emotions)  # all but, maybe, the name of the column
    flagged = sum(len(row) > 2 and row[2] in ("0", "1") for row in rows)
    return (
        bool(rows)
        and fit >= len(rows) - 1 > 0
        and (flagged >= len(rows) - 1 or bool({*emotions} & EMOTIONS - SIDES.keys()))
    )


def by_heading(lines: list[tuple[int, str]], side: str) -> Iterator[Entry]:
    """The entries of lines with a word each, or several between separators, below headings.

    Of the comments in a row the last short one that names a side counts, or else the first long one.
    """
    settled = bool(side)  # whether a comment of this row of them named a side
    for n, source in lines:
        if is_comment(source):
            named = side_of(source) or (side_of(source, long=True) if not settled else "")
            side, settled = named or side, settled or bool(named)
            continue
        settled = False
        if heading := heading_of(source):
            side, source = heading
        elif n == lines[0][0] and simple(source) in TERMS:
            continue
        for word in BETWEEN_WORDS.split(source):
            if word := word.strip(' "'):
                yield Entry(word, "", side, n)


def is_comment(source: str) -> bool:
    """Whether a line is a comment, in a list of words alone: one with an emoticon or a hashtag is none."""
    return source[0] in ";#" and bool(COMMENT.match(source) or side_of(source))


def heading_of(source: str) -> tuple[str, str] | None:
    """The side that a line like [positive] or positive: names, and the words behind it; None of any other line.

    With a number behind it, it is a word and its value.
    """
    if source[0] != "[" and ":" not in source:
        return None
    found = HEADING.fullmatch(source)
    side, rest = (side_of(found[1] or found[2]), found[3] or "") if found else ("", "")
    return (side, rest) if side and not is_number(rest) else None


def side_of(text: str, long: bool = False) -> str:
    """The side that a heading of a few words names, also a long one if that is asked for; "" if none or several."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|[\W_]+", " ", text[:LONGEST_HEADING])  # posScore is pos score
    said = apart.casefold().split()
    if len(said) > MOST_WORDS and not long:
        return ""
    said = [word for word in said if word not in KINDS]
    if said in (["pos"], ["neg"]):
        return "positive" if said == ["pos"] else "negative"
    named = {side for side, stems in STEMS.items() if any(stem in word for word in said for stem in stems)}
    if named == {"neutral"} and len(said) > 1:
        return ""
    return next(iter(named)) if len(named) == 1 else ""


# JSON → entries


def of_json(text: str, side: str) -> Listing | None:
    """What JSON lists; None for a text that merely begins with a bracket."""
    value = parsed(text, tuple)  # an object as its pairs, so that none is lost where two have the same name
    if value is None:
        value = [parsed(source, tuple) for source in END.split(text) if source.strip()]
        if not all(isinstance(one, tuple) for one in value):
            if JSON.match(text):
                raise ValueError(
                    "The file begins as JSON and cannot be read: it should be an object of words and values."
                )
            return None
    while isinstance(value, tuple) and len(value) == 1 and isinstance(value[0][1], (list, tuple)):
        if side_of(value[0][0]):
            break
        value = value[0][1]
    if isinstance(value, tuple):
        return of_object(value)
    if not isinstance(value, list) or not value:
        raise ValueError("The JSON lists no words.")
    if all(isinstance(one, tuple) for one in value):
        titles = list(dict.fromkeys(name for one in value for name, _ in one))[:WIDEST]
        rows = [titles, *([cell(dict(one).get(title)).strip() for title in titles] for one in value)]
        return of_rows(rows, 0)
    if all(isinstance(one, list) for one in value):
        return of_rows([[cell(inner).strip() for inner in one] for one in value], 1)
    if not side:
        raise ValueError(NO_VALUES)
    return Listing((Entry(cell(one).strip(), "", side, n) for n, one in enumerate(value, 1)), True, "entry")


def of_object(pairs: tuple) -> Listing:
    """What an object lists: words and their values, or a list of words for each side, or a list for each column."""
    columns = [(name, [one for _, one in it] if isinstance(it, tuple) else it) for name, it in pairs]
    columns = [(name, it) for name, it in columns if isinstance(it, list)]
    if not columns or len(columns) < len(pairs):
        return Listing(
            (Entry(word.strip(), value_of([cell(it).strip()], 0), "", n) for n, (word, it) in enumerate(pairs, 1)),
            unit="entry",
        )
    rows = [
        [cell(it[i]).strip() if i < len(it) else "" for _, it in columns]
        for i in range(max(len(it) for _, it in columns))
    ]
    return of_rows([[name for name, _ in columns], *rows], 0)


def of_rows(rows: list[list[str]], first: int) -> Listing:
    """What rows of cells list, the first of which has the number that is given."""
    lines = [Line(n, "", cells) for n, cells in enumerate(rows, first)]
    sides = sides_of(rows[0])
    if two_sided(sides) or (sides and all(sides)):
        return Listing(by_columns(iter(lines)), True, "entry")
    columns = layout([rows[0], *rows[1 :: max(1, len(rows) // SAMPLE)]])
    return Listing(by_value(lines, columns, first if columns.titled else -1), unit="entry")


# entries → signs → words


def signs_of(entries: list[Entry]) -> tuple[dict[str, int], str]:
    """Value → sign of all that can be read, none if the headings decide; and how numbers were read.

    If a number is below 0, each has its own sign. Else they are strengths where all stand below headings, or else they
    stand on the scale that all together show.
    """
    values = {entry.value for entry in entries}
    numbers = {value: number(value) for value in values if is_number(value)}
    labels = [value for value in values if value not in numbers and is_label(value)]
    if numbers and min(numbers.values()) >= 0 and all(entry.side for entry in entries):
        return {}, ""
    low, high, note = scale_of({*numbers.values()}) if numbers else (0, 0, "")
    signs = {value: SIGNS[side_on(n, low, high)] for value, n in numbers.items()}
    return signs | {value: SIGNS[y] for value, y in meaning(labels).y.items()}, note


def scale_of(numbers: set[float]) -> tuple[float, float, str]:
    """Up to where numbers are negative, from where on positive, and what is said of it.

    Raises:
        ValueError: if none is below 0 and they may as well be strengths of words that are all on one side.
    """
    least, most = min(numbers), max(numbers)
    if least < 0 or most == 0:
        return -TINY, TINY, ""
    name, low, high, sure = scale(numbers)
    coded = all(n == round(n) for n in numbers) and least <= 1 and most <= 10
    if (len(numbers) == 1 and most != 1) or not (sure or coded or most <= 1 or name == "0 to 100"):
        raise ValueError(NO_SCALE.format(least=f"{least:g}", most=f"{most:g}"))
    return low, high, f"values read as {name or '0 and 1'}"


def sorted_out(listed: list[Signed]) -> tuple[dict[str, Signed], dict[str, list[Signed]]]:
    """Word → its entry, of all words on one side; and what is left out, reason → entries."""
    sides: dict[int, dict[str, Signed]] = {1: {}, -1: {}}
    left_out: dict[str, list[Signed]] = {}
    for one in listed:
        try:
            word = word_of(one.word)
            if one.sign is None:
                raise NoWord("without a value that can be read")
            if one.sign == 0:
                raise NoWord("neither positive nor negative")
            if word in sides[one.sign]:
                raise NoWord("listed a second time")
            sides[one.sign][word] = one
        except NoWord as why:
            left_out.setdefault(str(why), []).append(one)
    both = sides[1].keys() & sides[-1].keys()
    if both:
        left_out["both positive and negative"] = [one for word, one in sides[1].items() if word in both]
    return {word: one for word, one in (sides[1] | sides[-1]).items() if word not in both}, left_out


def word_of(text: str) -> str:
    """The `plain` form of a word as it is listed."""
    if WORD.fullmatch(text) and len(text) <= LONGEST_WORD:
        return text.lower()
    if not text:
        raise NoWord("without a word")
    if len(text) > LONGEST_WORD:
        raise NoWord(f"of more than {LONGEST_WORD} characters")
    found = tokens(text)
    of_letters = [token.text for token in found if token.text[0].isalnum()]
    if len(found) == len(of_letters) == 1:
        return plain(of_letters[0])
    if len(of_letters) == 1 and text[0].isalnum() and text.endswith("*"):
        raise NoWord("with * for an ending")
    raise NoWord("of more than one word" if len(of_letters) > 1 else "with signs that no word has")


def understood(positive: int, negative: int, total: int, notes: list[str], left_out: dict[str, list[Signed]]) -> str:
    """What is said of a list with so many words, made of so many entries; or else why it is none."""

    def reasons(most: int) -> list[str]:
        """Each reason with how many are left out for it and the first of them."""
        return [
            f"{len(those):,} {why} ({'; '.join(map(str, those[:most]))}{'; …' * (len(those) > most > 1)})"
            for why, those in left_out.items()
        ]

    if not positive + negative:
        out = sorted(reasons(1), key=lambda reason: -int(reason.split()[0].replace(",", "")))
        more = ", …" * (len(out) > REASONS)
        raise ValueError(f"No word can be used: {', '.join(out[:REASONS]) + more or 'the file lists none'}.")
    sides = [
        counted(n, f"{side} word") if n else f"no {side} word"
        for n, side in ((positive, "positive"), (negative, "negative"))
    ]
    counts = f"{positive + negative:,} of {counted(total, 'entry', 'entries')}: {', '.join(sides)}"
    said = f"{counts}{''.join(f', {note}' for note in notes)}."
    return said + (f" Left out: {', '.join(reasons(NAMED))}." if left_out else "")
