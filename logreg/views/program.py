"""The code behind the screen: the core's own functions, read from the modules, and a program that calls them."""

import inspect
import re
from collections.abc import Iterable
from functools import cache

import logreg

from ..examples import EXAMPLES
from ..lexicon import default_lexicon, plain
from ..tokens import tokens
from ..trace import Trace, lexicon_of
from . import lecture

__all__ = ["LINE", "SOURCES", "code", "snippet", "sources"]

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
LINE = ("score", "sigmoid", "margin", "likelihood", "cross_entropy", "gradient")  # what the program calls, in its order


def snippet(t: Trace, step: int | None = None) -> str:
    """A program that computes the numbers on the screen with the core's own functions, and prints them as written.

    It runs as it stands in the folder that holds `logreg`. What is as at the start is left out. A step of the lecture
    that looks at all training reviews has their mean loss too.
    """
    state, digits = t.state, t.state.digits
    every = step in lecture.NEEDED[lecture.all_of]
    name, lexicon, definition = lexicon_named(t, every)
    off = "" if all(state.on) else "  # what is switched off counts 0"

    def switched(x: str) -> str:
        return f"np.where({list(map(bool, state.on))}, {x}, 0.0)" if off else x

    names, mean = [*name, "features", *LINE], ""
    if every:
        names += ["EXAMPLES", "cost"]
        mean = f"""
others = [example for example in EXAMPLES if example.review != review]
X = np.array([features(text{lexicon}).x for text in [review, *(example.review for example in others)]])
labels = [y, *(example.y for example in others)]
print("mean loss =", written(cost({switched("X")}, labels, w, b), {digits}))
"""
    return f'''"""The numbers on the screen, by the functions that made them there.

Run it in the folder of this app: there lies the package logreg, as the app’s README.md says.
"""

import numpy as np

from logreg import {", ".join(sorted(names))}
from logreg.written import estimate, written

review = {literal(state.review)}
{definition}x = {switched(f"features(review{lexicon}).x")}{off}
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
print("ŷ =", estimate(z, {digits}))
print("p(y|x) =", estimate(margin(z, y), {digits}))
print("L =", written(loss, {digits}))
print("L if y = 1:", written(loss_1, {digits}))
print("L if y = 0:", written(loss_0, {digits}))
for j, slope in enumerate(dw, start=1):
    print(f"∂L/∂w{{j}} =", written(slope, {digits}))
print("∂L/∂b =", written(db, {digits}))
{mean}'''


def lexicon_named(t: Trace, every: bool = False) -> tuple[list[str], str, str]:
    """The name that the program needs for another lexicon than ours, where it uses it, and the line that makes it.

    Of a reader's own word list only the words of the review, or of all training reviews, stand there.
    """
    state, lexicon, ours = t.state, lexicon_of(t.state), default_lexicon()
    moves = [*state.lists]
    if state.own_words:
        others = (token for example in EXAMPLES if every for token in tokens(example.review))
        there = sorted({plain(token.text) for token in (*t.extraction.tokens, *others)})
        if state.words == "yours":
            sides = ([word for word in there if lexicon.sign(word) == sign] for sign in (1, -1))
            return ["Lexicon"], ", lexicon", f"lexicon = Lexicon({', '.join(map(repr, sides))})\n"
        moves = [(word, lexicon.sign(word)) for word in there if lexicon.sign(word) != ours.sign(word)]
    if not moves:
        return [], "", ""
    return ["default_lexicon"], ", lexicon", f"lexicon = default_lexicon().moved{bracketed(map(repr, moves), ',')}\n"


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
    return f"# The core’s own functions, as they run.\n\n{functions}\n\n# The program.\n\n{snippet(t, step)}"
