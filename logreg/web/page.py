"""The desk: one review, its features and weights, and z, ŷ and both losses moving under the reader's hand.

Python draws nothing here but one component, and answers its messages: messages.py says what is in both. What stands
in the places of the page is a flat dict, the row, all of it written by the core: the page only puts it there. For a
control that is dragged the answer brings a table with one such row for each position of it.
"""

import json
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import streamlit.components.v2 as components

from ..features import FEATURES, FED
from ..figures import score, tables
from ..figures.marks import HALVES, Axis, reach
from ..reader.state import CONTROLS, DRAG, Control, State
from ..reader.trace import Trace, extracted, lexicon_of, traced
from ..reader.written import estimate, written
from ..reviews.examples import EXAMPLES
from . import assets, controls, fallback, memory, uploads, wordlist
from .export import share, takeaway
from .messages import Ahead, Answer, Look, Message, Table, Ticks
from .tables import changing, columned
from .views import VIEWS
from .words import counts, empty, found, label, operands, rounded, shows, spans, sum_of, verdict

__all__ = ["answer", "described", "page", "row", "table"]

# It travels with every answer. Where the host does not serve the page's files, Python is asked for start.js: it alone
# comes as text, all other answers are packed and begin with an x, 120.
LOADER = """
const files = new URL("desk/VERSION/", document.baseURI)
let start = import(new URL("browser/start.js", files))
export default function (component) {
  const { data } = component
  if (data[0] !== 120) start = import(URL.createObjectURL(new Blob([data], { type: "text/javascript" })))
  start.then(({ show }) => show(component, files)).catch(() => component.setStateValue("message", { scripts: true }))
  return () => start.then(({ leave }) => leave(component))
}
""".replace("VERSION", assets.VERSION)

SLIDER = Axis(DRAG[0] / 10, DRAG[-1] / 10)
# how far a table reaches to either side, and how near its end the page asks for the next
NEAR, FAR = (0.8, 0.4), (6, 2)  # for a key, and for a hand or a key that goes on

component = components.component("desk", js=LOADER, isolate_styles=False)


def page():
    """Draw the desk, or answer its last message."""
    sent = controls.message()
    data = fallback.scripts() if sent.get("scripts") is True else packed(sent)
    component(key=controls.DESK, data=data, on_message_change=lambda: None)


def packed(sent: Message) -> bytes:
    """The answer to a message with what only this visit has, packed."""
    t, notes = controls.chosen(sent)
    reply = answer(t, notes, sent)
    if VIEWS[t.state.view].brings or sent.get("token") or sent.get("bring") or "missing" in reply:
        visit = controls.visit()
        visit.lexicon, visit.brought = lexicon_of(t.state), bool(t.state.own or t.state.wordlist)
        reply["token"] = visit.token
        if (sent.get("ask") or "unclear" in notes) and (outline := visit.outline):
            reply["ask"] = uploads.question(outline, notes.get("unclear", ""))
        if delivery := sent.get("bring"):
            reply["bring"] = uploads.bring(visit, delivery)
    return zlib.compress(json.dumps(reply).encode(), level=1)  # a quarter of the bytes, for a tenth of a millisecond


