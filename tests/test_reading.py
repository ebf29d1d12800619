"""reading.py: what is made of the bytes of a file, and what is said when nothing can be made of them."""

import csv
import io
import json
import logging
import re
import traceback
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logreg import Lexicon, default_lexicon, features
from logreg.reviews import cells, reading
from logreg.reviews.labels import MIDDLE, MISSING
from logreg.reviews.reading import (  # fmt: skip
    LARGEST_FILE,
    LONGEST_REVIEW,
    MOST_LINES,
    MOST_OFFERED,
    MOST_VALUES,
    Column,
    Columns,
    File,
    TooMany,
    Unclear,
    read,
)

SMALL = Lexicon(positive={"fine"}, negative={"dull"})


def rows(text: str) -> tuple[list[str], list[int]]:
    """The titles and the labels of a file in UTF-8."""
    data, _ = read(text.encode(), SMALL)
    return list(data.titles), data.y.tolist()


def said(text: str) -> str:
    return read(text.encode(), SMALL)[1]


def refusal(raw: bytes | str) -> str:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        read(raw if isinstance(raw, bytes) else raw.encode(), SMALL)
    assert is_one_sentence(str(caught.value))
    return str(caught.value)


def is_one_sentence(text: str) -> bool:
    """One line that ends with a full stop and, outside of what it quotes, has no other."""
    own = re.sub("“[^”]*”+", "“”", text)
    return text.isprintable() and text.endswith(".") and ". " not in own


def question(text: str, columns: Columns | None = None) -> Unclear:
    """What the reader is asked about a file."""
    with pytest.raises(Unclear) as caught:
        read(text.encode(), SMALL, columns)
    assert is_one_sentence(str(caught.value))
    return caught.value


def likely(asked: Unclear) -> Column:
    """The column that is likely to have the labels."""
    return asked.outline.columns[asked.outline.label]


def labels(*cells: str) -> list[int]:
    """y of the rows with these labels that are kept."""
    return rows("label\ttext\n" + "".join(f"{cell}\tFilm {i}.\n" for i, cell in enumerate(cells)))[1]


# what is made of a text


def test_a_text_is_read_with_the_lexicon_that_is_given():
    data, _ = read(b"text,label\nA fine film!,1\nNo: dull.,0\n", SMALL)
    assert data.X.tolist() == [features("A fine film!", SMALL).x.tolist(), features("No: dull.", SMALL).x.tolist()]
    assert data.X[:, :2].tolist() == [[1, 0], [0, 1]]
    moved, _ = read(b"text,label\nA fine film!,1\nNo: dull.,0\n", SMALL.moved(("film", -1)))
    assert moved.X[:, :2].tolist() == [[1, 1], [0, 1]]


def test_the_titles_are_the_texts_and_y_is_a_whole_number():
    data, _ = read(b"text,label\n A fine film! ,1\nDull.,0\n", SMALL)
    assert data.titles == ("A fine film!", "Dull.")
    assert (data.X.shape, data.X.dtype, data.y.dtype) == ((2, 6), np.dtype(float), np.dtype(int))


def test_nobody_can_write_to_what_was_read():
    data, _ = read(b"text,label\nFine.,1\nDull.,0\n", SMALL)
    assert not data.X.flags.writeable
    assert not data.y.flags.writeable


def test_all_is_understood_and_one_sentence_says_so():
    assert said("text,label\nFine.,1\nFine!,1\nDull.,0\n") == "3 of 3 rows: 2 with y = 1, 1 with y = 0."


def test_what_is_left_out_is_said_with_its_first_place():
    text = "text,label\nFine.,1\nDull.,0\nSo so.,n/a\n,1\n ,0\nNothing.,\n"
    assert said(text) == (
        "2 of 6 rows: 1 with y = 1, 1 with y = 0. Left out: 2 without a label that can be read "
        "(the first: “n/a”, line 4), 2 with an empty text (the first: line 5)."
    )


def test_the_line_is_that_on_which_the_row_begins():
    text = 'text,label\r\n"Fine,\r\nreally.",1\r\n\r\nDull.,0\r\n"So\r\nso.",none\r\n'
    assert "(“none”, line 6)" in said(text)


def test_a_long_text_is_cut_where_the_desk_cuts_it_and_it_is_said():
    text = f"text,label\n{'so ' * LONGEST_REVIEW},1\n{'a' * LONGEST_REVIEW},0\n"
    assert [len(title) for title in rows(text)[0]] == [LONGEST_REVIEW, LONGEST_REVIEW]
    assert said(text).endswith(f"1 with y = 0, texts cut to {LONGEST_REVIEW:,} characters: 1.")


@pytest.mark.parametrize("text", ["=1+1", "a < b", "<3", "{x}", "%s", "C:\\new", "$x^2$", "__import__('os')", "AT&T"])
def test_a_text_is_kept_as_it_is(text):
    assert rows(f"label\ttext\n1\t{text}\n0\tDull.\n")[0][0] == text


def test_half_a_surrogate_pair_becomes_a_question_mark():
    titles, _ = rows('{"text": "Fine \\ud83d", "y": 1}\n{"text": "Dull \\ud83d\\ude00", "y": 0}\n')
    assert titles == ["Fine ?", "Dull 😀"]


# formats

TWO = (["Fine, really; yes.", "Two\nlines and a “mark”"], [1, 0])


