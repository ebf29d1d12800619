"""The desk: one review, its features and weights, and z, ŷ and both losses moving under the reader's hand.

Python draws nothing here but one component, and answers its messages. An answer is a flat dict of places
on the page and what stands there, all of it written by the core: the page only puts it there. For a
control that is dragged the answer brings a table with one such row for each position of the control.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from ..examples import EXAMPLES
from ..features import FEATURES
from ..figures.marks import on_screen, reach, z_axis
from ..state import DRAG, Control
from ..trace import Trace, probability, traced, written
from . import assets, controls

__all__ = ["answer", "page", "row", "table"]

LOADER = """
const files = new URL("desk/VERSION/", document.baseURI)
const desk = import(new URL("desk.js", files))
export default function (component) {
  desk.then(({ show }) => show(component, files))
  return () => desk.then(({ leave }) => leave(component))
}
""".replace("VERSION", assets.VERSION)

component = st.components.v2.component("desk", js=LOADER, isolate_styles=False)


@st.fragment
def page():
    """Draw the desk, or answer its last message."""
    sent = controls.message()
    t, notes = controls.chosen(sent)
    reply = answer(t, notes, sent)
    component(key=controls.DESK, data=json.dumps(reply).encode(), on_message_change=lambda: None)


def answer(t: Trace, notes: Mapping[str, str], sent: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the page needs to show a trace, in answer to a message."""
    link, too_long = t.state.link()
    half = sent["half"] if sent.get("held") and sent.get("half") in assets.halves() else reach(t)
    reply = {
        "n": sent.get("n", 0),
        "link": link,
        "half": half,
        "notes": [*notes.values(), *([too_long] if too_long else []), *empty(t)],
        "invalid": list(notes),
        "spans": spans(t),
        "row": row(t, half),
        "describe": {name: chart.describe(t) for name, chart in assets.CHARTS.items()},
        "status": assets.CHARTS["loss"].describe(t),
    }
    if "choices" not in sent or "example" in sent or "open" in sent:
        reply["choices"] = t.state.choices()
    if control := controls.grabbed(sent):
        reply["table"] = table(t, control, half) | {"id": sent["grab"].get("id")}
    return reply


def empty(t: Trace) -> Iterator[str]:
    """A sentence where there is nothing to classify."""
    if not t.extraction.tokens:
        yield "There is nothing to classify: without a word, only the bias speaks."


def spans(t: Trace) -> list[list]:
    """[start, end, feature] of each token that feeds one of x1…x5, in the page's units of text (UTF-16)."""
    text, places, at, here = t.state.review, [], 0, 0
    fed = ((token, feature.name) for feature, found in zip(FEATURES, t.extraction.found) for token in found)
    for token, name in sorted(fed, key=lambda pair: pair[0].start):
        here += units(text[at : token.start])
        places.append([here, here + units(token.text), name])
        at = token.start
    return places


def units(text: str) -> int:
    """How long the page takes the text to be."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def row(t: Trace, half: int) -> dict[str, str]:
    """Every place on the page that moves, and what stands there: words by their name, marks by chart/name/attribute."""
    return dict(words(t)) | dict(places(t, half))


def table(t: Trace, control: Control, half: int) -> dict[str, Any]:
    """For every position of a dragged control the places that differ, and what stands there."""
    positions = [control.write(tenth / 10) for tenth in DRAG]
    moved = (control.put(t.state, control.read(position)) for position in positions)
    whole = [row(traced(state, t.extraction), half) for state in moved]
    differ = [place for place in whole[0] if len({one[place] for one in whole}) > 1]
    return {
        "control": control.key,
        "half": half,
        "places": differ,
        "rows": {position: [one[place] for place in differ] for position, one in zip(positions, whole)},
    }


def words(t: Trace) -> Iterator[tuple[str, str]]:
    """The numbers and phrases of the page, by name."""
    digits, on = t.state.digits, t.state.on
    for j, (feature, term) in enumerate(zip(FEATURES, t.terms)):
        value = t.extraction.x[j]
        yield feature.name, written(value, digits) if feature.name == "x6" else f"{value:.0f}"
        yield f"found{j + 1}", found(t, j)
        yield f"term{j + 1}", written(term, digits, sign=True) if on[j] else "off"
    yield "termb", written(t.state.b, digits, sign=True)
    yield "z", written(t.z, digits)
    yield "minus-z", written(-t.z, digits)
    yield "sum", sum_of(t)
    yield "y_hat", probability(t.y_hat, digits)
    yield "y_hat_0", probability(t.y_hat_0, digits)
    yield "decision", "positive, ŷ > 0.5" if t.decision else "negative, ŷ ≤ 0.5"
    yield "loss_1", written(t.loss_1, digits)
    yield "loss_0", written(t.loss_0, digits)
    yield "verdict", verdict(t)
    yield "rounded", rounded(t)
    yield "shows", next((example.shows for example in EXAMPLES if example.review == t.state.review), "")


def places(t: Trace, half: int) -> Iterator[tuple[str, str]]:
    """Where each mark of each chart stands."""
    for name, chart in assets.CHARTS.items():
        axis = chart.y_axis(half)
        for mark, attributes in on_screen(chart.marks(t, half), z_axis(half), axis).items():
            for attribute, value in attributes.items():
                yield f"{name}/{mark}/{attribute}", value


def found(t: Trace, j: int) -> str:
    """The words that made a feature, each once; for x6 how many tokens there are."""
    if j == 5:
        return f"{len(t.extraction.tokens)} words and marks"
    times = Counter(token.text for token in t.extraction.found[j])
    return ", ".join(word if n == 1 else f"{word} ×{n}" for word, n in times.items()) or "none found"


def sum_of(t: Trace) -> str:
    """The sum w·x + b with its numbers, without what is switched off."""
    x = [*(f"{count:.0f}" for count in t.x[:5]), written(t.x[5], t.state.digits)]
    terms = [f"{chosen(w)}·{value}" for w, value, on in zip(t.state.w, x, t.state.on) if on]
    return " + ".join([*terms, chosen(t.state.b)]).replace("+ −", "− ")


def chosen(value: float) -> str:
    """A number that the reader chose, no longer than it was said.

    Example:
        >>> chosen(-5.0), chosen(0.125)
        ('−5', '0.125')
    """
    return repr(value).removesuffix(".0").replace("-", "−")


def verdict(t: Trace) -> str:
    """Whether the decision meets the gold label, and what the label was given."""
    right, p = "right" if t.decision == t.state.y else "wrong", probability(t.p, t.state.digits)
    return f"The model is {right}: it gives y = {t.state.y} the probability {p}."


def rounded(t: Trace) -> str:
    """What the losses come to when ŷ is rounded first, where that reads otherwise than the loss itself."""
    digits = t.state.digits
    lines = []
    for p, loss, first in ((t.y_hat, t.loss_1, t.rounded_1), (t.y_hat_0, t.loss_0, t.rounded_0)):
        exact, other = written(loss, digits), written(first, digits) if first is not None else None
        if other and other != exact:
            lines.append(f"{exact}, not {other}: that is −log of the rounded {written(p, digits)}.")
    return " ".join(lines)
