"""xray.py: why a token counts, told from where its sign really comes."""

from importlib.metadata import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logreg import EXAMPLES, LECTURE, State, default_lexicon, features, read_words, trace
from logreg.lexicon import sections, words
from logreg.reader.xray import Reason, reason, token_at


def of(review: str, word: str, **choices) -> Reason:
    """The reason of the first token with this text."""
    t = trace(State(review=review, **choices))
    return reason(t, [token.text for token in t.extraction.tokens].index(word))


def vader() -> dict[str, str]:
    """VADER's mean valences as the package's own file writes them."""
    (path,) = (file for file in files("vaderSentiment") if file.name == "vader_lexicon.txt")
    rows = (line.split("\t") for line in path.locate().read_text(encoding="utf-8").splitlines() if line)
    return {word: valence for word, valence, *_ in rows}


IN_NEITHER = "neither in the VADER list nor among the words added for film reviews, so it counts for x6 alone."

TABLE = [
    # VADER
    ("A great film", "great", "is in the VADER list with a mean valence of +3.1 of 4, so it counts for x1.", 0),
    ("GREAT!", "GREAT", "“GREAT” is in the VADER list with a mean valence of +3.1", 0),
    ("so terrible", "terrible", "with a mean valence of −2.1 of −4, so it counts for x2.", 1),
    ("surprises", "surprises", "is in the VADER list, but a mean valence of +0.9 of 4 is too weak", None),
    (
        "I like it",
        "like",
        "VADER rates “like” +1.5 of 4, but it is left out for film reviews (answers and fillers",
        None,
    ),
    ("a war film", "war", "−2.9 of −4, but it is left out for film reviews (crime, war and violence", None),
    # added
    ("hokey", "hokey", "is not in the VADER list, but was added for film reviews (the humour or the taste fails)", 1),
    ("gripping", "gripping", "added for film reviews (the story holds the viewer), so it counts for x1.", 0),
    ("unbelievable", "unbelievable", "VADER rates “unbelievable” only +0.8 of 4, but it was added", 1),
    # nowhere
    ("a film", "film", f"“film” is {IN_NEITHER}", None),
    ("in 1921", "1921", f"“1921” is {IN_NEITHER}", None),
    ("отлично", "отлично", f"“отлично” is {IN_NEITHER}", None),
    # idioms
    (
        "It sucked me in.",
        "sucked",
        "is a negative word, but not in the phrase “sucked me in” (taken in by a film",
        None,
    ),
    ("It sucked me in.", "me", "“me” is in the list of first-person pronouns, so it counts for x4.", 3),
    ("Good luck", "Good", "“Good” is a positive word, but not in the phrase “Good luck” (greetings and wishes)", None),
    ("supposed to be funny", "funny", "not in the phrase “supposed to be funny”", None),
    ("no problem", "problem", "“problem” is a negative word, but not in the phrase “no problem” (a set phrase", None),
    ("no problem", "no", "x3 is 1 because “no” occurs; a second “no” adds only to the length, x6.", 2),
    ("beauty and the beast", "beauty", "“beauty and the beast” (titles of films): here it counts for x6 alone.", None),
    # no, and what is not no
    ("NO, no", "NO", "x3 is 1 because “no” occurs; a second “no” adds only to the length, x6.", 2),
    (
        "not good",
        "not",
        "“not” is not “no”: x3 asks for the word “no” alone, and no feature turns “good” round after a “not”",
        None,
    ),
    ("isn’t it", "isn’t", "“isn’t” is not “no”: x3 asks for the word “no” alone", None),
    ("isn’t it", "isn’t", "after an “isn't”; so it counts for x6 alone.", None),
    ("Don't go", "Don't", "after a “don't”", None),
    ("Nothing", "Nothing", "“Nothing” is not “no”", None),
    ("never", "never", "after a “never”", None),
    # pronouns
    ("I", "I", "“I” is in the list of first-person pronouns, so it counts for x4.", 3),
    ("I'm", "I'm", "“I'm” begins with “I”, which is in the list of first-person pronouns", 3),
    ("you’ll", "you’ll", "“you’ll” begins with “you”, which is in the list of second-person pronouns", 3),
    ("y'all", "y'all", "“y'all” is in the list of second-person pronouns", 3),
    ("Y’all’s film", "Y’all’s", "“Y’all’s” is neither in the VADER list nor among the words added", None),
    ("they", "they", "“they” is a third-person pronoun: x4 counts only the first and second person", None),
    ("Iʼm", "Iʼm", "“Iʼm” begins with “I”, which is in the list of first-person pronouns", 3),
    ("in the US.", "US", "“US” is no pronoun in “the US” (the country, the United States): here it counts for", None),
    ("the US’s", "US’s", "“US’s” is no pronoun in “the US’s” (the country", None),
    (
        "World War I",
        "I",
        "“I” is no pronoun in “World War I” (the number of a war): here it counts for x6 alone.",
        None,
    ),
    ("so, i.e. that", "i", "“i” is no pronoun in “i.e.” (a letter of an abbreviation)", None),
    ("an old gold mine", "mine", "“mine” is no pronoun in “gold mine” (a mine in the ground, or one that", None),
    ("Who told US?", "US", "pronouns, and in “told US” it is one (in capitals for emphasis, as in", 3),
    ("told us", "us", "“us” is in the list of first-person pronouns, so it counts for x4.", 3),
    ("It's", "It's", "“It's” begins with “It”, which is a third-person pronoun", None),
    # marks
    ("Oh!!", "!", "x5 is 1 because “!” occurs; a second “!” adds only to the length, x6.", 4),
    (
        "a, b",
        ",",
        "“,” counts for x6 alone: the length is taken in words and punctuation marks, as the lecture’s 66",
        None,
    ),
    ("Oh‼", "‼", "“‼” is read as “!”: x5 is 1 because “!” occurs", 4),
    ("5 $", "$", "“$” counts for x6 alone: the length is taken in words, punctuation marks and other signs.", None),
    ("so 😀", "😀", "“😀” counts for x6 alone", None),
]


