"""What the reader chose, kept between two runs: the one place that reads the session and the link.

The session keeps choices, never results. The desk sends a message whenever something is chosen: messages.py says what
is in it.
"""

from dataclasses import replace
from typing import cast
from urllib.parse import urlencode

import streamlit as st

from ..reader.groups import Weights
from ..reader.state import State, controls_of
from ..reader.trace import Trace, trace
from ..reviews.examples import EXAMPLES
from ..reviews.reading import TooMany, Unclear
from .assets import VERSION
from .keys import state_of
from .memory import forget
from .messages import Message
from .uploads import Gone, Visit
from .view import Grant
from .views import VIEWS

__all__ = ["DESK", "REQUESTS", "caret", "chosen", "grabbed", "granted", "message", "visit", "written_otherwise"]

DESK = "desk"  # the key of the desk's component
GRANTS = [grant for view in VIEWS.values() for grant in view.grants]
REQUESTS = {
    "open",
    "example",
    "read",
    "wordlist",
    *(grant.field for grant in GRANTS),
}  # the answer says what was chosen


def message() -> Message:
    """The last message of the desk, empty at a visitor's first sight. It may hold anything: browsers can lie."""
    sent = st.session_state.get(DESK, {}).get("message")
    return cast(Message, sent) if isinstance(sent, dict) else {}


def chosen(sent: Message) -> tuple[Trace, dict[str, str]]:
    """What the reader chose and all that follows from it, and a sentence for each thing that could not be read."""
    before = st.session_state.get("state", State())
    number, notes = st.session_state.get("granted", (None, {}))
    if REQUESTS & sent.keys() and number == sent.get("n"):
        return trace(
            before
        ), notes  # Streamlit runs the page again: the request is not granted again, but what is said is
    state, notes = asked(sent, before)
    t = trace(state)
    st.session_state["state"] = state
    st.session_state["granted"] = sent.get("n"), notes
    return t, notes


def ended(visit: Visit):
    """Nothing is left of what a visitor brought."""
    visit.end()
    if visit.brought:
        forget()


@st.cache_resource(scope="session", on_release=ended, show_spinner=False)
def visit() -> Visit:
    """What this visitor's page sends beside its messages; Streamlit ends it when the page's connection ends."""
    return Visit()


def asked(sent: Message, before: State) -> tuple[State, dict[str, str]]:
    """The state that a message asks for; without a message, the one that the address carries."""
    if not isinstance(choices := sent.get("choices"), dict):
        pairs = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
        return state_of(urlencode(pairs))
    if isinstance(resting := sent.get("resting"), dict):
        before, _ = State.from_choices(resting, before)
    if type(number := sent.get("example")) is int and 0 <= number < len(EXAMPLES):
        choices = {**choices, "review": EXAMPLES[number].review, "y": EXAMPLES[number].y}
    state, notes = State.from_choices(choices, before)
    if isinstance(link := sent.get("open"), str):
        state, notes = state_of(link.removeprefix("?"))
        state = replace(state, own=before.own, wordlist=before.wordlist)
    for grant in granted(sent):
        state = grant.state(state)
    again = names if isinstance(names := sent.get("again"), list) else []
    if isinstance(name := sent.get("read"), str):
        state, more = with_own(state, visit(), name, again="read" in again)
        notes |= more
    if isinstance(name := sent.get("wordlist"), str):
        state, more = with_wordlist(state, visit(), name, again="wordlist" in again)
        notes |= more
    return state, notes


def written_otherwise(sent: Message) -> bool:
    """Whether another version of the page wrote the choices, which a browser may keep: the answer says them anew."""
    choices = sent.get("choices")
    return isinstance(choices, dict) and choices.get("version", VERSION) != VERSION


def granted(sent: Message) -> list[Grant]:
    """What a message asks the views for."""
    return [grant for grant in GRANTS if sent.get(grant.field)]


def with_own(state: State, visit: Visit, name: str, again: bool = False) -> tuple[State, dict[str, str]]:
    """The state with the data of an upload; as it was, and a sentence, where nothing can be made of it."""
    try:
        own = visit.own(name)
    except Gone:
        return state, {"read upload": "The file did not arrive whole: please try again."}
    except (Unclear, TooMany) as why:
        return state, {"read": str(why), "unclear" if isinstance(why, Unclear) else "rows": str(why)}
    except ValueError as error:
        return state, {"read": str(error)}
    fresh = {} if again else {"data": "own", "flipped": (), "dropped": (), "t": 0}
    return replace(state, own=own, **fresh), {}


def with_wordlist(state: State, visit: Visit, name: str, again: bool = False) -> tuple[State, dict[str, str]]:
    """The state with the word list of an upload; as it was, and a sentence, where nothing can be made of it."""
    try:
        wordlist = visit.own(name, "words")
    except Gone:
        return state, {"wordlist upload": "The word list did not arrive whole: please try again."}
    except ValueError as error:
        return state, {"wordlist": str(error)}
    return replace(state, wordlist=wordlist, words=state.words if again or state.words == "both" else "yours"), {}


def caret(sent: Message, review: str) -> int | None:
    """Where the message says that the cursor stands, in code points; None if it does not say so."""
    at = sent.get("caret")
    if type(at) is not int or not 0 <= at <= 2 * len(review):
        return None
    return len(review.encode("utf-16-le")[: 2 * at].decode("utf-16-le", errors="ignore"))


def grabbed(sent: Message):
    """The control that was grabbed and may be dragged, or None."""
    grab = sent.get("grab")
    key = grab.get("control") if isinstance(grab, dict) else None
    return next((control for control in controls_of(Weights) if control.key == key), None)
