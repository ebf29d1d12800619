"""wordlists.py: what is made of a reader's own word list, and what is said when nothing can be made of it."""

import json
import re
from importlib.util import find_spec
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from payloads import PAYLOADS

from logreg import Lexicon, WordList, default_lexicon, features, read_words, union
from logreg.lexicon import plain, vader
from logreg.reviews import wordlists
from logreg.reviews.wordlists import LARGEST_LIST, LONGEST_WORD, MOST_ENTRIES, MOST_FILES
from logreg.tokens import tokens

FINE_DULL = ({"fine"}, {"dull"})


def sides(text: str | bytes) -> tuple[set[str], set[str]]:
    """The positive and the negative words of a list."""
    own = read_words(text if isinstance(text, bytes) else text.encode())
    return {*own.lexicon.positive}, {*own.lexicon.negative}


def said(text: str | bytes) -> str:
    return read_words(text if isinstance(text, bytes) else text.encode()).said


def refusal(text: str | bytes) -> str:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        read_words(text if isinstance(text, bytes) else text.encode())
    assert caught.type is ValueError
    assert is_one_sentence(str(caught.value))
    return str(caught.value)


def is_one_sentence(text: str) -> bool:
    """One line of at most 350 characters that ends with a full stop and, outside of what it quotes, has no other."""
    own = re.sub("“[^”]*”+", "“”", text)
    return text.isprintable() and text.endswith(".") and ". " not in own and len(text) <= 350


def check(raw: bytes) -> WordList | None:
    """Whether bytes give a list in which all is in order, or one sentence; the list."""
    try:
        own = read_words(raw)
    except ValueError:
        refusal(raw)
        return None
    assert own.said.isprintable()
    assert own.values.keys() == own.lexicon.positive | own.lexicon.negative
    assert own.values
    assert not own.lexicon.idioms
    assert all(len(tokens(word)) == 1 and word[0].isalnum() and plain(word) == word for word in own.values)
    kept, total, left_out = counts(own.said)
    both = left_out.get("both positive and negative", 0)
    assert kept == len(own.values)
    assert total == kept + sum(left_out.values()) + both  # a word on both sides has two entries
    return own


def counts(text: str) -> tuple[int, int, dict[str, int]]:
    """How many entries are kept, of how many, and how many are left out for which reason, as it is said."""
    kept, total = re.match(r"([\d,]+) of ([\d,]+) entr", text).groups()
    found = re.findall(r"(?:Left out: |\), )([\d,]+) ([^(“]+) \(", text)
    return int(kept.replace(",", "")), int(total.replace(",", "")), {why: int(n.replace(",", "")) for n, why in found}


# the lists that are known


def vaders() -> bytes:
    return (Path(find_spec("vaderSentiment").origin).parent / "vader_lexicon.txt").read_bytes()


def test_vaders_own_file():
    own = check(vaders())
    listed = {plain(word): valence for word, valence in vader().items()}
    words = {word: value for word, value in own.values.items() if word in listed}
    assert words.keys() == {word for word, valence in listed.items() if valence}
    assert own.values["great"] == 3.1
    assert own.values["terrible"] == -2.1
    assert own.said.startswith("7,252 of 7,520 entries: 3,211 positive words, 4,041 negative words. Left out: ")
    assert counts(own.said)[2] == {
        "with signs that no word has": 229,
        "of more than one word": 29,
        "listed a second time": 10,
    }
    assert "229 with signs that no word has (“$:”, line 1; “%)”, line 2; “%-)”, line 3; …)" in own.said


def test_a_list_as_afinn_is():
    text = "aghast\t-2\ncan't bear\t-3\ncharming\t3\ndoes not please\t-2\nok\t0\n"
    assert sides(text) == ({"charming"}, {"aghast"})
    assert said(text) == (
        "2 of 5 entries: 1 positive word, 1 negative word. Left out: 2 of more than one word (“can't bear”, line 2; "
        "“does not please”, line 4), 1 neither positive nor negative (“ok”, line 5)."
    )


HU_LIU = """;;;;;;;;;;;;;;;;;;;;;;
;
; Opinion Lexicon: {Side}
;
; In this file are {SIDE} words of opinion.
; See http://words.example/lexicon-of-opinion.html
;   1. That a word is here does not mean that a sentence is positive or negative.
;
;;;;;;;;;;;;;;;;;;;;;;

{words}
"""


