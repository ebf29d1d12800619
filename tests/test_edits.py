"""edits.py: one word less or one more, and what the whole line makes of it."""

from dataclasses import replace
from importlib import import_module
from re import findall

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from logreg import EXAMPLES, LECTURE, State, features, tokens, trace
from logreg.reader.edits import MOST_WORDS, Edit, edits
from logreg.reader.state import LONGEST_REVIEW
from logreg.reader.trace import lexicon_of


def of(review: str, most: int = 50, **choices) -> dict[str, Edit]:
    """The edits of a review by what they do."""
    return {edit.what: edit for edit in edits(trace(State(review=review, **choices)), most)}


def after(review: str, edit: Edit) -> str:
    """The edited review."""
    return review[: edit.start] + edit.text + review[edit.end :]


def without(review: str, word: str) -> str:
    """The review after the word was dropped."""
    return after(review, of(review)[f"drop “{word}”"])


# what is dropped


def test_every_counted_word_of_the_lectures_review_can_be_dropped():
    dropped = {what for what in of(LECTURE.review) if what.startswith("drop")}
    words = ["great", "nice", "enjoyable", "hokey", "second-rate", "no", "my", "I", "you"]
    assert dropped == {f"drop “{word}”" for word in words}


def test_a_word_that_occurs_twice_is_dropped_once_where_it_first_counts():
    review = "My best friend says: best film, BEST of all."  # the first is an idiom
    assert without(review, "best") == "My best friend says: film, BEST of all."
    assert [what for what in of(review) if "best" in what.lower()] == ["drop “best”"]


def test_x1_falls_by_one_when_one_of_two_equal_words_is_dropped():
    assert of("great, great film")["drop “great”"].trace.x[0] == 1


def test_a_second_no_keeps_x3_at_1_and_only_the_length_changes():
    edit = of("No plot and no end.")["drop “No”"]
    assert edit.trace.x.tolist() == features("plot and no end.").x.tolist()
    assert edit.trace.x[2] == 1


def test_of_several_no_and_exclamation_marks_the_first_is_dropped():
    dropped = [(edit.what, edit.start) for edit in edits(trace(State(review="no No! !")), 50) if not edit.text]
    assert sorted(dropped) == [("drop “!”", 5), ("drop “no”", 0)]


def test_without_its_only_no_x3_is_0():
    assert of("There is no plot.")["drop “no”"].trace.x[2] == 0


def test_an_exclamation_mark_is_dropped_alone():
    edit = of("It rains! Good.")["drop “!”"]
    assert after("It rains! Good.", edit) == "It rains Good."
    assert edit.trace.x[4] == 0


def test_a_drop_that_makes_an_idiom_of_its_neighbours_takes_their_count_too():
    edit = of("her best bad friend")["drop “bad”"]
    assert edit.trace.x[:2].tolist() == [0, 0]


def test_a_drop_that_breaks_an_idiom_lets_its_opinion_word_count():
    assert features("It sucks me in").x[1] == 0
    assert of("It sucks me in")["drop “me”"].trace.x[:4].tolist() == [0, 1, 0, 0]  # “sucks in” is no idiom


@pytest.mark.parametrize(
    ("review", "word", "edited"),
    [
        ("a great film", "great", "a film"),
        ("great film", "great", "film"),
        ("so great", "great", "so"),
        ("great", "great", ""),
        ("so great, and", "great", "so, and"),
        ("Great, and", "Great", ", and"),
        ("one\ngreat film", "great", "one\nfilm"),
        ("one great\nfilm", "great", "one\nfilm"),
        ("one\ngreat\nfilm", "great", "one\n\nfilm"),
        ("(great film)", "great", "(film)"),
        ("a “great film”", "great", "a “film”"),
        ('a "great" film', "great", 'a "" film'),
        ("so great—but", "great", "so—but"),
        ("wow,great film", "great", "wow, film"),
        ("a\tgreat film", "great", "a film"),
        ("a\u00a0great\u00a0film", "great", "a\u00a0film"),
        ("a  great  film", "great", "a   film"),  # the spaces that were there too many stay
        ("fine !", "!", "fine"),
        ("wow!film", "!", "wow film"),
        ("wow !film", "!", "wow film"),
        ("isn!'t", "!", "isn 't"),
        ("🇩 great🇪", "great", "🇩 🇪"),
    ],
)
def test_a_dropped_word_takes_one_space_with_it_and_glues_nothing(review, word, edited):
    assert without(review, word) == edited


