"""What the reader chose, kept between two runs: the one place that reads the session and the link.

The session keeps choices, never results. The desk sends a message whenever something is chosen:

    n         the number of the message, which its answer carries back
    choices   what every control is set to, as text
    open      the query string of a link to open, in place of choices
    example   the number of an example to put on the desk
    half      half the width of the z axis on the screen
    held      true while something is dragged, and the axis must stay
    sent      when it was sent
    grab      the control that was grabbed, for which a table is wanted
"""

from collections.abc import Mapping
from contextlib import suppress
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from ..examples import EXAMPLES
from ..features import features
from ..state import CONTROLS, State
from ..trace import Trace, trace, traced

__all__ = ["DESK", "chosen", "message"]

DESK = "desk"  # the key of the desk's component


def message() -> dict[str, Any]:
    """The last message of the desk, empty at a visitor's first sight. It may hold anything: browsers can lie."""
    sent = st.session_state.get(DESK, {}).get("message")
    return sent if isinstance(sent, dict) else {}


def chosen(sent: Mapping[str, Any]) -> tuple[Trace, dict[str, str]]:
    """What the reader chose and all that follows from it, and a sentence for each thing that could not be read."""
    before = st.session_state.get("state", State())
    state, notes = asked(sent, before)
    try:
        t = trace(state)
    except ValueError as error:
        t, keys = put_back(state, before)
        notes |= dict.fromkeys(keys, f"{error}. Until then the last value counts.")
    st.session_state["state"] = t.state
    return t, notes


def put_back(state: State, before: State) -> tuple[Trace, list[str]]:
    """The trace with as few weights as possible put back to where they were, so that z is a float again; their keys."""
    extraction = features(state.review)
    weights = [control for control in CONTROLS if control.field in ("w", "b")]
    moved = [control for control in weights if control.value(state) != control.value(before)]
    fewest_first = (some for count in range(1, len(moved) + 1) for some in combinations(moved, count))
    for source, some in (*((before, some) for some in fewest_first), (State(), weights)):
        back = state
        for control in some:
            back = control.put(back, control.value(source))
        with suppress(ValueError):
            return traced(back, extraction), [control.key for control in some]
    raise AssertionError("the lecture's weights are within range for any review")


def asked(sent: Mapping[str, Any], before: State) -> tuple[State, dict[str, str]]:
    """The state that a message asks for; without a message, the one that the address carries."""
    if isinstance(link := sent.get("open"), str):
        return State.from_query(link.removeprefix("?"))
    if not isinstance(choices := sent.get("choices"), dict):
        return State.from_query(urlencode(st.query_params.to_dict()))
    if type(number := sent.get("example")) is int and 0 <= number < len(EXAMPLES):
        choices = {**choices, "review": EXAMPLES[number].review, "y": EXAMPLES[number].y}
    return State.from_choices(choices, before)


def grabbed(sent: Mapping[str, Any]):
    """The control that was grabbed and may be dragged, or None."""
    grab = sent.get("grab")
    key = grab.get("control") if isinstance(grab, dict) else None
    return next((control for control in CONTROLS if control.key == key and control.field in ("w", "b")), None)