def as_csv(separator: str, end: str, columns=("text", "label"), **how) -> str:
    file = io.StringIO()
    out = csv.writer(file, delimiter=separator, lineterminator=end, **how)
    out.writerow(columns)
    out.writerows([[title, y] for title, y in zip(*TWO)])
    return file.getvalue()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("how", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_with_line_breaks_in_quotes(separator, how, end):
    assert rows(as_csv(separator, end, quoting=how)) == TWO


def test_a_doubled_mark_is_one_and_a_mark_within_a_cell_is_itself():
    assert rows('text,y\n"A ""fine"" film",1\nA "dull" film,0\n')[0] == ['A "fine" film', 'A "dull" film']


def test_a_space_after_the_separator_is_no_harm():
    assert rows('y, text\n1, "Fine, really."\n0, Dull.\n') == (["Fine, really.", "Dull."], [1, 0])


def test_old_line_ends_are_line_ends():
    assert rows("text,y\rFine.,1\rDull.,0\r") == (["Fine.", "Dull."], [1, 0])


def test_other_columns_are_not_read_and_may_come_first():
    assert rows("id;date;Review;Stars\n1;0;Fine, so fine.;5\n2;1;Dull.;1\n") == (["Fine, so fine.", "Dull."], [1, 0])


def test_the_separator_is_that_of_the_header_however_many_others_the_texts_have():
    assert rows("y\ttext\n1\tso, so, so; fine\n0\tdull, dull; dull\n")[1] == [1, 0]
    assert rows('text;y\n"so, so, so fine, 1";1\n"dull, 1";0\n')[1] == [1, 0]
    assert rows("id;y;text\n1;1;fine, 1\n2;0;dull, 0\n")[1] == [1, 0]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("label_first", [True, False])
def test_two_columns_need_no_header_in_either_order(separator, label_first):
    pairs = [("Fine - so fine.", "pos"), ("Dull.", "neg"), ("Good", "pos")]
    text = "\n".join(separator.join(pair[::-1] if label_first else pair) for pair in pairs)
    assert rows(text) == (["Fine - so fine.", "Dull.", "Good"], [1, 0, 1])


def test_without_a_header_fresh_is_a_label():
    assert rows("fresh,A fine film.\nrotten,Dull.\n") == (["A fine film.", "Dull."], [1, 0])


def test_without_a_header_a_tab_separates_texts_that_have_commas():
    assert rows("1\tFine, so fine, really\n0\tDull, 1\n") == (["Fine, so fine, really", "Dull, 1"], [1, 0])
    assert rows("1\tForm, content, fine\n0\tDull; score\n") == (["Form, content, fine", "Dull; score"], [1, 0])


def test_of_two_columns_that_both_read_as_labels_the_second_has_them():
    assert rows("Good,bad\nBad,good\n") == (["Good", "Bad"], [0, 1])


def test_two_columns_with_unknown_names_are_read_and_the_names_are_no_row():
    text = "remark,opinion\nFine.,1\nDull.,0\n"
    assert rows(text) == (["Fine.", "Dull."], [1, 0])
    assert said(text).startswith("2 of 2 rows")


@pytest.mark.parametrize("name", ["text", "review", "sentence", "content", "body", "comment", " Review ", "TEXT"])
def test_the_names_of_a_column_of_texts(name):
    assert rows(f"{name},y\nFine.,1\nDull.,0\n") == (["Fine.", "Dull."], [1, 0])


@pytest.mark.parametrize(
    "name", ["label", "y", "sentiment", "rating", "stars", "score", "class", "target", "fresh", " LABEL ", "Y"]
)
def test_the_names_of_a_column_of_labels(name):
    assert rows(f"text,{name}\nFine.,1\nDull.,0\n") == (["Fine.", "Dull."], [1, 0])
    assert rows(f"{name},text\n1,Fine.\n0,Dull.\n") == (["Fine.", "Dull."], [1, 0])


def test_of_two_columns_of_labels_the_first_of_the_list_is_read():
    assert rows("score,text,label\n1,Fine.,1\n5,Dull.,0\n")[1] == [1, 0]


def test_a_row_with_more_or_fewer_cells_is_left_out():
    text = 'id,y,text\n1,1,Fine.\n2,0,Dull,"dull"\n3,0\n4,0,Dull.\n'
    assert rows(text) == (["Fine.", "Dull."], [1, 0])
    assert "1 with 4 cells instead of 3 (line 3), 1 with 2 cells instead of 3 (line 4)." in said(text)
    numbers = "y,x1,x2,x3,x4,x5,x6\n1,1,2,3,4,5,6\n1,1,2,3,4,5,6,7\n0,1,2,3,4,5,6\n"
    assert "Left out: 1 with 8 cells instead of 7" in said(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "1,Fine, really  fine\n0,Dull,no fun\n1,Ok\n",
        "label,text\n1,Fine, really  fine\n0,Dull,no fun\n1,Ok\n",
        "text,label\nFine, really  fine,1\nDull,no fun,0\nOk,1\n",
        "Fine, really  fine,1\nDull,no fun,0\nOk,1\n",
        "id,text,y\n7,Fine, really  fine,1\n8,Dull,no fun,0\n9,Ok,1\n",
        "y;text;id\n1;Fine, really  fine;7\n0;Dull,no fun;8\n1;Ok;9\n",
        "Ok,1\nDull,no fun,0\nFine, really  fine,1\n",
    ],
)
def test_a_separator_too_many_belongs_to_the_text(text):
    titles, labels = rows(text)
    assert sorted(zip(titles, labels)) == [("Dull,no fun", 0), ("Fine, really  fine", 1), ("Ok", 1)]
    assert ("commas inside a text taken as part of it: 2" in said(text)) == (";" not in text)


def test_numbers_without_names_are_no_text():
    assert "No column has texts: the columns have no names" in refusal("1,3,2,1,3,0,4.19\n0,1,2,1,3,0,4.19\n")


def test_blank_rows_are_no_rows():
    assert said("\n\ntext,y\n\nFine.,1\n , \nDull.,0\n\n") == "2 of 2 rows: 1 with y = 1, 1 with y = 0."


def test_json_lines_are_read_with_values_of_any_kind():
    text = (
        '{"text": "Fine\\u2028film.", "y": 1}\r\n\r\n{"Y": false, "n": [1], "Text": "Dull."}\n{"y": 1.0, "text": "7"}'
    )
    assert rows(text) == (["Fine\u2028film.", "Dull.", "7"], [1, 0, 1])