def hu_liu(side: str, *words: str) -> str:
    return HU_LIU.format(Side=side.title(), SIDE=side.upper(), words="\n".join(words))


def test_files_as_those_of_hu_and_liu_alone_and_one_after_another():
    positive, negative = hu_liu("positive", "a+", "fine", "2-faced"), hu_liu("negative", "dull", "naïve")
    assert sides(positive) == ({"fine", "2-faced"}, set())
    assert said(positive) == (
        "2 of 3 entries: 2 positive words, no negative word. Left out: 1 with signs that no word has (“a+”, line 11)."
    )
    assert sides(positive + negative) == ({"fine", "2-faced"}, {"dull", "naïve"})
    assert sides((positive + negative).encode("cp1252")) == ({"fine", "2-faced"}, {"dull", "naïve"})
    assert "no positive word, 2 negative words, read as Windows-1252." in said(negative.encode("cp1252"))


def test_the_line_with_the_name_of_a_file_is_a_heading_and_begins_a_new_file():
    body = b"; positive-words.txt\nfine\n; negative words.txt\nna\xefve\n; other.txt\nna\xc3\xaff\n"
    assert refusal(body).startswith("The words have no values")
    assert refusal(body).endswith("(“other.txt”).")
    assert sides(body.partition(b"; other")[0]) == ({"fine"}, {"naïve"})


def test_each_file_has_its_own_encoding_separator_and_scale():
    files = {
        "a.csv": b"\xef\xbb\xbfword;score\nna\xc3\xaff;8\nfine;9\nbad;1\n",
        "b.txt": "café\t1\ndull\t-1\n".encode("utf-16"),
        "c.json": b'{"plain": 0, "sham": -2}',
        "positive.txt": b"na\xefve\ncozy\n",
        "strong-negative.csv": b"grim,3\nvile,4\n",
    }
    body = b"".join(b"; " + name.encode() + b"\n" + raw + b"\n" for name, raw in files.items())
    assert sides(body) == ({"naïf", "fine", "café", "naïve", "cozy"}, {"bad", "dull", "sham", "grim", "vile"})
    assert said(body).endswith(
        "values read as out of 10, read as Windows-1252. "
        "Left out: 1 neither positive nor negative (“plain”, entry 1 of “c.json”)."
    )


def test_the_name_before_a_single_file_changes_nothing_else():
    assert said(b"; words.csv\nfine,1\nso so,1\n") == said(b"fine,1\nso so,1\n")
    assert sides(b"; words.csv\n" + "fine,1\ndull,-1\n".encode("utf-16-le")) == FINE_DULL
    assert "a workbook" in refusal(b"; words.xlsx\nPK\x03\x04...")


def test_nrcs_emotions_are_passed_over():
    rows = [("cozy", "joy", 1), ("cozy", "positive", 1), ("cozy", "negative", 0), ("grim", "negative", 1)]
    rows += [("sick", "positive", 1), ("sick", "negative", 1), ("film", "positive", 0), ("film", "negative", 0)]
    text = "".join(f"{word}\t{emotion}\t{there}\n" for word, emotion, there in rows)
    assert sides(text) == ({"cozy"}, {"grim"})
    assert said(text) == (
        "2 of 4 entries: 1 positive word, 1 negative word, of the emotions only positive and negative read. "
        "Left out: 1 both positive and negative (“sick”, line 5)."
    )
    assert sides("word\temotion\n" + text) == ({"cozy"}, {"grim"})
    assert sides("".join(f"{word}\t{emotion}\n" for word, emotion, there in rows if there)) == ({"cozy"}, {"grim"})


def test_a_column_of_numbers_for_each_side():
    text = "word,anger,negative,positive\ncozy,0,0,1\ngrim,1,1,0\nsick,0,1,1\nfilm,0,0,0\n"
    assert sides(text) == ({"cozy"}, {"grim"})
    assert counts(said(text))[2] == {"neither positive nor negative": 1, "both positive and negative": 1}
    assert sides("Word,PosScore,NegScore\nfine,0.5,0.125\ndull,0,0.25\n") == FINE_DULL
    assert sides("Entry,Source,Positiv,Negativ\nFINE,H4,Positiv,\nDULL,H4,,Negativ\n") == FINE_DULL
    assert sides("word,positive,negative\nfine,TRUE,FALSE\ndull,FALSE,TRUE\n") == FINE_DULL


