"""The desk: one review, its features and weights, and z, ŷ and both losses moving under the reader's hand.

Python draws nothing here but one component, and answers its messages. An answer is a flat dict of places
on the page and what stands there, all of it written by the core: the page only puts it there. For a
control that is dragged the answer brings a table with one such row for each position of the control.
"""

import json
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from ..features import FEATURES
from ..figures import score
from ..figures.marks import HALVES, Axis, on_screen, placed, reach
from ..reader.state import CONTROLS, DRAG, STEPS, Control, State
from ..reader.trace import Trace, extracted, lexicon_of, traced
from ..reader.written import estimate, written
from ..reviews.examples import EXAMPLES
from . import assets, controls, wordlist
from .export import share, takeaway
from .tables import changing, columned
from .views.learn import view as learn
from .views.lecture import view as lecture
from .views.why import view as why
from .words import counts, empty, found, operands, rounded, shows, spans, sum_of, verdict

__all__ = ["answer", "described", "page", "row", "table"]

LOADER = """
const files = new URL("desk/VERSION/", document.baseURI)
const desk = import(new URL("browser/desk.js", files))
export default function (component) {
  desk
    .then(({ show }) => show(component, files))
    .catch((error) => {
      console.error(error)
      const place = component.parentElement
      if (!place.querySelector(".desk")) place.textContent = "A part of the page did not arrive. Please reload it."
    })
  return () => desk.then(({ leave }) => leave(component))
}
""".replace("VERSION", assets.VERSION)

SLIDER = Axis(DRAG[0] / 10, DRAG[-1] / 10)
# how far a table reaches to either side, and how near its end the page asks for the next
NEAR, FAR = (0.8, 0.4), (6, 2)  # for a key, and for a hand or a key that goes on

component = st.components.v2.component("desk", js=LOADER, isolate_styles=False)


def page():
    """Draw the desk, or answer its last message."""
    sent = controls.message()
    t, notes = controls.chosen(sent)
    reply = answer(t, notes, sent)
    if t.state.view == "learn" or sent.get("token") or "missing" in reply:
        visit = controls.visit()
        visit.lexicon, visit.brought = lexicon_of(t.state), bool(t.state.own or t.state.wordlist)
        reply["token"] = visit.token
        if (sent.get("ask") or "unclear" in notes) and (outline := visit.outline):
            reply["ask"] = learn.choices(outline) | {"why": notes.get("unclear", "")}
    packed = zlib.compress(json.dumps(reply).encode(), level=1)  # a quarter of the bytes, for a tenth of a millisecond
    component(key=controls.DESK, data=packed, on_message_change=lambda: None)


