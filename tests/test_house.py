"""The rules of the house, read out of the files themselves."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOUSE = Path(__file__).resolve().parents[1]
LINE = [
    "tokens", "lexicon", "phrases", "features", "model", "loss", "gradient", "objective", "descent", "optimum",
    "measures",
]  # fmt: skip
REVIEWS = ["plural", "markup", "examples", "dataset", "labels", "cells", "reading", "wordlists"]
READER = ["written", "values", "groups", "state", "trace", "run", "edits", "xray"]
CORE = [*LINE, *(f"reviews.{name}" for name in REVIEWS), *(f"reader.{name}" for name in READER)]  # from left to right
ROOMS = {"logreg": LINE, "reviews": REVIEWS, "reader": READER}
FIGURES = HOUSE / "logreg" / "figures"
WEB = HOUSE / "logreg" / "web"
CONTROLS = WEB / "controls.py"
THEME = FIGURES / "theme.py"
PACKAGES = {"numpy", "plotly", "segno", "streamlit", "starlette", "vaderSentiment", "logreg"}

PYTHON = sorted([HOUSE / "app.py", *(HOUSE / "logreg").rglob("*.py")])
SHIPPED = sorted([*PYTHON, *(p for ext in ("js", "css", "html") for p in (HOUSE / "logreg").rglob(f"*.{ext}"))])
in_each_file = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(HOUSE)))
in_each_module = pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(HOUSE)))


def is_core(path: Path) -> bool:
    return path.parent in (HOUSE / "logreg", HOUSE / "logreg" / "reviews", HOUSE / "logreg" / "reader")


def file_of(name: str) -> Path:
    """The file of a part of logreg."""
    return HOUSE.joinpath("logreg", *name.split(".")).with_suffix(".py")


def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path: Path) -> set[str]:
    """Every module that a file imports, as a full dotted name: relative ones begin with logreg."""
    package = path.relative_to(HOUSE).with_suffix("").parts[:-1]
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            root = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, [root, node.module]))
            if (node.module and node.level) or not node.level:
                found.add(module)
            if node.level:  # from . import theme: each name may be a module
                found |= {f"{module}.{alias.name}" for alias in node.names if is_module(f"{module}.{alias.name}")}
    return found


def is_module(name: str) -> bool:
    path = HOUSE.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def own(path: Path) -> set[str]:
    """The parts of logreg that a file imports, without the word logreg: tokens, figures.theme, web.page."""
    return {name.removeprefix("logreg.") for name in imports(path) if name.startswith("logreg.")}


def foreign(path: Path) -> set[str]:
    """The packages outside the standard library that a file imports."""
    roots = {name.partition(".")[0] for name in imports(path)}
    return roots - set(sys.stdlib_module_names) - {"logreg"}


# one way along the line


def test_every_core_file_has_its_place_on_the_line():
    for room, names in ROOMS.items():
        assert {path.stem for path in PYTHON if is_core(path) and path.parent.name == room} == {*names, "__init__"}


@pytest.mark.parametrize("place", range(len(CORE)), ids=CORE)
def test_a_core_file_knows_only_those_to_its_left(place):
    known = own(file_of(CORE[place]))
    assert known <= set(CORE[:place])


def test_the_line_is_really_read_from_the_imports():
    assert own(file_of("reader.trace")) >= {"features", "loss", "model", "reader.state", "reviews.dataset"}
    assert own(FIGURES / "loss.py") >= {"loss", "reader.trace", "figures.theme", "figures.marks"}


@pytest.mark.parametrize("name", [*CORE, "__init__"])
def test_the_core_needs_nothing_but_numpy_and_python(name):
    assert foreign(file_of(name)) <= {"numpy"}


def test_figures_and_charts_of_views_know_the_core_and_plotly_and_nothing_else():
    files = [*FIGURES.glob("*.py"), *WEB.glob("views/*/charts/*.py")]
    assert {"score.py", "sigmoid.py", "loss.py", "marks.py", "theme.py"} <= {path.name for path in files}
    assert {"worlds.py", "surface.py", "in_z.py"} <= {path.name for path in files}
    for path in files:
        beside = ".".join(path.relative_to(HOUSE / "logreg").parts[:-1])  # another chart of the same folder
        assert foreign(path) <= {"numpy", "plotly"}
        web = {name for name in own(path) if name.partition(".")[0] == "web"}
        assert {name for name in web if not name.startswith(f"{beside}.")} == set()


def test_a_chart_that_one_view_draws_stands_in_its_folder():
    from logreg.web.views import VIEWS

    drawn = [name for view in VIEWS.values() for name in view.charts]
    for path in (path for path in FIGURES.glob("*.py") if path.stem in drawn):
        using = [one for one in PYTHON if path.parent != one.parent and f"figures.{path.stem}" in own(one)]
        assert drawn.count(path.stem) > 1 or using, path.stem


def test_the_prose_knows_nothing_but_itself():
    for path in (HOUSE / "logreg" / "prose").glob("*.py"):
        assert foreign(path) == set()
        assert {name.partition(".")[0] for name in own(path)} <= {"prose"}


@in_each_module
def test_only_the_web_and_the_app_know_streamlit(path):
    if not path.is_relative_to(WEB) and path.name != "app.py":
        assert foreign(path) <= {"numpy", "plotly"}
    assert foreign(path) <= PACKAGES


def test_the_core_is_loaded_without_streamlit_plotly_or_pandas():
    code = "import sys, logreg; print(sorted({'streamlit', 'plotly', 'pandas', 'scipy', 'sklearn'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOUSE)
    assert run.stdout == "[]\n"


@in_each_module
def test_vaders_analyser_is_never_imported(path):
    assert not any("vader" in name.lower() for name in imports(path))


# formulas live in the core, and there once

FORMULAS = {"exp", "exp2", "expm1", "log", "log1p", "log2", "log10", "logaddexp", "expit", "tanh", "dot", "matmul"}


def formulas(path: Path) -> list[str]:
    """The uses of exp, log and @ in a file, as line: name."""
    found = []
    for node in nodes(path):
        name = getattr(node, "attr", None)
        if isinstance(node, ast.ImportFrom):
            found += [f"{node.lineno}: {alias.name}" for alias in node.names if alias.name in FORMULAS]
        elif name in FORMULAS:
            found.append(f"{node.lineno}: {name}")
        elif isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ast.MatMult):
            found.append(f"{node.lineno}: @")
    return found


@in_each_module
def test_there_is_no_exp_log_or_matrix_product_outside_the_core(path):
    if not is_core(path):
        assert formulas(path) == []


def test_formulas_are_found_where_they_are():
    assert any(use.endswith("exp") for use in formulas(HOUSE / "logreg" / "model.py"))
    assert any(use.endswith("@") for use in formulas(HOUSE / "logreg" / "model.py"))


def test_the_sigmoid_is_computed_in_one_place_and_once_more_where_data_are_read_again_and_again():
    exponentials = {"exp", "exp2", "expm1", "expit", "tanh"}
    using = [path.name for path in PYTHON if {use.split(": ")[1] for use in formulas(path)} & exponentials]
    assert using == ["model.py", "objective.py"]  # whose judge is the first: tests/test_objective.py


@in_each_file
def test_javascript_only_rounds_and_compares(path):
    # also where it stands in a string of a .py file or in a page
    allowed = {"abs", "ceil", "floor", "max", "min", "round", "sign", "trunc"}
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"\bMath\s*\.\s*(\w+)", text)) <= allowed
    if path.suffix == ".js":
        assert not re.search(r"\bMath\b(?!\s*\.)", text)
        assert not re.search(r"[\w)\]]\s*\*\*=?\s*[\w(]", text)


# colours live in theme.py

HEX, CALL = (
    r"(?<![&\w])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b",
    r"\b(?:rgb|hsl|hwb|(?:ok)?lab|(?:ok)?lch)a?\([^)]*\)",
)
COLOUR = re.compile(f"{HEX}|{CALL}", re.IGNORECASE)
NOTHING = "rgba(0,0,0,0)"


@in_each_file
def test_no_colour_stands_outside_the_theme(path):
    if path != THEME:
        found = [c for c in COLOUR.findall(path.read_text(encoding="utf-8")) if c.replace(" ", "") != NOTHING]
        assert found == []


@pytest.mark.parametrize("path", [p for p in SHIPPED if p.suffix == ".css"], ids=lambda path: path.name)
def test_no_colour_is_called_by_an_english_name(path):
    names = r"white|black|gray|grey|red|green|blue|orange|yellow|purple|pink|brown|navy|teal|silver|gold|crimson|tomato"
    assert re.findall(rf":[^;{{}}]*(?<![\w-])({names})(?![\w-])", path.read_text(encoding="utf-8")) == []


def test_colours_are_found_where_they_are():
    assert len(COLOUR.findall(THEME.read_text(encoding="utf-8"))) > 20
    assert COLOUR.findall("a { color: #fff; background: rgb(1 2 3) } &#123; #desk-review") == ["#fff", "rgb(1 2 3)"]


def test_streamlits_settings_repeat_only_colours_of_the_theme():
    config = HOUSE / ".streamlit" / "config.toml"
    theme = set(COLOUR.findall(THEME.read_text(encoding="utf-8")))
    assert tomllib.loads(config.read_text(encoding="utf-8"))["theme"]
    assert set(COLOUR.findall(config.read_text(encoding="utf-8"))) <= theme


# choices live in controls.py


@in_each_module
def test_the_session_is_read_in_controls_alone(path):
    if path != CONTROLS:
        names = {getattr(node, "attr", getattr(node, "id", None)) for node in nodes(path)}
        assert names.isdisjoint({"session_state", "query_params"})
        assert "session_state" not in {node.value for node in nodes(path) if isinstance(node, ast.Constant)}


def test_the_session_is_found_where_it_is():
    assert "session_state" in {getattr(node, "attr", None) for node in nodes(CONTROLS)}


def test_no_widget_has_a_key_outside_controls_but_the_one_component():
    keyed = []
    for path in PYTHON:
        for call in (node for node in nodes(path) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if path != CONTROLS and name not in {"sorted", "sort", "min", "max"}:
                keyed += [f"{path.name}: {name}" for word in call.keywords if word.arg == "key"]
    assert keyed == ["page.py: component"]


# nothing that a visitor typed is ever run


@in_each_file
def test_a_visitors_text_is_never_markup(path):
    ways = r"unsafe_\w+|innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|createContextualFragment"
    more = r"setHTMLUnsafe|\beval\(|new Function\(|javascript:"
    assert re.findall(f"{ways}|{more}", path.read_text(encoding="utf-8")) == []


def test_the_only_markup_that_is_parsed_is_the_desks_own_page():
    parsers = [line for p in SHIPPED for line in p.read_text(encoding="utf-8").splitlines() if "DOMParser" in line]
    assert [re.sub(r".*(new DOMParser\(\).*?\)).*", r"\1", line) for line in parsers] == [
        'new DOMParser().parseFromString(html, "text/html")'
    ]


# names, versions, words


@in_each_module
def test_no_count_is_written_before_a_plural_that_it_may_not_have(path):
    if path == file_of("reviews.reading"):  # a data set has two rows at least
        pytest.skip("its rows are more than one")
    things = "cells|characters|columns|files|lines|labels|letters|reviews|rows|steps|texts|tokens|words"
    text = path.read_text(encoding="utf-8")
    assert re.findall(rf"\{{(?![A-Z]|\d \* [A-Z])[^{{}}\"]+\}} (?:{things})\b[^\"\n]*", text) == []


def test_no_file_is_a_drawer_for_odds_and_ends():
    kept = [p for p in HOUSE.rglob("*") if not {".git", ".venv", "node_modules", "__pycache__"} & set(p.parts)]
    assert len(kept) > 30
    assert [p.name for p in kept if re.fullmatch(r"(utils?|helpers?|common|misc|tools)(\..*)?", p.name)] == []


def listed(file: str) -> dict[str, Requirement]:
    """What a file of requirements lists, by name; each line must pin one version."""
    lines = (HOUSE / file).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line.split("#")[0]) for line in lines if line.split("#")[0].strip()]
    assert [str(one) for one in found if not re.fullmatch(r"==[\d.]+(post\d+)?", str(one.specifier))] == []
    assert [one for one in found if one.url or one.extras] == []
    return {canonicalize_name(one.name): one for one in found}


def direct(*groups: str) -> list[Requirement]:
    """What the app needs directly, and what these groups of pyproject.toml do."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *(line for g in groups for line in project["dependency-groups"][g])]
    return [Requirement(line) for line in asked]


