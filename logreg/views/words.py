"""A trace in words: what stands on the page and on the sheet that a reader takes away."""

from collections import Counter
from collections.abc import Iterator

from ..examples import EXAMPLES
from ..features import FEATURES
from ..state import State
from ..trace import Trace
from ..written import chosen, count, counted, probability, written

__all__ = ["base", "empty", "found", "line", "rounded", "shows", "spans", "sum_of", "units", "verdict"]


def found(t: Trace, j: int) -> str:
    """The words that made a feature, each once; for x6 how many tokens there are."""
    if j == 5:
        length = len(t.extraction.tokens)
        return counted(length, "word or mark", "words and marks")
    times = Counter(token.text for token in t.extraction.found[j])
    return ", ".join(word if n == 1 else f"{word} ×{n}" for word, n in times.items()) or "none found"


def sum_of(t: Trace) -> str:
    """The sum w·x + b with its numbers, without what is switched off."""
    x = [count(x, t.state.digits) for x in t.x.tolist()]
    terms = [f"{base(chosen(w))}·{value}" for w, value, on in zip(t.state.w, x, t.state.on) if on]
    return " + ".join([*terms, chosen(t.state.b)]).replace("+ −", "− ")


def shows(t: Trace) -> str:
    """What an example shows, as long as nothing but the text and the label has been chosen; or that nothing counts."""
    state = t.state
    for example in EXAMPLES:
        if example.review == state.review:
            untouched = all(getattr(state, name) == getattr(State, name) for name in ("on", "w", "b", "lists", "words"))
            return example.shows if untouched and state.y == example.y else ""
    if t.extraction.tokens and not any(t.extraction.found[:5]):
        return "None of its words counts: only its length, x6, and the bias speak."
    return ""


def verdict(t: Trace) -> str:
    """Whether the decision meets the gold label, and the probability that the label was given."""
    y, p = t.state.y, probability(t.p, t.state.digits)
    return f"{'right' if t.decision == y else 'wrong'}: p(y = {y} | x) = {p}"


def rounded(t: Trace) -> str:
    """Why a loss reads otherwise than −log of the probability beside it, where it does: that one is rounded."""
    digits = t.state.digits
    both = ((t.y_hat, t.loss_1, t.rounded_1), (t.y_hat_0, t.loss_0, t.rounded_0))
    lines = [
        (p, written(loss, digits), written(first, digits))
        for p, loss, first in both
        if first is not None and probability(p, digits) == written(p, digits)  # else it stands there with more digits
    ]
    return " ".join(
        f"{exact}, not {other}: −log takes {written(p, digits + 2)}, not {written(p, digits)}."
        for p, exact, other in lines
        if exact != other
    )


def empty(t: Trace) -> Iterator[str]:
    """A sentence where there is nothing to classify."""
    if not t.extraction.tokens:
        yield "There is nothing to classify: without a word, only the bias speaks."


def spans(t: Trace) -> list[list]:
    """[start, end, feature] of the tokens that feed x1…x5, in the page's units of text; “!!!” is one span."""
    text, joined, at, here = t.state.review, [], 0, 0
    fed = ((token, feature.name) for feature, found in zip(FEATURES, t.extraction.found) for token in found)
    for token, name in sorted(fed, key=lambda pair: pair[0].start):
        here += units(text[at : token.start])
        at, end = token.start, here + units(token.text)
        if joined and joined[-1][1:] == [here, name]:
            joined[-1][1] = end
        else:
            joined.append([here, end, name])
    return joined


def units(text: str) -> int:
    """How long the text is in the page's units: UTF-16, in which an emoji counts for two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def line(t: Trace) -> dict[str, str]:
    """The numbers from the gold label to its loss and error, each as it is written wherever it stands."""
    y, digits = t.state.y, t.state.digits
    return {
        "y": str(y),
        "not_y": str(1 - y),
        "base_1": base(probability(t.y_hat, digits)),
        "base_0": base(probability(t.y_hat_0, digits)),
        "factor_1": probability(t.factors[0], digits) if y else "1",
        "factor_0": "1" if y else probability(t.factors[1], digits),
        "p": probability(t.p, digits),
        "log_y_hat": written(t.logs[0], digits),
        "log_y_hat_0": written(t.logs[1], digits),
        "log_p": written(t.log_p, digits),
        "loss": written(t.loss, digits),
        "coin": written(t.coin, digits),
        "error": written(t.error, digits),
    }


def base(number: str) -> str:
    """A number as the base of a power or as a factor: in brackets where it is more than its digits.

    Example:
        >>> base("0.70"), base("−5"), base("2 × 10⁻⁵")
        ('0.70', '−5', '(2 × 10⁻⁵)')
    """
    return number if set(number) <= set("0123456789.−") else f"({number})"
