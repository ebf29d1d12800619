"""examples.py: each case shows what it says it shows."""

from collections import Counter

import pytest

from logreg import EXAMPLES, LECTURE, Example, State, Trace, trace
from logreg.reader.state import LONGEST_REVIEW

CASES = {example.title: example for example in EXAMPLES}


def shown(title: str) -> tuple[Example, Trace]:
    return CASES[title], trace(State(review=CASES[title].review, y=CASES[title].y))


def test_the_lectures_review_comes_first_and_is_the_first_screen():
    assert EXAMPLES[0] is LECTURE
    assert (State().review, State().y) == (LECTURE.review, LECTURE.y)


def test_titles_and_reviews_differ():
    assert len(CASES) == len({example.review for example in EXAMPLES}) == len(EXAMPLES) >= 7


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_an_example_has_a_label_a_reason_of_one_line_and_a_review_that_fits(example):
    assert example.y in (0, 1)
    assert 20 < len(example.shows) < 120
    assert "\n" not in example.shows
    assert 0 < len(example.review) < LONGEST_REVIEW


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_an_example_fits_in_a_link(example):
    assert State.from_query(State(review=example.review).link()[0])[0].review == example.review


def test_the_plain_pan_is_decided_by_two_negative_words_and_a_no():
    example, t = shown("A clearly bad review")
    assert (t.x[0], t.x[1], t.x[2]) == (0, 2, 1)
    assert (example.y, t.decision) == (0, 0)
    assert t.loss < 0.01


def test_not_good_counts_as_praise():
    example, t = shown("“Not good”")
    assert Counter(token.text for token in t.extraction.tokens)["not"] >= 2
    assert "good" in [token.text for token in t.extraction.found[0]]
    assert (example.y, t.decision) == (0, 1)


def test_sarcasm_praises_and_never_blames():
    example, t = shown("Sarcasm")
    assert t.x[0] >= 2
    assert t.x[1] == 0
    assert (example.y, t.decision) == (0, 1)


def test_the_very_long_review_is_taken_for_praise_by_its_length_alone():
    example, t = shown("Very long, no verdict")
    assert len(t.extraction.tokens) > 200
    assert t.x[:3].tolist() == [0, 0, 0]
    assert (example.y, t.decision) == (0, 1)
    assert trace(State(review=example.review, on=(True,) * 5 + (False,))).z < t.z - 3


def test_no_known_word_leaves_length_and_bias():
    _, t = shown("No known word")
    assert t.x[:5].tolist() == [0] * 5
    assert t.z == pytest.approx(t.terms[5] + t.state.b)


def test_confidently_wrong_costs_much():
    example, t = shown("Confidently wrong")
    assert (example.y, t.decision) == (1, 0)
    assert t.y_hat < 0.001
    assert t.loss > 7