def test_a_json_row_without_text_or_label_is_left_out():
    lines = [{"text": "Fine.", "y": 1}, {"text": "Dull.", "y": 0}, {"y": 1}, {"text": ["a"], "y": 1}, {"text": "a"}]
    text = "\n".join(map(json.dumps, lines))
    assert "2 with an empty text (the first: line 3), 1 without a label that can be read (“”, line 5)" in said(text)


def test_json_lines_of_features():
    line = {f"x{j}": j / 2 for j in range(1, 7)}
    data, _ = read("\n".join(json.dumps(line | {"y": y}) for y in (0, 1)).encode(), SMALL)
    assert data.X.tolist() == [[0.5, 1, 1.5, 2, 2.5, 3]] * 2
    assert data.titles == ("row 1", "row 2")


# encodings

ACCENTS = "text,label\nUn café très fine.,1\nDull “naïve” film.,0\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_utf_8_and_utf_16_are_told_by_their_bytes(encoding, form):
    json_lines = '{"text": "Un café très fine.", "y": 1}\n{"text": "Dull “naïve” film.", "y": 0}\n'
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    data, told = read((mark + (ACCENTS if form == "csv" else json_lines)).encode(encoding), SMALL)
    assert data.titles == ("Un café très fine.", "Dull “naïve” film.")
    assert told == "2 of 2 rows: 1 with y = 1, 1 with y = 0."


def test_other_bytes_are_read_as_windows_1252_and_it_is_said():
    data, told = read("text,label\nUn café “à la” 5 €.,1\nDull.,0\n".encode("cp1252"), SMALL)
    assert data.titles[0] == "Un café “à la” 5 €."
    assert told == "2 of 2 rows: 1 with y = 1, 1 with y = 0, read as Windows-1252."


@given(st.lists(st.sampled_from("aé“”’…€œ žŸ\x81\x9d"), min_size=1).map("".join))
def test_every_byte_of_windows_1252_is_its_letter(text):
    raw = text.encode("cp1252", "ignore") if not {*text} & {"\x81", "\x9d"} else text.encode("latin-1", "ignore")
    data, _ = read(b"label\ttext\n1\t\xe9 " + raw + b" \xe9\n0\tDull.\n", SMALL)
    there = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw)
    assert data.titles[0] == f"é {there} é"


@given(st.lists(st.sampled_from(["é", "’", "😀", "a", " "]), min_size=12), st.integers(0, 11))
def test_of_a_text_in_utf_8_only_the_broken_letters_are_lost(letters, at):
    whole = [*letters, *"é’“”"]
    raw = "".join(whole[:at]).encode() + b"\xe9" + "".join(whole[at:]).encode()
    data, told = read(b"label\ttext\n1\tx" + raw + b"x\n0\tDull.\n", SMALL)
    assert data.titles[0] == f"x{''.join(whole)}x"
    assert "1 broken letter left out" in told


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_told_also_without_a_mark(encoding):
    assert read(ACCENTS.encode(encoding), SMALL)[0].titles == ("Un café très fine.", "Dull “naïve” film.")


# labels


@pytest.mark.parametrize(
    ("negative", "positive"),
    [
        ("0", "1"),
        ("0.0", "1.0"),
        ("-1", "1"),
        ("−1", "+1"),
        ("neg", "pos"),
        ("Negative", "POSITIVE"),
        ("rotten", "fresh"),
        ("False", "True"),
        (" no ", " yes "),
        ("bad", "good"),
        ("2/5", "4/5"),
        ("0/5", "5 / 5"),
        ("4/10", "7/10"),
        ("0/10", "10/10"),
        ("1", "5"),
        ("2", "4"),
        ("1.5", "4.5"),
        ("4", "7"),
        ("1", "10"),
    ],
)
def test_two_labels_that_are_read(negative, positive):
    assert labels(negative, positive, negative) == [0, 1, 0]


def test_stars_out_of_five_leave_the_middle_out():
    assert labels("1", "1.5", "2", "2.5", "3", "3.5", "4", "4.5", "5") == [0, 0, 0, 1, 1, 1]
    assert labels("0.5", "4.5", "5") == [0, 1, 1]
    text = "stars,text\n1,a\n3,b\n2.5,c\n5,d\n"
    assert said(text) == (
        "2 of 4 rows: 1 with y = 1, 1 with y = 0, labels read as stars out of 5. "
        "Left out: 2 in the middle of the scale (the first: “3”, line 3)."
    )


def test_stars_out_of_ten_leave_the_middle_out():
    assert labels(*map(str, range(1, 11))) == [0, 0, 0, 0, 1, 1, 1, 1]
    assert "labels read as out of 10" in said("stars,text\n1,a\n6,b\n10,c\n")


def test_one_six_among_many_fives_makes_it_ten():
    assert labels("1", "5", "5", "5", "7") == [0, 1]


def test_stars_with_a_stroke_bring_their_own_scale():
    assert labels("4/5", "4/10", "3/5", "5/10", "8/10", "1/5") == [1, 0, 1, 0]


def test_zero_and_one_are_no_stars_and_nothing_is_said():
    assert "stars" not in said("stars,text\n1,a\n0,b\n")


def test_minus_one_and_one_are_told_and_zero_is_their_middle():
    text = "label,text\n1,a\n-1,b\n0,c\n"
    assert "labels read as −1 and 1. Left out: 1 in the middle of the scale (“0”, line 4)." in said(text)


@pytest.mark.parametrize(
    ("cells", "y", "scale"),
    [
        ("1 2", [0, 1], "1 and 2"),
        ("0 1 2 3 4", [0, 0, 1, 1], "0 to 4"),
        ("0 4", [0, 1], "0 to 4"),
        ("0 1 2 3 4 5", [0, 0, 0, 1, 1], "0 to 5"),
        ("0 4 5 7 10", [0, 0, 1, 1], "out of 10"),
        ("1,0 4,5 3,5", [0, 1], "stars out of 5"),
    ],
)
def test_the_scale_is_decided_by_all_numbers_and_said(cells, y, scale):
    assert labels(*cells.split()) == y
    assert f"labels read as {scale}" in said("label\ttext\n" + "".join(f"{one}\ta {one}\n" for one in cells.split()))


