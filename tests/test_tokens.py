"""tokens.py: what is a word, what is a mark, and where they stand."""

import unicodedata

import pytest

from logreg import Token, tokens
from logreg.tokens import APOSTROPHES, EXCLAMATIONS, HYPHENS


def texts(review: str) -> list[str]:
    return [token.text for token in tokens(review)]


@pytest.mark.parametrize(
    "word", ["second-rate", "It's", "it’ll", "rock'n'roll", "state-of-the-art", "well‑made", "1980s"]
)
def test_a_word_is_kept_whole_across_inner_hyphens_and_apostrophes(word):
    assert texts(word) == [word]


def test_every_punctuation_mark_is_a_token_of_its_own():
    assert texts("Well... (no!?)") == ["Well", ".", ".", ".", "(", "no", "!", "?", ")"]


def test_a_hyphen_or_apostrophe_at_an_end_is_a_mark():
    assert texts("'tis the actors' -") == ["'", "tis", "the", "actors", "'", "-"]
    assert texts("a--b") == ["a", "-", "-", "b"]
    assert texts("‘fine’") == ["‘", "fine", "’"]


@pytest.mark.parametrize("sign", [*APOSTROPHES, *HYPHENS], ids=ascii)
def test_whatever_is_typed_for_an_apostrophe_or_a_hyphen_joins_two_letters_and_is_a_mark_elsewhere(sign):
    assert texts(f"so we{sign}ll go") == ["so", f"we{sign}ll", "go"]
    assert texts(f"{sign}dogs{sign} {sign}") == (
        [sign, "dogs", sign, sign] if sign >= " " and sign not in "\x91\x92" else ["dogs"]
    )


def test_an_exclamation_mark_is_what_unicode_calls_so_and_not_upside_down_not_raised_and_not_of_a_picture():
    names = {chr(code): unicodedata.name(chr(code), "") for code in range(0x20000)}
    named = {
        sign for sign, name in names.items() if {"EXCLAMATION", "MARK"} <= {*name.split()} or "INTERROBANG" in name
    }
    no_mark = {sign for sign in named for word in ("INVERTED", "RAISED", "WITH ") if word in names[sign]}
    assert set(EXCLAMATIONS) == named - no_mark


def test_an_underscore_joins_nothing():
    assert texts("so_so") == ["so", "_", "so"]


def test_nothing_has_no_tokens():
    assert tokens("") == tokens(" \n\t\u00a0\u3000") == []


def test_a_token_says_where_it_stands():
    assert tokens("So, why?") == [Token("So", 0, 2), Token(",", 2, 3), Token("why", 4, 7), Token("?", 7, 8)]


def test_an_accent_belongs_to_its_letter_in_either_form():
    assert texts("cliché") == ["cliché"]
    assert texts("cliche\u0301") == ["cliche\u0301"]


@pytest.mark.parametrize("word", ["हिन्दी", "ภาษาไทย", "עִבְרִית", "العربيّة", "می\u200cخواهم"])
def test_vowel_signs_do_not_split_a_word(word):
    assert texts(word) == [word]


@pytest.mark.parametrize("emoji", ["😀", "👍🏽", "❤️", "👩\u200d👩\u200d👧", "🏃🏽\u200d♂️", "🇩🇪", "1️⃣", "🏳️\u200d🌈"])
def test_an_emoji_is_one_symbol_however_many_code_points_it_takes(emoji):
    assert texts(f"so {emoji} {emoji}!") == ["so", emoji, emoji, "!"]


def test_two_emoji_side_by_side_are_two_tokens():
    assert texts("😀😀🇩🇪🇫🇷👍🏽👍🏽") == ["😀", "😀", "🇩🇪", "🇫🇷", "👍🏽", "👍🏽"]


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u200e", "\u202e", "\ufeff", "\x00", "\x7f", "\u2028", "\ud83d", "\u200d"]
)
def test_what_cannot_be_seen_is_no_token(hidden):
    assert texts(f"{hidden} fine {hidden}. {hidden}") == ["fine", "."]


def test_a_soft_hyphen_does_not_split_a_word():
    assert texts("enjoy\u00adable") == ["enjoy\u00adable"]


def test_chinese_text_is_words_between_its_marks():
    assert texts("好看！真的。") == ["好看", "！", "真的", "。"]


def test_html_and_latex_are_only_marks_and_words():
    assert texts("<b>$x$</b>") == ["<", "b", ">", "$", "x", "$", "<", "/", "b", ">"]
