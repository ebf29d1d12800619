"""What goes over the wire is what messages.py says: Python reads and answers it, the scripts send and read it."""

import ast
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from logreg import State, trace
from logreg.reviews.reading import File
from logreg.web import assets, messages, page, uploads
from logreg.web.messages import Answer, Delivery, Grab, Message, Piece, Question, Receipt, Span, Ticks
from logreg.web.views import VIEWS

WEB = Path(messages.__file__).parent
PYTHON = [path.read_text(encoding="utf-8") for path in sorted(WEB.rglob("*.py"))]
# without comments; the last are the few lines that load the others
SCRIPTS = [re.sub(r"(^|\s)//.*", "", path.read_text(encoding="utf-8")) for path in sorted(WEB.rglob("*.js"))]
SCRIPTS += [page.LOADER]
TYPES = {name: one for name, one in vars(messages).items() if is_typeddict(one)}
STREAMLITS = {"run"}  # of an answer: Streamlit alone looks at it


# ——— the browser's types ———


def test_the_browsers_types_are_those_of_messages_py():
    command = ["-m", "logreg.web.messages"]
    run = subprocess.run([sys.executable, *command], capture_output=True, cwd=WEB.parents[1], encoding="utf-8")
    written = (WEB / "browser" / "wire.d.ts").read_text(encoding="utf-8")
    assert written == run.stdout, f"write it anew: python {' '.join(command)} > logreg/web/browser/wire.d.ts"


def test_no_browser_is_sent_them():
    assert [name for name in assets.SOURCES if name.endswith(".ts")] == []


def test_every_type_is_declared_and_every_field_has_its_line():
    text = messages.declarations()
    assert re.findall(r"^export interface (\w+)", text, re.M) == [*TYPES]
    fields = re.findall(r"^  \w+\??: ", text, re.M)
    assert len(re.findall(r"^  /\*\* \S.* \*/\n  \w+\??: ", text, re.M)) == len(fields) > 80


# ——— Python's side ———


def test_every_field_that_is_read_of_a_message_is_listed_and_no_other():
    read = {grant.field for view in VIEWS.values() for grant in view.grants}
    for text in PYTHON:
        read |= {*re.findall(r'\bsent(?:\.get\(|\[)"(\w+)"', text), *re.findall(r'"(\w+)" (?:not )?in sent\b', text)}
    assert read == get_type_hints(Message).keys()


def test_every_field_of_an_answer_is_listed_and_no_other():
    said = set()
    for text in PYTHON:
        said |= {*re.findall(r'\breply\["(\w+)"\]', text)}
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.name in ("answer", "more"):
                said |= {key.value for one in plain(node) for key in one.keys if isinstance(key, ast.Constant)}
    assert said == get_type_hints(Answer).keys()


def plain(function):
    """The dicts that a function returns, or gives a name."""
    for node in ast.walk(function):
        named = isinstance(node, ast.AnnAssign) or (
            isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        )
        if (named or isinstance(node, ast.Return)) and isinstance(node.value, ast.Dict):
            yield node.value


class Seen(defaultdict):
    """The fields that were seen of each type, by its name."""

    def __init__(self):
        super().__init__(set)

    def wrong(self, value, kind, at=""):
        """Where a value is not of its type."""
        origin, parts, inner = get_origin(kind), get_args(kind), []
        if origin in (Union, UnionType):
            ok = any(not [*self.wrong(value, part)] for part in parts)
        elif origin is Literal:
            ok = value in parts
        elif is_typeddict(kind) and type(value) is dict:
            fields = get_type_hints(kind)
            ok = kind.__required_keys__ <= value.keys() <= fields.keys()
            inner = [(one, fields.get(name, Any), name) for name, one in value.items()]
            self[kind.__name__] |= value.keys()
        elif origin is dict and type(value) is dict:
            ok = all(type(name) is str for name in value)
            inner = [(one, parts[1], name) for name, one in value.items()]
        elif origin is tuple and parts[-1] is not ... and type(value) is tuple:
            ok = len(value) == len(parts)
            inner = [(one, part, i) for i, (one, part) in enumerate(zip(value, parts))]
        elif origin in (list, tuple):
            ok = type(value) is origin
            inner = [(one, parts[0], i) for i, one in enumerate(value)] if ok else []
        else:
            ok = kind is Any or type(value) is kind or (type(value), kind) == (int, float)
        if not ok:
            yield f"{at}: {value!r:.80} is no {kind}"
        for one, part, name in inner:
            yield from self.wrong(one, part, f"{at}/{name}")


def test_what_python_answers_is_of_the_types_that_are_listed_and_each_field_comes_somewhere():
    seen, name = Seen(), "https://example.org/"
    ticks = {"page": name, "stage": "on", "predict": "on", "hide": "label"}
    wish = {"n": 1, "ahead": True, "share": ticks, "file": ["browser/desk.css", 0], "solid": True, "page": name}
    screens = [state for view in VIEWS.values() for state in view.screens()]
    for state in [*screens, State(view="learn", data="own"), State(review="of my own"), State(predict=True)]:
        for control in ("w1", "t"):
            reply = page.answer(trace(state), {}, {**wish, "grab": {"control": control, "id": 7, "far": True}})
            assert [*seen.wrong(reply, Answer)] == []
    for what in ("sheet", "blanks", "lecture", "numbers", "program", "code", "loss.png", "nothing"):
        assert [*seen.wrong(page.answer(trace(State()), {}, {"take": what}), Answer)] == []
    outlines = [File(raw).outline for raw in (b"a;b\nFine.;iyi\nDull.;fena\n", b"x1,x2,x3,x4,x5,x6,y\n1,0,0,0,0,3,1\n")]
    for outline in outlines:
        assert [*seen.wrong(uploads.question(outline, ""), Question)] == []
    delivery = {"kind": "rows", "id": "a", "choice": "", "at": 0, "piece": "eA==", "size": 1}
    for one in (delivery, {**delivery, "at": 9}, None):
        assert [*seen.wrong(uploads.bring(uploads.Visit(), one), Receipt)] == []
    parts = {"Message", "Grab", "Ticks", "Delivery", "Screen", "More", "MoreAhead", "Columns", "Plot"}
    left = {name: get_type_hints(kind).keys() - seen[name] for name, kind in TYPES.items() if name not in parts}
    assert {name: fields for name, fields in left.items() if fields} == {"Answer": {"token", "ask", "bring"}}


