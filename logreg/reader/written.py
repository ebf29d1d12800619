"""Numbers → text: the one way in which every number is written, on the page and on what is taken away."""

import math
from collections.abc import Callable, Iterable
from functools import lru_cache

import numpy as np

from ..model import odds, sigmoid

__all__ = [
    "chosen",
    "count",
    "digits_by_hand",
    "digits_of_sum",
    "enough",
    "error_written",
    "estimate",
    "never_0",
    "number_in",
    "odds_written",
    "probability",
    "proportion",
    "sum_by_hand",
    "written",
]


def written(number: float, digits: int, sign: bool = False) -> str:
    r"""A number as the page writes it: as 0 only where it is 0, nor off by more than a tenth of it.

    Where so many decimals would say less, four or five do; below 0.0001 a power of ten does, as where it is huge. The
    smallest float stands for all that is as small or smaller.

    Args:
        number: any finite number.
        digits: the decimals.
        sign: whether a plus stands before a positive number.

    Example:
        >>> written(-1.194, 2), written(0.0049, 2), written(7.5, 2, sign=True), written(-1e300, 2), written(0.0, 2)
        ('−1.19', '0.0049', '+7.50', '−1.00\u202f×\u202f10³⁰⁰', '0.00')
        >>> written(5e-324, 2), written(-5e-324, 2)
        ('<\u202f10⁻³²³', '>\u202f−10⁻³²³')
    """
    number = float(number) + 0.0  # + 0.0, so that −0 reads 0
    size = abs(number)
    if 0 < size <= SMALLEST:  # it may have been any that is as small
        return f">\u202f−{LEAST}" if number < 0 else f"<\u202f{'+' * sign}{LEAST}"
    places = decimals(size, digits) if size < 99_999.5 else None
    text = in_powers(number, digits) if places is None else f"{number:.{places}f}"
    if number > 0:
        return f"+{text}" if sign else text
    return text.replace("-", "−")


def decimals(number: float, digits: int) -> int | None:
    """With how many decimals a number that is not negative is written; None where it needs a power of ten."""
    if number * 10**digits >= 5:
        return digits  # half of the last digit is a tenth of it at most
    for places in (digits, 4):
        if abs(round(number, places) - number) <= 0.1 * number:
            return places
    return 5 if number >= 1e-4 else None


def probability(p: float, digits: int) -> str:
    r"""A product or a mean of probabilities as the page writes it: as 0 or 1 never, for none is here.

    It has as many decimals as the rest up to 1 needs, or that rest itself: both sides of one thing match. What floats
    do not tell from 0 or 1 is said to be so.

    Example:
        >>> probability(0.697, 2), probability(0.0067, 2), probability(0.9933, 2), probability(1.98e-5, 2)
        ('0.70', '0.0067', '0.9933', '1.98\u202f×\u202f10⁻⁵')
        >>> probability(1 - 1.98e-5, 2), probability(1.0, 2), probability(0.0, 2)
        ('1 − 1.98\u202f×\u202f10⁻⁵', '>\u202f0.9999', '<\u202f10⁻³²³')
    """
    if not p:
        return written(SMALLEST, digits)
    return ">\u202f0.9999" if p == 1 else sides(p, 1 - p, digits)


def proportion(p: float, digits: int) -> str:
    r"""A share of things that were counted: as 0 or 1 where it is, and nowhere else.

    Example:
        >>> proportion(1.0, 2), proportion(0.9738, 2), proportion(0.9996, 2), proportion(0.0, 2)
        ('1.00', '0.97', '0.9996', '0.00')
    """
    text = f"{p:.{digits}f}"
    return text if p in (0, 1) or float(text) not in (0, 1) else probability(p, digits)


@lru_cache(maxsize=4096)  # the same few stand in many places, of one screen and of all in a hall
def estimate(z: float, digits: int) -> str:
    r"""σ(z) as the page writes it: as 0 or 1 never, for it never is; so ŷ of a score, p(y|x) of a margin.

    Example:
        >>> estimate(0.833, 2), estimate(7.8, 2), estimate(-7.8, 2), estimate(-40.0, 2), estimate(40.0, 2)
        ('0.70', '0.9996', '0.0004', '4.25\u202f×\u202f10⁻¹⁸', '1 − 4.25\u202f×\u202f10⁻¹⁸')
    """
    p, rest = sigmoid(np.array([z, -z])).tolist()
    if not p:
        return written(SMALLEST, digits)
    return sides(p, rest, digits) if rest else f">\u202f1 − {LEAST}"


def error_written(z: float, y: int, digits: int, sign: bool = False) -> str:
    r"""The error ŷ − y of a score, as exact as ŷ and 1 − ŷ are written.

    Example:
        >>> error_written(0.833, 1, 2), error_written(0.833, 0, 2, sign=True), error_written(-40.0, 1, 2)
        ('−0.30', '+0.70', '−(1 − 4.25\u202f×\u202f10⁻¹⁸)')
    """
    size = estimate(-z if y else z, digits)
    if LEAST in size and " − " not in size:
        return written(-SMALLEST if y else SMALLEST, digits, sign)
    return ("−" if y else "+" * sign) + (f"({size})" if y and " − " in size else size)


