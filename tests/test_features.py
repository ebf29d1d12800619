"""features.py: six counts, and the words that made them."""

from math import log

import pytest

from logreg import FEATURES, Lexicon, feature_matrix, features
from logreg.lexicon import sections
from logreg.tokens import APOSTROPHES

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


NO_PERSON = [
    *(
        "It opened in the US and the UK.",
        "the US's best",
        "a US film",
        "US Army",
        "Made in US.",
        "the us",
        "(US, 1988)",
    ),
    *("ＵＳ troops", "US/UK release", "Canada, US", "us weekly", "My Lai", "U.S. and U.S.A.", "the UK and the US"),
    *("i.e.", "I.E., so", "i. e. that", "A.I. wakes", "I.Q.", "I/O", "(i)", "i．e．", "the letter I", "CIA and F.B.I."),
    *(
        "World War I",
        "world war i was long",
        "WW I",
        "Henry I",
        "HENRY I",
        "Elizabeth I’s court",
        "King Zog I of Albania",
    ),
    *("Pope John Paul I", "Malcolm I of Scotland", "Ramses I", "Part I", "Act I, scene II", "vol. I", "Rocky I and II"),
    *("films I to III", "Type I error", "World War Ⅰ", "ℹ", "Star Wars Episode I: The Phantom Menace"),
    *(
        "a gold mine",
        "coal mine",
        "the mine",
        "an old mine",
        "the mine's owner",
        "land mine",
        "mine shaft",
        "their mine",
    ),
    *("the Sago mine", "to mine the past for jokes", "mine data", "the abandoned mine", "A mine!", "into this mine"),
]
PERSON = [
    *("It told us", "told US?", "Who told US?", "THEY TOLD US", "all of us", "us and them", "let us", "US", "near us."),
    *(
        "it is mine",
        "a friend of mine",
        "mine is better",
        "The fault is mine",
        "Mine!",
        "similar to mine",
        "mine’s better",
    ),
    *("So did I. A week later", "in part I agree", "Henry and I laughed", "With Henry I felt bored", "Henry, I"),
    *("in the world war I think", "No, I", "that part I loved", "the last chapter I read", "i", "Ｉ", "It is I."),
    *(
        "after a while mine broke",
        "the pleasure's mine",
        "My film",
        "I'm",
        "The King and I",
        "With Elizabeth I'm bored",
    ),
]


@pytest.mark.parametrize("review", NO_PERSON)
def test_x4_does_not_count_letters_of_a_pronoun_that_name_no_person(review):
    assert features(review).x[3] == 0


@pytest.mark.parametrize("review", PERSON)
def test_x4_counts_the_pronoun_where_it_only_looks_like_another_word(review):
    assert features(review).x[3] == 1


ORDINARY = {"_": "so", "xx": "so", "Xx": "Sago", "i.x": "i.q", "x.i": "q.i", "x/i": "q/i", "i/x": "i/q"}


@pytest.mark.parametrize(("title", "line"), list(sections("not_persons.txt")))
def test_every_phrase_with_each_of_its_words_decides_as_its_section_says(title, line):
    if title.startswith("no person: "):
        slots = [word.split("|") for word in line.split(" ")]
        for slot, k in [(slot, k) for slot, words in enumerate(slots) for k in range(len(words))]:
            words = [words[k if place == slot else 0] for place, words in enumerate(slots)]
            text = " ".join(ORDINARY.get(word, word) for word in words)
            others = ["my", "our"] if "mine" in slots[-1] else []  # pronouns of their own
            assert found(text, 4) == [word for word in words if word in others]
    else:
        assert title.startswith("person: ")


def test_a_pronoun_that_names_no_person_counts_by_the_readers_lists():
    lexicon = Lexicon({"us"}, {"mine"})
    assert features("Told us of the US and a mine: it is mine", lexicon).x[:4].tolist() == [1, 1, 0, 2]


@pytest.mark.parametrize("sign", "！❗❕‼⁉⁈﹗︕❣‽՜")
def test_x5_is_1_if_any_kind_of_exclamation_mark_occurs(sign):
    assert found(f"great{sign}", 5) == [sign]
    assert found(f"great{sign}\ufe0f", 5) == [f"{sign}\ufe0f"]


def test_words_with_ligatures_or_in_full_width_count_at_their_places_in_the_text():
    text = "So terriﬁc, ﬂawless, ｇｒｅａｔ and 𝐠𝐫𝐞𝐚𝐭: ｎｏ"
    assert found(text, 1) == ["terriﬁc", "ﬂawless", "ｇｒｅａｔ", "𝐠𝐫𝐞𝐚𝐭"]
    assert [text[token.start : token.end] for token in features(text).found[2]] == ["ｎｏ"]


def test_a_number_sign_is_no_no_and_an_information_sign_is_no_i():
    assert features("№ 5, nº 5, ℹ️ ⓘ Ⅰ").x[:5].tolist() == [0] * 5


def test_kindly_is_no_praise():
    assert features("She kindly asks; a kindly man").x[0] == 0


def test_one_text_is_no_list_of_texts_and_no_texts_are_no_rows():
    with pytest.raises(TypeError, match=r"^texts must be a list of texts, got one text$"):
        feature_matrix("A film")
    assert feature_matrix([]).shape == (0, 6)
    assert feature_matrix(text for text in ("a", "b")).tolist() == [[0.0] * 6] * 2


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
    assert features("好看。 отлично, ممتاز").x.tolist() == [0, 0, 0, 0, 0, log(5)]


@pytest.mark.parametrize("sign", APOSTROPHES, ids=ascii)
def test_an_apostrophe_that_is_a_capital_letter_makes_no_word_one_in_capitals(sign):
    """A phrase may ask for a word in small letters: the US, the country, is followed by one."""
    assert features(f"US isn{sign}t").x[3] == features("US isn't").x[3] == 0
