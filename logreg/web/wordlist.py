"""The reader's own word list: what it is, and what the review comes to by our words, by the reader's and by both."""

from dataclasses import replace

from ..reader.state import WORDS, State
from ..reader.trace import Trace, trace
from ..reader.written import count, estimate, written

__all__ = ["compared", "gone", "used"]

USED = {"yours": "Words count by your own list.", "both": "Words count by your list and ours."}
MOST = 6  # words that are named on each side


def used(t: Trace) -> str:
    """Whose words count, where it is not ours alone."""
    return USED[t.state.words] if t.state.own_words else ""


def gone(state: State) -> list[str]:
    """That the list which is chosen is not here."""
    lacks = state.words != "ours" and not state.own_words
    return ["No link carries a reader’s own word list: words count by ours."] * lacks


def compared(t: Trace) -> dict[str, str]:
    """What was understood of the list, and for each choice of words what the review comes to."""
    if not t.state.wordlist:
        return {"wordlist_said": "", "wordlist_differs": ""}
    every, digits = {words: trace(replace(t.state, words=words)) for words in WORDS}, t.state.digits
    places = {"wordlist_said": t.state.wordlist.said, "wordlist_differs": differs(every["ours"], every["yours"])}
    for words, one in every.items():
        x1, x2, *_ = one.x.tolist()
        places |= {
            f"by_{words}_x1": count(x1, digits),
            f"by_{words}_x2": count(x2, digits),
            f"by_{words}_z": written(one.z, digits),
            f"by_{words}_y_hat": estimate(one.z, digits),
            f"by_{words}_loss": written(one.loss, digits),
        }
    return places


def differs(ours: Trace, yours: Trace) -> str:
    """Which words of the review count by one list and not in the same way by the other."""
    signs = [
        {token.text: sign for sign, made in zip((1, -1), one.extraction.found) for token in made}
        for one in (ours, yours)
    ]
    lines = [
        f"{whose}: {named([w for w, sign in here.items() if there.get(w) != sign])}"
        for whose, here, there in (("Only by ours", *signs), ("only by yours", *signs[::-1]))
    ]
    return f"{'; '.join(lines)}."


def named(words: list[str]) -> str:
    """The first of the words, as they stand in the review."""
    return ", ".join(f"“{word}”" for word in words[:MOST]) + ", …" * (len(words) > MOST) or "none"