@pytest.mark.parametrize(
    ("negative", "positive"),
    [
        ("★☆☆☆☆", "★★★★☆"), ("★★", "★★★★★"), ("⭐", "⭐⭐⭐⭐"), ("*", "*****"), ("1½", "4½"),
        ("1.0 out of 5 stars", "5.0 out of 5 stars"), ("1/4", "3/4"), ("1 of 5", "4 of 5"), ("20%", "85 %"),
        ("1 star", "5 stars"), ("Not Recommended", "Recommended"), ("not happy", "happy"), ("unhappy", "Happy"),
        ("Extremely Negative", "very positive"), ("LABEL_0", "LABEL_1"), ("__label__1", "__label__2"), ("N", "Y"),
        ("👎", "👍"), ("negativ", "POSITIV"), ("FALSCH", "WAHR"), ("nein", "ja"), ("-", "+"), ("Hated", "Loved"),
        ("dissatisfied", "satisfied"), ("class 0", "class 1"),
    ],
)  # fmt: skip
def test_labels_as_people_write_them(negative, positive):
    assert labels(negative, positive, negative) == [0, 1, 0]


@pytest.mark.parametrize("cell", ["neutral", "Mixed", "3/5", "3 out of 5 stars", "★★★☆☆", "50%"])
def test_the_middle_is_left_out_and_counted(cell):
    assert "1 in the middle of the scale" in said(f"label\ttext\nneg\ta\npos\tb\n{cell}\tc\n")


@pytest.mark.parametrize("cell", ["", "n/a", "NaN", "null", "?", "unsup"])
def test_a_label_that_is_none_is_left_out(cell):
    assert labels("0", "1", cell) == [0, 1]


@pytest.mark.parametrize("cells", ["0 1 2", "0.1 0.7", "100 35 70", "-2 -1 1 2", "0 1 7.5e9", "1 0 9 99"])
def test_of_numbers_that_are_no_known_labels_it_is_asked(cells):
    asked = question("label,text\n" + "".join(f"{cell},a\n" for cell in cells.split()))
    assert str(asked).startswith("It is not clear which labels are positive: ")
    assert likely(asked).values == dict.fromkeys(cells.split(), 1)
    assert {*likely(asked).meaning.y} == {*cells.split()}


@pytest.mark.parametrize("cell", ["maybe", "inf", "1e400", "6/5", "/", "1/0", "4/5/5", "ⅳ", "Olumlu", "<b>1</b>"])
def test_of_a_label_that_is_not_known_it_is_asked_and_it_is_counted(cell):
    asked = question(f"label\ttext\n0\ta\n1\tb\n{cell}\tc\n{cell}\td\n")
    assert str(asked).startswith("It is not clear what the labels mean: ")
    assert likely(asked).values[cell] == 2
    assert (asked.outline.text, asked.outline.label, likely(asked).meaning.y) == (1, 0, {"0": 0, "1": 1})


def test_one_odd_label_in_a_hundred_is_left_out():
    assert labels(*"01" * 50, "maybe") == [0, 1] * 50


def test_what_the_reader_decides_is_done():
    lines = [("Fine.", "Olumlu"), ("Dull.", "Olumsuz"), ("So.", "Tarafsız"), ("Oh.", "Bilmem")]
    text = "a;b;c\n" + "".join(f"{one};2020-01-0{n};{label}\n" for n, (one, label) in enumerate(lines))
    asked = question(text + text.partition("\n")[2])
    outline = asked.outline
    assert [column.name for column in outline.columns] == ["a", "b", "c"]
    assert (outline.text, outline.label, likely(asked).values["Olumlu"]) == (0, 2, 2)
    decided = Columns(0, 2, {"Olumlu": 1, "Olumsuz": 0, "Tarafsız": MIDDLE, "Bilmem": MISSING})
    data, told = read(text.encode(), SMALL, decided)
    assert (data.titles, data.y.tolist()) == (("Fine.", "Dull."), [1, 0])
    assert told == (
        "2 of 4 rows: 1 with y = 1, 1 with y = 0. Left out: 1 in the middle of the scale (“Tarafsız”, line 4), "
        "1 without a label that can be read (“Bilmem”, line 5)."
    )


def test_what_the_reader_picks_is_read_by_the_order_of_the_labels():
    lines = [("Fine.", "iyi"), ("Dull.", "kötü"), ("Oh.", "kötü"), ("So.", "orta"), ("Hm.", "")]
    file = File("".join(f"{label};{text}\n" for text, label in [("Text", "Durum"), *lines]).encode())
    assert list(file.outline.columns[0].values.items()) == [("kötü", 2), ("iyi", 1), ("orta", 1), ("", 1)]
    data, told = file.read(SMALL, file.outline.chosen(1, 0, "01--"))
    assert (data.titles, data.y.tolist()) == (("Fine.", "Dull.", "Oh."), [1, 0, 0])
    assert told == (
        "3 of 5 rows: 1 with y = 1, 2 with y = 0. "
        "Left out: 2 with a label that you leave out (the first: “orta”, line 5)."
    )


@pytest.mark.parametrize(
    ("text", "label", "signs"), [(0, 0, ""), (0, 2, ""), (2, 1, ""), (0, -1, ""), (None, 1, ""), (0, 1, "1")]
)
def test_columns_that_are_not_there_cannot_be_picked(text, label, signs):
    outline = File(b"text,label\nFine.,1\nDull.,0\n").outline
    with pytest.raises(ValueError, match=r"^The file has .*\.$"):
        outline.chosen(text, label, signs)


