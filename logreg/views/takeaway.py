"""What a reader takes away from the screen: a worked solution to print, its numbers, a program that computes them."""

import csv
import html
import inspect
import io
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import logreg

from ..features import FEATURES
from ..figures import score, theme
from ..figures.marks import draw
from ..state import State
from ..trace import Trace, chosen, probability, written
from . import assets, lecture
from .words import empty, found, line, rounded, spans, sum_of

__all__ = ["SOURCES", "code", "numbers", "sheet", "snippet", "sources", "taken"]

SOURCES = {  # step of the lecture: the functions of the core that it shows
    1: ("features",),
    2: ("cost", "step"),
    3: ("score", "sigmoid"),
    4: ("likelihood",),
    5: ("margin", "likelihood"),
    6: ("log_sigmoid", "log_likelihood"),
    7: ("cross_entropy",),
    8: ("cross_entropy", "error"),
    9: ("cross_entropy", "surprisal", "bits"),
    10: ("cross_entropy", "surprisal"),
    11: ("cost", "gradient"),
}
LINE = ("score", "sigmoid", "likelihood", "cross_entropy", "gradient")  # what the program calls, in its order
WIDTH, HEIGHT = 800, 450  # pixels of a chart
WHERE = {1: "to the positive words", -1: "to the negative words", 0: "to neither list"}
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")  # no HTML may hold them


def taken(t: Trace, what: str, link: str = "") -> dict[str, Any] | None:
    """What the page asked to take away, under the name it is saved by; None where there is no such thing.

    Args:
        t: what is on the screen.
        what: “sheet”, “numbers”, “snippet”, “code”, or “figure” and the name of a chart.
        link: the address that leads back to it, for the sheet.
    """
    kind, _, name = what.partition(" ")
    if kind == "figure" and name in assets.CHARTS:
        return {"what": what, "name": f"{name}.svg", "figure": figure(assets.CHARTS[name], t)}
    texts = {
        "sheet": ("worked-solution.html", lambda: sheet(t, link)),
        "numbers": ("numbers.csv", lambda: numbers(t)),
        "snippet": ("snippet.py", lambda: snippet(t)),
        "code": ("code.py", lambda: code(t, t.state.step if t.state.view == "lecture" else None)),
    }
    if what not in texts:
        return None
    name, made = texts[what]
    return {"what": what, "name": name, "text": made()}


def figure(chart, t: Trace) -> dict[str, Any]:
    """A chart as plotly reads it, on white paper, and its size in pixels."""
    drawn = draw(chart, t).update_layout(paper_bgcolor=theme.colour("background", "light"))
    return {**json.loads(drawn.to_json()), "width": WIDTH, "height": HEIGHT}


# the worked solution


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
        "moved": [f"The reader moved {'; '.join(moved(t.state))}."] if t.state.lists else [],
        "rows": rows(t),
        "slopes": slopes(t),
    }
    return assets.filled("sheet", **{name: legible(text) for name, text in texts.items()}, **parts)


def reckoned(t: Trace) -> dict[str, str]:
    """Every number of the lines under the table, as it is written in its place."""
    digits = t.state.digits
    added = (amount for amount, on in zip(t.added_z, (*t.state.on, True)) if on)
    return {
        **line(t),
        "sum": sum_of(t),
        "added": total(added, digits),
        "z": written(t.z, digits),
        "minus_z": written(-t.z, digits),
        "y_hat": probability(t.y_hat, digits),
        "y_hat_0": probability(t.y_hat_0, digits),
        "decision": str(t.decision),
        "log_terms": total(t.log_terms, digits),
        "loss_1": written(t.loss_1, digits),
        "loss_0": written(t.loss_0, digits),
        "bits": written(t.bits, digits),
        "db": written(t.db, digits),
    }


def total(amounts: Iterable[float], digits: int) -> str:
    """The amounts with plus and minus between them."""
    return " + ".join(written(amount, digits) for amount in amounts).replace("+ −", "− ")