@pytest.mark.parametrize(("review", "word", "piece", "feature"), TABLE)
def test_the_sentence_says_where_the_count_comes_from(review, word, piece, feature):
    told = of(review, word)
    assert piece in told.sentence
    assert told.feature == feature


@pytest.mark.parametrize(
    ("word", "sign", "sentence", "feature"),
    [
        ("film", 1, "You put “film” among the positive words, so it counts for x1.", 0),
        ("great", -1, "You put “great” among the negative words, so it counts for x2.", 1),
        ("great", 0, "You put “great” in neither list, so it counts for x6 alone.", None),
        ("not", -1, "You put “not” among the negative words, so it counts for x2.", 1),
        ("they", 1, "You put “they” among the positive words, so it counts for x1.", 0),
        ("hokey", -1, "You put “hokey” among the negative words, so it counts for x2.", 1),
    ],
)
def test_a_word_that_the_reader_moved_says_so(word, sign, sentence, feature):
    assert of(word, word, lists=((word, sign),)) == Reason(feature, sentence, word, sign)


def test_a_moved_word_is_known_in_any_case():
    assert of("Film", "Film", lists=(("FILM", 1),)).sentence.startswith("You put “Film” among the positive words")


def test_an_idiom_silences_also_what_the_reader_moved():
    told = of("best friends", "friends", lists=(("friends", 1),))
    assert (told.feature, told.sign) == (None, 1)
    assert "but not in the phrase “best friends”" in told.sentence


def test_no_list_moves_no_a_pronoun_or_a_mark():
    lists = (("no", 1), ("i", -1), ("!", 1))
    for word, feature in (("no", 2), ("I", 3), ("!", 4)):
        told = of("no I !", word, lists=lists)
        assert (told.feature, told.word) == (feature, "")
        assert "You put" not in told.sentence


@pytest.mark.parametrize(
    ("word", "j"), [("great", 0), ("dull", 1), ("no", 2), ("you", 3), ("!", 4), ("film", 5), (",", 5)]
)
def test_a_feature_that_is_switched_off_is_said_to_enter_as_0(word, j):
    review, off = "great dull no you ! film,", tuple(k != j for k in range(6))
    note = f" x{j + 1} is switched off and so enters as 0."
    assert of(review, word, on=off).sentence == of(review, word).sentence + note


def test_the_word_is_the_plain_form_of_what_the_lists_can_move():
    pairs = [
        ("Film", "film"),
        ("isn’t", "isn't"),
        ("It's", "it's"),
        ("GREAT", "great"),
        ("1921", "1921"),
        ("not", "not"),
    ]
    for written, word in pairs:
        assert of(written, written).word == word
    for written in ("no", "I", "you’ll", "!", ",", "$", "😀", "b" * 101):
        assert of(written, written).word == ""


@pytest.mark.parametrize("one", EXAMPLES, ids=[one.title for one in EXAMPLES])
def test_every_token_of_an_example_has_a_reason_that_agrees_with_what_was_found(one):
    t = trace(State(review=one.review))
    for place, token in enumerate(t.extraction.tokens):
        told = reason(t, place)
        assert [j for j, made in enumerate(t.extraction.found) if token in made] == (
            [told.feature] if told.feature is not None else []
        )
        named = "x6 alone" if told.feature is None else f"x{told.feature + 1}"
        assert named in told.sentence
        assert told.sign == default_lexicon().sign(token.text)