def answer(t: Trace, notes: Mapping[str, str], sent: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the page needs to show a trace, in answer to a message."""
    link, too_long = t.state.link()
    half = reach(t)
    if sent.get("held") and isinstance(sent.get("half"), int) and sent["half"] in HALVES:
        half = max(half, sent["half"])  # the axis only grows while the hand is on a control
    charts = pictures(t.state)
    reply = {
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
        "stands": stands(t.state, notes),
        "spans": spans(t),
        "row": row(t, half, why.caret(sent, t.state.review)),
        "describe": {name: described(name, t) for name in charts},
        "example": next((j for j, example in enumerate(EXAMPLES) if example.review == t.state.review), ""),
        "status": ("The learned weights are on the desk. " if sent.get("adopt") else "") + status(t),
    }
    if "choices" not in sent or controls.WISHES & sent.keys():
        reply["choices"] = t.state.choices()
    if missing := lacking(t.state):
        reply["missing"] = missing
    if t.state.view == "why":
        reply["edits"] = why.flips(replace(t.state, own=None))
    if t.state.view == "learn":
        reply |= learned(t, sent, half)
    wish = sent["share"] if isinstance(sent.get("share"), dict) else None
    if sent.get("ahead") and t.state.view == "lecture":
        reply["steps"] = every_step(t, half, reply["row"], wish)
    if wish is not None:
        reply["share"] = share.prepared(t.state, wish)
    if isinstance(sent.get("take"), str):
        reply["take"] = takeaway.taken(t, sent["take"], share.address(sent.get("page"), link))
    if (control := controls.grabbed(sent)) and t.state.view not in ("why", "learn") and not assets.CURVED & set(charts):
        grab = sent["grab"]
        far = bool(grab.get("far"))
        wide, ahead = FAR if far else NEAR
        middle = round(SLIDER.clip(control.value(t.state)), 0 if far else 1)  # far ones are the same for all near by
        around = Axis(round(middle - wide, 1), round(middle + wide, 1))
        found = table(control.put(alike(t.state), 0.0), control, half, around)
        reply["table"] = found | {"id": grab.get("id"), "about": list(around), "ahead": ahead}
    return reply


def every_step(
    t: Trace, half: int, here: Mapping[str, str], wish: Mapping[str, Any] | None = None
) -> dict[str, dict[str, Any]]:
    """Every step of the lecture, and all that predicting first shows there, for a page that may lose its server.

    Each is under step/shown what the page needs beside the rest of the answer: of its row what is another than here,
    what is told of each option that may be picked meanwhile, the link without what is picked, and its QR code, where it
    says how that is wished for.
    """
    steps = {}
    for number in range(1, STEPS + 1):
        at = replace(t.state, step=number, shown=0)
        code = {} if wish is None else {"share": share.prepared(at, wish)}
        for shown in range(lecture.left(at) + 1):
            there = replace(t, state=replace(t.state, step=number, shown=shown))
            steps[f"{number}/{shown}"] = {
                "picks": lecture.picks(there),
                "look": look(there.state),
                "row": {place: text for place, text in row(there, half).items() if here.get(place) != text},
                "describe": {name: described(name, there) for name in pictures(there.state)},
                "status": status(there),
                "link": replace(there.state, picks="").link()[0],
                **code,
            }
    return steps


def lacking(state: State) -> list[str]:
    """What was chosen and is not here, by the field of the message that brings it: no link carries it."""
    rows = state.view == "learn" and state.data == "own" and not state.own
    return ["read"] * rows + ["wordlist"] * len(wordlist.gone(state))


def stands(state: State, notes: Mapping[str, str]) -> dict[str, str]:
    """What holds in place of each choice that cannot be read; of a review too long to read all stays."""
    unread = {*notes} - {"review"}
    return {control.key: control.write(control.value(state)) for control in CONTROLS if control.key in unread}


def learned(t: Trace, sent: Mapping[str, Any], half: int) -> dict[str, Any]:
    """What the page about learning needs besides: papers that it has not yet, the data, a table of all steps."""
    scheme = "dark" if sent.get("scheme") == "dark" else "light"
    reply: dict[str, Any] = {}
    if sent.get("papers") != learn.key(t.state, scheme):
        reply["papers"] = learn.papers(t.state, scheme)
    if t.state.part == "data":
        reply["data"] = learn.shape(learn.run(t.state), t)
    if sent.get("solid"):
        reply["solid"] = learn.space(t.state, scheme)
    grab = sent.get("grab")
    if isinstance(grab, dict) and grab.get("control") == "t" and t.state.part in ("path", "learned"):
        reply["table"] = learn.table(replace(t.state, t=0)) | {"id": grab.get("id"), "half": half}
    return reply


def alike(state: State) -> State:
    """The state without what no table depends on, so that readers who differ in nothing else share one."""
    unknown = ("stage", "order", *learn.CHOICES)
    held_back = tuple(name for name in state.hidden if name == "show")
    state = replace(state, hidden=held_back, **{name: getattr(State, name) for name in unknown})
    if state.view == "lecture":
        return state
    afresh = {"guess_z": None, "guess_y_hat": None, "guess_loss": None, "picks": ""}
    return replace(state, hidden=(), step=1, shown=0, predict=False, **afresh)


def look(state: State) -> dict[str, Any]:
    """Where the reader is, and what is not shown there."""
    return {
        "view": state.view,
        "step": str(state.step),
        "stage": "on" if state.stage and state.view == "lecture" else "off",
        "predict": "on" if state.predict else "off",
        "y": str(state.y),
        "hide": " ".join(state.hidden),
        "part": state.part,
        "left": lecture.left(state),
    }


def pictures(state: State) -> list[str]:
    """The names of the charts that are on the page, and not held back."""
    if state.view == "learn":
        return list(learn.pictures(state))
    if state.view == "lecture":
        return [name for name in lecture.step(state).pictures if not lecture.veiled(name, state)]
    return list(assets.PICTURES[state.view])


def status(t: Trace) -> str:
    """What a screen reader says once the page has come to rest."""
    if t.state.view == "learn":
        return learn.CHARTS["descent"].describe(learn.run(t.state), t)
    if t.state.view != "lecture":
        return assets.CHARTS["loss"].describe(t)
    return f"Step {t.state.step} of {STEPS}: {lecture.step(t.state).title}"


def row(t: Trace, half: int, caret: int | None = None) -> dict[str, str]:
    """Every place on the page, and what stands there: words by their name, marks by chart/name/attribute."""
    words = {**read(t), **reckoned(t), **wordlist.compared(t)}
    if t.state.view == "why":
        words |= why.explained(t, caret)
    if t.state.view == "learn":
        return words | learn.told(t) | learn.drawn(t)
    return words | drawn(t, half)


@lru_cache(maxsize=32)  # in a lecture hall everyone begins with the same review; a far table takes 0.3 MB
def table(state: State, control: Control, half: int, around: Axis = SLIDER) -> dict[str, Any]:
    """For the positions of a control about where it stands, what stands in the places that its movement changes.

    Places that always change alike are one column. Positions that ask for a wider z axis have no row: who comes there
    asks anew, and `wider` says for which axis.
    """
    extraction = extracted(state.review, lexicon_of(state))
    about = [tenth / 10 for tenth in DRAG if not around.beyond(tenth / 10)]
    moved = {control.write(at): traced(control.put(state, at), extraction) for at in about}
    fit = {position: t for position, t in moved.items() if reach(t) <= half}
    found = columned(changes(state, [*fit.values()], half), fit) if fit else columned((), ())
    wider = min((reach(t) for position, t in moved.items() if position not in fit), default=None)
    return {"control": control.key, "half": half, "wider": wider, **found}


learn.APART += [table, why.flips]


def changes(state: State, moved: list[Trace], half: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words that a movement changes, and the attributes of marks: of the others nothing is written down."""
    yield from changing([reckoned(t) for t in moved])
    for name in pictures(state):
        chart = assets.CHARTS[name]
        axes = chart.x_axis(half), chart.y_axis(half)
        for one in zip(*(lecture.marks(name, t, half) for t in moved)):
            if len(set(one)) > 1:
                yield from changing([on_screen(mark, *axes) for mark in one], of=f"{name}/{one[0].name}/")


def read(t: Trace) -> dict[str, str]:
    """The words that no weight changes."""
    return {
        **{f"found{j + 1}": found(t, j) for j in range(6)},
        "words_used": wordlist.used(t),
    }


def reckoned(t: Trace) -> dict[str, str]:
    """The words and numbers that change with a weight; a question mark for each that is held back."""
    digits = t.state.digits
    *terms, b, z = score.numbers(t)
    words = {
        **dict(zip((feature.name for feature in FEATURES), counts(t))),
        **{f"term{j}": term for j, term in enumerate(terms, start=1)},
        "termb": b,
        **{f"hue{j}": score.hue(term) for j, term in enumerate(t.terms.tolist()[:5], start=1)},
        "sum": sum_of(t),
        "z": z,
        **operands(t),
        "y_hat": estimate(t.z, digits),
        "y_hat_0": estimate(-t.z, digits),
        "decision": "positive, ŷ > 0.5" if t.decision else "negative, ŷ ≤ 0.5",
        "loss_1": written(t.loss_1, digits),
        "loss_0": written(t.loss_0, digits),
        "verdict": verdict(t),
        "rounded": rounded(t),
        "shows": shows(t),
        "y": str(t.state.y),
    }
    if t.state.view == "lecture":
        words |= lecture.told(t)
    return words | {place: lecture.veil(place) for place in lecture.held(t.state) & words.keys()}


def described(name: str, t: Trace) -> str:
    """The chart in words, unless a part of it is held back."""
    if t.state.view == "learn":
        return learn.CHARTS[name].describe(learn.run(t.state), t)
    if any(place.startswith(f"{name}/") for place in lecture.held(t.state)):
        return "A chart of which a part is held back until it is shown."
    return assets.CHARTS[name].describe(t)


def drawn(t: Trace, half: int) -> dict[str, str]:
    """Where each mark of each chart on the page stands."""
    places: dict[str, str] = {}
    for name in pictures(t.state):
        chart = assets.CHARTS[name]
        places |= placed(name, lecture.marks(name, t, half), chart.x_axis(half), chart.y_axis(half))
    return places
