"""Where what stands on the page comes from: in two hops from a place to the numpy line.

    python -m logreg.web.places loss_1          # a place of words: the function that says it, and what that reads
    python -m logreg.web.places sigmoid         # a chart, or a mark of one: sigmoid/point
    python -m logreg.web.places                 # all of them

On the page `?places=on` says the same of each place.

A view names the functions that say what stands in its places, the page those of the places that every view has. Here
each is called with a trace that notes what is read of it, and on which line: so nothing has to be written down twice.
"""

import ast
import dataclasses as copies
import inspect
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from types import FrameType
from typing import Any, NamedTuple

from ..figures.marks import reach
from ..reader import run as runs
from ..reader import state as states
from ..reader import trace as traces
from ..reader.state import State
from ..reader.trace import Trace
from ..reviews.wordlists import read_words
from . import page
from .views import VIEWS

__all__ = ["Field", "Origin", "as_json", "every"]

HERE = Path(__file__).parents[2]
OURS = (Trace, traces.Training, runs.Run, runs.Measures, runs.Ledger, State)  # what a function may read
Gives = ast.Assign | ast.AnnAssign | ast.For | ast.comprehension  # what gives names something to stand for
LOCK = Lock()
WORDS = b"great\t2\nterrible\t-2\n"  # a word list, for the places that only a reader's own has


class Field(NamedTuple):
    """A field of the trace, where it stands, and what of the line makes it, each as (name, where, what it returns)."""

    name: str
    where: str
    line: tuple[tuple[str, str, str], ...]


class Origin(NamedTuple):
    """The function that says what stands in a place, where it says so, and what it reads for that."""

    place: str
    function: str
    where: str
    fields: tuple[Field, ...]

    def __str__(self) -> str:
        """What is printed: a line for the function, for each field, and for each function of the line."""
        lines = [f"{self.place}: {self.function}, {self.where}"]
        for field in self.fields:
            lines.append(f"    reads {field.name}, {field.where}")
            lines += [f"        by {name}, {where}: {says}" for name, where, says in field.line]
        return "\n".join(lines)


class Reads(NamedTuple):
    """What a function reads of the trace that it is given: the line of the function, the class and the name."""

    code: Any
    found: list[tuple[int, type, str]]

    def note(self, frame: FrameType | None, kind: type, name: str):
        """Note a field that the function reads, or another on its behalf; not what the trace reads of itself."""
        if frame is None or frame.f_code.co_filename in (
            traces.__file__,
            runs.__file__,
            states.__file__,
            copies.__file__,
        ):
            return
        while frame and frame.f_code is not self.code:
            frame = frame.f_back
        if frame:
            self.found.append((frame.f_lineno, kind, name))

    def of(self, value: Any) -> Any:
        """The same value, if it is ours one that notes what is read of it."""
        kind = type(value)
        if kind not in OURS:
            return value

        def read_of(it, name: str) -> Any:
            got = kind.__getattribute__(it, name)
            if name.startswith("_"):
                return got
            frame = sys._getframe(1)

            def seen(got: Any) -> Any:
                if type(got) not in OURS and name != "digits":
                    self.note(frame, kind, name)
                return self.of(got)

            return (lambda *args: seen(got(*args))) if inspect.ismethod(got) else seen(got)

        noting: Any = type(kind.__name__, (kind,), {"__getattribute__": read_of})
        if isinstance(value, tuple):
            return noting._make(value)
        it = object.__new__(noting)
        object.__getattribute__(it, "__dict__").update(vars(value))
        return it


def says(function: Callable) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Each pattern of a place's name in the source of a function, the text that has it, and what stands there."""
    for node in ast.walk(tree(function)):
        pairs: list[tuple[ast.expr | None, ast.expr]] = []
        if isinstance(node, ast.Dict):
            pairs = [*zip(node.keys, node.values)]
        elif isinstance(node, ast.DictComp):
            pairs = [(node.key, node)]
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            pairs = [(node.targets[0].slice, node.value)]
        yield from (
            (pattern(key), key, value) for key, value in pairs if isinstance(key, (ast.Constant, ast.JoinedStr))
        )