def test_the_reasons_of_a_review_add_up_to_its_features():
    t = trace(State())
    counted = [reason(t, place).feature for place in range(len(t.extraction.tokens))]
    assert [counted.count(j) for j in range(5)] == LECTURE_COUNTS
    assert len(counted) == 66


LECTURE_COUNTS = [3, 2, 1, 3, 0]


@pytest.mark.parametrize(("title", "line"), list(sections("not_opinions.txt")))
def test_every_word_left_out_names_vaders_valence_and_the_reason(title, line):
    ratings = vader()
    for word in set(line.split()) - {"no"}:  # which makes x3
        told = of(word, word)
        assert f"({title}), so it counts for x6 alone." in told.sentence
        assert f"{float(ratings[word]):+.1f} of ".replace("-", "−") in told.sentence
        assert told.feature is None


@pytest.mark.parametrize(("title", "line"), list(sections("film_words.txt")))
def test_every_film_word_names_the_reason_for_which_it_was_added(title, line):
    kind, _, why = title.partition(": ")
    for word in line.split():
        told = of(word, word)
        assert (
            f"added for film reviews ({why}), so it counts for {'x1' if kind == 'positive' else 'x2'}." in told.sentence
        )
        assert ("is not in the VADER list" in told.sentence) == (word not in vader())


@pytest.mark.parametrize(("title", "line"), list(sections("idioms.txt")))
def test_every_idiom_names_itself_and_its_reason_where_it_silences_a_word(title, line):
    phrase = line.replace("_", "so")
    t = trace(State(review=phrase))
    told = [reason(t, place) for place in range(len(t.extraction.tokens))]
    silenced = [r for r in told if r.sign and r.feature is None]
    assert silenced
    assert all(f"but not in the phrase “{phrase}” ({title}): here" in r.sentence for r in silenced)


@pytest.mark.parametrize(("title", "line"), list(sections("not_persons.txt")))
def test_every_phrase_in_which_a_pronoun_is_none_gives_its_reason(title, line):
    signs = {"_": "so", "xx": "so", "Xx": "Sago", "i.x": "i.q", "x.i": "q.i", "x/i": "q/i", "i/x": "i/q"}
    text = " ".join(signs.get(word, word).split("|")[0] for word in line.split(" "))
    t = trace(State(review=text))
    told = [reason(t, place) for place in range(len(t.extraction.tokens))]
    if title.startswith("no person"):
        assert any(f"({title.partition(': ')[2]}): here it counts for x6 alone." in r.sentence for r in told)
        assert all(len(r.sentence.split()) <= 40 for r in told)
    else:
        assert any(r.feature == 3 for r in told)


def test_of_two_idioms_the_longer_is_named():
    assert "in the phrase “do his best” (" in of("to do his best friend a favour", "best").sentence


def test_every_word_of_vader_that_counts_shows_the_valence_of_its_file():
    for word, valence in list(vader().items())[::25]:
        if default_lexicon().sign(word) and word not in words("film_words.txt"):
            end = "−4" if float(valence) < 0 else "4"
            assert f"mean valence of {float(valence):+.1f} of {end},".replace("-", "−") in of(word, word).sentence


def test_a_place_without_a_token_is_named():
    t = trace(State(review="A film."))
    for place in (3, -1):
        with pytest.raises(IndexError, match=f"place must be that of one of 3 tokens, counted from 0, got {place}$"):
            reason(t, place)


def test_a_long_word_is_cut_where_it_is_quoted():
    assert of("x" * 5000, "x" * 5000).sentence.startswith(f"“{'x' * 20}…” is neither")


texts = st.text(max_size=30) | st.lists(
    st.sampled_from(
        [
            "great",
            "sucked",
            "me",
            "in",
            "best",
            "friend",
            "no",
            "I'm",
            "!",
            "film",
            "isn’t",
            "it",
            "İ",
            "US",
            "the",
            "i.e.",
            "mine",
            "gold",
        ]
    ),
    max_size=8,
).map(" ".join)


