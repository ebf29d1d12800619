"""The worked solution: the way from the review to its loss and gradient, with its numbers, on one page to print."""

import html
import re
from collections.abc import Iterable, Iterator

from ..features import FEATURES
from ..figures import score, theme
from ..state import State
from ..trace import Trace
from ..written import chosen, digits_by_hand, estimate, number_in, sum_by_hand, written
from . import assets, lecture
from .wordlist import used
from .words import counts, empty, found, line, operands, product, rounded, spans, sum_of

__all__ = ["sheet"]

WHERE = {1: "to the positive words", -1: "to the negative words", 0: "to neither list"}
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")  # no HTML may hold them


def sheet(t: Trace, link: str = "") -> str:
    """The way from the review to its loss and gradient, each line with its numbers: one HTML document, A4 when printed.

    It needs nothing else: no script, no font, no file. What the reader typed stands in it as text only.

    Args:
        t: what is on the screen.
        link: an address to print at its foot.
    """
    texts = {
        **reckoned(t),
        "judged": lecture.judged(t, t.state.y, t.loss),
        "rounded": rounded(t),
        "link": link,
    }
    parts = {
        "style": [theme.css()],
        "review": marked(t),
        "moved": [
            *([f"{COUNTED[t.state.words]} "] if used(t) else []),
            *([f"The reader moved {'; '.join(moved(t.state))}."] if t.state.lists else []),
        ],
        "rows": rows(t),
        "slopes": slopes(t),
    }
    return assets.filled("sheet", **{name: legible(text) for name, text in texts.items()}, **parts)


def reckoned(t: Trace) -> dict[str, str]:
    """Every number of the lines under the table, as it is written in its place."""
    digits = t.state.digits
    added = [amount for amount, on in zip(t.added_z, (*t.state.on, True)) if on]
    return {
        **line(t),
        **{name.replace("-", "_"): text for name, text in operands(t).items()},
        "sum": sum_of(t),
        "added": total(added, digits_by_hand(t.z, digits, lambda more: sum_by_hand(added, more))),
        "z": written(t.z, digits),
        "y_hat": estimate(t.z, digits),
        "y_hat_0": estimate(-t.z, digits),
        "decision": str(t.decision),
        "log_terms": total(t.log_terms, digits),
        "loss_1": written(t.loss_1, digits),
        "loss_0": written(t.loss_0, digits),
        "bits": written(t.bits, digits),
        **of_bits(t),
    }


def of_bits(t: Trace) -> dict[str, str]:
    """The loss and a coin's, with the digits from which the bits come out."""

    def by_hand(more: int) -> float:
        return number_in(written(t.loss, more)) / number_in(written(t.coin, more))

    more = digits_by_hand(t.bits, t.state.digits, by_hand)
    return {"bits_loss": written(t.loss, more), "bits_coin": written(t.coin, more)}


def total(amounts: Iterable[float], digits: int) -> str:
    """The amounts with plus and minus between them."""
    return " + ".join(written(amount, digits) for amount in amounts).replace("+ −", "− ")


def marked(t: Trace) -> list[str]:
    """The review as HTML, each word that counted marked with the name of its feature."""
    if not t.state.review.strip():
        return [*map(shown, empty(t))]
    units, parts, at = t.state.review.encode("utf-16-le"), [], 0  # two bytes each: what the desk's spans count in
    hues = {feature.name: score.hue(term) for feature, term in zip(FEATURES, t.terms.tolist())}
    for start, end, name in spans(t):
        before, word = (units[2 * a : 2 * b].decode("utf-16-le") for a, b in ((at, start), (start, end)))
        parts += [shown(before), f'<mark class="{hues[name]}"><u>{shown(word)}</u><sub>{name}</sub></mark>']
        at = end
    return [*parts, shown(units[2 * at :].decode("utf-16-le"))]


COUNTED = {
    "yours": "Opinion words are those of the reader’s own word list.",
    "both": "Opinion words are those of the reader’s own word list and ours.",
}


def moved(state: State) -> Iterator[str]:
    """Which words the reader moved between the lists, and where to, as HTML."""
    for sign, where in WHERE.items():
        if words := [f"<bdi>{shown(word)}</bdi>" for word, to in state.lists if to == sign]:
            yield f"{', '.join(words)} {where}"


def rows(t: Trace) -> list[str]:
    """The table of the features, the bias and z: what each is, where it comes from, and what it adds."""
    *products, b, z = score.numbers(t)
    lines = [
        row(
            f'<th scope="row">{feature.name}</th>',
            feature.meaning,
            found(t, j),
            "on" if t.state.on[j] else "off",
            *(values(t)[j], chosen(t.state.w[j]), product),
            hue=score.hue(t.terms[j]),
        )
        for j, (feature, product) in enumerate(zip(FEATURES, products))
    ]
    bias = row('<th scope="row"><i>b</i></th>', "bias", "", "", "", chosen(t.state.b), b, hue=score.hue(t.state.b))
    z_line = row('<th scope="row"><i>z</i></th>', "score, the sum of all", "", "", "", "", z, hue="total")
    return [*lines, bias, z_line]


def values(t: Trace) -> list[str]:
    """The features as they enter the score."""
    return [text if on else "0" for text, on in zip(counts(t), t.state.on)]


def row(head: str, *cells: str, hue: str) -> str:
    """One row of the table: its head is HTML, its cells are text."""
    return f'<tr class="{hue}">{head}{"".join(f"<td>{shown(cell)}</td>" for cell in cells)}</tr>'


def slopes(t: Trace) -> list[str]:
    """∂L/∂w_j = (ŷ − y)·x_j with its numbers, one line for each j."""
    return [
        f"<p>∂<i>L</i>/∂<i>w</i><sub>{j}</sub> = (<i>ŷ</i> − <i>y</i>) · <i>x</i><sub>{j}</sub>"
        f" = {shown(product(t.z, t.state.y, x, t.state.digits))} = <b>{shown(written(slope, t.state.digits))}</b></p>"
        for j, (x, slope) in enumerate(zip(t.x.tolist(), t.dw.tolist()), start=1)
    ]


def shown(text: str) -> str:
    """The text as HTML that shows it and does nothing else."""
    return html.escape(legible(text))


def legible(text: str) -> str:
    """The text with � for what no HTML may hold."""
    return UNSEEN.sub("\ufffd", text)
