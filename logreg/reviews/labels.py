"""The values of a column of labels → y: what each of them means, decided by all of them together."""

import re
from collections.abc import Iterable
from math import isfinite
from typing import NamedTuple

from ..lexicon import plain, sections

__all__ = ["MIDDLE", "MISSING", "OUT", "Meaning", "is_label", "meaning", "number"]

# what a value means that is neither 0 nor 1: between both, no label at all, or one that the reader does not want
MIDDLE, MISSING, OUT = "middle", "missing", "out"


def listed(section: str) -> list[str]:
    """What ``data/labels.txt`` lists in a section."""
    lines = [line for title, line in sections("labels.txt") if title == section]
    return [plain(entry.strip()) for line in lines for entry in line.split(",")]


PAIRS = [pair.split(" / ") for pair in listed("opposites")]
WORDS = {word: y for pair in PAIRS for y, word in enumerate(pair)}
BETWEEN, NONE = {*listed("between")}, {"", *listed("none")}

HOW = "extremely|very|strongly|strong|highly|mostly|somewhat|slightly|rather|fairly|weakly|weak|overwhelmingly|totally"
EXTREMELY = re.compile(rf"(?:{HOW})[\s_-]+(.+)")
NOT = re.compile(r"(?:not|non)[\s_-]+(.+)|(?:un|dis|in)(\w{4,})")
NAMED = re.compile(r"(?:__label__|label|class|stars?|score|rating|rated|y)[\s_:=-]*(?=[\d+−-]|__|pos|neg)(.+)")
NUMBER = r"([+−-]?\d+(?:[.,]\d+)?|[+−-]?[.,]\d+)"
STAR = r"(?:\s*(?:stars?|points?|sterne?n?|étoiles))?"
OUT_OF = re.compile(rf"{NUMBER}{STAR}\s*(?:/|out of|of|von|sur|de)\s*{NUMBER}{STAR}")
STARS = re.compile(rf"{NUMBER}[\s_-]*(?:stars?|sterne?)")
PERCENT = re.compile(rf"{NUMBER}\s*%")
GLYPHS = re.compile(r"([★⭐✭✮🌟]️?|\*)*+(½)?([☆✩✰]️?)*+")


class Meaning(NamedTuple):
    """What the values of a column of labels mean.

    Attributes:
        y: value → 0, 1, MIDDLE or MISSING, as far as it is known or likely.
        unknown: the values of which nothing is known.
        name: the scale that the numbers stand on, "" for 0 and 1 and for words.
        sure: whether it is clear without asking.
    """

    y: dict[str, int | str]
    unknown: tuple[str, ...]
    name: str
    sure: bool


def meaning(values: Iterable[str]) -> Meaning:
    """What each of the values means, decided by all of them.

    Example:
        >>> meaning(["1", "3", "5"]).y
        {'1': 0, '3': 'middle', '5': 1}
        >>> meaning(["0", "2", "4"]).name, meaning(["happy", "not happy"]).y
        ('0 to 4', {'happy': 1, 'not happy': 0})
        >>> meaning(["good", "maybe"]).unknown
        ('maybe',)
    """
    found: dict[str, int | str | float | None] = {value: one(value) for value in values}
    numbers = {value for value in found.values() if isinstance(value, float)}
    name, low, high, sure = scale(numbers)
    y = {value: side(it, low, high) if isinstance(it, float) else it for value, it in found.items() if it is not None}
    return Meaning(y, tuple(value for value, it in found.items() if it is None), name, sure)


def side(value: float, low: float, high: float) -> int | str:
    """The y of a number: 0 up to low, 1 from high on."""
    return 0 if value <= low else 1 if value >= high else MIDDLE


def one(value: str) -> int | str | float | None:
    """What a single value means by itself, its number if only all of them can tell, None if nothing is known."""
    word = " ".join(plain(value).split()).strip("\"'“”.! ")
    if word in NONE:
        return MISSING
    if (sign := worded(word)) is not None:
        return sign
    if named := NAMED.fullmatch(word):
        word = named[1]
        if (sign := worded(word)) is not None:
            return sign
    if word.count("½") < len(word) and GLYPHS.fullmatch(word):
        full, empty = (sum(map(word.count, stars)) for stars in ("★⭐✭✮🌟*", "☆✩✰"))
        stars = full + word.count("½") / 2
        return share(stars, max(5, stars + empty))
    if out_of := OUT_OF.fullmatch(word):
        return share(number(out_of[1]), number(out_of[2]))
    if percent := PERCENT.fullmatch(word):
        return share(number(percent[1]), 100)
    if stars := STARS.fullmatch(word):
        return share(number(stars[1]), 5)
    found = number(word.replace("½", ".5"))
    return found + 0.0 if isfinite(found) else None


def worded(word: str) -> int | str | None:
    """What a word means: with “extremely” before it the same, with “not” the opposite."""
    if word in WORDS:
        return WORDS[word]
    if word in BETWEEN:
        return MIDDLE
    if how := EXTREMELY.fullmatch(word):
        return worded(how[1])
    if no := NOT.fullmatch(word):
        sign = WORDS.get(no[1] or no[2])
        return None if sign is None else 1 - sign
    return None


def share(value: float, most: float) -> int | str | None:
    """What so many of so many stars or points mean."""
    if not (most > 0 and 0 <= value <= most):
        return None
    return side(value / most, 0.4, 0.7 if most >= 10 else 0.75)


def scale(numbers: set[float]) -> tuple[str, float, float, bool]:
    """The scale on which all numbers stand: its name, up to where y = 0, from where y = 1, and whether it is clear."""
    if not numbers or numbers <= {0, 1}:
        return "", 0, 1, True
    least, most = min(numbers), max(numbers)
    whole = all(value == round(value) for value in numbers)
    if numbers <= {-1, 0, 1}:
        return "−1 and 1", -1, 1, True
    if numbers == {1, 2}:
        return "1 and 2", 1, 2, True
    if whole and least == 0 and 3 <= most <= 4:
        return "0 to 4", 1, 3, True
    if least == 0 and 4 < most <= 5:
        return "0 to 5", 2, 4, True
    if (
        (least >= 1 and 4 <= most <= 5)
        or (numbers == {least} and 0.5 <= least <= 5)
        or (least == 0.5 and 4 <= most <= 5)
    ):
        return "stars out of 5", 2, 4, True
    if least >= 0 and 5 < most <= 10:
        return "out of 10", 4, 7, True
    if least >= 0 and 10 < most <= 100:
        return "0 to 100", 40, 70, False
    middle = (least + most) / 2
    low = max((value for value in numbers if value < middle), default=least - 1)
    high = min((value for value in numbers if value > middle), default=most + 1)
    return f"{least:g} to {most:g}".replace("-", "−"), low, high, False


def is_label(value: str) -> bool:
    """Whether a value may well be a label.

    Example:
        >>> is_label("4/5"), is_label("Very positive"), is_label("A film.")
        (True, True, False)
    """
    return bool(value.strip()) and len(value) <= 30 and one(value) not in (None, MISSING)


def number(cell: str) -> float:
    """The number in a cell, also with a decimal comma, nan if there is none.

    Example:
        >>> number("4,19"), number("−1"), number("many")
        (4.19, -1.0, nan)
    """
    text = cell.replace("−", "-")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        return float("nan") if "_" in text else float(text)
    except ValueError:
        return float("nan")