@given(
    texts, st.lists(st.tuples(st.sampled_from(["film", "great", "no", "it"]), st.sampled_from([-1, 0, 1])), max_size=2)
)
def test_every_token_of_any_text_has_a_short_true_reason(text, lists):
    t = trace(State(review=text, lists=tuple(lists)))
    for place, token in enumerate(t.extraction.tokens):
        told = reason(t, place)
        assert (token in t.extraction.found[told.feature]) if told.feature is not None else True
        assert any(token in made for made in t.extraction.found) == (told.feature is not None)
        assert told.sentence.endswith(".")
        assert ("so it counts for x6 alone." in told.sentence) + ("counts for x6 alone:" in told.sentence) + (
            "here it counts for x6 alone." in told.sentence
        ) == (told.feature is None)


@given(st.text(min_size=1, max_size=20) | st.text("İßΣ’‐\u00ad\u0301Aa1", min_size=1, max_size=130))
def test_the_word_of_a_reason_can_be_moved_and_then_counts(text):
    t = trace(State(review=text))
    for place in range(len(t.extraction.tokens)):
        if word := reason(t, place).word:
            state, notes = State.from_choices({"review": text, "lists": f"{word}:1"})
            assert notes == {}
            assert reason(trace(state), place)[::3] == (0, 1)


@pytest.mark.parametrize("off", [(), range(6)], ids=["on", "off"])
def test_no_sentence_is_longer_than_forty_words(off):
    every = [
        *words("not_opinions.txt"),
        *words("film_words.txt"),
        *(line.replace("_", "so") for _, line in sections("idioms.txt")),
    ]
    review = ". ".join([LECTURE.review, *every, *(row[0] for row in TABLE)])[:20_000]
    t = trace(State(review=review, on=tuple(j not in off for j in range(6))))
    for place in range(len(t.extraction.tokens)):
        told = reason(t, place).sentence
        assert all(len(sentence.split()) <= 40 for sentence in told.split(". "))
        assert told.count(". ") == (1 if off else 0) or t.extraction.tokens[place].text == "."


# the caret


def test_the_token_around_the_caret_is_preferred_to_the_one_that_ends_there():
    extraction = features("so great! film")
    assert [token_at(extraction, p) for p in (0, 1, 2, 3, 7, 8, 9, 10, 14)] == [0, 0, 0, 1, 1, 2, 2, 3, 3]


def test_between_tokens_and_outside_the_text_there_is_none():
    extraction = features("  a  b ")
    assert [token_at(extraction, p) for p in (-1, 0, 1, 4, 7, 99)] == [None] * 6
    assert token_at(features(""), 0) is None


@given(st.text(max_size=30), st.integers(-2, 32))
def test_the_token_at_the_caret_is_the_one_that_a_search_from_the_left_finds(text, position):
    extraction = features(text)
    around = [i for i, token in enumerate(extraction.tokens) if token.start <= position < token.end]
    ending = [i for i, token in enumerate(extraction.tokens) if token.end == position]
    assert token_at(extraction, position) == next(iter(around + ending), None)


# the reader's own word list


def listed(words: str) -> dict:
    """The choices with a word list of the reader's own."""
    return {"words": words, "wordlist": read_words("film 3\nhokey −2,5\nnice positive\n".encode())}


@pytest.mark.parametrize(
    ("word", "words", "sentence", "feature"),
    [
        ("film", "yours", "“film” is in your word list with the value 3, which is positive, so it counts", 0),
        (
            "hokey",
            "both",
            "“hokey” is in your word list with the value −2.5, which is negative, so it counts for x2.",
            1,
        ),
        (
            "great",
            "yours",
            "“great” is neither positive nor negative in your word list, so it counts for x6 alone.",
            None,
        ),
        ("great", "both", "“great” is in the VADER list with a mean valence of +3.1 of 4, so it counts for x1.", 0),
        ("film", "ours", f"“film” is {IN_NEITHER}", None),
        ("not", "yours", "“not” is not “no”: x3 asks for the word “no” alone", None),
        (".", "yours", "“.” counts for x6 alone", None),
    ],
)
def test_a_word_of_the_readers_own_list_is_explained_by_it(word, words, sentence, feature):
    why = of("A great hokey film, not nice.", word, **listed(words))
    assert why.sentence.startswith(sentence)
    assert why.feature == feature


def test_a_label_of_the_readers_own_list_is_quoted():
    labelled = read_words(b"word,side\nfilm,positive\ndull,negative\n")
    why = of("A film", "film", words="yours", wordlist=labelled)
    assert why.sentence == "“film” is in your word list as “positive”, which is positive, so it counts for x1."


def test_a_word_that_was_moved_stands_above_the_readers_own_list():
    why = of("A film", "film", **listed("yours"), lists=(("film", -1),))
    assert (why.sentence, why.feature) == ("You put “film” among the negative words, so it counts for x2.", 1)
