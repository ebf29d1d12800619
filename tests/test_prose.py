"""prose/: the chapter says what the lecture says, briefly, and its formulas become well-formed MathML."""

import re
from xml.etree import ElementTree

import pytest

from logreg.prose import lecture, mathml, paragraph
from logreg.reader.state import STEPS

in_each_step = pytest.mark.parametrize("step", lecture().values(), ids=lecture())
FORMULAS = [line for step in lecture().values() for line in step.formulas]


def tree(line: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<p>{mathml(line)}</p>")


def test_there_are_the_eleven_points_of_the_lecture_in_their_order():
    told = [
        "correct label", "loss says how far", "sigmoid", "conditional maximum likelihood", "Bernoulli",
        "log of both sides, the natural one",
        "negative log-likelihood", "in place of", "be *y* = 1", "the truth was given 1 −", "Neural networks",
    ]  # fmt: skip
    assert (*lecture(),) == STEPS
    assert len(STEPS) == len(told)
    for step, words in zip(lecture().values(), told):
        assert words in step.text


@in_each_step
def test_a_step_has_at_most_50_words(step):
    assert 15 <= len(step.text.split()) <= 50


@in_each_step
def test_a_step_has_a_formula_with_letters_and_one_with_the_readers_numbers(step):
    assert any(re.search(r"[a-zŷσ]", re.sub(r"{\w+}", "", line)) for line in step.formulas)
    assert any("{" in line for line in step.formulas)
    assert step.pictures


def test_the_lectures_formulas_are_there():
    text = "\n".join(FORMULAS)
    for formula in (
        "z = w·x + b", "p(y|x) = «1 ŷ^y ⎵1» · «0 (1 − ŷ)^(1 − y) ⎵1»",
        "ln p(y|x) = «1 y · ln ŷ ⎵0»  + «0 (1 − y) · ln(1 − ŷ) ⎵0»",
        "L_CE(ŷ, y) = −ln p(y|x)  = −[«1 y · ln ŷ ⎵0»  + «0 (1 − y) · ln(1 − ŷ) ⎵0»]",
        "L_CE = −[«1 y · ln σ(w·x + b) ⎵0»  + «0 (1 − y) · ln(1 − σ(w·x + b)) ⎵0»]", "∂L/∂z = ŷ − y",
    ):  # fmt: skip
        assert formula in text


@pytest.mark.parametrize("line", FORMULAS)
def test_a_formula_is_well_formed_and_says_all_its_marks(line):
    shown = "".join(tree(line).itertext())
    bare = re.sub(r"\{[\w-]+\}|«(one|zero|never|[01]) |[»^_ ]", "", line).replace("⎵", "=")
    left_out = shown.count("(") < bare.count("(")  # brackets around what is raised
    assert (re.sub("[()]", "", shown) if left_out else shown).replace(" ", "") == (
        re.sub("[()]", "", bare) if left_out else bare
    )
    assert [node.get("data-slot") for node in tree(line).iter() if node.get("data-slot")] == re.findall(
        r"\{([\w-]+)\}", line
    )


def test_a_power_raises_what_stands_in_brackets_without_them():
    (power,) = tree("(1 − ŷ)^(1 − y)").iter("msup")
    base, exponent = power
    assert ("".join(base.itertext()), "".join(exponent.itertext())) == ("(1−ŷ)", "1−y")


def test_what_lives_for_one_label_is_marked_for_it():
    rows = {
        row.get("class"): "".join(row.itertext())
        for row in tree("«1 ŷ^y» · «0 (1 − ŷ)»").iter("mrow")
        if row.get("class")
    }
    assert rows == {"lives1": "ŷy", "lives0": "(1−ŷ)"}


def test_under_what_may_fall_away_stands_what_it_comes_to():
    (under,) = tree("«1 ŷ^y ⎵1» · 2").iter("munder")
    part, brace = under
    assert (part.get("class"), "".join(part.itertext())) == ("lives1", "ŷy")
    assert (brace.get("class"), "".join(brace.itertext())) == ("brace", "=1")


def test_a_factor_comes_to_1_and_a_term_to_0_where_it_falls_away():
    parts = [part for line in FORMULAS for part in re.findall(r"«([01]|never) ([^»]*)»", line)]
    assert len(parts) >= 18
    for _, part in parts:
        assert part[-3:] == (" ⎵0" if "ln" in part or "log" in part else " ⎵1"), part


def test_a_line_may_break_where_two_spaces_stand():
    assert len(tree("z = w·x + b  = {sum}  = {z}").findall("math")) == 3


def test_a_minus_that_touches_a_number_is_its_sign_and_another_stands_free():
    sign, free = tree("−1").find(".//mo"), tree("a − 1").find(".//mo")
    assert (sign.get("rspace"), free.get("form")) == ("0", "infix")


@pytest.mark.parametrize("line", ["(1", "1)", "«1 x", "x^", "x_"])
def test_a_formula_that_is_not_finished_is_refused(line):
    with pytest.raises(ValueError, match=r"missing|closes|nothing"):
        mathml(line)


def test_a_paragraph_shows_markup_as_it_is():
    assert paragraph("<b>*x*</b> & {z}") == '&lt;b&gt;<i>x</i>&lt;/b&gt; &amp; <b data-slot="z"></b>'


@in_each_step
def test_what_is_held_back_or_guessed_has_a_place_in_the_step(step):
    everything = " ".join([step.text, step.more, *step.formulas])
    for name in (name for group in step.reveals for name in group):
        known = name in step.pictures or f"{{{name}}}" in everything
        elsewhere = {"decision", "y_hat_0", "loss_1", "loss_0"}  # on the desk around the step, or a phone's strip
        before = {
            "loss",
            "log_y_hat",
            "log_y_hat_0",
            "z_of_loss",
            "y_hat_of_loss",
            "y_hat_of_0",
            "ln_of_1",
            "ln_of_0",
            "surprise/point0",
            "surprise/tag0",
        }  # in the steps before
        before |= {f"estimates/{mark}0" for mark in ("bar", "point", "number")}
        around = {"shows", "verdict", "rounded"}
        worlds = {f"world_{row}_{column}" for row in ("y_hat", "p", "loss", "says") for column in "10b"}
        assert known or name in elsewhere | before | around | {"rounding"} | worlds, name
    assert set(step.guesses) <= {"z", "y_hat", "loss_1", "loss_0"}
