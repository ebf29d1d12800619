"""lexicon.py and its data files."""

import subprocess
import sys
from importlib.metadata import files

import pytest

from logreg import Lexicon, default_lexicon, features, tokens
from logreg.lexicon import Origin, idioms, origin, plain, sections, words

FILES = ["not_opinions.txt", "film_words.txt", "idioms.txt", "not_persons.txt"]


def vader() -> dict[str, float]:
    """VADER's list as the package's own record of files leads to it, with every entry."""
    (path,) = (file for file in files("vaderSentiment") if file.name == "vader_lexicon.txt")
    rows = (line.split("\t") for line in path.locate().read_text(encoding="utf-8").splitlines() if line)
    return {word: float(valence) for word, valence, *_ in rows}


def test_sign_is_1_for_a_positive_word_minus_1_for_a_negative_one_and_0_for_any_other():
    lexicon = Lexicon({"fine"}, {"dull"})
    assert [lexicon.sign(word) for word in ("fine", "dull", "film")] == [1, -1, 0]


def test_words_are_compared_without_case_and_kind_of_apostrophe_hyphen_or_accent():
    lexicon = Lexicon({"Can't-Miss", "CLICHÉ"}, set())
    assert lexicon.sign("can’t‐miss") == lexicon.sign("cliche\u0301") == lexicon.sign("CAN'T-MISS") == 1


def test_letters_are_compared_by_nfkc_and_signs_are_not():
    assert [plain(word) for word in ("ﬁne", "ＧＲＥＡＴ", "ſo", "𝒸at", "Iʼm", "I`m")] == [
        *("fine", "great", "so", "cat", "i'm", "i'm")
    ]
    assert [plain(sign) for sign in ("№", "nº", "①", "ℹ", "½", "㎏")] == ["№", "nº", "①", "ℹ", "½", "㎏"]


def test_a_soft_hyphen_does_not_hide_a_word():
    assert default_lexicon().sign("enjoy\u00adable") == 1


def test_a_word_that_is_positive_and_negative_is_named():
    with pytest.raises(ValueError, match=r"a word is positive or negative, not both: dull, fine$"):
        Lexicon({"fine", "Dull", "good"}, {"dull", "Fine", "bad"})


def test_a_moved_word_has_its_new_sign_and_the_old_lexicon_keeps_its_own():
    lexicon = Lexicon({"fine"}, {"dull"})
    assert [lexicon.moved(("Fine", sign)).sign("fine") for sign in (1, -1, 0)] == [1, -1, 0]
    assert [lexicon.moved(("DULL", sign)).sign("dull") for sign in (1, -1, 0)] == [1, -1, 0]
    assert lexicon.moved(("film", -1)).sign("film") == -1
    assert lexicon.sign("fine") == 1


def test_moving_a_word_keeps_the_others_and_the_idioms():
    lexicon = Lexicon({"fine"}, {"dull"}, {("dull", "moment")}).moved(("fine", -1))
    assert (lexicon.positive, lexicon.negative) == (frozenset(), {"fine", "dull"})
    assert lexicon.idioms == {("dull", "moment")}


def test_a_lexicon_made_by_hand_is_the_one_that_counts():
    assert features("a fine, dull day", Lexicon({"dull"}, {"fine", "day"})).x[:2].tolist() == [1, 2]


def test_an_idiom_silences_the_opinion_words_inside_it():
    lexicon = Lexicon({"good"}, {"dull"}, {("dull", "moment"), ("so", "_", "good")})
    assert features("Dull moment, so very good", lexicon).x[:2].tolist() == [0, 0]
    assert features("dull, moment so good", lexicon).x[:2].tolist() == [1, 1]


def test_the_gap_of_an_idiom_holds_a_word_and_no_punctuation_mark():
    lexicon = Lexicon(set(), {"sucked"}, {("sucked", "_", "in")})
    assert features("sucked me in", lexicon).x[1] == 0
    assert features("It sucked. In truth it did; it sucked, in every way", lexicon).x[1] == 2


def test_an_idiom_is_compared_like_a_word():
    lexicon = Lexicon({"good"}, {"dull"}, {("Dull", "Moment"), ("it’s", "good")})
    assert features("dull moment. It's good", lexicon).x[:2].tolist() == [0, 0]


@pytest.mark.parametrize(
    "word",
    [
        "hokey",
        "second-rate",
        "predictable",
        "tedious",
        "mediocre",
        "unfunny",
        "terrible",
        "boring",
        "awful",
        "bad",
        "worst",
        "disappointing",
    ],
)
def test_a_word_of_blame_is_negative(word):
    assert default_lexicon().sign(word) == -1


@pytest.mark.parametrize(
    "word",
    [
        "gripping",
        "underrated",
        "memorable",
        "masterpiece",
        "masterpieces",
        "enjoyable",
        "great",
        "nice",
        "good",
        "best",
        "funny",
    ],
)
def test_a_word_of_praise_is_positive(word):
    assert default_lexicon().sign(word) == 1