def sides(p: float, rest: float, digits: int) -> str:
    """One side of something that has two, written with the decimals that the smaller one needs."""
    places = decimals(min(p, rest), digits)
    if places is not None:
        return f"{p:.{places}f}"
    return in_powers(p, digits) if p < rest else f"1 − {in_powers(rest, digits)}"


def odds_written(w: float, digits: int) -> str:
    r"""e^w as the page writes it, also where it is beyond the range of floats: from its decimal logarithm.

    Example:
        >>> odds_written(2.5, 2), odds_written(-5.0, 2), odds_written(1000.0, 2)
        ('12.18', '0.0067', '1.97\u202f×\u202f10⁴³⁴')
    """
    if abs(w) < 700:
        return written(float(odds(w)), digits)
    if abs(w) >= 1e6:  # the exponent alone would be a long number
        return f"e^{chosen(w)}"
    decades, rest = divmod(w / math.log(10), 1)
    return in_powers(10**rest, digits, int(decades))


def chosen(value: float) -> str:
    r"""A number as the reader chose it, no longer than it was said.

    Example:
        >>> chosen(-5.0), chosen(0.125), chosen(1e300)
        ('−5', '0.125', '1\u202f×\u202f10³⁰⁰')
    """
    mantissa, _, exponent = repr(value).partition("e")
    power = f"\u202f×\u202f10{str(int(exponent)).translate(RAISED)}" if exponent else ""
    return mantissa.removesuffix(".0").replace("-", "−") + power


def never_0(number: float | np.ndarray) -> np.ndarray:
    """A loss, a log of a probability, an error: never 0, and so the smallest float of its sign where floats fell to 0.

    Example:
        >>> never_0(np.array([0.36, 0.0, -0.0])).tolist()
        [0.36, 5e-324, -5e-324]
    """
    return np.where(number == 0, np.copysign(SMALLEST, number), number)


def count(x: float, digits: int) -> str:
    r"""A feature as the page writes it: a count as a count, all else with its decimals.

    Example:
        >>> count(3.0, 2), count(1234.0, 2), count(4.1897, 2), count(-0.5, 4)
        ('3', '1234', '4.19', '−0.5000')
    """
    return chosen(x) if x.is_integer() else written(x, digits)


def number_in(text: str) -> float:
    r"""The number that a reader takes from a text: what `written`, `chosen` or `estimate` made, read again.

    Example:
        >>> number_in("−1.19"), number_in("1.98\u202f×\u202f10⁻⁵"), number_in("1 − 4.25\u202f×\u202f10⁻⁵")
        (-1.19, 1.98e-05, 0.9999575)
    """
    if text.startswith("−("):
        return -number_in(text[2:-1])
    whole, minus, rest = text.replace("<\u202f", "").replace(">\u202f", "").partition(" − ")
    if minus:
        return number_in(whole) - number_in(rest)
    if whole.lstrip("+−") == LEAST:
        return 0.0
    return float(whole.replace("−", "-").replace("\u202f×\u202f10", "e").translate(LOWERED))


def enough(digits: int, comes_out: Callable[[int], bool], by: int = 2) -> int:
    """With how many digits, so many more at a time, a line comes out by hand; as many as asked for if it never does.

    Example:
        >>> enough(2, lambda digits: round(100 * round(1 / 3, digits)) == 33)
        2
    """
    return next((more for more in range(digits, MOST, by) if comes_out(more)), digits)


def digits_by_hand(value: float, digits: int, by_hand: Callable[[int], float], by: int = 2) -> int:
    """With how many digits what is worked out by hand is written as the value is.

    Example:
        >>> digits_by_hand(1 / 3 * 300, 2, lambda more: round(1 / 3, more) * 300)
        6
    """
    wanted = written(value, digits)
    return enough(digits, lambda more: written(by_hand(more), digits) == wanted, by)


@lru_cache(maxsize=4096)  # of one screen the same sum is asked for again and again
def digits_of_sum(total: float, amounts: tuple[float, ...], digits: int) -> int:
    """With how many digits amounts are written that add up, by hand, to their total as it is written.

    Example:
        >>> digits_of_sum(0.996, (0.332, 0.332, 0.332), 2), digits_of_sum(0.5, (0.2, 0.3), 2)
        (4, 2)
    """
    if round(sum(round(amount, digits) for amount in amounts) - round(total, digits), digits + 2) == 0:
        return digits
    return digits_by_hand(total, digits, lambda more: sum_by_hand(amounts, more))


def sum_by_hand(amounts: Iterable[float], digits: int) -> float:
    """The sum of the amounts as they are written.

    Example:
        >>> sum_by_hand([0.333, 0.333, 0.333], 2)
        0.99
    """
    return sum(number_in(written(amount, digits)) for amount in amounts)


MOST = 17  # digits of a float
SMALLEST = math.ulp(0.0)  # 5 × 10⁻³²⁴
LEAST = "10⁻³²³"  # what floats do not reach: the smallest is 5 × 10⁻³²⁴
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "+")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def in_powers(number: float, digits: int, decades: int = 0) -> str:
    """The number, times 10 to so many decades more, with a power of ten, in narrow spaces at which no line breaks.

    Of the reader's decimals two at most: such numbers are long enough. More are asked for where a line needs them.
    """
    mantissa, exponent = f"{number:.{max(min(digits, 2), digits - 2)}e}".split("e")
    return f"{mantissa}\u202f×\u202f10{str(int(exponent) + decades).translate(RAISED)}"
