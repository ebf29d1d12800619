"""written.py: one way in which every number is written; test_laws.py reads any number back."""

import mpmath
import pytest

from logreg.reader.written import count, odds_written, probability, written
from logreg.reviews.plural import counted


def narrow(text: str) -> str:
    """The text as the page writes it: narrow spaces around ×, at which no line breaks."""
    return text.replace(" × ", "\u202f×\u202f")


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (0.833, 2, "0.83"), (0.833, 4, "0.8330"), (-1.194, 2, "−1.19"), (-0.001, 2, "−0.0010"),
        (4e-5, 2, "4.00 × 10⁻⁵"), (0.0, 4, "0.0000"),
        (-0.0, 2, "0.00"), (12345.0, 2, "12345.00"), (99999.999, 2, "1.00 × 10⁵"), (-1e300, 4, "−1.00 × 10³⁰⁰"),
        (1.7976931348623157e308, 2, "1.80 × 10³⁰⁸"),
    ],
)  # fmt: skip
def test_a_number_is_written_with_its_decimals_and_a_true_minus(number, digits, text):
    assert written(number, digits) == narrow(text)


@pytest.mark.parametrize(
    ("number", "text"), [(7.5, "+7.50"), (-7.5, "−7.50"), (0.0, "0.00"), (0.004, "+0.0040"), (1e9, "+1.00 × 10⁹")]
)
def test_a_sign_stands_before_what_does_not_read_0(number, text):
    assert written(number, 2, sign=True) == narrow(text)


@pytest.mark.parametrize(
    ("p", "digits", "text"),
    [(0.697, 2, "0.70"), (1.98e-5, 2, "1.98 × 10⁻⁵"), (0.0, 2, "<\u202f10⁻³²³"), (1.0, 2, ">\u202f0.9999"),
     (0.0042, 4, "0.0042"), (5e-324, 2, "4.94 × 10⁻³²⁴"), (0.0049, 2, "0.0049"), (4e-5, 2, "4.00 × 10⁻⁵"),
     (0.0051, 2, "0.0051"), (0.0476, 2, "0.05"), (0.0149, 2, "0.0149"), (0.00012, 4, "0.00012"),
     (0.9996, 2, "0.9996"), (0.0004, 2, "0.0004"),
     (1 - 4e-5, 2, "1 − 4.00 × 10⁻⁵"), (0.955, 2, "0.9550"), (0.956, 2, "0.96")],
)  # fmt: skip
def test_a_probability_that_would_read_0_is_written_by_its_size(p, digits, text):
    assert probability(p, digits) == narrow(text)


@pytest.mark.parametrize(
    ("x", "text"), [(0.0, "0"), (3.0, "3"), (999_999.0, "999999"), (-2.0, "−2"), (4.19, "4.1900"), (1e300, "1 × 10³⁰⁰")]
)
def test_a_feature_is_written_as_the_count_that_it_is(x, text):
    assert count(x, 4) == narrow(text)


@pytest.mark.parametrize("w", [2.5, -5.0, 0.0, 30.0, -30.0, 650.0, 710.0, 1000.0, -1000.0, 12345.6])
def test_the_odds_factor_is_written_as_mpmath_has_it_beyond_floats_too(w):
    mantissa, _, exponent = mpmath.nstr(mpmath.exp(w), 3, min_fixed=1, max_fixed=0, strip_zeros=False).partition("e")
    text = odds_written(w, 2)
    if "10" in text and "×" in text:
        power = exponent.lstrip("+").translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        assert text == narrow(f"{float(mantissa):.2f} × 10{power}")
    else:
        assert float(text) == pytest.approx(float(mpmath.exp(w)), abs=0.005)


def test_an_odds_factor_whose_exponent_would_be_a_long_number_stays_a_power_of_e():
    assert odds_written(-1e300, 2) == narrow("e^−1 × 10³⁰⁰")


@pytest.mark.parametrize(
    ("thing", "things"),
    [("step", "steps"), ("review", "reviews"), ("row", "rows"), ("character", "characters"),
     ("word or mark", "words and marks")],
)  # fmt: skip
def test_one_thing_is_in_the_singular_and_none_or_more_in_the_plural(thing, things):
    plural = "" if things == thing + "s" else things
    said = [counted(n, thing, plural) for n in (0, 1, 2, 1000)]
    assert said == [f"0 {things}", f"1 {thing}", f"2 {things}", f"1,000 {things}"]
