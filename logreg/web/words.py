"""A trace in words: what stands on the page and on the sheet that a reader takes away."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from operator import mul

from ..features import FEATURES, LOGARITHMS
from ..figures import score
from ..gradient import error
from ..loss import cross_entropy, surprisal, surprisal_of_all_but
from ..reader.state import State
from ..reader.trace import Trace
from ..reader.written import chosen, count, digits_by_hand, enough, error_written, estimate, number_in, written
from ..reviews.examples import EXAMPLES
from ..reviews.plural import counted
from .messages import Span

__all__ = [
    "base",
    "counts",
    "empty",
    "factor",
    "found",
    "label",
    "line",
    "product",
    "rounded",
    "shows",
    "operands",
    "spans",
    "sum_of",
    "units",
    "verdict",
]


def found(t: Trace, j: int) -> str:
    """The words that made a feature, each once; for a logarithm how many tokens there are."""
    if j in LOGARITHMS:
        length = len(t.extraction.tokens)
        return counted(length, "word or mark", "words and marks")
    times = Counter(token.text for token in t.extraction.found[j])
    return ", ".join(word if n == 1 else f"{word} ×{n}" for word, n in times.items()) or "none found"


def sum_of(t: Trace) -> str:
    """The sum w·x + b with its numbers, without what is switched off; it comes out as z is written."""
    on = [j for j in range(len(t.x)) if t.state.on[j]]
    w, x = ([values[j] for j in on] for values in (t.state.w, t.x.tolist()))

    def by_hand(digits: int) -> float:
        return sum(map(mul, w, (one if one.is_integer() else number_in(count(one, digits)) for one in x)), t.state.b)

    digits = digits_by_hand(t.z, t.state.digits, by_hand)
    terms = [f"{base(chosen(weight))}·{count(value, digits)}" for weight, value in zip(w, x)]
    return " + ".join([*terms, chosen(t.state.b)]).replace("+ −", "− ")


def counts(t: Trace) -> list[str]:
    """The features, each with the digits from which its term comes out by hand."""
    digits, of_terms = t.state.digits, score.digits_of_terms(t)

    def enough_of(x: float, w: float) -> int:
        return enough(digits, lambda more: round(w * round(x, more), of_terms) == round(w * x, of_terms))

    features = zip(t.extraction.x.tolist(), t.state.on, t.state.w)
    return [count(x, digits if x.is_integer() or not on else enough_of(x, w)) for x, on, w in features]


def shows(t: Trace) -> str:
    """What an example shows, as long as nothing but the text and the label has been chosen; or that nothing counts."""
    state = t.state
    for example in EXAMPLES:
        if example.review == state.review:
            untouched = all(getattr(state, name) == getattr(State, name) for name in ("on", "w", "b", "lists", "words"))
            return example.shows if untouched and state.y == example.y else ""
    if t.extraction.tokens and not any(t.extraction.found):
        return "None of its words counts: only its length, x6, and the bias speak."
    return ""


def verdict(t: Trace) -> str:
    """Whether the decision meets the gold label, and the probability that the label was given."""
    y, p = t.state.y, estimate(t.margin, t.state.digits)
    return f"{'right' if t.decision == y else 'wrong'}: p(y = {y} | x) = {p}"


def rounded(t: Trace) -> str:
    """What comes out of a probability that is rounded first, as on a slide, where that is another loss."""
    digits = t.state.digits
    both = ((t.z, t.y_hat, t.loss_1, t.rounded_1), (-t.z, t.y_hat_0, t.loss_0, t.rounded_0))
    lines = [
        (f"{p:.{digits}f}", written(first, digits))
        for z, p, loss, first in both
        # else it stands there with more digits
        if first is not None
        and estimate(z, digits) == f"{p:.{digits}f}"
        and written(first, digits) != written(loss, digits)
    ]
    return " ".join(f"On slides, rounded first: −ln {p} = {loss}." for p, loss in lines)


def empty(t: Trace) -> Iterator[str]:
    """A sentence where there is nothing to classify."""
    if not t.extraction.tokens:
        yield "There is nothing to classify: without a word, only the bias speaks."


def spans(t: Trace) -> list[Span]:
    """(start, end, feature) of the tokens that feed a feature, in the page's units of text; “!!!” is one span."""
    joined: list[Span] = []
    text, at, here = t.state.review, 0, 0
    fed = ((token, feature.name) for feature, found in zip(FEATURES, t.extraction.found) for token in found)
    for token, name in sorted(fed, key=lambda pair: pair[0].start):
        here += units(text[at : token.start])
        at, end = token.start, here + units(token.text)
        start = joined.pop()[0] if joined and joined[-1][1:] == (here, name) else here
        joined.append((start, end, name))
    return joined