# what is added


def test_five_words_are_added_at_the_end():
    added = {what: after("It rains.", edit) for what, edit in of("It rains.").items()}
    assert added == {
        "add “great”": "It rains. great",
        "add “terrible”": "It rains. terrible",
        "add “no”": "It rains. no",
        "add “!”": "It rains.!",
        "add “film”": "It rains. film",
    }


def test_an_empty_review_has_additions_only_and_no_space_before_them():
    assert {edit.text for edit in of("").values()} == {"great", "terrible", "no", "!", "film"}
    assert {(edit.start, edit.end) for edit in of("").values()} == {(0, 0)}


def test_after_white_space_no_other_is_added():
    assert of("It rains.\n")["add “great”"].text == "great"


def test_an_added_mark_never_joins_the_sign_before_it():
    review = "👩\u200d"
    assert of(review)["add “!”"].text == " !"
    assert of(review)["add “!”"].trace.x[4] == 1


def test_each_added_word_changes_its_own_feature_and_the_length():
    x = features("It rains.").x
    for j, what in enumerate(["add “great”", "add “terrible”", "add “no”", "add “film”", "add “!”"]):
        change = of("It rains.")[what].trace.x - x
        assert change[:5].tolist() == [float(k == j and what != "add “film”") for k in range(5)]
        assert change[5] > 0


def test_the_word_in_neither_list_changes_z_by_the_length_alone():
    t = trace(State())
    edit = of(LECTURE.review)["add “film”"]
    assert edit.trace.z - t.z == pytest.approx(0.7 * (features("a " * 67).x[5] - features("a " * 66).x[5]))


def test_added_words_have_their_sign_in_the_readers_lists():
    lists = (("great", 0), ("terrible", 1), ("film", -1))
    assert {what for what in of("", lists=lists) if what[-2:] != "!”"} == {
        "add “wonderful”",
        "add “boring”",
        "add “no”",
        "add “movie”",
    }


def test_where_the_reader_emptied_the_candidates_nothing_is_added():
    lists = tuple((word, 0) for word in ("great", "wonderful", "enjoyable"))
    assert {edit.trace.x[0] for edit in of("", lists=lists).values()} == {0}


