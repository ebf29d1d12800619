"""The core's own source: public functions as they stand in their files, and all that a program needs to run alone."""

import ast
import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from types import FunctionType

import logreg

__all__ = ["called", "sources", "standalone"]

# whose names a program may use, from left to right
HOMES = ("features", "model", "loss", "gradient", "descent", "measures", "reviews.dataset", "reader.written")


def sources(names: Iterable[str]) -> str:
    """The source of public functions as it stands in their files, each under its file's name, from left to right.

    Raises:
        ValueError: if the core has no such public function.

    Example:
        >>> sources(["margin"]).splitlines()[:2]
        ['# logreg/loss.py', 'def margin(z: Numbers, y: int | Numbers) -> Numbers:']
    """
    functions = []
    for name in {*names}:
        if (function := public(name)) is None:
            raise ValueError(f"name must be a public function of logreg, got {name}")
        functions.append(function)
    return "\n\n".join(map(source, sorted(functions, key=place)))


def public(name: str) -> FunctionType | None:
    """The public function of the core that has this name, or None."""
    function = getattr(logreg, name) if name in logreg.__all__ else None
    return function if inspect.isfunction(function) else None


def place(function: FunctionType) -> tuple[int, int]:
    """Where a function stands: the place of its file from left to right, any other last, and its line there."""
    home = function.__module__.removeprefix(f"{logreg.__name__}.")
    return HOMES.index(home) if home in HOMES else len(HOMES), function.__code__.co_firstlineno


@cache
def source(function: FunctionType) -> str:
    """The source of one function, under the name of its file."""
    return f"# {function.__module__.replace('.', '/')}.py\n{inspect.getsource(function)}"


def called(program: str) -> list[str]:
    """The public functions that a program calls: itself, or by what else it uses of the core.

    Example:
        >>> called("print(estimate(margin(z, 0), 2))")
        ['margin', 'sigmoid']
    """
    names = used(ast.parse(program))
    for name in names:  # which grow meanwhile
        for home in HOMES:
            if name in defined(home) and not public(name):
                names += [more for more in used(defined(home)[name]) if more not in names]
    return [name for name in names if public(name)]


def standalone(program: str) -> str:
    """All that a program needs to run where no logreg is: imports, and of the core what it uses, and what that uses.

    Of a docstring of the core its first line is left; everything else is the source as it stands.

    Args:
        program: the source of a program that uses names of the core and of numpy without importing them.

    Example:
        >>> print(standalone("print(np.zeros(2), bans(2.0))"))
        from typing import TypeVar
        import numpy as np
        <BLANKLINE>
        <BLANKLINE>
        # logreg/model.py
        <BLANKLINE>
        <BLANKLINE>
        Numbers = TypeVar("Numbers", float, np.ndarray)  # a number or an array of them, out as it came in
        <BLANKLINE>
        <BLANKLINE>
        # logreg/loss.py
        <BLANKLINE>
        <BLANKLINE>
        def bans(nats: Numbers) -> Numbers:
            \"\"\"A loss by the decimal logarithm, as a calculator's log key gives it: nats / ln 10.\"\"\"
            return nats / np.log(10)
    """
    found: dict[tuple[str, str], ast.stmt] = {}
    for name in used(ast.parse(program)):
        for home in HOMES:
            gather(home, name, found)
    imports = sorted(set(written_imports(found)))
    modules = {module for (module, _), node in found.items() if not is_import(node)}
    parts = ["\n".join(imports)]
    for module in sorted(modules, key=HOMES.index):  # from left to right, for a signature names what stands before it
        nodes = {node for (home, _), node in found.items() if home == module and not is_import(node)}
        parts += [f"# logreg/{module}.py", *(text(module, node) for node in sorted(nodes, key=lambda n: n.lineno))]
    return "\n\n\n".join(parts)


def gather(module: str, name: str, found: dict[tuple[str, str], ast.stmt]):
    """Put what a name means in a module of the core, and before it all that this needs, where it was not found yet."""
    node = defined(module).get(name)
    if isinstance(node, ast.ImportFrom) and node.level and node.module:
        gather(node.module, name, found)
    elif node and (module, name) not in found:
        found[module, name] = node
        for other in used(node):
            gather(module, other, found)


@cache
def defined(module: str) -> dict[str, ast.stmt]:
    """The statement that gives each of the names of a module of the core."""
    names: dict[str, ast.stmt] = {}
    for node in ast.parse(whole(module)).body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                names[node.name] = node
            case ast.Assign(targets=[ast.Name(id=name)]):
                names[name] = node
            case ast.Import() | ast.ImportFrom():
                names |= {alias.asname or alias.name: node for alias in node.names}
    return names


@cache
def whole(module: str) -> str:
    """The source of a module of the core."""
    return inspect.getsource(import_module(f"{logreg.__name__}.{module}"))


def used(node: ast.AST) -> list[str]:
    """The names that are read in a piece of code, in its order."""
    read = (one for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))
    return [*dict.fromkeys(one.id for one in read)]


def is_import(node: ast.stmt) -> bool:
    """Whether a statement is an import."""
    return isinstance(node, ast.Import | ast.ImportFrom)


def written_imports(found: dict[tuple[str, str], ast.stmt]) -> Iterator[str]:
    """The lines that import what was found to be imported."""
    for (_, name), node in found.items():
        if isinstance(node, ast.ImportFrom):
            yield f"from {node.module} import {name}"
        elif isinstance(node, ast.Import):
            [alias] = [alias for alias in node.names if name in (alias.asname, alias.name)]
            yield ast.unparse(ast.Import([alias]))


def text(module: str, node: ast.stmt) -> str:
    """The lines of a statement as they stand in its file, of each docstring the first line alone."""
    lines = whole(module).splitlines()
    start = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
    shown = dict(enumerate(lines[start - 1 : node.end_lineno], start=start))
    for one in ast.walk(node):
        match one:
            case ast.FunctionDef(body=[first, *_]) | ast.ClassDef(body=[first, *_]) if doc := ast.get_docstring(one):
                for line in range(first.lineno + 1, (first.end_lineno or first.lineno) + 1):
                    del shown[line]
                shown[first.lineno] = f'{" " * first.col_offset}"""{doc.splitlines()[0]}"""'
    return "\n".join(shown.values())