def reached(needs: list[Requirement]) -> set[str]:
    """The names of all that these needs bring with them on this machine, by what is installed."""
    found, left = set(), [one for one in needs if one.marker is None or one.marker.evaluate()]
    while left:
        name = canonicalize_name(left.pop().name)
        if name not in found:
            found.add(name)
            more = map(Requirement, metadata.requires(name) or ())
            left += [one for one in more if one.marker is None or one.marker.evaluate({"extra": ""})]
    return found


FILES = {"requirements.txt": (), "tests/requirements.txt": ("test",)}
each_list = pytest.mark.parametrize("file", FILES)


@each_list
def test_every_direct_need_is_pinned_and_listed_at_the_same_version(file):
    lines = listed(file)
    for need in direct(*FILES[file]):
        line = lines[canonicalize_name(need.name)]
        assert (line.specifier, line.marker) == (need.specifier, need.marker)


@each_list
def test_all_that_comes_with_a_need_is_listed_and_nothing_else(file):
    here = {name for name, one in listed(file).items() if one.marker is None or one.marker.evaluate()}
    assert here == reached(direct(*FILES[file]))


@each_list
def test_what_is_installed_is_what_is_listed(file):
    here = {name: one for name, one in listed(file).items() if one.marker is None or one.marker.evaluate()}
    assert [str(one) for name, one in here.items() if metadata.version(name) not in one.specifier] == []