def test_a_review_that_is_full_gets_no_addition():
    full = "a great " * (LONGEST_REVIEW // 8)
    assert [what for what in of(full) if what.startswith("add")] == []
    nearly = full[:-3]
    assert {what for what in of(nearly) if what.startswith("add")} == {"add “no”", "add “!”"}
    assert len(after(nearly, of(nearly)["add “no”"])) == LONGEST_REVIEW


# what the edits say


def test_dropping_one_word_of_praise_or_adding_one_of_blame_flips_the_lectures_prediction():
    flips = [edit.what for edit in edits(trace(State())) if edit.flips]
    assert flips == ["add “terrible”", "drop “enjoyable”", "drop “great”", "drop “nice”"]


def test_the_strongest_comes_first_and_ties_stand_in_reading_order():
    t = trace(State())
    order = [(-abs(edit.trace.z - t.z), edit.start) for edit in edits(t, 50)]
    assert order == sorted(order)
    assert [edit.what for edit in edits(t)[:3]] == ["add “terrible”", "drop “hokey”", "drop “second-rate”"]


def test_two_features_of_one_weight_tie_and_stand_in_reading_order():
    t = trace(State(review="dull, great", w=(2, 2, 0, 0, 0, 0)))
    assert [edit.what for edit in edits(t) if edit.what.startswith("drop")] == ["drop “dull”", "drop “great”"]


def test_switches_weights_and_lists_are_those_of_the_reader():
    state = State(review="A film.", on=(True,) * 5 + (False,), w=(1, 0, 0, 0, 0, 9), b=0.5, lists=(("film", 1),))
    (edit,) = [edit for edit in edits(trace(state)) if edit.what == "drop “film”"]
    assert (edit.trace.z, edit.trace.state) == (0.5, replace(state, review="A."))


def test_only_so_many_are_returned_and_none_that_flips_gives_way_to_one_that_does_not():
    blame = "dull boring awful tedious bland trite silly corny crass inept tacky hokey inane vapid"
    z = trace(State(review=f"great {blame}", b=0.0)).z
    t = trace(State(review=f"great {blame}", b=1 - z))  # z = 1: drops of blame are the stronger, but they flip nothing
    assert len(edits(t)) == 12
    assert "drop “great”" in [edit.what for edit in edits(t) if edit.flips]
    assert all(len(edits(t, most)) == most for most in range(1, 12))


def test_the_contrast_stays_among_the_twelve_of_the_lectures_review():
    assert edits(trace(State()))[-1].what == "add “film”"


def test_a_long_word_is_cut_where_it_is_named():
    assert "drop “I'mmmmmmmmmmmmmmmmmm…”" in of("I'" + "m" * 5000)


# ten pages


def test_ten_pages_are_read_again_a_bounded_number_of_times(monkeypatch):
    lexicon = lexicon_of(State())
    review = " ".join(["I you no !", *sorted(lexicon.positive), *sorted(lexicon.negative)])[: LONGEST_REVIEW - 100]
    t, read = trace(State(review=review)), []
    module = import_module("logreg.reader.edits")
    monkeypatch.setattr(module, "trace", lambda state: read.append(state) or trace(state))
    assert len(edits(t)) == 12
    assert len(t.extraction.found[0]) > 500
    assert len(read) == MOST_WORDS + 2 + 5


def test_of_many_words_those_of_each_feature_have_their_turn():
    lexicon = lexicon_of(State())
    review = " ".join([*sorted(lexicon.positive)[:200], *sorted(lexicon.negative)[:200], "I saw you"])
    assert {"drop “I”", "drop “you”"} <= set(of(review))


# any review

WORDS = ["great", "Great", "dull", "no", "NO", "I", "you’ll", "best", "friend", "sucked", "in", "film", "!", ",", "."]
GAPS = ["", " ", " ", " ", "  ", "\n", "\t", "\u00a0", "—", "_", "-", "'", "(", "“", "\u200d", "\u0301", "👩", "🇩"]
reviews = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=12).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def spaces_too_many(review: str) -> int:
    return sum(len(run) - 1 for run in findall(" +", review))


@given(reviews | st.text(max_size=30), st.sampled_from([0.1, 1.0, -3.0]))
@example("wow!great", 0.1)
@example("🇩!🇪🇫", 0.1)
@example("you\u200d! \u0301no", 0.1)
def test_an_edit_is_its_splice_read_from_the_first_letter(review, b):
    t = trace(State(review=review, b=b))
    review = t.state.review
    read = [token.text for token in t.extraction.tokens]
    for edit in edits(t, 50):
        edited = after(review, edit)
        assert edit.trace.state == replace(t.state, review=edited)
        assert edit.trace.x.tolist() == features(edited).x.tolist()
        assert edit.flips == ((edit.trace.y_hat > 0.5) != (t.y_hat > 0.5))
        left = [token.text for token in tokens(edited)]
        if edit.what.startswith("drop"):
            (place,) = [i for i, k in enumerate(t.extraction.tokens) if edit.start <= k.start and k.end <= edit.end]
            assert left == read[:place] + read[place + 1 :]
            assert spaces_too_many(edited) <= spaces_too_many(review)
            assert edit.end - edit.start - len(t.extraction.tokens[place].text) in (0, 1)
        else:
            assert left == [*read, edit.what[5:-1]]
            assert edited.startswith(review)


@pytest.mark.parametrize("review", [one.review for one in EXAMPLES], ids=[one.title for one in EXAMPLES])
def test_no_edit_of_an_example_leaves_a_double_space(review):
    assert [edit.what for edit in edits(trace(State(review=review)), 50) if "  " in after(review, edit)] == []