def units(text: str) -> int:
    """How long the text is in the page's units: UTF-16, in which an emoji counts for two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def label(t: Trace) -> dict[str, str]:
    """The gold label, and the other one."""
    return {"y": str(t.state.y), "not_y": str(1 - t.state.y)}


def line(t: Trace) -> dict[str, str]:
    """The numbers from the gold label to its loss and error, each as it is written wherever it stands."""
    y, digits = t.state.y, t.state.digits
    for_1, for_0 = digits_for_ln(t.z, t.loss_1, digits), digits_for_ln(-t.z, t.loss_0, digits)
    return {
        "base_1": base(estimate(t.z, digits)),
        "base_0": base(estimate(-t.z, digits)),
        "factor_1": estimate(t.z, digits) if y else "1",
        "factor_0": "1" if y else estimate(-t.z, digits),
        "p": estimate(t.margin, digits),
        "log_y_hat": written(t.logs[0], digits),
        "log_y_hat_0": written(t.logs[1], digits),
        "log_p": written(t.log_p, digits),
        "loss": written(t.loss, digits),
        "coin": written(t.coin, digits),
        "error": error_written(t.z, y, digits),
        "y_hat_of_0": base(estimate(t.z, for_0)),
        "y_hat_of_loss": estimate(t.z, for_1 if y else for_0),
        "z_of_loss": written(t.z, digits_by_hand(t.loss, digits, lambda more: loss_of_z(t, more))),
    }


def operands(t: Trace) -> dict[str, str]:
    """What ŷ and the losses are computed from, with the digits from which they come out by hand."""
    digits = t.state.digits
    return {
        "ln_of_1": base(estimate(t.z, digits_for_ln(t.z, t.loss_1, digits))),
        "ln_of_0": base(estimate(-t.z, digits_for_ln(-t.z, t.loss_0, digits))),
        "minus-z": written(-t.z, enough(digits, lambda more: z_gives_y_hat(t, more))),
    }


@lru_cache(maxsize=4096)
def digits_for_ln(z: float, loss: float, digits: int) -> int:
    """With how many digits −ln σ(z), by hand from σ(z) as it is written, is the loss as it is written."""
    return digits if abs(z) > FAR else digits_by_hand(loss, digits, lambda more: nats(estimate(z, more)))


def nats(p: str) -> float:
    """−ln of a probability as it is written."""
    whole, minus, rest = p.partition(" − ")
    return float(surprisal_of_all_but(number_in(rest)) if minus else surprisal(number_in(whole)))


def loss_of_z(t: Trace, more: int) -> float:
    """The loss as it comes out of z with so many digits."""
    return float(cross_entropy(number_in(written(t.z, more)), t.state.y))


def z_gives_y_hat(t: Trace, more: int) -> bool:
    """Whether ŷ comes out of z with so many digits."""
    return estimate(number_in(written(t.z, more)), t.state.digits) == estimate(t.z, t.state.digits)


def product(z: float, y: int, x: float, digits: int) -> str:
    """(ŷ − y) · x with its numbers, which come out as the slope is written; x has more digits only where it must."""
    wanted = written(error(z, y) * x, digits)

    def comes_out(more: int, of_x: int) -> bool:
        return written(number_in(error_written(z, y, more)) * number_in(count(x, of_x)), digits) == wanted

    more = enough(digits, lambda more: comes_out(more, digits) or comes_out(more, more))
    of_x = digits if comes_out(more, digits) else more
    return f"{factor(error_written(z, y, more))} · {count(x, of_x)}"


def factor(error: str) -> str:
    """An error as a factor: in brackets where it is a difference."""
    return f"({error})" if error[0] in "<>" or (" − " in error and not error.startswith("−(")) else error


FAR = 700.0  # a score whose probability is e to it, beyond the range of floats


def base(number: str) -> str:
    """A number as the base of a power or as a factor: in brackets where it is more than its digits.

    Example:
        >>> base("0.70"), base("−5"), base("2 × 10⁻⁵")
        ('0.70', '−5', '(2 × 10⁻⁵)')
    """
    return number if set(number) <= set("0123456789.−") else f"({number})"