def pattern(name: ast.Constant | ast.JoinedStr) -> str:
    """The names that a text in the source can have."""
    parts = name.values if isinstance(name, ast.JoinedStr) else [name]
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w ]+" for part in parts)


@cache
def tree(function: Callable) -> ast.FunctionDef:
    """The source of a function as a tree, with the lines of its file."""
    file, name = function.__code__.co_filename, function.__name__
    first = function.__code__.co_firstlineno
    nodes = ast.walk(ast.parse(Path(file).read_text(encoding="utf-8")))
    return next(n for n in nodes if isinstance(n, ast.FunctionDef) and n.name == name and first in starts(n))


def starts(node: ast.FunctionDef) -> range:
    """The lines on which a function may begin: with its decorators."""
    return range(min([node.lineno, *(one.lineno for one in node.decorator_list)]), node.lineno + 1)


def behind(function: Callable, value: ast.expr) -> Iterator[list[ast.expr]]:
    """What stands in a place of a function, then what the names in it stand for there, and so on, level by level."""
    made = [node for node in ast.walk(tree(function)) if isinstance(node, Gives)]
    known, level = set(), [value]
    while level:
        yield level
        fresh = {one.id for node in level for one in ast.walk(node) if isinstance(one, ast.Name)} - known
        known |= fresh
        level = [it for one in made if bound(one) & fresh and (it := source(one))]