def test_mpqas_clues():
    line = "type=weaksubj len=1 word1={} pos1=adj stemmed1=n priorpolarity={}\n"
    text = line.format("fine", "positive") + line.format("dull", "negative") + line.format("deep", "both")
    assert sides(text) == FINE_DULL
    assert "1 without a value that can be read (“deep”, line 3)." in said(text)


def test_sentiwordnet_lists_senses():
    assert "lists senses" in refusal("# POS\tID\tPosScore\na\t00000001\t0.5\t0\tfine#1\tas it should be\n")


# words and values

PAIRS = [("fine", "2"), ("dull", "-1")]


@pytest.mark.parametrize("between", [",", ", ", ";", "\t", "|", " | ", " ", "    ", ": ", ":", " : "])
@pytest.mark.parametrize("header", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_stands_between_a_word_and_its_value(between, header, end):
    rows = [("word", "score")] * header + PAIRS
    assert sides(end.join(between.join(row) for row in rows)) == FINE_DULL


@pytest.mark.parametrize(
    "text",
    [
        "term;valence\nfine;1,5\ndull;-2,5\n",
        "fine\t1,5\ndull\t−2,5\n",
        "fine 1,5\ndull –2,5\n",
        "score,word\n2,fine\n-1,dull\n",
        "2,fine\n-1,dull\n",
        "1,fine,2\n2,dull,-1\n",
        '"","word","value"\n"1","fine",2\n"2","dull",-2\n',
        '"word", "value"\n"fine", "2"\n"dull", "-1"\n',
        "fine,2,some,more\ndull,-1,cells,here\n",
        "sep=;\nfine;2\ndull;-1\n",
        "remark;opinion\nfine;1\ndull;-1\n",
        "# a list of mine\n\nfine,2\n# the rest\ndull,-1\n",
        "FINE,2\nDull,-1\n",
        "\n\nfine , +2 \n\n dull,-1e0",
        "word,sentiment\nfine,positive\ndull,negative\n",
        "fine,pos\ndull,neg\n",
        "fine\t+\ndull\t-\n",
        "fine +\ndull −\n",
        "positive,fine\nnegative,dull\n",
        "fine,8.2\ndull,2\n",
        "fine,1\ndull,0\n",
        "fine,0.9\ndull,0.1\n",
        "fine,5 stars\ndull,1 star\n",
        "word,label,note\nfine,positive,so\ndull,negative,so\n",
    ],
)
def test_files_that_say_that_fine_is_positive_and_dull_negative(text):
    assert sides(text) == FINE_DULL
    assert counts(said(text)) == (2, 2, {})


def test_the_value_is_kept_as_a_number_or_as_a_label():
    own = read_words("fine;2,5\ndull;−1\n".encode())
    assert dict(own.values) == {"fine": 2.5, "dull": -1.0}
    assert dict(read_words(b"fine,Pos\ndull,Neg\n").values) == {"fine": "Pos", "dull": "Neg"}
    assert dict(read_words(b"[positive]\nfine\n").values) == {"fine": "positive"}
    assert dict(read_words(b"; positive.txt\nfine 3\n").values) == {"fine": 3.0}


def test_a_number_below_0_makes_signs_decide_and_0_is_neither():
    assert sides("a1,5\nb1,1\nc1,0\nd1,-0.1\n") == ({"a1", "b1"}, {"d1"})
    assert "1 neither positive nor negative (“c1”, line 3)" in said("a1,5\nb1,1\nc1,0\nd1,-0.1\n")


def test_without_one_the_scale_decides_and_its_middle_is_left_out():
    text = "".join(f"w{n},{n}\n" for n in range(1, 10))
    assert sides(text) == ({"w7", "w8", "w9"}, {"w1", "w2", "w3", "w4"})
    assert ", values read as out of 10. Left out: 2 neither positive nor negative (" in said(text)
    assert ", values read as 0 and 1." in said("fine,1\ndull,0\n")
    assert ", values read as 1 to 3." in said("fine,3\ndull,1\nfilm,2\n")


@pytest.mark.parametrize("values", [("1.9", "3.1"), ("2", "2"), ("0.1", "3.4"), ("0", "999")])
def test_strengths_of_words_on_one_side_are_not_taken_for_a_scale(values):
    assert refusal("".join(f"w{n}x,{value}\n" for n, value in enumerate(values))).startswith("The values go from ")


def test_below_headings_numbers_that_are_not_below_0_are_strengths():
    assert sides("[positive]\ncozy,1.9\nfine,3\n[negative]\ndull,2\n") == ({"cozy", "fine"}, {"dull"})


def test_a_word_that_names_a_side_may_have_a_value_too():
    assert sides("positive: 2\nnegative: -2\nfine: 1\n") == ({"positive", "fine"}, {"negative"})
    assert sides("positive\t2\nnegative\t-2\nfine\t1\n") == ({"positive", "fine"}, {"negative"})


# headings and columns


@pytest.mark.parametrize(
    "headings",
    [
        ("[positive]", "[negative]"),
        ("positive:", "negative:"),
        ("Positive words:", "Negative words:"),
        ("# positive", "# negative"),
        ("#positive", "#negative"),
        ("; Positive words", "; Negative words"),
        ("## Pos", "## Neg"),
        ("[POS]", "[NEG]"),
        ("; these are the words of which I say that they are positive", "; and these are those that are negative"),
        ("; positiv", "; negativ"),
    ],
)
def test_a_heading_says_on_which_side_the_words_below_it_are(headings):
    text = f"{headings[0]}\nfine\n\ncozy\n\n{headings[1]}\ndull\n"
    assert sides(text) == ({"fine", "cozy"}, {"dull"})
    assert sides(text.replace("\n", "\r\n")) == ({"fine", "cozy"}, {"dull"})
    assert counts(said(text)) == (3, 3, {})


def test_words_in_a_row_below_or_beside_a_heading():
    assert sides('positive: fine, cozy\nnegative: dull; "grim"\n') == ({"fine", "cozy"}, {"dull", "grim"})
    assert sides("[negative]\ndull, grim,\nvile\n") == (set(), {"dull", "grim", "vile"})


def test_words_above_the_first_heading_and_below_a_neutral_one_are_counted():
    text = "early\n[positive]\nfine\n[neutral]\nfilm\n"
    assert sides(text) == ({"fine"}, set())
    assert counts(said(text))[2] == {"without a value that can be read": 1, "neither positive nor negative": 1}


def test_the_title_of_the_only_column_is_no_word():
    assert counts(said("; positive.csv\nword\nfine\n")) == (1, 1, {})


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_a_column_for_each_side(between):
    assert sides("positive,negative\nfine,dull\ncozy,\n,grim\nx\n".replace(",", between)) == (
        {"fine", "cozy", "x"},
        {"dull", "grim"},
    )
    assert sides("Negative words,Positive words\ndull,fine\ngrim\n".replace(",", between)) == (
        {"fine"},
        {"dull", "grim"},
    )
    assert sides("good,bad\nfine,dull\ncozy\n".replace(",", between)) == ({"fine", "cozy"}, {"dull"})


def test_words_without_values_and_headings_say_what_to_do():
    assert refusal("fine\ndull\ncozy\n").startswith("The words have no values: write a number, or positive or negative")
    assert refusal('["fine", "dull"]').startswith("The words have no values")


# JSON


@pytest.mark.parametrize(
    "value",
    [
        {"fine": 2, "dull": -1.5},
        {"fine": "positive", "dull": "negative"},
        {"fine": True, "dull": False},
        {"positive": ["fine"], "negative": ["dull"]},
        {"neg_words": ["dull"], "pos_words": ["fine"]},
        {"words": {"fine": 2, "dull": -1}},
        {"word": ["fine", "dull"], "score": [1, -1]},
        {"word": {"0": "fine", "1": "dull"}, "score": {"0": 1, "1": -1}},
        [["fine", 2], ["dull", -1]],
        [["word", "score"], ["fine", 2], ["dull", -1]],
        [{"word": "fine", "score": 2}, {"score": -1, "word": "dull"}],
        {"data": [{"term": "fine", "label": "pos"}, {"term": "dull", "label": "neg"}]},
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_json(value, indent):
    assert sides(json.dumps(value, indent=indent)) == FINE_DULL


def test_json_lines_and_lists_of_one_side():
    assert sides('{"word": "fine", "score": 2}\n{"word": "dull", "score": -1}\n') == FINE_DULL
    assert sides('{"positive": ["fine", "cozy"]}') == ({"fine", "cozy"}, set())
    assert sides('; negative.json\n["dull"]') == (set(), {"dull"})


def test_of_two_names_that_are_the_same_in_an_object_none_is_lost():
    assert counts(said('{"fine": 1, "sick": 1, "sick": -1, "fine": 2}')) == (
        1,
        4,
        {"listed a second time": 1, "both positive and negative": 1},
    )


@pytest.mark.parametrize("text", ['{"fine": 2, ', '[["fine", 1], ', "{}", "[]", "[[]]", "[1]", '[{"word": "fine"}]'])
def test_json_of_which_nothing_can_be_made(text):
    refusal(text)


# what is left out


def test_each_reason_is_counted_and_the_first_are_named():
    text = (
        "fine,1\nFINE,2\ndull,-1\nsick,1\nsick,-1\nfilm,0\nso so,1\nno good,-1\n"
        f":),2\nlov*,2\n{'a' * 101},1\nodd,?\n,1\nbare\n"
    )
    own = check(text.encode())
    assert own.said == (
        "2 of 14 entries: 1 positive word, 1 negative word. Left out: 1 listed a second time (“FINE”, line 2), "
        "1 neither positive nor negative (“film”, line 6), 2 of more than one word (“so so”, line 7; “no good”, line 8)"
        ", 1 with signs that no word has (“:)”, line 9), 1 with * for an ending (“lov*”, line 10), "
        f"1 of more than 100 characters (“{'a' * 30}…”, line 11), 2 without a value that can be read (“odd”, line 12; "
        "“bare”, line 14), 1 without a word (“”, line 13), 1 both positive and negative (“sick”, line 4)."
    )


def test_of_many_the_first_three_are_named():
    assert said("fine,1\n" + "so so,1\n" * 5).endswith("(“so so”, line 2; “so so”, line 3; “so so”, line 4; …).")


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("It’s", "it's"),
        ("ﬁne", "fine"),
        ("NAÏVE", "naïve"),
        ("co-op", "co-op"),
        ("co‑op", "co-op"),
        ("3d", "3d"),
        ("ｆｉｎｅ", "fine"),
        ("cafe\u0301", "café"),
        ("fi\u00adne", "fine"),
        ("\u200bfine\u200b", "fine"),
        ("लंबा", "लंबा"),
        ("b" * LONGEST_WORD, "b" * LONGEST_WORD),
    ],
)
def test_a_word_is_kept_in_its_plain_form(word, form):
    assert sides(f"{word}\t1\nother\t-1\n") == ({form}, {"other"})


@pytest.mark.parametrize(
    "word", ["!", "😀", "can_not", "a*b", "'em", "dogs'", "$:", "fine!", "№", "*", "…", "a.b", "(a)"]
)
def test_what_is_no_single_word_is_refused(word):
    assert counts(said(f"fine\t1\n{word}\t1\n"))[:2] == (1, 2)


def test_where_no_word_is_left_the_reasons_are_said():
    assert refusal("so so,1\n:),2\n") == (
        "No word can be used: 1 of more than one word (“so so”, line 1), 1 with signs that no word has (“:)”, line 2)."
    )
    assert refusal("# only\n# comments\n") == "The file has comments and no words."


def test_limits_are_told(monkeypatch):
    assert refusal(b"a,1\n" * (LARGEST_LIST // 4) + b"b") == (
        "The word list has 5,000,001 bytes, and at most 5,000,000 are read."
    )
    monkeypatch.setattr(wordlists, "MOST_ENTRIES", 4)
    assert sides("a,1\n" * 3 + "; b.txt\na,1\n") == ({"a"}, set())
    for text in ("a,1\n" * 5, "a,1\n" * 3 + "; b.txt\nb 1\nc 1\n", "[positive]\na,b,c,d,e\n"):
        assert refusal(text) == "The word list has more than 4 entries, and at most so many are read."
    assert refusal("".join(f"; {n}.txt\nfine,1\n" for n in range(MOST_FILES + 1))).startswith("These are more than 20 ")
    assert refusal(b"") == "The file is empty."
    assert refusal("; positive.txt\nfine\n; negative.txt\n\n") == "The file is empty (“negative.txt”)."


def test_the_most_entries_are_read_in_a_few_seconds():
    raw = "".join(f"w{n}é,{n % 7 - 3.5}\n" for n in range(MOST_ENTRIES)).encode()
    start = process_time()
    assert len(read_words(raw).values) == MOST_ENTRIES
    assert process_time() - start < 6  # a second, where nothing else runs


# together with another lexicon


def test_own_words_win_over_those_of_the_base_and_idioms_stay():
    base = default_lexicon()
    both = union(read_words(b"sick,2\nfine,-1\ntwee,-1\n").lexicon, base)
    assert [both.sign(word) for word in ("sick", "fine", "twee", "great", "awful")] == [1, -1, -1, 1, -1]
    assert both.idioms == base.idioms
    assert features("A sick film, but fine.", both).x[:2].tolist() == [1, 1]


SIGN_OF_WORD = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([-1, 1]))


@given(SIGN_OF_WORD, SIGN_OF_WORD)
def test_a_union_has_the_own_sign_or_else_that_of_the_base(own, base):
    both = union(lexicon_of(own), lexicon_of(base))
    assert {word: both.sign(word) for word in "abcdef"} == {word: (base | own).get(word, 0) for word in "abcdef"}


def lexicon_of(signs: dict[str, int]) -> Lexicon:
    return Lexicon(*({word for word, sign in signs.items() if sign == side} for side in (1, -1)))


# any list, any bytes

LETTERS = st.text("abcdefgilnosuéïñüß", min_size=2, max_size=8)
WORDS = st.builds("".join, st.tuples(LETTERS, st.sampled_from(["", "'", "-"]), LETTERS)).map(plain)
SIGNED = st.dictionaries(WORDS, st.sampled_from([-1, 1]), min_size=1, max_size=12)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
NUMBERS = {-1: ["-1", "-2.5", "−3", "-0,5"], 1: ["1", "2.5", "+3", "0,5"]}


def reads_back(signs: dict[str, int], text: str, encoding: str) -> None:
    raw = text.replace("−" if encoding == "cp1252" else "\0", "-").encode(encoding)
    own = check(raw)
    assert own.lexicon == lexicon_of(signs), own.said
    assert counts(own.said) == (len(signs), len(signs), {})


@given(SIGNED, st.sampled_from([",", ";", "\t", "|", ": ", " ", "   "]), st.booleans(), ENDS, ENCODINGS, st.data())
def test_words_with_numbers_are_read_back(signs, between, header, end, encoding, data):
    signs = {"awful": -1} | signs  # a number below 0 makes it clear
    lines = [f"word{between}score"] * header
    numbers = {sign: [n for n in listed if between != "," or "," not in n] for sign, listed in NUMBERS.items()}
    lines += [word + between + data.draw(st.sampled_from(numbers[sign])) for word, sign in signs.items()]
    reads_back(signs, end.join(lines), encoding)


@given(SIGNED, st.sampled_from([",", ";", "\t", "|", ": ", " "]), st.booleans(), ENDS, ENCODINGS)
def test_words_with_labels_are_read_back(signs, between, quoted, end, encoding):
    quote = '"' * (quoted and between not in (": ", " "))
    cells = ((word, "positive" if sign > 0 else "negative") for word, sign in signs.items())
    reads_back(signs, end.join(between.join(quote + cell + quote for cell in row) for row in cells), encoding)


@given(SIGNED, st.sampled_from(["[{}]", "{}:", "# {}", "; {} words"]), ENDS, ENCODINGS)
def test_words_below_headings_are_read_back(signs, heading, end, encoding):
    lines = []
    for sign, side in ((1, "positive"), (-1, "negative")):
        lines += [heading.format(side), *(word for word in signs if signs[word] == sign), ""]
    reads_back(signs, end.join(lines), encoding)


@given(SIGNED, st.sampled_from([",", ";", "\t", "|"]), ENDS, ENCODINGS)
def test_words_in_two_columns_are_read_back(signs, between, end, encoding):
    columns = [[word for word in signs if signs[word] == sign] for sign in (-1, 1)]
    rows = [["negative", "positive"]]
    for i in range(len(signs)):
        rows.append([column[i] if i < len(column) else "" for column in columns])
    reads_back(signs, end.join(between.join(row) for row in rows), encoding)


@given(SIGNED, st.sampled_from([None, 2]), st.booleans(), st.booleans())
def test_words_in_json_are_read_back(signs, indent, pairs, ascii_only):
    value = [[word, sign] for word, sign in signs.items()] if pairs else signs
    value = value if -1 in signs.values() else [["word", "value"], *([word, "pos"] for word in signs)]
    reads_back(signs, json.dumps(value, indent=indent, ensure_ascii=ascii_only), "utf-8")


@given(SIGNED, ENDS)
def test_words_in_two_files_are_read_back(signs, end):
    body = b""
    for sign, name, encoding in ((1, "positive.txt", "utf-16"), (-1, "my negative words.txt", "cp1252")):
        words = end.join(word for word in signs if signs[word] == sign)
        body += f"; {name}\n".encode() + words.encode(encoding) + b"\n" if words else b""
    assert check(body).lexicon == lexicon_of(signs)


@given(st.text("aeéÉßœÀ×÷ÿŸ0'-ﬁÖ", max_size=6))
def test_a_word_that_is_seen_at_once_has_the_form_that_all_have(text):
    own = check(f"{text}\t1\nother\t-1\n".encode())
    if len(found := tokens(text)) == 1 and text[0].isalnum():
        assert plain(found[0].text) in own.lexicon.positive
    else:
        assert not own.lexicon.positive


PIECES = [
    *(
        "fine",
        "dull",
        "positive",
        "negative",
        "neutral",
        "word",
        "score",
        "1",
        "-1",
        "0",
        "−2,5",
        "9",
        "joy",
        ":)",
        "*",
    ),
    *(
        ",",
        ";",
        "\t",
        "|",
        ":",
        " ",
        "\n",
        "\r\n",
        "\n",
        "\n",
        "#",
        "; ",
        "; a.txt\n",
        "[",
        "]",
        "{",
        "}",
        '"',
        "“",
        "é",
    ),
    *("[positive]", "negative:", "word1=fine x=y priorpolarity=positive", "sep=;\n", "\ufeff", "a\t00000001\t"),
]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_list_or_one_sentence(raw):
    check(raw)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_pieces_of_lists_give_a_list_or_one_sentence(pieces, encoding):
    check("".join(pieces).encode(encoding, "replace"))


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["fine", "dull", "pos", "", "so so"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PIECES), inner, max_size=3),
)