def test_of_a_file_that_is_clear_another_column_can_be_picked_and_the_features_too():
    raw = b"text,label,mood,x1,x2,x3,x4,x5,x6\nFine.,1,0,1,0,0,0,0,3\nDull.,0,1,0,1,0,0,0,2\n"
    file = File(raw)
    assert (file.outline.text, file.outline.label, file.read(SMALL)[0].y.tolist()) == (0, 1, [1, 0])
    assert file.read(SMALL, file.outline.chosen(0, 2))[0].y.tolist() == [0, 1]
    assert file.read(SMALL, file.outline.chosen(None, 1))[0].X[:, 5].tolist() == [3, 2]


def test_of_many_different_numbers_each_is_read_by_where_it_stands():
    lines = "".join(f"{n / 10:.1f},Film {n}.\n" for n in range(101))
    column = File(f"score,text\n{lines}".encode()).outline.columns[0]
    assert (column.values, len(column.meaning.y)) == ({}, 101)
    assert (column.meaning.y["0.0"], column.meaning.y["5.0"], column.meaning.y["10.0"]) == (0, MIDDLE, 1)


def test_many_different_values_and_long_ones_cannot_be_labels():
    lines = "".join(f"{n % 2},{'x' * 201} {n % 3},Film {n}.\n" for n in range(MOST_VALUES + 1))
    columns = File(f"label,other,text\n{lines}".encode()).outline.columns
    assert [(len(column.values), len(column.meaning.y)) for column in columns] == [(2, 2), (0, 0), (0, 0)]


def test_columns_beyond_what_a_reader_can_choose_from_are_named():
    names = ",".join(f"c{n}" for n in range(MOST_OFFERED))
    row = "," * (MOST_OFFERED - 1)
    file = File(f"{names},text,label\n{row},Fine.,1\n{row},Dull.,0\n".encode())
    assert file.read(SMALL)[0].y.tolist() == [1, 0]
    with pytest.raises(ValueError, match=r"^The columns .* first 100\.$"):
        _ = file.outline


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode), st.integers(0, 4), st.integers(0, 4), st.data())
@settings(max_examples=300)
def test_whatever_is_picked_in_whatever_file_there_are_data_or_a_sentence(raw, text, label, drawn):
    def picked():
        file = File(raw)
        many = len(file.outline.columns[min(label, len(file.outline.columns) - 1)].values)
        signs = drawn.draw(st.text("01-", min_size=many, max_size=many))
        return file.read(SMALL, file.outline.chosen(text, label, signs))

    try:
        data, said = picked()
    except ValueError as error:
        data, said = None, str(error)
    assert data is not None or is_one_sentence(said)
    assert data is None or len(data.y) == len(data.titles) > 0


def test_a_file_of_very_many_columns_is_refused_at_once():
    with pytest.raises(ValueError, match=r"^The file has too many columns, .*\.$"):
        File(b"a\t" * 2_000_000)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (r'"He said \"fine\""', 'He said "fine"'),
        (r'"\"Fine\", he said"', '"Fine", he said'),
        (r'"A fine \""', 'A fine "'),
        (r'"\"\""', '""'),
        (r'"A path\"', "A path\\"),
        (r'"Fine ""film\"""', 'Fine "film\\"'),
    ],
)
@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_backslash_before_a_mark_is_taken_off_where_the_rules_of_csv_are_not_kept(cell, text, mark):
    raw = f'"5"{mark}1{mark}{cell}\n"6"{mark}0{mark}"Dull."\n"7"{mark}1{mark}{cell}\n'
    data, _ = read(f'"id"{mark}"label"{mark}"text"\n{raw}'.encode(), SMALL)
    assert data.titles == (text, "Dull.", text)