def marked(t: Trace) -> list[str]:
    """The review as HTML, each word that counted marked with the name of its feature."""
    if not t.state.review.strip():
        return [*map(shown, empty(t))]
    units, parts, at = t.state.review.encode("utf-16-le"), [], 0  # two bytes each: what the desk's spans count in
    for start, end, name in spans(t):
        before, word = (units[2 * a : 2 * b].decode("utf-16-le") for a, b in ((at, start), (start, end)))
        parts += [shown(before), f'<mark class="{name}"><u>{shown(word)}</u><sub>{name}</sub></mark>']
        at = end
    return [*parts, shown(units[2 * at :].decode("utf-16-le"))]


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
    """The features as they enter the score: counts, and x6 with its decimals."""
    return [*map(chosen, t.x[:5].tolist()), written(t.x[5], t.state.digits)]


def row(head: str, *cells: str, hue: str) -> str:
    """One row of the table: its head is HTML, its cells are text."""
    return f'<tr class="{hue}">{head}{"".join(f"<td>{shown(cell)}</td>" for cell in cells)}</tr>'


def slopes(t: Trace) -> list[str]:
    """∂L/∂w_j = (ŷ − y)·x_j with its numbers, one line for each j."""
    error = shown(written(t.error, t.state.digits))
    return [
        f"<p>∂<i>L</i>/∂<i>w</i><sub>{j}</sub> = (<i>ŷ</i> − <i>y</i>) · <i>x</i><sub>{j}</sub>"
        f" = {error} · {shown(x)} = <b>{shown(written(slope, t.state.digits))}</b></p>"
        for j, (x, slope) in enumerate(zip(values(t), t.dw), start=1)
    ]


def shown(text: str) -> str:
    """The text as HTML that shows it and does nothing else."""
    return html.escape(legible(text))


def legible(text: str) -> str:
    """The text with � for what no HTML may hold."""
    return UNSEEN.sub("\ufffd", text)


# the numbers


def numbers(t: Trace) -> str:
    """Every number of the trace in full precision, as CSV: letter, meaning, value, unit.

    Nothing that the reader typed is in it, so no cell can be a formula. It begins with a byte order
    mark: without one Excel takes the file for Latin letters and shows Å· for ŷ. Python reads it with
    the encoding utf-8-sig.
    """
    lines = io.StringIO()
    lines.write("\ufeff")
    writer = csv.writer(lines)
    writer.writerow(("letter", "meaning", "value", "unit"))
    writer.writerows((letter, meaning, repr(value), unit) for letter, meaning, value, unit in listed(t))
    return lines.getvalue()


def listed(t: Trace) -> Iterator[tuple[str, str, float, str]]:
    """Letter, meaning, value and unit of every number, along the line from x to the gradient."""
    count = ("words", "words", "0 or 1", "pronouns", "0 or 1", "ln of a count")
    on = ["" if on else ", switched off" for on in t.state.on]
    for feature, x, unit, off in zip(FEATURES, t.x.tolist(), count, on):
        yield feature.name, feature.meaning + off, x, unit
    for j, w in enumerate(t.w.tolist(), start=1):
        yield f"w{j}", f"weight of x{j}", w, "log-odds"
    for j, term in enumerate(t.terms.tolist(), start=1):
        yield f"w{j}·x{j}", f"what x{j} adds to z{on[j - 1]}", term, "log-odds"
    yield "b", "bias", float(t.state.b), "log-odds"
    yield "z", "score w·x + b", t.z, "log-odds"
    yield "ŷ", "estimated probability of y = 1", t.y_hat, "probability"
    yield "1 − ŷ", "estimated probability of y = 0", t.y_hat_0, "probability"
    yield "y", "gold label", t.state.y, "0 or 1"
    yield "p(y|x)", "probability of the gold label", t.p, "probability"
    yield "log p(y|x)", "its natural logarithm", t.log_p, "nats"
    yield "L", "loss for the gold label", t.loss, "nats"
    yield "L if y = 1", "loss if y = 1", t.loss_1, "nats"
    yield "L if y = 0", "loss if y = 0", t.loss_0, "nats"
    yield "L in bits", "loss for the gold label", t.bits, "bits"
    yield "ln 2", "loss of a coin flip", t.coin, "nats"
    yield "ŷ − y", "error, the slope of L in z", t.error, "probability"
    for j, slope in enumerate(t.dw.tolist(), start=1):
        yield f"∂L/∂w{j}", f"slope of L in w{j}", slope, f"nats per unit of w{j}"
    yield "∂L/∂b", "slope of L in b", t.db, "nats per unit of b"


