"""What the core is judged by and shares no code with: exact values from mpmath, and distances to them."""

import math
from functools import cache

import mpmath
import numpy as np

mpmath.mp.prec = 130  # bits, against the 53 of a float64


@cache
def points() -> np.ndarray:
    """Some 20,000 scores, each with its negative: dense where the curves bend, and out to every edge of float64."""
    rng = np.random.default_rng(54)
    near, wide, tails = rng.uniform(-6, 6, 6000), rng.uniform(-50, 50, 1500), rng.uniform(-745.2, 745.2, 1500)
    with np.errstate(under="ignore"):
        sizes = rng.choice([-1, 1], 1000) * 10.0 ** rng.uniform(-323, 308, 1000)
    edges = [0.0, 5e-324, 36.7, 37.0, 40.0, 700.0, 708.4, 709.78, 709.79, 744.4, 745.1, 745.2, 1.7976931348623157e308]
    hard = [2.0624303570545095, 4.149651542233517, 4.156360959832078]  # found by search
    z = np.concatenate([near, wide, tails, sizes, edges, hard])
    return np.concatenate([z, -z])


@cache
def exact_sigmoid() -> list[mpmath.mpf]:
    """1 / (1 + e⁻ᶻ) at every point; beyond −10⁵ it is nearer to 0 than any float."""
    return [1 / (1 + mpmath.exp(-mpmath.mpf(z))) if z > -1e5 else mpmath.mpf(0) for z in points().tolist()]


@cache
def exact_softplus() -> list[mpmath.mpf]:
    """ln(1 + eᶻ) at every point: the loss for y = 0. Beyond ±10⁵ no float differs from max(z, 0)."""
    inside = (mpmath.log1p(mpmath.exp(mpmath.mpf(z))) if abs(z) < 1e5 else max(z, 0.0) for z in points().tolist())
    return [mpmath.mpf(value) for value in inside]


def mirrored(values: list) -> list:
    """The same values in the order of −z: `points` holds every score and then every negative."""
    half = len(values) // 2
    return values[half:] + values[:half]


def ulps(got, exact: list[mpmath.mpf]) -> float:
    """The largest distance from got to exact, in units in the last place of the exact value's float64."""
    pairs = zip(np.asarray(got).tolist(), exact, strict=True)
    return max(float(abs(mpmath.mpf(g) - e) / mpmath.mpf(math.ulp(float(e)))) for g, e in pairs)
