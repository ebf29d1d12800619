"""Numbers → text: the one way in which every number is written, on the page and on what is taken away."""

import math

from .model import odds

__all__ = ["chosen", "count", "counted", "fine", "odds_written", "probability", "written"]


def written(number: float, digits: int, sign: bool = False) -> str:
    r"""A number as the page writes it: so many decimals, a true minus, a power of ten where it is huge.

    Args:
        number: any finite number.
        digits: the decimals.
        sign: whether a plus stands before a positive number.

    Example:
        >>> written(-1.194, 2), written(0.0049, 2), written(7.5, 2, sign=True), written(-1e300, 2)
        ('−1.19', '0.00', '+7.50', '−1.00\u202f×\u202f10³⁰⁰')
    """
    number = round(float(number), digits) + 0.0  # + 0.0, so that −0.001 reads 0.00
    text = in_powers(number, digits) if abs(number) >= 1e5 else f"{number:.{digits}f}"
    return ("+" if sign and number > 0 else "") + text.replace("-", "−")


def probability(p: float, digits: int) -> str:
    r"""A probability as the page writes it: never as 0, which none is here, nor off by more than a tenth of it.

    Where so many decimals would say less, four do; where four do not, a power of ten does.

    Example:
        >>> probability(0.697, 2), probability(0.0067, 2), probability(1.98e-5, 2), probability(0.0, 2)
        ('0.70', '0.0067', '1.98\u202f×\u202f10⁻⁵', '<\u202f10⁻³²³')
    """
    if not p:
        return "<\u202f10" + "-323".translate(RAISED)  # the smallest float is 5 × 10⁻³²⁴
    for decimals in (digits, 4):
        if abs(round(p, decimals) - p) <= 0.1 * p:
            return written(p, decimals)
    return in_powers(p, digits)


def fine(number: float, digits: int) -> str:
    r"""A number that may be small, written as a probability is: as 0 only where it is 0.

    Example:
        >>> fine(-0.30302, 4), fine(-0.0000453, 2), fine(0.0, 2), fine(12.5, 2)
        ('−0.3030', '−4.53\u202f×\u202f10⁻⁵', '0', '12.50')
    """
    return "0" if not number else ("−" if number < 0 else "") + probability(abs(number), digits)


def odds_written(w: float, digits: int) -> str:
    r"""e^w as the page writes it, also where it is beyond the range of floats: from its decimal logarithm.

    Example:
        >>> odds_written(2.5, 2), odds_written(-5.0, 2), odds_written(1000.0, 2)
        ('12.18', '0.0067', '1.97\u202f×\u202f10⁴³⁴')
    """
    if abs(w) < 700:
        factor = float(odds(w))
        return written(factor, digits) if factor > 1 else probability(factor, digits)
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


def count(x: float, digits: int) -> str:
    r"""A feature as the page writes it: a count as a count, all else with its decimals.

    Example:
        >>> count(3.0, 2), count(1234.0, 2), count(4.1897, 2), count(-0.5, 4)
        ('3', '1234', '4.19', '−0.5000')
    """
    return chosen(x) if x.is_integer() else written(x, digits)


def counted(n: int, thing: str, things: str = "") -> str:
    """So many things, in the singular where it is one; things are called by the plural, or by the singular with an s.

    Example:
        >>> counted(0, "step"), counted(1, "step"), counted(1234, "step"), counted(1, "word or mark", "words and marks")
        ('0 steps', '1 step', '1,234 steps', '1 word or mark')
    """
    return f"{n:,} {thing if n == 1 else things or thing + 's'}"


RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "+")


def in_powers(number: float, digits: int, decades: int = 0) -> str:
    """The number, times 10 to so many decades more, with a power of ten, in narrow spaces at which no line breaks.

    Two decimals at most: such numbers are long enough.
    """
    mantissa, exponent = f"{number:.{min(digits, 2)}e}".split("e")
    return f"{mantissa}\u202f×\u202f10{str(int(exponent) + decades).translate(RAISED)}"
