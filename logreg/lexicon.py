"""Which words count as positive, which as negative, and where that comes from."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from .tokens import APOSTROPHES, HYPHENS

__all__ = ["Lexicon", "Origin", "default_lexicon", "idioms", "origin", "plain"]

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Lexicon:
    """The positive and the negative words, and the idioms in which neither counts.

    Words are compared in their `plain` form. An idiom is a tuple of words in which ``_`` stands for
    any one word: the opinion words inside it are not counted.

    Raises:
        ValueError: if a word is both positive and negative.

    Example:
        >>> lexicon = Lexicon(positive={"fine"}, negative={"dull"})
        >>> lexicon.sign("Fine"), lexicon.sign("dull"), lexicon.sign("film")
        (1, -1, 0)
        >>> lexicon.moved(("film", 1), ("dull", 0)).sign("film")
        1
    """

    positive: frozenset[str]
    negative: frozenset[str]
    idioms: frozenset[tuple[str, ...]] = frozenset()

    def __post_init__(self):
        for field in ("positive", "negative"):
            object.__setattr__(self, field, frozenset(map(plain, getattr(self, field))))
        object.__setattr__(self, "idioms", frozenset(tuple(map(plain, idiom)) for idiom in self.idioms))
        if both := self.positive & self.negative:
            raise ValueError(f"a word is positive or negative, not both: {', '.join(sorted(both))}")

    def sign(self, word: str) -> int:
        """+1 for a positive word, −1 for a negative one, 0 for any other."""
        word = plain(word)
        return (word in self.positive) - (word in self.negative)

    def moved(self, *words: tuple[str, int]) -> "Lexicon":
        """This lexicon with words moved: each to the positive (+1), the negative (−1) or neither (0)."""
        places = {plain(word): sign for word, sign in words}
        positive = self.positive - places.keys() | {word for word, sign in places.items() if sign > 0}
        negative = self.negative - places.keys() | {word for word, sign in places.items() if sign < 0}
        return Lexicon(positive, negative, self.idioms)


def plain(word: str) -> str:
    """The form in which words are compared: lower case, one kind of apostrophe and of hyphen, no soft one, no ligature.

    Letters become what Unicode's NFKC makes of them, so a word in full width or with the ligature ﬁ is the word. But №,
    nº, ①, ℹ and the Roman Ⅰ stay as they are: they are signs of their own, neither a “no” nor an “I”.
    A word of more than 100 characters only becomes lower case: no list has it, and to compose a long row of
    accents could take very long.

    Example:
        >>> plain("It’s"), plain("ﬁne"), plain("№")
        ("it's", 'fine', '№')
    """
    if (word.isascii() and "`" not in word) or len(word) > 100:
        return word.lower()
    word = word.translate(plain_letters()).lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).translate(plain_letters()).lower())


@cache
def plain_letters() -> dict[int, str]:
    """Code point → what `plain` puts there, of every one that does not stay, accents and capitals aside."""
    kinds = ("<wide>", "<narrow>", "<font>", "<compat>", "<initial>", "<medial>", "<final>", "<isolated>")
    table = {}
    for point in range(0x80, 0x20000):
        kind = unicodedata.decomposition(chr(point)).partition(" ")[0]
        if kind in kinds and unicodedata.category(chr(point)) != "Nl":
            letters = unicodedata.normalize("NFKC", chr(point))
            if kind in kinds[:2] or (chr(point).isalnum() and letters.isalnum()):
                table[point] = letters
    table |= {ord("ŉ"): "'n", 0xAD: "", ord("ℹ"): "ℹ"}
    return table | dict.fromkeys(map(ord, APOSTROPHES), "'") | dict.fromkeys(map(ord, HYPHENS), "-")


@cache
def default_lexicon() -> Lexicon:
    """The VADER word list, made fit for film reviews.

    Its base are the entries of VADER (C. J. Hutto and E. E. Gilbert, 2014, MIT licence) that are
    words with a mean valence of at least 1 in size; ``data/not_opinions.txt`` says which of them are
    left out, ``data/film_words.txt`` which words come in, ``data/idioms.txt`` in which phrases an
    opinion word carries no opinion.

    Example:
        >>> [default_lexicon().sign(word) for word in ("enjoyable", "hokey", "no")]
        [1, -1, 0]
    """
    base = vader()
    left_out = set(words("not_opinions.txt"))
    positive = frozenset(word for word, valence in base.items() if valence >= 1) - left_out
    negative = frozenset(word for word, valence in base.items() if valence <= -1) - left_out
    return Lexicon(
        positive | set(words("film_words.txt", "positive")),
        negative | set(words("film_words.txt", "negative")),
        frozenset(idioms()),
    )


class Origin(NamedTuple):
    """Why a word is in the default lexicon, or is not.

    Attributes:
        valence: VADER's mean valence of the word, −4 to 4; None if VADER does not list it.
        left_out: the reason for which ``data/not_opinions.txt`` leaves the word out; "" if it does not.
        added: the reason for which ``data/film_words.txt`` adds the word; "" if it does not.
    """

    valence: float | None
    left_out: str
    added: str


def origin(word: str) -> Origin:
    """Where the word's sign in the default lexicon comes from, also if it has none.

    Args:
        word: one word, in any form.

    Example:
        >>> origin("great"), origin("film")
        (Origin(valence=3.1, left_out='', added=''), Origin(valence=None, left_out='', added=''))
        >>> origin("Hokey").added
        'the humour or the taste fails'
    """
    return origins().get(plain(word), Origin(None, "", ""))


@cache
def origins() -> dict[str, Origin]:
    """Word → origin, of every word that VADER or a data file lists."""
    rated = {plain(word): valence for word, valence in vader().items()}
    left_out = {word: title for title, line in sections("not_opinions.txt") for word in line.split()}
    added = {word: title.partition(": ")[2] for title, line in sections("film_words.txt") for word in line.split()}
    listed = rated.keys() | left_out.keys() | added.keys()
    return {word: Origin(rated.get(word), left_out.get(word, ""), added.get(word, "")) for word in listed}


@cache
def idioms() -> dict[tuple[str, ...], str]:
    """Idiom → the reason why no opinion word counts in it, in the order of ``data/idioms.txt``.

    Example:
        >>> idioms()["sucked", "_", "in"]
        'taken in by a film: it is praise'
    """
    return {tuple(line.split()): title for title, line in sections("idioms.txt")}


@cache
def vader() -> dict[str, float]:
    """Word → mean valence, −4 to 4, of every entry in VADER's list that is a word and not an emoticon.

    The list is read as the file that the package ``vaderSentiment`` installs; its code never runs.
    """
    package = find_spec("vaderSentiment")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("the word list comes with the package vaderSentiment, which is not installed")
    lines = (Path(package.origin).parent / "vader_lexicon.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split("\t")[:2] for line in lines if line)
    a_word = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
    return {word: float(valence) for word, valence in entries if a_word.fullmatch(word)}


def words(name: str, group: str = "") -> list[str]:
    """The words of a data file, of the sections whose title begins with the group."""
    return [word for title, line in sections(name) if title.startswith(group) for word in line.split()]


def sections(name: str) -> Iterable[tuple[str, str]]:
    """(title, line) for every line of a data file: ``[title]`` opens a section, ``#`` a comment."""
    title = ""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            title = line.strip("[]")
        elif line and not line.startswith("#"):
            yield title, line
