"""The text of a control → its value, and back: a reader for each kind of value, which names what it cannot read."""

import base64
import re
import zlib
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from ..reviews.reading import LONGEST_REVIEW

__all__ = [
    "LARGEST",
    "legible",
    "number",
    "one_of",
    "or_nothing",
    "packed",
    "plain_number",
    "quoted",
    "repr_short",
    "short",
    "some_of",
    "unpacked",
    "whole",
]

LARGEST = 1e300  # of a weight or the bias: no review is so long that z could then leave the range of floats


def number(name: str, least: float = -LARGEST, largest: float = LARGEST) -> Callable[[str], float]:
    """A reader of numbers in a range, as `plain_number` takes them.

    Example:
        >>> number("b")("−2,5")
        -2.5
    """

    def read(text: str) -> float:
        try:
            value = float(plain_number(text))
        except ValueError:
            value = float("nan")
        if not isfinite(value) or "_" in text:
            raise ValueError(f"{name} must be a finite number, got {quoted(text)}")
        if not least <= value <= largest:
            bounds = f"between {short(least)} and {short(largest)}"
            raise ValueError(f"{name} must be {bounds}, got {quoted(text)}")
        return value + 0.0  # −0 is 0

    return read


def plain_number(text: str) -> str:
    """The number as a program writes it, from the ways in which people do; all else as it is.

    A mark that stands alone is decimal, also that of “1,000”, which is 1, for weights have decimals and no thousands;
    of two kinds of marks the last one is decimal, and one that comes again divides thousands.

    Example:
        >>> [plain_number(text) for text in ("1,000.5", "1.000,5", "1,000,000", "1,000", "−2,7")]
        ['1000.5', '1000.5', '1000000', '1.000', '-2.7']
    """
    even = re.sub("(?<=[0-9])[\\s’'](?=[0-9]{3})", "", text.strip().replace("−", "-").replace("–", "-"))
    for decimal, thousands in (".,", ",."):
        for pattern in (
            f"([-+]?[0-9]*)(?:[{decimal}]([0-9]*))?(e[-+]?[0-9]+)?",
            f"([-+]?[0-9]{{1,3}}(?:[{thousands}][0-9]{{3}})+)[{decimal}]([0-9]*)(e[-+]?[0-9]+)?",
            f"([-+]?[0-9]{{1,3}}(?:[{thousands}][0-9]{{3}}){{2,}})()(e[-+]?[0-9]+)?",
        ):
            if found := re.fullmatch(pattern, even, re.IGNORECASE):
                head, decimals, power = found.groups(default="")
                return (
                    f"{head.replace(thousands, '')}.{decimals}{power}"
                    if decimals
                    else head.replace(thousands, "") + power
                )
    return even


def whole(name: str, least: int, largest: int) -> Callable[[str], int]:
    """A reader of whole numbers from the least to the largest.

    Example:
        >>> whole("seed", 0, 9999)("7")
        7
    """

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", text) or not least <= int(text) <= largest:
            raise ValueError(f"{name} must be a whole number from {least} to {largest}, got {quoted(text)}")
        return int(text)

    return read


def or_nothing(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """The same reader, which reads an empty text as None.

    Example:
        >>> or_nothing(whole("seed", 0, 9999))(" ") is None
        True
    """
    return lambda text: read(text) if text.strip() else None


def some_of(name: str, words: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """A reader of some of the words, with commas between them.

    Example:
        >>> some_of("hide", ("review", "label", "show"))("show,review")
        ('review', 'show')
    """

    def read(text: str) -> tuple[str, ...]:
        named = text.split(",") if text else []
        if not set(named) <= set(words):
            raise ValueError(f"{name} must be some of {', '.join(words)}, got {quoted(text)}")
        return tuple(word for word in words if word in named)

    return read


def one_of(name: str, words: Mapping[str, Any]) -> Callable[[str], Any]:
    """A reader of a few words, each with its value.

    Example:
        >>> one_of("batch", {"all": 0, "8": 8})("all")
        0
    """

    def read(text: str) -> Any:
        if text not in words:
            raise ValueError(f"{name} must be {' or '.join(words)}, got {quoted(text)}")
        return words[text]

    return read


def short(value: float) -> str:
    """A number as a sentence says it.

    Example:
        >>> short(-5.0), short(1e300)
        ('−5', '1e300')
    """
    return re.sub(r"e([+-])0*", lambda power: f"e{power[1].strip('+')}", repr_short(value)).replace("-", "−")


def repr_short(value: float) -> str:
    """The shortest text that reads back as the number, without an idle “.0”.

    Example:
        >>> repr_short(-5.0), repr_short(0.1)
        ('-5', '0.1')
    """
    return repr(value).removesuffix(".0")


def legible(text: str) -> str:
    """The review as the core reads it: with a text box's ends of lines, � for half a surrogate pair, and its length.

    Example:
        >>> legible("Dull.\\r\\nSlow.\\ud83d")
        'Dull.\\nSlow.�'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\ud800-\udfff]", "\ufffd", text[:LONGEST_REVIEW])


def quoted(text: str) -> str:
    """What came, short enough for a sentence.

    Example:
        >>> quoted("much"), quoted(" "), quoted("b" * 30)
        ('“much”', 'nothing', '“bbbbbbbbbbbbbbbbbbbb…”')
    """
    return f"“{text if len(text) <= 20 else text[:20] + '…'}”" if text.strip() else "nothing"


def packed(text: str) -> str:
    """The text compressed, in letters that a link can carry.

    Example:
        >>> len(packed("no " * 1000)) < 50
        True
    """
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpacked(letters: str) -> str:
    """The text that was packed; it is never unfolded beyond the longest review.

    Example:
        >>> unpacked(packed("It’s not good."))
        'It’s not good.'
    """
    try:
        raw = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
        unfolding = zlib.decompressobj()
        text = unfolding.decompress(raw, 4 * LONGEST_REVIEW)
        if not unfolding.eof and len(text) < 4 * LONGEST_REVIEW:
            raise ValueError("the end is missing, and with it the checksum")
        return text.decode(errors="ignore")
    except (ValueError, zlib.error):
        raise ValueError("The review packed in this link is damaged") from None
