"""A hundred links as they were given away on 29 November 2026: each still opens the screen that it opened then.

`links.jsonl` is a record and is never written anew; a link of another kind is added at its end. Of each it has the
link, the choices beside the defaults, the names of what could not be read, z and the loss of the desk, and in the view
in which the model learns the weights after its steps.
"""

import json
from pathlib import Path

import pytest

from logreg import Run, State, trace
from logreg.reader.state import FIRST_STEPS, LETTERS

LINKS = [json.loads(line) for line in Path(__file__).with_name("links.jsonl").read_text(encoding="utf-8").splitlines()]


# then steps were written by their numbers, and picks as a letter for each; these are the eleven steps of then
STEPS = ["labels", "components", "estimate", "likelihood", "outcomes", "log"]
STEPS += ["negate", "plug_in", "suppose_1", "suppose_0", "mean_loss"]


def test_the_numbers_of_then_lead_to_the_steps_of_then():
    assert [*FIRST_STEPS] == STEPS


def now(key: str, text: str) -> str:
    """A choice as it is written now."""
    if key == "step":
        return STEPS[int(text) - 1]
    if key == "order":  # a term of which a link did not know comes last
        return text + "".join(letter for letter in LETTERS if letter not in text)
    if key == "picks":
        return ",".join(f"{step}:{letter}" for step, letter in zip(STEPS, text) if letter != "-")
    return text


@pytest.mark.parametrize("record", LINKS, ids=lambda record: record["link"][:40] or "the first screen")
def test_a_link_of_then_opens_the_same_screen(record):
    state, notes = State.from_query(record["link"])
    choices = record["choices"]
    first = {key: text for key, text in State().choices().items() if key not in choices}
    assert {key: state.choices()[key] for key in choices} == {key: now(key, text) for key, text in choices.items()}
    assert {key: state.choices()[key] for key in first} == first
    assert sorted(notes) == record["unread"]
    t = trace(state)
    assert (t.z, t.loss) == pytest.approx((record["z"], record["loss"]), rel=1e-12)
    if "learned" in record:
        run = Run.of(state)
        w, b = run.weights(run.reached(state.t))
        then = len(record["learned"]) - 1  # features; one that came later begins switched off
        assert [*w[:then], b] == pytest.approx(record["learned"], rel=1e-9, abs=1e-12)
        assert not w[then:].any()


def test_the_links_set_every_control_that_a_link_carries():
    assert len(LINKS) >= 100
    assert {*State().choices()} <= {key for record in LINKS for key in record["choices"]}
