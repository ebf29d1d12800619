"""features.py: six counts, and the words that made them."""

from math import log

import pytest

from logreg import FEATURES, Lexicon, features

PRONOUNS = [
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "we",
    "us",
    "our",
    "ours",
    "ourselves",
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
]


def found(review: str, j: int) -> list[str]:
    return [token.text for token in features(review).found[j - 1]]


def test_the_features_are_six_and_in_order():
    assert [feature.name for feature in FEATURES] == ["x1", "x2", "x3", "x4", "x5", "x6"]
    assert features("Fine.").x.shape == (6,)


def test_x1_counts_positive_words_each_time_they_occur():
    assert found("Great! A GREAT, enjoyable film; great.", 1) == ["Great", "GREAT", "enjoyable", "great"]


def test_x2_counts_negative_words_each_time_they_occur():
    assert found("Terrible, terrible. It's hokey.", 2) == ["Terrible", "terrible", "hokey"]


@pytest.mark.parametrize(
    ("review", "x3"), [("no", 1), ("No, NO and no", 1), ("none, not, know, no-one, nope", 0), ("", 0)]
)
def test_x3_is_1_if_no_occurs_however_often(review, x3):
    assert features(review).x[2] == x3


@pytest.mark.parametrize("pronoun", PRONOUNS)
def test_x4_counts_every_pronoun_of_the_first_and_second_person(pronoun):
    assert features(f"{pronoun}, {pronoun.title()} {pronoun.upper()}").x[3] == 3


@pytest.mark.parametrize("word", ["I'm", "I’ve", "you'll", "We’re", "you'd've", "y'all"])
def test_x4_counts_the_head_of_a_contraction(word):
    assert found(f"so {word} say", 4) == [word]


@pytest.mark.parametrize("word", ["it's", "they", "he", "her", "them", "let's", "thus", "mind", "one", "who"])
def test_x4_does_not_count_the_third_person(word):
    assert features(word).x[3] == 0


@pytest.mark.parametrize(("review", "x5"), [("!", 1), ("Oh! No!!!", 1), ("Oh. No?", 0), ("¡", 0), ("", 0)])
def test_x5_is_1_if_an_exclamation_mark_occurs_however_often(review, x5):
    assert features(review).x[4] == x5


def test_x6_is_the_log_of_the_number_of_words_and_marks():
    assert features("One, two; three.").x[5] == log(6)


@pytest.mark.parametrize("review", ["", " \n ", "\u200b\u202e", "\x00"])
def test_a_text_without_tokens_has_no_features(review):
    assert features(review).x.tolist() == [0] * 6


def test_one_token_alone_has_length_0():
    assert features("film").x.tolist() == [0] * 6


def test_the_words_found_keep_their_place_in_the_text():
    review = "No, you’ll find it “tedious” – I did!"
    for token in [token for made in features(review).found for token in made]:
        assert review[token.start : token.end] == token.text


def test_no_is_never_an_opinion_word_whatever_the_lexicon_says():
    extraction = features("no ! you", Lexicon({"no", "you"}, {"!"}))
    assert extraction.x[:5].tolist() == [0, 0, 1, 1, 1]


def test_the_no_of_an_idiom_still_says_no():
    assert features("no problem").x[:3].tolist() == [0, 0, 1]


def test_html_is_read_as_text():
    assert features("<b>great</b> $\\textbf{awful}$").x[:2].tolist() == [1, 1]


def test_words_of_another_language_are_counted_but_not_judged():
    assert features("好看！ отлично, ممتاز").x.tolist() == [0, 0, 0, 0, 0, log(5)]