def bound(node: Gives) -> set[str]:
    """The names to which something is given."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    plain = [target for target in targets if not isinstance(target, (ast.Subscript, ast.Attribute))]
    return {name.id for target in plain for name in ast.walk(target) if isinstance(name, ast.Name)}


def source(node: Gives) -> ast.expr | None:
    """What is given to them."""
    return node.iter if isinstance(node, (ast.For, ast.comprehension)) else node.value


def origin(place: str, function: Callable, about: tuple) -> Origin | None:
    """Where a function says what stands in a place, and what it reads for it; None if it says nothing of it.

    Args:
        place: its name.
        function: the function that says it.
        about: what it is given: the trace, or the run and the trace.
    """
    there = [(len(one), key, value) for one, key, value in says(function) if re.fullmatch(one, place)]
    if not there:
        return None
    _, key, value = max(there, key=lambda one: one[0])  # the name itself, before one with anything in it
    nodes = [node for level in behind(function, value) for node in level]
    on = {line for node in nodes for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    fields = dict.fromkeys((kind, name) for at, kind, name in read_by(function, about) if at in on)
    return Origin(place, function.__name__, where(function, key.lineno), tuple(field(*one) for one in fields))


def whole(name: str, marks: Callable, about: tuple) -> Origin:
    """Where the marks of a chart come from: all that their function reads."""
    fields = dict.fromkeys((kind, name) for _, kind, name in read_by(marks, about))
    return Origin(name, marks.__name__, where(marks), tuple(field(*one) for one in fields))


def read_by(function: Callable, about: tuple) -> list[tuple[int, type, str]]:
    """What a function reads of what it is given, as (line, class, field)."""
    reads = Reads(function.__code__, [])
    function(*map(reads.of, about))
    return reads.found


def where(function: Callable, line: int = 0) -> str:
    """File and line of a function, or of a line in it."""
    path = Path(function.__code__.co_filename).relative_to(HERE)
    return f"{path.as_posix()}:{line or tree(function).lineno}"


@cache
def field(kind: type, name: str) -> Field:
    """A field of the trace, or of what hangs on it, and the functions of the line that make it."""
    shown = f"{kind.__name__}.{name}"
    if kind is State:
        return Field(shown, chosen(name), ())
    it = getattr(kind, name, None)
    function = getattr(it, "func", None) or getattr(it, "fget", None) or (it if inspect.isfunction(it) else None)
    if function:
        return Field(shown, where(function), made_by(kind, function))
    maker, value = filled(kind, name)
    levels = (of_line(kind, nodes) for nodes in behind(maker, value))
    return Field(shown, where(maker, value.lineno), next(filter(None, levels), ()))


def chosen(name: str) -> str:
    """Where a choice stands among the fields of the state."""
    for owner in State.__mro__[:-1]:
        lines, first = inspect.getsourcelines(owner)
        for at, line in enumerate(lines, start=first):
            if re.match(rf"    (def )?{name}\b[:(]", line):
                return f"{Path(inspect.getfile(owner)).relative_to(HERE).as_posix()}:{at}"
    raise LookupError(f"no State has {name}")


def filled(kind: type, name: str) -> tuple[Callable, ast.expr]:
    """The function that makes something of this kind, and what it puts into the field."""
    module = import_module(kind.__module__)
    for one in (one for owner in (module, *OURS) for one in vars(owner).values()):
        function = getattr(one, "func", getattr(one, "__func__", one))
        if not inspect.isfunction(function) or function.__code__.co_filename != module.__file__:
            continue
        makes = {kind.__name__} | ({"cls"} if function.__name__ in vars(kind) else set())
        for node in ast.walk(tree(function)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in makes:
                named = {one.arg: one.value for one in node.keywords} | dict(zip(kind.__annotations__, node.args))
                if name in named:
                    return function, named[name]
    raise LookupError(f"nothing fills {kind.__name__}.{name}")


def made_by(kind: type, function: Callable) -> tuple[tuple[str, str, str], ...]:
    """The functions of the line that a property calls, or those that make the fields that it reads."""
    nodes = [*ast.walk(tree(function))]
    if found := of_line(kind, nodes):
        return found
    read = [node.attr for node in nodes if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "self"]
    names = dict.fromkeys(name for name in read if name not in ("state", function.__name__))
    return tuple(dict.fromkeys(line for name in names for line in field(kind, name).line))


def of_line(kind: type, nodes: Sequence[ast.AST]) -> tuple[tuple[str, str, str], ...]:
    """The functions of the line that these nodes name, each with where it stands and what it returns."""
    names = dict.fromkeys(one.id for node in nodes for one in ast.walk(node) if isinstance(one, ast.Name))
    module = import_module(kind.__module__)
    known = (inspect.unwrap(it) for it in (getattr(module, name, None) for name in names) if inspect.isroutine(it))
    line = (one for one in known if inspect.isfunction(one) and one.__module__.count(".") == 1)  # flat in the hall
    return tuple((one.__name__, where(one), (inspect.getdoc(one) or "").splitlines()[0]) for one in line)


@cache
def every() -> dict[str, Origin]:
    """Where all that stands on the page comes from: a place of words by its name, a chart as chart/name."""
    found: dict[str, Origin] = {}
    for state in samples():
        t, view = traces.trace(state), VIEWS[state.view]
        for functions, about in ((page.SAYS, (t,)), (view.says, view.about(t))):
            for function in functions:
                for place in function(*about):  # again where nothing of the line was read: of another screen it may be
                    if not (place in found and any(field.line for field in found[place].fields)):
                        found |= {place: it} if (it := origin(place, function, about)) else {}
        for name in (one for one in view.pictures(state) if f"chart/{one}" not in found):
            marks = view.charts[name].marks
            about = (*view.about(t), reach(t))[: len(inspect.signature(marks).parameters)]
            found[f"chart/{name}"] = whole(f"chart/{name}", marks, about)
    return found


def as_json() -> bytes:
    """The same as a file of the page; of visitors who come at a time one has it made."""
    with LOCK:
        return json.dumps({name: str(it) for name, it in every().items()}).encode()


def samples() -> Iterator[State]:
    """States that show every place and every chart: each screen of each view, with a reader's own words."""
    words = read_words(WORDS)
    yield from (copies.replace(state, wordlist=words) for view in VIEWS.values() for state in view.screens())


def main(names: list[str]) -> int:
    """Print where these places, charts or marks (loss/point1) come from, by default all; how many there are not."""
    found, none = every(), 0
    for name in names or found:
        there = [found[one] for one in (name, f"chart/{name.partition('/')[0]}") if one in found]
        none += not there
        print(*there or [f"{name}: there is no such place; without a name all are listed"], sep="\n")
    return none


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
