"""The lecture: what stands in the places of its steps, and what is held back until the reader has guessed."""

from ..loss import bits
from ..prose import Step, lecture
from ..state import State
from ..trace import Trace, chosen, probability, written
from .words import line

__all__ = ["held", "step", "told", "veil"]


def step(state: State) -> Step:
    """The step of the lecture that the reader is at."""
    return lecture()[state.step - 1]


def held(state: State) -> set[str]:
    """The places and pictures that are held back: all groups of the step that have not been shown."""
    if state.view != "lecture" or not state.predict:
        return set()
    return {name for group in step(state).held[state.shown :] for name in group}


def veil(place: str) -> str:
    """What stands in the place of something held back: a question mark for a number, nothing for a sentence."""
    return "" if place.startswith(("says", "rounding")) else "?"


def told(t: Trace) -> dict[str, str]:
    """Every place in the texts and formulas of the step."""
    parts = [one, *(part for part, steps in NEEDED.items() if t.state.step in steps)]
    return {place: text for part in parts for place, text in part(t).items()}


def one(t: Trace) -> dict[str, str]:
    """The numbers of the review on the desk and its gold label."""
    return line(t) | {"b": chosen(t.state.b)}


def all_of(t: Trace) -> dict[str, str]:
    """The numbers of all training reviews: of the first, the second and the last, and of all together."""
    many, digits = t.training, t.state.digits
    return {
        "m": str(len(many.z)),
        **{f"p_{name}": probability(many.p[i], digits) for name, i in (("1", 0), ("2", 1), ("m", -1))},
        **{f"l_{name}": written(many.losses[i], digits) for name, i in (("1", 0), ("2", 1), ("m", -1))},
        "product": probability(many.products[-1], digits),
        "cost": written(many.cost, digits),
        "train_db": written(many.db, digits),
    }


def supposed(t: Trace) -> dict[str, str]:
    """What the loss says where y is supposed to be 1, and where it is supposed to be 0."""
    return {
        "says_1": judged(t, 1, t.loss_1),
        "says_0": judged(t, 0, t.loss_0),
        "bits_1": written(bits(t.loss_1), t.state.digits),
        "rounding": rounding(t),
    }


def judged(t: Trace, y: int, loss: float) -> str:
    """Whether the decision is right if the label is y, and how the loss compares with a coin's."""
    coin = f"a coin flip’s {written(t.coin, t.state.digits)}"
    if written(loss, t.state.digits) == written(t.coin, t.state.digits):
        return f"Like {coin}: the model hardly decides."
    if t.decision == y:
        return f"Small, below {coin}: the model is right."
    return f"Large, above {coin}: the model is confused."


def rounding(t: Trace) -> str:
    """The loss for y = 0 exactly, and as it comes out when ŷ is rounded first, as on a slide."""
    digits, p = t.state.digits, t.y_hat_0
    exact = f"Exact: −log {probability(p, digits + 2)} = {written(t.loss_0, digits)}."
    if t.rounded_0 is None:
        return f"{exact} Rounded first, 1 − ŷ would be 0, which has no log."
    slide = f"As on a slide, rounded first: −log {written(p, digits)} = {written(t.rounded_0, digits)}."
    same = written(t.rounded_0, digits) == written(t.loss_0, digits)
    return f"{exact} {slide}{' Here both read the same.' if same else ''}"


def worlds(t: Trace) -> dict[str, str]:
    """The same review with y = 1 and with y = 0, and the longer review whose writer says that it is 0."""
    columns = {
        "1": (t, t.y_hat, t.loss_1, 1),
        "0": (t, t.y_hat_0, t.loss_0, 0),
        "b": (t.begging, t.begging.p, t.begging.loss, 0),
    }
    digits, places = t.state.digits, {}
    for name, (it, p, loss, y) in columns.items():
        places[f"world_y_hat_{name}"] = probability(it.y_hat, digits)
        places[f"world_p_{name}"] = probability(p, digits)
        places[f"world_loss_{name}"] = written(loss, digits)
        places[f"world_says_{name}"] = "right" if it.decision == y else "wrong"
    return places


def guessed(t: Trace) -> dict[str, str]:
    """What the reader guessed, beside what it is; nothing where nothing was guessed or it is still held back."""
    state, digits, hidden = t.state, t.state.digits, held(t.state)
    said = {"said_z": "", "said_y_hat": "", "said_loss": ""}
    if state.guess_z is not None and "z" not in hidden:
        side = "above 0" if t.z > 0 else "not above 0"
        said["said_z"] = f"{'Right' if state.guess_z == (t.z > 0) else 'Not so'}: z = {written(t.z, digits)} is {side}."
    for name, guess, off, truth in (
        ("y_hat", state.guess_y_hat, t.off_y_hat, probability(t.y_hat, digits)),
        ("loss", state.guess_loss, t.off_loss, written(t.loss_0, digits)),
    ):
        if off is not None and {"y_hat": "y_hat", "loss": "loss_0"}[name] not in hidden:
            way = "too high" if off > 0 else "too low"
            missed = "exactly" if not off else f"{written(abs(off), digits)} {way}"
            said[f"said_{name}"] = f"You said {chosen(guess)}, it is {truth}: {missed}."
    return said


NEEDED = {all_of: (2, 4, 11), supposed: (9, 10), worlds: (10,), guessed: (3, 10)}  # what only some steps tell