def test_of_too_many_rows_the_first_are_read_where_that_is_wanted():
    raw = b"label,text\n" + b"1,Fine.\n0,Dull.\n" * (MOST_LINES // 2 + 1)
    with pytest.raises(TooMany, match=r"more than 100,000 rows"):
        File(raw)
    data, said = File(raw, first=True).read(SMALL)
    assert len(data.y) == MOST_LINES
    assert said == "100,000 of 100,000 rows: 50,000 with y = 1, 50,000 with y = 0, the first rows of more."


def test_of_many_columns_without_names_it_is_asked_with_what_is_likely():
    text = "".join(f'"{4 * (n % 2)}","{n}","NO_QUERY","user{n}","A fine film, number {n}."\n' for n in range(8))
    asked = question(text)
    assert str(asked) == "It is not clear which column has the texts and which the labels."
    assert [column.name for column in asked.outline.columns] == [f"column {j}" for j in range(1, 6)]
    assert (asked.outline.text, asked.outline.label, likely(asked).meaning.y) == (4, 0, {"0": 0, "4": 1})
    assert len(asked.outline.rows) == 8


@pytest.mark.parametrize(
    ("head", "texts", "wanted"),
    [
        ("Review\tLiked", 0, 1), ("Phrase,Sentiment", 0, 1), ("overall,reviewText", 1, 0), ("stars|text", 1, 0),
        ("OriginalTweet;Sentiment", 0, 1), ("review_type,review_content", 1, 0), ("Description,Is_Response", 0, 1),
        ("words,label", 0, 1), ("text,what", 0, 1),
    ],
)  # fmt: skip
def test_names_as_public_files_have_them_and_one_known_name_makes_the_other_the_other(head, texts, wanted):
    mark = re.search(r"[\t,;|]", head)[0]
    lines = [("Fine.", "pos"), ("Dull.", "neg")]
    body = "".join(mark.join(pair if texts < wanted else pair[::-1]) + "\n" for pair in lines)
    assert rows(f"{head}\n{body}") == (["Fine.", "Dull."], [1, 0])


# files that break rules


def test_in_a_tab_file_a_mark_is_a_letter_unless_the_whole_cell_stands_between_two():
    text = '"Fine\t1\nThe "plot"\t0\n"All of it"\t1\nDull" 9"\t0\n'
    assert rows(text) == (['"Fine', 'The "plot"', "All of it", 'Dull" 9"'], [1, 0, 1, 0])


def test_a_backslash_before_a_mark_is_understood():
    assert rows('text,y\n"A \\"fine\\" film, so",1\n"C:\\",0\n')[0] == ['A "fine" film, so', "C:\\"]


@given(st.lists(st.sampled_from(["Fine.", 'A "dull" one', '"Open', 'Shut"', "So, so", "x"]), min_size=2, max_size=12))
def test_no_row_is_ever_swallowed(texts):
    lines = [f"{text}\t{n % 2}" for n, text in enumerate(texts)]
    assert rows("\n".join(["text\ty", *lines]))[0] == [re.sub('^"(.*)"$', r"\1", text) for text in texts]


@given(
    st.lists(st.sampled_from(['"', '""', ",", "\n", "\r\n", " ", ', "', '" ,', "1", "Fine", '"a","b"\n']), max_size=14)
)
def test_a_text_that_keeps_the_rules_is_read_quickly_as_the_forgiving_way_reads_it(pieces):
    text = "".join(pieces)
    quickly = cells.clean(text, ",", 0)
    forgiving = list(cells.forgiving(text, ",", 0))
    if quickly is not None:
        assert [row[:2] for row in quickly] == [row[:2] for row in forgiving]
        assert '"' in text or quickly == forgiving


@pytest.mark.parametrize("text", ['text,y\n"Fine.\nSo.",1\n"Dull.",0\n', 'text,y\n"Fine, ""so"", ""so""",1\nDull.,0\n'])
def test_line_breaks_and_marks_in_quotes_do_not_make_the_reading_slow(text):
    assert cells.clean(text, ",", 0) is not None


def test_of_a_cell_of_many_megabytes_no_more_is_cleaned_than_can_be_kept():
    start = process_time()
    titles, _ = rows(f"label\ttext\n1\t{'<' * 15_000_000}\n0\tDull.\n")
    assert titles == ["<" * LONGEST_REVIEW, "Dull."]
    assert process_time() - start < 3


def test_blank_lines_in_quotes_belong_to_the_text():
    assert rows('text,y\n"Fine.\n\nReally, so.",1\nDull.,0\n')[0] == ["Fine.\n\nReally, so.", "Dull."]


def test_a_row_that_cannot_be_told_is_left_out_by_its_line_and_the_rest_is_read():
    text = 'id,text,y\n1,"Fine" it, is "so",1\n2,"Dull",0\n3,Ok,1\n4\n5,"a","b",1\n'
    assert rows(text)[1] == [1, 0, 1]
    assert "1 with 1 cell instead of 3 (line 5), 1 with 4 cells instead of 3 (line 6)" in said(text)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("trailing", [True, False])
def test_any_separator_declared_or_not_and_also_at_the_end(mark, declared, trailing):
    end = mark * trailing + "\r\n"
    text = "".join(mark.join(cells) + end for cells in (["id", "text", "y"], ["1", "Fine", "1"], ["2", "Dull", "0"]))
    assert rows(f"sep={mark}\r\n" * declared + text) == (["Fine", "Dull"], [1, 0])


def test_fasttexts_lines():
    assert rows("__label__2 Fine, so.\n__label__1 Dull.\n") == (["Fine, so.", "Dull."], [1, 0])


@pytest.mark.parametrize(
    "text",
    [
        '[{"text": "Fine.", "y": 1}, {"text": "Dull.", "y": 0}]',
        '[\n  {\n    "text": "Fine.",\n    "y": 1\n  },\n  {"text": "Dull.", "y": 0}\n]\n',
        '{"text": {"0": "Fine.", "1": "Dull."}, "y": {"0": 1, "1": 0}}',
        '{"text": ["Fine.", "Dull."], "y": [1, 0]}',
        '{"data": [{"text": "Fine.", "y": 1}, {"text": "Dull.", "y": 0}]}',
        '[["Fine.", 1], ["Dull.", 0]]',
    ],
)
def test_json_in_all_its_shapes(text):
    assert rows(text) == (["Fine.", "Dull."], [1, 0])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Fine.<br /><br />So", "Fine.\n\nSo"), ("Fine<BR>so", "Fine\nso"), ("<p>Fine</p>", "Fine"),
        ("<i>Fine</i>", "Fine"), ('<a href="x">Fine</a>', "Fine"), ("Fine &amp; so", "Fine & so"),
        ("it&#39;s &quot;fine&quot;", "it's \"fine\""),
        ("caf&eacute;", "café"), ("a &lt; b", "a < b"), ("a < b and c > d", "a < b and c > d"), ("<3 fine", "<3 fine"),
        ("Fine&lt;br /&gt;so", "Fine\nso"), ("&nbsp;Fine", "Fine"), ("Fine.\\n\\nSo", "Fine.\n\nSo"),
        ("R&D &c;", "R&D &c;"),
    ],
)  # fmt: skip
def test_markup_becomes_what_it_means_and_nothing_else_is_touched(written, meant):
    text = f"label\ttext\n1\t{written}\n0\tDull.\n"
    assert rows(text)[0] == [meant, "Dull."]
    assert ("texts with markup cleaned: 1" in said(text)) == (written != meant)


# a table of features

HEAD = "x1,x2,x3,x4,x5,x6,y\n"


def test_a_table_of_features_is_taken_as_it_is():
    data, told = read(f"{HEAD}3,2,1,3,0,4.19,1\n0,-1.5,7,0,1e2,0,0\n".encode(), SMALL)
    assert data.X.tolist() == [[3, 2, 1, 3, 0, 4.19], [0, -1.5, 7, 0, 100, 0]]
    assert (data.titles, data.y.tolist()) == (("row 1", "row 2"), [1, 0])
    assert told == "2 of 2 rows: 1 with y = 1, 1 with y = 0."