def answer(t: Trace, notes: Mapping[str, str], sent: Message) -> Answer:
    """Everything that the page needs to show a trace, in answer to a message."""
    link, too_long = t.state.link()
    half = reach(t)
    if sent.get("dragging") and isinstance(before := sent.get("half"), int) and before in HALVES:
        half = max(half, before)  # the axis only grows while the hand is on a control
    view, charts = VIEWS[t.state.view], pictures(t.state)
    reply: Answer = {
        "n": sent.get("n", 0),
        "run": time.monotonic_ns(),  # no two answers are alike, for Streamlit passes over what has not changed
        "link": link,
        "half": half,
        "look": look(t.state),
        "notes": [
            *dict.fromkeys(notes.values()),
            *([too_long] if too_long else []),
            *wordlist.gone(t.state),
            *empty(t),
        ],
        "invalid": list(notes),
        "substitutes": substitutes(t.state, notes),
        "spans": spans(t),
        "row": row(t, half, controls.caret(sent, t.state.review)),
        "describe": {name: described(name, t) for name in charts},
        "example": next((j for j, example in enumerate(EXAMPLES) if example.review == t.state.review), ""),
        "status": "".join(grant.says for grant in controls.granted(sent)) + view.status(t),
        **view.more(t, sent, half),
    }
    if "choices" not in sent or controls.REQUESTS & sent.keys() or controls.written_otherwise(sent):
        reply["choices"] = t.state.choices()
    if missing := lacking(t.state):
        reply["missing"] = missing
    if piece := fallback.piece(sent.get("file")):
        reply["file"] = piece
    ticks = it if isinstance(it := sent.get("share"), dict) else None
    if sent.get("ahead") and (steps := dict(walk(t, half, reply["row"], ticks))):
        reply["steps"] = steps
    if ticks is not None:
        reply["share"] = share.prepared(t.state, ticks)
    if isinstance(what := sent.get("take"), str):
        reply["take"] = takeaway.taken(t, what, share.address(sent.get("page"), link))
    grab, control = sent.get("grab"), controls.grabbed(sent)
    if grab and control and view.tables and all(tables(view.charts[name]) for name in charts):
        far = bool(grab.get("far"))
        wide, ahead = FAR if far else NEAR
        middle = round(SLIDER.clip(control.value(t.state)), 0 if far else 1)  # far ones are the same for all near by
        around = Axis(round(middle - wide, 1), round(middle + wide, 1))
        found = table(control.put(table_state(t.state), 0.0), control, half, around)
        reply["table"] = {**found, "id": grab.get("id"), "about": list(around), "ahead": ahead}
    return reply


def walk(t: Trace, half: int, here: Mapping[str, str], ticks: Ticks | None = None) -> Iterator[tuple[str, Ahead]]:
    """Each state to which the page may walk without the server, by its name, and what the page needs for it.

    That is, beside the rest of the answer: of its row what is another than here, what its view tells besides, the link
    without what is picked, and its QR code, where it says what is ticked for it.
    """
    view = VIEWS[t.state.view]
    for name, state in view.ahead(t.state):
        there = replace(t, state=state)
        screen: Ahead = {
            **view.more_ahead(there),
            "look": look(state),
            "row": {place: text for place, text in row(there, half).items() if here.get(place) != text},
            "describe": {name: described(name, there) for name in pictures(state)},
            "status": view.status(there),
            "link": replace(state, picks=()).link()[0],
        }
        if ticks is not None:
            screen["share"] = share.prepared(replace(state, shown=0), ticks)
        yield name, screen


def lacking(state: State) -> list[str]:
    """What was chosen and is not here, by the field of the message that brings it: no link carries it."""
    return [*VIEWS[state.view].lacks(state), *["wordlist"] * len(wordlist.gone(state))]


def substitutes(state: State, notes: Mapping[str, str]) -> dict[str, str]:
    """What holds in place of each choice that cannot be read; of a review too long to read all stays."""
    unread = {*notes} - {"review"}
    return {control.key: control.write(control.value(state)) for control in CONTROLS if control.key in unread}


def table_state(state: State) -> State:
    """The state without what no table depends on, so that readers who differ in nothing else share one."""
    view = VIEWS[state.view]
    others = [group for other in VIEWS.values() if other is not view for group in other.choices]
    return view.table_state(state.without(*others))


def look(state: State) -> Look:
    """Where the reader is, and what is not shown there."""
    return {
        "view": state.view,
        "step": state.step,
        "stage": "on" if state.stage and VIEWS[state.view].stage else "off",
        "predict": "on" if state.predict else "off",
        "y": str(state.y),
        "hide": " ".join(state.hidden),
        "part": state.part,
        "left": VIEWS[state.view].left(state),
    }