@given(JSONS)
def test_any_json_gives_a_list_or_one_sentence(value):
    check(json.dumps(value).encode())


@pytest.mark.parametrize(
    "piece", ["a", '"', ",", "\t", ";", "\n", "{", "[", "1", "é", ":", "a.", "; a.b\n", "w\n", "−"]
)
def test_one_piece_very_often_gives_one_sentence_soon(piece):
    start = process_time()
    for text in (piece * 100_000, f"fine,1\n{piece * 100_000},-1\n", f"; {piece * 100_000}.txt\nfine,1\n"):
        check(text.encode())
    assert process_time() - start < 6


def test_clues_that_never_end_take_no_time():
    start = process_time()
    refusal("x=y " + "word1=a " * 100_000)
    assert process_time() - start < 3


def test_hostile_entries_are_only_words_or_none():
    lines = [re.sub(r"[\r\n\t\0]", " ", payload) for payload in PAYLOADS]
    own = check("".join(f"{line}\t{n % 2 * 2 - 1}\n" for n, line in enumerate(lines)).encode("utf-8", "replace"))
    assert {word for word in own.values if not re.fullmatch(r"\w[\w'-]*", word)} == set()


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), 20))
def test_a_hostile_list_is_quoted_or_refused(start):
    for payload in PAYLOADS[start : start + 20]:
        for text in (payload, f"{payload},1\ndull,-1\n", f"dull,{payload}\nfine,1\n", f"; {payload}.txt\nfine,1\n"):
            check(text.encode("utf-8", "replace"))
        check(json.dumps({payload: 1, "dull": payload, "fine": 2}).encode())