def test_the_columns_of_features_may_come_in_any_order():
    data, _ = read(b"Y;X6;x5;x4;x3;x2;x1\n1;6;5;4;3;2;1\n0;6;5;4;3;2;1\n", SMALL)
    assert data.X.tolist() == [[1, 2, 3, 4, 5, 6]] * 2


def test_where_there_is_a_text_it_is_read_and_its_features_are_not():
    data, _ = read(b"text,x1,x2,x3,x4,x5,x6,y\nFine.,9,9,9,9,9,9,1\nDull.,9,9,9,9,9,9,0\n", SMALL)
    assert data.X[:, 0].tolist() == [1, 0]


@pytest.mark.parametrize("cell", ["nan", "inf", "-inf", "1e400", "-1E999", "", "many", "Infinity"])
@pytest.mark.parametrize("j", [1, 6])
def test_a_feature_that_is_no_finite_number_drops_its_row_and_it_is_said(cell, j):
    x = ["1"] * 6
    x[j - 1] = cell
    text = f"{HEAD}1,1,1,1,1,1,1\n{','.join(x)},1\n0,0,0,0,0,0,0\n"
    data, told = read(text.encode(), SMALL)
    assert data.titles == ("row 1", "row 3")
    assert told.endswith(f"Left out: 1 with a feature that is no finite number (x{j} “{cell}”, line 3).")


@pytest.mark.parametrize(("cell", "kept"), [("1e6", 3), ("-1000000", 3), ("1000001", 2), ("-1e300", 2)])
def test_a_feature_beyond_a_million_drops_its_row_and_it_is_said(cell, kept):
    data, told = read(f"{HEAD}1,1,1,1,1,1,1\n1,1,1,1,1,{cell},1\n0,0,0,0,0,0,0\n".encode(), SMALL)
    assert len(data.y) == kept
    assert ("1 with a feature beyond 1,000,000 (x6" in told) == (kept == 2)


# refusals


@pytest.mark.parametrize("raw", [b"", b" \n\r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff\x00\n"])
def test_an_empty_file_is_refused(raw):
    assert refusal(raw) == "The file is empty."


@pytest.mark.parametrize("raw", [b"text,y\na\0b,1\n", b"\0\1\2\3" * 9, "a,b".encode("utf-16-le")])
def test_a_binary_file_is_refused(raw):
    assert refusal(raw) == "The file is not a text: it has NUL bytes."


@pytest.mark.parametrize(
    ("start", "kind"), [(b"PK\x03\x04", "xlsx"), (b"%PDF-1.7", "PDF"), (b"\x89PNG\r\n", "picture")]
)
def test_a_file_of_another_kind_is_named_and_what_to_do(start, kind):
    text = refusal(start + bytes(range(256)))
    assert kind in text
    assert text.endswith("save it as CSV and choose that file.")


def test_a_file_larger_than_twenty_million_bytes_is_refused():
    assert LARGEST_FILE == 20_000_000
    assert refusal(b"a" * 20_000_001) == "The file has 20,000,001 bytes, and at most 20,000,000 are read."


@pytest.mark.parametrize(
    ("head", "row"), [("text,label\n", "Fine.,{}\n"), ("", "{}\tFine.\n"), ("", '{{"y": {}, "text": "Fine."}}\n')]
)
def test_a_hundred_thousand_rows_are_read_and_one_more_is_refused(head, row):
    most = head + "".join(row.format(i % 2) for i in range(MOST_LINES))
    assert said(most) == "100,000 of 100,000 rows: 50,000 with y = 1, 50,000 with y = 0."
    assert refusal(most + row.format(1)) == "The file has more than 100,000 rows, and at most 100,000 are read."


def test_without_labels_or_texts_the_columns_and_the_names_are_said():
    assert refusal("x1,x2,y\n1,2,0\n") == (
        "No column has texts: of “x1”, “x2”, “y” none is called text, review, sentence, content, body, comment, "
        "reviewtext, reviewcontent or the like, and x1…x6 are not all there."
    )
    assert refusal("id;review\na;Fine, so fine.\n").startswith("No column has labels: of “id”, “review” none is called")
    assert refusal("Fine.\nDull.\n") == (
        "Each row needs a text and a label, with a comma, a semicolon or a tab between them."
    )


def test_of_many_long_columns_the_beginnings_are_said():
    text = refusal(",".join([*(f"column {i} {'long ' * 100}" for i in range(100)), "y"]) + "\n")
    assert text.count("“") == 8
    assert len(text) < 450


@pytest.mark.parametrize(("label", "y"), [("pos", 1), ("0", 0)])
def test_one_class_alone_is_refused(label, y):
    text = refusal(f"text,label\nFine.,{label}\nDull.,{label}\n")
    assert text == f"Every row that can be used has y = {y}, but both labels are needed."
    more = refusal(f"text,label\nFine.,{label}\nDull.,null\n")
    assert more.endswith("(left out: 1 without a label that can be read (“null”, line 3)).")


def test_when_no_row_is_left_the_reasons_are_said():
    assert refusal("text,label\nFine.,null\n,1\n") == (
        "No row can be used: 1 without a label that can be read (“null”, line 2), 1 with an empty text (line 3)."
    )


def test_names_without_a_row_are_refused():
    assert refusal("text,label\n") == "No row can be used: there is none below the names of the columns."


@pytest.mark.parametrize(
    ("text", "line"),
    [('{"text": "a", "y": 1}\n{"text": "b", "y": 0\n', 2), ('{"text": "a", "y": 1}\n\n[1]\n', 3)],
)
def test_a_line_that_is_no_json_object_is_refused(text, line):
    assert refusal(text) == f"Line {line} is not a JSON object, and each line should be one."


@pytest.mark.parametrize(
    "text", ['{"text": ' + "[" * 100_000, '[{"text": "a", "y": 1', '[\n{"text": "a"\n', '["a", "b"]']
)
def test_what_begins_as_json_and_is_none_is_named_so(text):
    assert refusal(text) == (
        "The file begins as JSON and cannot be read: it should be a list of objects, or one object on each line."
    )