def test_the_tests_run_with_what_the_app_runs_with():
    app, tests = map(listed, FILES)
    assert app.items() <= tests.items()


def test_the_direct_needs_of_the_app_are_what_it_may_import_and_the_faster_loop():
    assert {one.name for one in direct()} == PACKAGES - {"logreg"} | {"uvloop"}


@each_list
def test_a_list_says_how_it_is_made_for_every_system_from_3_11_on(file):
    command = (HOUSE / file).read_text(encoding="utf-8").splitlines()[1]
    assert re.search(rf"uv pip compile --universal --python-version 3\.11 .*pyproject\.toml -o {file}$", command)


@pytest.mark.parametrize("name", CORE)
def test_every_public_function_of_the_core_shows_an_example(name):
    module = ast.parse(file_of(name).read_text(encoding="utf-8"))
    lists = [node for node in module.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"]
    public = set(ast.literal_eval(lists[0].value)) - {"traced"}  # trace shows what traced does
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef) and node.name in public]
    assert [f.name for f in functions if ">>> " not in (ast.get_docstring(f) or "")] == []


def unannotated(tree: ast.AST) -> list[str]:
    """Each parameter, and each return, of the functions of a module that has no annotation, as function: name."""
    missing = []
    for f in ast.walk(tree):
        if isinstance(f, ast.FunctionDef):
            more = [one for one in (f.args.vararg, f.args.kwarg) if one]
            given = [*f.args.posonlyargs, *f.args.args, *f.args.kwonlyargs, *more]
            missing += [
                f"{f.name}: {one.arg}" for one in given if not one.annotation and one.arg not in ("self", "cls")
            ]
            if not f.returns and not f.name.startswith("__"):  # what those return, Python says
                missing.append(f"{f.name}: return")
    return missing


