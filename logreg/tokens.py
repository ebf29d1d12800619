"""text → tokens: the words and punctuation marks of a review, each with its place in the text."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

__all__ = ["APOSTROPHES", "EXCLAMATIONS", "HYPHENS", "Token", "tokens"]

# What is typed for an apostrophe between two letters: the quotation marks and primes, the accents that stand alone,
# Unicode's modifier letters, the marks of other scripts, full-width forms, and what is left of Windows-1252 read as
# Latin-1. All look like one: they are from Unicode's list of confusable characters.
APOSTROPHE_MARKS = "'`´‘’‛′‵΄᾽᾿῾՚׳❛❜＇｀\u02f4\u1fef\u1ffd\x91\x92"
APOSTROPHE_LETTERS = "ʹʻʼʽʾʿˈˊˋꞋꞌ\u0374"  # \w for Python; yet “dogsʼ” is a word and a mark
APOSTROPHES = APOSTROPHE_MARKS + APOSTROPHE_LETTERS
HYPHENS = "-‐‑﹣－"
# Every sign that Unicode calls an exclamation mark or an interrobang; not those upside down, which only announce one.
EXCLAMATIONS = "!՜߹᥄‼‽⁈⁉❕❗❢❣⹓︕﹗！\U0001e95e\U0001f679\U0001f67a\U0001f67b"


class Token(NamedTuple):
    """One word or one punctuation mark, and where it stands: ``text[start:end] == token.text``."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in reading order.

    A token is a word, kept whole across inner hyphens and apostrophes (of any kind), or a
    single punctuation mark or symbol. Accents and vowel signs belong to the letter before them, an
    emoji is one symbol however many code points it takes, and invisible characters (zero-width
    spaces, direction marks, control characters) are no tokens at all. Any Unicode text is allowed,
    and the time grows in proportion to its length.

    Example:
        >>> [token.text for token in tokens("It’s second-rate, isn't it?")]
        ['It’s', 'second-rate', ',', "isn't", 'it', '?']
        >>> tokens("So, why?")[1]
        Token(text=',', start=2, end=3)
    """
    return [Token(match[0], *match.span()) for match in pattern().finditer(text)]


@cache
def pattern() -> re.Pattern[str]:
    """What a token looks like, compiled at first use.

    A word is letters and digits, each with its marks; a joiner between two words makes them one.
    Skin tones and variation selectors follow their emoji, and a zero-width joiner binds the next one.
    """
    marks, hidden = code_points("Mn", "Mc", "Me"), code_points("Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp")
    joiners, letters = re.escape(APOSTROPHES + HYPHENS), APOSTROPHE_LETTERS
    latin = r"[a-zA-Z0-9]++(?![^\x00-&(-,./:-@\[-_{-\x7f])"  # nothing can follow: found at once
    word = rf"[^\W_{letters}]+(?:[{marks}\u00ad\u200c\u200d]+[^\W_{letters}]*)*"
    alone = r"[!-/:-@\[-^`{-~\u2010-\u2027](?=[\x00-\x7f\u2010-\u2027]|\Z)"  # so here
    flag = "[\U0001f1e6-\U0001f1ff]{2}"
    symbol = rf"(?:[^\w\s{hidden}]|[{letters}])[{marks}\U0001f3fb-\U0001f3ff]*"
    return re.compile(rf"{latin}|{word}(?:[{joiners}]{word})*|{alone}|{flag}|{symbol}(?:\u200d{symbol})*|_")


def code_points(*categories: str) -> str:
    """The code points of the Unicode categories, as the inside of a regular expression's brackets.

    Only the planes that hold text are asked, 0, 1 and 14: the others have ideographs, private use
    and unassigned code points alone.
    """
    asked = [*range(0x20000), *range(0xE0000, 0xE1000)]
    chosen = [point for point in asked if unicodedata.category(chr(point)) in categories]
    runs: list[list[int]] = []
    for point in chosen:
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in runs)