@pytest.mark.parametrize(
    "word",
    ["no", "like", "well", "want", "kind", "war", "crime", "death", "film", "the", "dead", "hero", "cut", "play"],
)
def test_a_word_that_judges_no_film_has_no_sign(word):
    assert default_lexicon().sign(word) == 0


def test_it_sucked_is_blame_and_it_sucked_me_in_is_not():
    assert features("It sucked.").x[:2].tolist() == [0, 1]
    assert features("It sucked me in. It sucks you in. Sucked in, sucked into it.").x[:2].tolist() == [0, 0]
    assert features("The plot sucked, in every way.").x[1] == 1


@pytest.mark.parametrize("idiom", [line for _, line in sections("idioms.txt")])
def test_every_idiom_silences_a_word_that_would_count_alone(idiom):
    phrase = idiom.replace("_", "so")
    assert features(phrase).x[:2].tolist() == [0, 0]
    assert any(default_lexicon().sign(word) for word in phrase.split())


def test_the_default_is_vader_without_what_is_left_out_and_with_what_comes_in():
    # the recipe of the data files, redone over VADER's own file: letters, hyphens and apostrophes make a word
    base = {word: v for word, v in vader().items() if abs(v) >= 1 and word.translate({45: "", 39: ""}).isalpha()}
    base = {word: v for word, v in base.items() if word[0].isalpha() and word[-1].isalpha() and "--" not in word}
    kept = {word: v for word, v in base.items() if word not in words("not_opinions.txt")}
    lexicon = default_lexicon()
    assert lexicon.positive == {w for w, v in kept.items() if v > 0} | set(words("film_words.txt", "positive"))
    assert lexicon.negative == {w for w, v in kept.items() if v < 0} | set(words("film_words.txt", "negative"))
    assert len(lexicon.positive) > 1500 < len(lexicon.negative)


def test_every_word_left_out_is_one_that_vader_rates_at_least_1():
    ratings = vader()
    assert [word for word in words("not_opinions.txt") if abs(ratings.get(word, 0)) < 1] == []


def test_no_film_word_is_already_in_vader_with_that_sign():
    ratings = vader()
    assert [word for word in words("film_words.txt", "positive") if ratings.get(word, 0) >= 1] == []
    assert [word for word in words("film_words.txt", "negative") if ratings.get(word, 0) <= -1] == []


def test_no_word_of_the_data_files_stands_there_twice():
    every = [*words("not_opinions.txt"), *words("film_words.txt"), *(line for _, line in sections("idioms.txt"))]
    assert sorted(every) == sorted(set(every))


def test_film_words_are_positive_or_negative_and_a_hundred_more_than_asked():
    signed = [*words("film_words.txt", "positive: "), *words("film_words.txt", "negative: ")]
    assert signed == words("film_words.txt")
    assert len(signed) > 110


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_a_data_file_stands_under_a_reason(name):
    reasons = {title for title, _ in sections(name)}
    assert len(reasons) > 5
    assert all(len(title.rpartition(": ")[2]) > 10 for title in reasons)


@pytest.mark.parametrize("name", FILES[:2])
def test_every_word_of_a_data_file_is_one_plain_token(name):
    listed = words(name)
    assert [word for word in listed if [t.text for t in tokens(word)] != [word] or plain(word) != word] == []


def test_the_list_is_read_as_a_file_and_the_analyser_never_runs():
    code = "import sys, logreg; logreg.default_lexicon(); print([m for m in sys.modules if 'vader' in m.lower()])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_origin_of_a_word_is_vader_a_data_file_or_none():
    assert origin("great") == Origin(3.1, "", "")
    assert origin("like").left_out == "answers and fillers: said in passing, they judge nothing"
    assert origin("hokey") == Origin(None, "", "the humour or the taste fails")
    assert origin("film") == Origin(None, "", "")


def test_the_origin_is_found_in_any_form_of_the_word():
    assert origin("GREAT") == origin("great")
    assert origin("cliche\u0301").added == origin("Cliché").added == "the story is worn out or does not hold"


def test_the_origin_decides_the_sign():
    # a film word has its section's sign; one left out has none; any other VADER's, if that is at least 1 in size
    added = {
        word: sign for sign, group in ((1, "positive"), (-1, "negative")) for word in words("film_words.txt", group)
    }
    for word in {*vader(), *added}:
        valence, left_out, reason = origin(word)
        if valence is None and not reason:
            continue  # an emoticon
        rated = 0 if left_out or valence is None or abs(valence) < 1 else (1 if valence > 0 else -1)
        assert default_lexicon().sign(word) == (added[word] if reason else rated)


@pytest.mark.parametrize("name", FILES[:2])
def test_every_word_of_a_data_file_knows_its_reason(name):
    for title, line in sections(name):
        for word in line.split():
            assert title in (
                origin(word).left_out,
                f"positive: {origin(word).added}",
                f"negative: {origin(word).added}",
            )


def test_every_idiom_knows_its_reason():
    assert idioms()["good", "luck"] == "greetings and wishes"
    assert default_lexicon().idioms == set(idioms())
    assert all(idioms().values())