@pytest.mark.parametrize("name", CORE)
def test_every_function_of_the_core_says_what_it_takes_and_what_it_returns(name):
    assert unannotated(ast.parse(file_of(name).read_text(encoding="utf-8"))) == []


def test_what_has_no_annotation_is_found():
    code = (
        "class A:\n    def __init__(self, a): ...\n    def f(self, b: int, *c, d=0, **e: str): ...\ndef g() -> int: ..."
    )
    assert unannotated(ast.parse(code)) == ["__init__: a", "f: d", "f: c", "f: return"]


def test_the_public_names_of_the_issue_are_there():
    import logreg

    asked = [
        "tokens",
        "Lexicon",
        "features",
        "score",
        "sigmoid",
        "log_sigmoid",
        "likelihood",
        "log_likelihood",
        "cross_entropy",
        "cost",
        "error",
        "gradient",
        "step",
        "State",
        "trace",
    ]
    assert set(asked) <= set(logreg.__all__) <= set(dir(logreg))


@in_each_module
def test_every_module_and_every_function_says_what_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {n for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f) if n is not f}
    named = [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and n not in inner]
    assert ast.get_docstring(tree)
    assert [n.name for n in named if not n.name.startswith("__") and not ast.get_docstring(n)] == []


def test_the_page_goes_by_the_list_of_views_and_knows_none_by_its_name():
    from logreg.reader.state import VIEWS

    for name in ("page.py", "parts.py", "controls.py", "hosting.py", "view.py"):
        path = WEB / name
        assert [one for one in own(path) if one.startswith("web.views.")] == []
        compared = [inner for node in nodes(path) if isinstance(node, ast.Compare) for inner in ast.walk(node)]
        assert [node.value for node in compared if isinstance(node, ast.Constant) and node.value in VIEWS] == [], name


def test_the_ten_lines_of_the_readme_print_what_it_says():
    text = (HOUSE / "README.md").read_text(encoding="utf-8")
    program, says = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", text, re.DOTALL).groups()
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=HOUSE, encoding="utf-8")
    assert (run.stdout, run.stderr) == (says, "")
    assert len(program.splitlines()) <= 10


@pytest.mark.parametrize("file", ["README.md", ".github/CONTRIBUTING.md", "tests/bench/README.md"])
def test_every_file_and_folder_that_the_documents_name_is_there(file):
    named = re.findall(
        r"`([\w./-]+/(?:[\w.-]+)?|[\w/-]+\.(?:py|js|md|txt|jsonl|css|html))`",
        (HOUSE / file).read_text(encoding="utf-8"),
    )
    assert named
    kept = [
        p.relative_to(HOUSE)
        for p in HOUSE.rglob("*")
        if not {".git", ".venv", "__pycache__", "node_modules"} & {*p.parts}
    ]
    paths = {f"/{path.as_posix()}{'/' * (HOUSE / path).is_dir()}" for path in kept}
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in paths)] == []


def test_no_two_parts_of_the_page_have_one_name():
    names = [path.stem for path in WEB.rglob("*.html")]
    assert len(names) == len({*names})