def test_what_is_of_another_type_is_found():
    (wrong,) = Seen().wrong({"name": "a", "number": "0", "of": 1, "text": ""}, Piece)
    assert wrong.startswith("/number: '0' is no ")
    assert len([*Seen().wrong({"name": "a"}, Piece)]) == 1
    assert next(Seen().wrong([(0, 1, "x1"), (0, "x1")], list[Span])).startswith("/1: ")


# ——— the scripts' side ———


def names(script, at):
    """The names at the top of what a brace opens: of an object the fields that it sets, of a pattern those it takes."""
    depth, before, found = 0, "", []
    for token in re.findall(r"[{}()\[\],]|(?:\.{3})?\w+", script[at:]):
        depth += (token in "{([") - (token in "})]")
        if depth == 1 and before in ("{", ",") and re.match(r"\w", token):
            found.append(token)
        if depth == 0:
            return {*found}
        before = token
    raise AssertionError(script[at : at + 80])


def body(script, at):
    """What stands in the braces that open there."""
    depth = 0
    for brace in re.finditer("[{}]", script[at:]):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return script[at : at + brace.end()]
    raise AssertionError(script[at : at + 80])


def opened(pattern, script):
    """The names at the top of each brace with which the pattern ends."""
    return {name for found in re.finditer(pattern, script) for name in names(script, found.end() - 1)}


def test_the_names_in_braces_are_those_at_the_top():
    script = "{ n, grab: { id: 1, far }, choices: f(a, b), [key]: c, ...wish, at: x ? { y } : {} }"
    assert names(script, 0) == {"n", "grab", "choices", "at"}
    assert body(f"a {script} }}", 2) == script


def test_every_field_that_the_scripts_send_is_listed_and_no_other():
    sent = set()
    for script in SCRIPTS:
        sent |= opened(r"\b(?:own|fields|wish|requests) = \{|\.request\(\{|\bsetStateValue\(\"message\", \{", script)
        sent |= {*re.findall(r'new Upload\(\w+, \{\s*kind: "(\w+)"', script)}
        for asks in re.finditer(r"\basks\(\w*\) \{", script):
            inside = body(script, asks.end() - 1)
            sent |= opened(r"(?:\breturn|\?|\bassign\(\w+,) \{", inside) | {
                *re.findall(r"\b(?:fields|wish)\.(\w+) = ", inside)
            }
    assert sent == get_type_hints(Message).keys()


@pytest.mark.parametrize(
    ("kind", "pattern", "more"),
    [(Grab, r"\{(?= control: )", set()), (Delivery, r"\bbring: \{", set()), (Ticks, r"\{(?= stage: )", {"page"})],
)
def test_every_field_of_what_a_message_holds_is_listed_and_no_other(kind, pattern, more):
    assert set().union(*(opened(pattern, script) for script in SCRIPTS), more) == get_type_hints(kind).keys()


def test_every_field_of_an_answer_is_read_by_the_scripts_and_no_other():
    read = set()
    for script in SCRIPTS:
        read |= {*re.findall(r"\b(?:answer|screen)\??\.(\w+)", script)}
        read |= opened(r"\b(?:hear|resume|note|mark|placeAll|veil|spread)\(\{", script)
        read |= {
            name for at in re.finditer(r"\bconst (?=\{[^=]*\} = answer\b)", script) for name in names(script, at.end())
        }
    assert read == get_type_hints(Answer).keys() - STREAMLITS


# ——— the words of both sides ———


def words(row):
    """The words in a row of the list in CONTRIBUTING.md, the row being called so."""
    text = (WEB.parents[1] / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (cell,) = re.findall(rf"^\| {row}[^|]*\|([^|]*)\|$", text, re.M)
    found = re.findall(r"`([\w-]+)`", cell)
    assert found == sorted({*found})
    return {*found}


def test_no_field_is_outside_the_list_of_words():
    assert words("fields of a message") == get_type_hints(Message).keys() | (get_type_hints(Answer).keys())


def test_no_method_that_a_part_of_the_page_is_asked_for_is_outside_the_list_of_words():
    text = (WEB / "browser" / "part.d.ts").read_text(encoding="utf-8").partition("interface Part {")[2]
    assert words("what a part") == {*re.findall(r"^  (\w+)\?", text, re.M)}


def test_no_attribute_is_outside_the_list_of_words():
    html = "".join(path.read_text(encoding="utf-8") for path in WEB.rglob("*.html"))
    used = {*re.findall(r"\bdata-[a-z]+", html)}
    for script in SCRIPTS:
        used |= {*re.findall(r"\[(data-[a-z]+)", script)}
        used |= {f"data-{name}" for name in re.findall(r"\bdataset\.(\w+)", script)}
    ours = words("attributes by which") | words("attributes that tell")
    assert used - {"data-testid", "data-preview"} == ours  # Streamlit's; the frame of a preview is outside the page