# the code


def snippet(t: Trace) -> str:
    """A program that computes the numbers on the screen with the core's own functions, and prints them as written.

    It runs as it stands in the folder that holds `logreg`. What is as at the start is left out.
    """
    state, digits = t.state, t.state.digits
    lexicon = moves = ""
    if state.lists:
        lexicon, moves = ", lexicon", f"lexicon = default_lexicon().moved{bracketed(map(repr, state.lists), ',')}\n"
    x = f"features(review{lexicon}).x"
    if not all(state.on):
        x = f"np.where({list(map(bool, state.on))}, {x}, 0.0)  # what is switched off counts 0"
    names = [*(["default_lexicon"] if state.lists else []), "features", *LINE]
    return f'''"""The numbers on the screen, by the functions that made them there. It runs beside the folder logreg."""

import numpy as np

from logreg import {", ".join(sorted(names))}
from logreg.trace import probability, written

review = {literal(state.review)}
{moves}x = {x}
w = np.array({list(map(float, state.w))})
b = {float(state.b)}
y = {int(state.y)}

z = score(x, w, b)
y_hat = sigmoid(z)
p = likelihood(z, y)
loss = cross_entropy(z, y)
loss_1, loss_0 = cross_entropy(z, 1), cross_entropy(z, 0)
dw, db = gradient(x, y, w, b)

print("z =", written(z, {digits}))
print("ŷ =", probability(y_hat, {digits}))
print("p(y|x) =", probability(p, {digits}))
print("L =", written(loss, {digits}))
print("L if y = 1:", written(loss_1, {digits}))
print("L if y = 0:", written(loss_0, {digits}))
for j, slope in enumerate(dw, start=1):
    print(f"∂L/∂w{{j}} =", written(slope, {digits}))
print("∂L/∂b =", written(db, {digits}))
'''


def literal(review: str) -> str:
    """The review as Python writes it, cut at a space where a line gets long: so it can hold anything."""
    pieces = re.findall(r".{1,100}(?:\s|\Z)|.{1,100}", review, flags=re.DOTALL)
    return bracketed(map(repr, pieces)) if len(pieces) > 1 else repr(review)


def bracketed(items: Iterable[str], comma: str = "") -> str:
    """Python's literals in round brackets, each on its own line."""
    return "(" + "".join(f"\n    {item}{comma}" for item in items) + "\n)"


def sources(names: Iterable[str]) -> str:
    """The source of public functions of the core as it stands in their files, each under the name of its file.

    Raises:
        ValueError: if the core has no such public function.

    Example:
        >>> print(sources(["margin"])[:38])
        # logreg/loss.py
        def margin(z, y):
    """
    return "\n\n".join(map(source, names))


@cache
def source(name: str) -> str:
    """The source of one public function."""
    function = getattr(logreg, name) if name in logreg.__all__ else None
    if not inspect.isfunction(function):
        raise ValueError(f"name must be a public function of logreg, got {name}")
    return f"# {function.__module__.replace('.', '/')}.py\n{inspect.getsource(function)}"


def code(t: Trace, step: int | None = None) -> str:
    """The functions that a step of the lecture shows, or all that the program calls, and the program."""
    functions = sources(LINE if step is None else SOURCES[step])
    return f"# The core’s own functions, as they run.\n\n{functions}\n\n# The program.\n\n{snippet(t)}"