def pictures(state: State) -> list[str]:
    """The names of the charts that are on the page, and not held back."""
    return list(VIEWS[state.view].pictures(state))


def row(t: Trace, half: int, caret: int | None = None) -> dict[str, str]:
    """Every place on the page, and what stands there: words by their name, marks by chart/name/attribute."""
    return {**read(t), **reckoned(t, caret), **wordlist.compared(t), **VIEWS[t.state.view].drawn(t, half)}


@lru_cache(maxsize=32)  # in a lecture hall everyone begins with the same review; a far table takes 0.3 MB
def table(state: State, control: Control, half: int, around: Axis = SLIDER) -> Table:
    """For the positions of a control about where it stands, what stands in the places that its movement changes.

    Places that always change alike are one column. Positions that ask for a wider z axis have no row: who comes there
    asks anew, and `wider` says for which axis.
    """
    extraction = extracted(state.review, lexicon_of(state))
    about = [tenth / 10 for tenth in DRAG if not around.beyond(tenth / 10)]
    traces = {control.write(at): traced(control.put(state, at), extraction) for at in about}
    fit = {position: t for position, t in traces.items() if reach(t) <= half}
    found = columned(changes(state, [*fit.values()], half), fit) if fit else columned((), ())
    wider = min((reach(t) for position, t in traces.items() if position not in fit), default=None)
    return {"control": control.key, "half": half, "wider": wider, **found}


memory.APART.append(table)


def changes(state: State, traces: list[Trace], half: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words that a movement changes, and the attributes of marks: of the others nothing is written down."""
    yield from changing([reckoned(t) for t in traces])
    view = VIEWS[state.view]
    for name in view.pictures(state):
        chart = view.charts[name]
        axes = chart.x_axis(half), chart.y_axis(half)
        for one in zip(*(view.marks(name, t, half) for t in traces)):
            if len(set(one)) > 1:
                yield from changing([mark.svg(*axes) for mark in one], of=f"{name}/{one[0].name}/")


def read(t: Trace) -> dict[str, str]:
    """The words that no weight changes."""
    return {
        **{f"found{j + 1}": found(t, j) for j in range(len(FEATURES))},
        "words_used": wordlist.used(t),
    }


def reckoned(t: Trace, caret: int | None = None) -> dict[str, str]:
    """The words and numbers that change with a weight, those of the view too; what stands instead where one is held
    back.
    """
    view = VIEWS[t.state.view]
    words = {**label(t), **desk(t), **operands(t), **view.words(t, caret)}
    return words | {place: text for place, text in view.held_back(t.state).items() if place in words}


def desk(t: Trace) -> dict[str, str]:
    """The words and numbers of the desk, which stand on the page of every view."""
    digits = t.state.digits
    *terms, b, z = score.numbers(t)
    return {
        **{f"x{j}": x for j, x in enumerate(counts(t), start=1)},
        **{f"term{j}": term for j, term in enumerate(terms, start=1)},
        "termb": b,
        **{f"hue{j + 1}": score.hue(t.terms[j]) for j in FED},
        "sum": sum_of(t),
        "z": z,
        "y_hat": estimate(t.z, digits),
        "y_hat_0": estimate(-t.z, digits),
        "decision": "positive, ŷ > 0.5" if t.decision else "negative, ŷ ≤ 0.5",
        "loss_1": written(t.loss_1, digits),
        "loss_0": written(t.loss_0, digits),
        "verdict": verdict(t),
        "rounded": rounded(t),
        "shows": shows(t),
    }


# the functions that say what stands in the places of every view
SAYS = (read, label, desk, operands, wordlist.compared)


def described(name: str, t: Trace) -> str:
    """The chart in words."""
    return VIEWS[t.state.view].describe(name, t)
