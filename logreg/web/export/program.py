"""The code behind the screen: the core's own functions, and a program that prints with them what the screen shows."""

import re
import textwrap
from base64 import b64encode
from collections.abc import Iterable
from zlib import compress

import numpy as np

from logreg.features import FEATURES, LOGARITHMS
from logreg.figures.score import digits_of_terms
from logreg.reader.run import Run
from logreg.reader.trace import Trace
from logreg.reader.written import SMALLEST
from logreg.reviews.plural import counted

from ..views import VIEWS
from ..views.learn.charts.surface import NAMES
from ..views.learn.ledger import decimals
from ..views.learn.view import run
from ..views.lecture import view as lecture
from ..words import FAR, found
from .sources import called, sources, standalone

__all__ = ["code", "program", "snippet"]

ROWS = 1000  # of data, up to which each is a line of the program
FIRST = 3  # of them, where the program is only read


def program(t: Trace) -> str:
    """A file that computes the numbers on the screen with the core's own functions, and prints them as written.

    It holds every function that it calls: it needs Python and numpy, and nothing of this app.
    """
    lines = snippet(t)
    return f'''"""The numbers on the screen, computed again by the functions that made them there.

Run it with Python 3.10 or later; of what must be installed it needs numpy alone.
"""

{standalone(lines)}


# The numbers on the screen.

import sys

if hasattr(sys.stdout, "reconfigure"):
    sys.stdout.reconfigure(encoding="utf-8")  # so that ŷ can be printed everywhere

{lines}'''


def code(t: Trace) -> str:
    """The functions that the screen shows, as they stand in the core, and the lines of the program that call them.

    It is to be read: of the data that a model learns from it shows the first rows.
    """
    lines = snippet(t, FIRST)
    names = VIEWS[t.state.view].code(t.state, called(lines))
    return f"# The core’s own functions, as they run.\n\n{sources(names)}\n\n# The program.\n\n{lines}"


def snippet(t: Trace, most: int | None = None) -> str:
    """The lines of the program that compute the numbers on the screen, and print them as they are written there.

    They call functions of the core by their names. In a step of the lecture that looks at all training reviews they
    have their mean loss too; where the model learns, they take the steps of descent.

    Args:
        t: what is on the screen.
        most: how many rows of data it shows, where it is not to be run; by default all.
    """
    state = t.state
    if state.view == "learn":
        return descent(run(state), t, most)
    every = state.view == "lecture" and lecture.all_of in lecture.needed(state.step)
    return review(t) + (training(t) if every else "")


def review(t: Trace) -> str:
    """What computes the numbers of the review on the desk."""
    state, digits = t.state, t.state.digits
    on = [j for j, on in enumerate(state.on, start=1) if on]
    terms = f"""for j in {on}:
    print(f"w{{j}}·x{{j}} =", written(w[j - 1] * x[j - 1], {digits_of_terms(t)}, sign=True))
"""
    rare = f"""
# Floats end at {SMALLEST}, losses and slopes do not.
loss, loss_1, loss_0, db = map(never_0, (loss, loss_1, loss_0, db))
dw = np.where(x == 0, dw, never_0(dw))
"""
    rare = rare if abs(t.z) > FAR else ""
    return f"""review = {literal(state.review)}
x = np.array([  # what was counted in it
{counted_in(t)}])
w = np.array({list(map(float, state.w))})
b = {float(state.b)}
y = {int(state.y)}

z = score(x, w, b)
y_hat = sigmoid(z)
p = likelihood(z, y)
loss = cross_entropy(z, y)
loss_1, loss_0 = cross_entropy(z, 1), cross_entropy(z, 0)
dw, db = gradient(x, y, w, b)
{rare}
{terms if on else ""}print("z =", written(z, {digits}))
print("ŷ =", estimate(z, {digits}))
print("1 − ŷ =", estimate(-z, {digits}))
print("p(y|x) =", estimate(margin(z, y), {digits}))
print("L =", written(loss, {digits}))
print("L if y = 1:", written(loss_1, {digits}))
print("L if y = 0:", written(loss_0, {digits}))
for j, slope in enumerate(dw, start=1):
    print(f"∂L/∂w{{j}} =", written(slope, {digits}))
print("∂L/∂b =", written(db, {digits}))
"""


def counted_in(t: Trace) -> str:
    """The features as they enter the score, each on its line, with what was counted."""
    lines = ""
    for j, (feature, x, on) in enumerate(zip(FEATURES, t.x.tolist(), t.state.on)):
        what = (
            found(t, j)
            if j in LOGARITHMS
            else ", ".join(dict.fromkeys(repr(token.text) for token in t.extraction.found[j]))
        )
        comment = f"{feature.name}, {feature.meaning}{'' if on else ', switched off'}: {what or 'none found'}"
        first, *more = textwrap.wrap(comment, 90, break_long_words=False, break_on_hyphens=False)
        lines += f"    {x},  # {first}\n" + "".join(f"    #     {line}\n" for line in more)
    return lines