# any bytes at all

PIECES = [
    "text", "label", "y", "stars", "x1,x2,x3,x4,x5,x6,y", ",", ";", "\t", "\n", "\r\n", "\r", '"', '""', "0", "1",
    "-1", "5", "pos", "rotten", "Fine.", "dull", "{", "}", "[", ":", '"text":', '"y":', '{"text": "a", "y": 1}\n',
    "nan", "1e400", "\ufeff", "\u2028", "é", "😀", "\0", " ", "text,label\nFine.,1\nDull.,0\n", "“”", "\x85",
    "4/5", "\x1c", "\\ud800",
]  # fmt: skip


def check(raw: bytes) -> None:
    """The bytes give a data set that can be learned from, or one sentence."""
    try:
        data, told = read(raw, SMALL)
    except ValueError as error:
        refused = str(error)
    else:
        refused = ""
    if refused:
        assert is_one_sentence(refused), refused
        assert len(refused) < 1000
        return
    assert data.X.shape == (len(data.y), 6) == (len(data.titles), 6)
    assert np.isfinite(data.X).all()
    assert {*data.y.tolist()} == {0, 1}
    assert told.isprintable()
    assert re.match(r"[\d,]+ of [\d,]+ rows: ", told)
    assert told.endswith(".")
    assert all(title.encode() for title in data.titles)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_data_set_or_one_sentence(raw):
    check(raw)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["utf-8", "utf-16", "latin-1"]))
def test_any_pieces_of_files_give_a_data_set_or_one_sentence(pieces, encoding):
    check("".join(pieces).encode(encoding, "replace"))


@given(st.lists(st.tuples(st.text(), st.sampled_from(["0", "1"])), min_size=1), st.sampled_from(",;\t"))
def test_what_pythons_csv_writes_is_read_back(pairs, separator):
    file = io.StringIO()
    out = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL)
    pairs = [("Fine.", "1"), ("Dull.", "0"), *((text.replace("\0", ""), y) for text, y in pairs)]
    out.writerows([("text", "label"), *pairs])
    data, _ = read(file.getvalue().encode(), SMALL)
    kept = [(text.strip(), int(y)) for text, y in pairs if text.strip()]
    assert list(zip(data.titles, data.y.tolist())) == kept


@pytest.mark.parametrize(
    "piece", ["a", '"', ",", "\t", ";", "\n", "{", "[", "1", "/", "é", '""', '","', "\r", " ", "0\t", "−"]
)
def test_one_piece_a_hundred_thousand_times_gives_one_sentence(piece):
    check((piece * 100_000).encode())
    check(f"text,label\n{piece * 100_000},1\n".encode())
    check(f"label\ttext\n{piece * 100_000}".encode())
    check(('{"text": "' + piece * 100_000).encode())


def test_a_cell_of_a_megabyte_is_read():
    text = f'text,label,more\n"Fine.",1,{"a" * 1_000_000}\n"{"dull, " * 200_000}",0,\n'
    assert rows(text)[1] == [1, 0]


def seconds(raw: bytes) -> float:
    """The processor's time for one reading, the better of two."""
    times = []
    for _ in range(2):
        start = process_time()
        check(raw)
        times.append(process_time() - start)
    return min(times)


def many(piece: bytes, size: int) -> bytes:
    return piece * (size // len(piece))


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"text,label\nDull.,0\n", b"A fine film - " * 20 + b"so fine!,1\n"),
        (b"", b'{"y": 1, "text": "' + b"A fine film - " * 20 + b'so fine!"}\n'),
        (b"text,label\n", b"A fine film.\n"),
        (b"", b"a"),
        (b"text,label\n", b'"'),
        (b"text,label\n", b","),
        (b"text,label\nFine.,", b"1"),
        (b"text,label\nFine.,", b"1/"),
        (b"", b"{"),
        (b"\xff", b"a\t"),
        (b"", b"\n\r"),
        (b'"', b"\n"),
    ],
)
def test_four_times_the_bytes_take_about_four_times_as_long(head, piece):
    small, large = (seconds(head + many(piece, size)) for size in (1_000_000, 4_000_000))
    assert large < 10 * (small + 0.01)  # 16 times, if time grew with the square


def test_objects_that_each_have_new_names_take_no_square_of_time():
    small, large = (
        seconds(b"".join(b'{"name %d": 1, "text": "Fine."}\n' % i for i in range(m))) for m in (4_500, 18_000)
    )
    assert large < 10 * (small + 0.01)


# nothing is told to anyone else


def test_nothing_of_a_file_is_printed_or_logged(capfd, monkeypatch):
    records = []
    monkeypatch.setattr(logging.Logger, "handle", lambda logger, record: records.append(record))
    monkeypatch.setattr(logging.root, "level", 1)
    logging.getLogger("logreg").info("said")
    for text in ("text,label\nSecret.,1\nDull.,0\n", "Secret", 'text,label\n"Secret', '{"Secret'):
        check(text.encode())
    assert capfd.readouterr() == ("", "")
    assert [record.getMessage() for record in records] == ["said"]


@pytest.mark.parametrize("raw", [b'text,label\n"Secret words', b'{"text": "Secret words', b"\xffSecret words\0"])
def test_a_refusal_has_no_cause_that_a_log_would_show(raw):
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        read(raw, SMALL)
    assert "Secret" not in "".join(traceback.format_exception(caught.value))


def test_the_lexicon_of_the_app_reads_as_well():
    data, _ = read(b"text,label\nA great film,1\nA terrible film,0\n", default_lexicon())
    assert data.X[:, :2].tolist() == [[1, 0], [0, 1]]


def test_the_constants_are_public():
    sizes = {"LARGEST_FILE", "LONGEST_REVIEW", "MOST_LINES"}
    assert {*reading.__all__} == {*sizes, "Column", "Columns", "File", "Outline", "TooMany", "Unclear", "read"}