def training(t: Trace) -> str:
    """What computes the mean loss of all training reviews, the one on the desk first."""
    data = t.training.data
    return f"""
{table(data.X, data.y, data.titles)}
print("mean loss =", written(cost(X, labels, w, b), {t.state.digits}))
"""


def descent(it: Run, t: Trace, most: int | None) -> str:
    """What goes the way down to the step on the screen, and computes the numbers there."""
    state, now, digits = t.state, it.reached(t.state.t), t.state.digits
    book = it.ledger(now)
    w, b = it.start
    scale = "scale = Scale.of(X)\nX = scale.scaled(X)\n" if state.scaled else ""
    start = f"w, b = np.array({w.tolist()}), {b}"
    if state.start == "desk" and state.scaled:
        start = f"w, b = scale.to_scaled(np.array({list(map(float, state.w))}), {float(state.b)})  # the desk’s"
    one, names = len(book.y) == 1, repr(NAMES).replace("'", '"')
    y_hat = "estimate(z.mean()" if one else "probability(sigmoid(z).mean()"
    past = it.path.overflowed and now == it.last
    stop = "if not within_room(new_w, new_b):\n    new_w, new_b = w, b  # this would leave the range of numbers\n"
    return f"""{table(it.raw, it.y, [it.data.titles[i] for i in it.kept], most)}{scale}{start}
eta, l2 = {state.eta}, {state.l2}  # the learning rate, and λ of the penalty
batch, seed = {state.batch or None}, {state.seed}  # how many reviews a step looks at, None for all, and of their order

first = cost(X, labels, w, b)
batches = drawn_batches(len(X), batch, seed)
for _ in range({now}):
    rows = next(batches)
    w, b = step(w, b, *gradient(X[rows], labels[rows], w, b, l2), eta)
print("step {now}")
print("mean loss =", written(cost(X, labels, w, b), {digits}))
print("at the start:", written(first, {digits}))
raw_w, raw_b = {"scale.raw(w, b)  # in units of the features as they are" if scale else "w, b"}
for name, weight in zip({names}, [*raw_w, raw_b]):
    print("learned", name, "=", written(weight, {digits}, sign=True))

rows = next(batches)
X, y = X[rows], labels[rows]
dw, db = gradient(X, y, w, b, l2)
with np.errstate(over="ignore", invalid="ignore"):
    new_w, new_b = step(w, b, dw, db, eta)
{stop if past else ""}print("step {now + 1} looks at", len(y))
digits = [  # the decimals of w, and of its slope, with which each line comes out by hand
    {", ".join(str(decimals(book, j, state)) for j in range(len(NAMES)))},
]
lines = zip({names}, [*w, b], [*dw, db], [*new_w, new_b], digits)
for name, old, slope, new, (of_w, of_slope) in lines:
    change = written(new - old, of_w, sign=True)
    print(f"{{name}}: {{written(old, of_w)}}, slope {{written(slope, of_slope)}}, {{change}} = {{written(new, of_w)}}")
for when, z in ("before", score(X, w, b)), ("after", score(X, new_w, new_b)):
    loss = cross_entropy(z, y).mean()
    print(f"{{when}}: z {{written(z.mean(), {digits})}}, ŷ {{{y_hat}, {digits})}}, loss {{written(loss, {digits})}}")
"""


def table(X: np.ndarray, y: np.ndarray, titles: Iterable[str], most: int | None = None) -> str:
    """The lines that make X and labels: one for each review, or for the first; of many all their numbers together."""
    data, (m, n) = np.column_stack([X, y]), X.shape
    said = f"# {FEATURES[0].name} … {FEATURES[-1].name} and the label of {counted(m, 'review')}"
    last = f"X, labels = rows[:, :{n}].copy(), rows[:, {n}].astype(int)\n"
    if m > ROWS and most is None:
        packed = textwrap.fill(b64encode(compress(data.T.astype("<f8").tobytes(), 9)).decode(), 110)
        return f'''import base64
import zlib

{said}: too many to read, so they are packed, column by column.
packed = """
{packed}
"""
rows = np.frombuffer(zlib.decompress(base64.b64decode(packed)), dtype="<f8").reshape({n + 1}, {m}).T
{last}'''
    every = zip(data[:most].tolist(), titles)
    lines = [f"    {list(map(short, row))},  # {repr(title[:60])[1:-1]}\n" for row, title in every]
    left = m - len(lines)
    more = f"    # … and {counted(left, 'more', 'more')}, which the saved program holds\n" if left else ""
    return f"""{said}.
rows = np.array([
{"".join(lines)}{more}])
{last}"""


def short(number: float) -> float | int:
    """A float as short as Python may write it: 3 for 3.0."""
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def literal(review: str) -> str:
    """The review as Python writes it, cut at a space where a line gets long: so it can hold anything."""
    pieces = re.findall(r".{1,100}(?:\s|\Z)|.{1,100}", review, flags=re.DOTALL)
    return "(" + "".join(f"\n    {piece!r}" for piece in pieces) + "\n)" if len(pieces) > 1 else repr(review)
