"""What must hold for any input: texts of every kind, every finite number, every state and every link."""

import time
import timeit
import unicodedata
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import log, nextafter

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from payloads import HALVES, PAYLOADS

from logreg import (
    CONTROLS,
    FEATURES,
    LECTURE,
    Lexicon,
    State,
    cost,
    cross_entropy,
    default_lexicon,
    error,
    feature_matrix,
    features,
    gradient,
    likelihood,
    log_likelihood,
    log_sigmoid,
    score,
    sigmoid,
    step,
    tokens,
    trace,
)
from logreg.lexicon import plain
from logreg.reader.state import HIDEABLE, LONGEST_REVIEW, OPTIONS, STEPS, VIEWS
from logreg.reader.written import estimate, probability, written
from logreg.tokens import APOSTROPHES, EXCLAMATIONS, HYPHENS

# texts: whatever Unicode has, thick with what makes tokens difficult, and words that count
NASTY = "'’ʼ´`＇‐‑-_!¡！❗‼"
NASTY += ". \n\t\x00\x7f\u00ad\u200b\u200c\u200d\u202e\ufeff\u0301\u0316\u20e3\ufe0f\ud83d\ude00😀🏽👩🇩🇪ßİΣ1٣"
WORDS = [
    "no",
    "NO",
    "not",
    "I'm",
    "you’ll",
    "great",
    "second-rate",
    "sucked",
    "me",
    "in",
    "dull",
    "moment",
    "hokey",
    "!",
    "US",
    "the",
    "mine",
    "gold",
    "i.e.",
    "Henry",
    "I",
    "ii",
    "terriﬁc",
    "ｎｏ",
    "best",
    "do",
]
letters = st.text(
    st.characters() | st.characters(categories=["Cs", "Cf", "Cc", "Mn", "So", "Po"]) | st.sampled_from(NASTY)
)
phrases = st.lists(st.sampled_from(WORDS) | letters, max_size=12).map(" ".join)
texts = letters | phrases
visible_texts = texts.map(lambda text: "".join(c for c in text if not "\ud800" <= c <= "\udfff"))

finite = st.floats(allow_nan=False, allow_infinity=False)
scores = st.floats(-60, 60) | finite
labels = st.sampled_from([0, 1])


@st.composite
def problems(draw):
    """X, y, w, b of one size."""
    m, n = draw(st.integers(1, 8)), draw(st.integers(1, 6))
    small = st.floats(-4, 4)
    X, y = draw(arrays(float, (m, n), elements=small)), draw(arrays(int, m, elements=labels))
    return X, y, draw(arrays(float, n, elements=small)), draw(small)


def visible(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp"}


# text → tokens


@given(texts)
def test_a_tokens_span_is_its_place_in_the_text(text):
    for token in tokens(text):
        assert text[token.start : token.end] == token.text != ""


@given(texts)
def test_tokens_come_in_order_and_never_overlap(text):
    found = tokens(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(texts)
def test_every_character_that_can_be_seen_is_in_exactly_one_token(text):
    times = [0] * len(text)
    for token in tokens(text):
        for place in range(token.start, token.end):
            times[place] += 1
    assert [c for c, n in zip(text, times) if n != 1 and visible(c)] == []


@given(texts)
def test_no_token_holds_a_space_and_none_is_of_invisible_characters_alone(text):
    planes_with_text = "".join(c for c in text if ord(c) < 0x20000)  # far beyond, Unicode has little to say
    for token in tokens(planes_with_text):
        assert any(map(visible, token.text))
        assert not any(c.isspace() for c in token.text)


@given(st.text("ab'- !", max_size=12))
def test_in_plain_text_a_joiner_binds_only_between_two_letters(text):
    # the definition, character by character: a border is where a token begins or ends
    def joins(at: int) -> bool:
        a, b = text[at - 1], text[at]
        after, before = text[at + 1 : at + 2], text[max(at - 2, 0) : max(at - 1, 0)]
        return (a.isalpha() and b.isalpha()) or (
            (b in "'-" and a.isalpha() and after.isalpha()) or (a in "'-" and b.isalpha() and before.isalpha())
        )

    pieces, start = [], 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not joins(at):
            pieces.append(text[start:at])
            start = at
    assert [token.text for token in tokens(text)] == [piece for piece in pieces if piece != " "]


@given(st.lists(st.sampled_from(["film", "second-rate", "it’s", "!", "…", "(", "👍🏽", "好看"])))
def test_tokens_apart_are_the_tokens_put_in(words):
    assert [token.text for token in tokens("  ".join(words))] == words


@given(texts)
def test_the_plain_form_of_a_word_is_its_own_plain_form(word):
    assert plain(plain(word)) == plain(word)


@given(texts)
def test_case_changes_no_count(text):
    assume(text.upper().lower() == text.lower())  # ß and its like become other letters
    assert features(text.upper()).x[:5].tolist() == features(text.lower()).x[:5].tolist()


# tokens → x


@given(texts)
def test_features_are_counts_of_the_words_found(text):
    extraction = features(text)
    length = len(extraction.tokens)
    for feature, made, x in zip(FEATURES, extraction.found, extraction.x):
        n = len(made)
        assert x == {"count": n, "flag": min(n, 1), "logarithm": log(length) if length else 0}[feature.kind]
        assert feature.kind != "logarithm" or made == []
    assert np.isfinite(extraction.x).all()
    assert extraction.x.dtype == np.float64


@given(texts)
def test_no_token_feeds_two_features_and_each_list_is_in_reading_order(text):
    extraction = features(text)
    fed = [token.start for made in extraction.found for token in made]
    assert len(fed) == len(set(fed))
    assert all([t.start for t in made] == sorted(t.start for t in made) for made in extraction.found)
    assert {token for made in extraction.found for token in made} <= set(extraction.tokens)


@given(texts)
@example("Wow!\u0301")
@example("😀\u200d!")
@example("Wow❗️")
def test_x5_says_whether_an_exclamation_mark_of_any_kind_occurs(text):
    assert features(text).x[4] == (not set(EXCLAMATIONS).isdisjoint(text))


FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
LIGATURES = {"fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ", "st": "ﬆ"}
typed = st.text(st.characters(max_codepoint=0x7E), max_size=20) | st.lists(
    st.sampled_from(["I'm", "you'll", "isn't", "well-made!", "the US.", "i.e.", "terrific", "flawless", "No!", "US's"])
    | st.sampled_from(
        ["a mine", "Henry I", "so bad", "worst-looking", "Part I,", "sucked me in", "mine", "we", "stiff!"]
    ),
    max_size=8,
).map(" ".join)


@given(typed, st.randoms(use_true_random=False))
def test_the_same_text_typed_with_other_signs_has_the_same_x(text, random):
    # an apostrophe or a hyphen between two letters, an exclamation mark, any letter or mark in full width, ligatures
    other = []
    for at, sign in enumerate(text):
        inside = text[max(at - 1, 0) : at].isalnum() and text[at + 1 : at + 2].isalnum()
        kin = {"'": APOSTROPHES, "`": APOSTROPHES, "-": HYPHENS}.get(sign, sign) if inside else sign
        kin = EXCLAMATIONS if sign == "!" else kin
        other.append(random.choice([sign, FULL_WIDTH.get(sign, sign), random.choice(kin)]))
    again = "".join(other)
    for letters, ligature in LIGATURES.items():
        again = again.replace(letters, random.choice([letters, ligature]))
    assert features(again).x.tolist() == features(text).x.tolist()


@given(st.lists(texts | typed, max_size=5))
@example(PAYLOADS)
@example(HALVES)
def test_the_feature_matrix_has_the_x_of_each_text_as_its_rows(many):
    for lexicon in (
        None,
        Lexicon({"us", "best", "in"}, {"i", "e", "no"}, {("do", "_", "best"), ("it's", "_"), ("_",)}),
    ):
        X = feature_matrix(many, lexicon)
        assert X.shape == (len(many), len(FEATURES))
        assert X.tolist() == [features(text, lexicon).x.tolist() for text in many]


@given(texts, texts)
@example("it sucked", "in the end")
def test_the_counts_of_two_texts_one_after_the_other_add(one, other):
    both = features(f"{one}\n.\n.\n{other}")  # two marks between them: no idiom reaches across
    a, b = features(one), features(other)
    assert [len(made) for made in both.found] == [len(p) + len(q) for p, q in zip(a.found, b.found)]
    assert len(both.tokens) == len(a.tokens) + 2 + len(b.tokens)


@given(st.lists(st.sampled_from(sorted(default_lexicon().positive | default_lexicon().negative)), max_size=20))
def test_every_word_of_the_lexicon_is_counted_where_it_stands_alone(words):
    x = features("\n.\n.\n".join(words)).x
    assert x[:2].tolist() == [sum(default_lexicon().sign(w) == sign for w in words) for sign in (1, -1)]


# z → ŷ → L


@given(scores)
def test_y_hat_and_the_rest_make_1(z):
    assert abs(sigmoid(z) + sigmoid(-z) - 1) <= 2 * np.finfo(float).eps
    assert abs(likelihood(z, 1) + likelihood(z, 0) - 1) <= 2 * np.finfo(float).eps


@given(scores)
def test_y_hat_is_a_probability_and_no_warning_is_given(z):
    with np.errstate(all="raise"):
        assert 0 <= sigmoid(z) <= 1
        assert log_sigmoid(z) <= 0
        assert np.isfinite([log_sigmoid(z), cross_entropy(z, 0), cross_entropy(z, 1), error(z, 0), error(z, 1)]).all()


@given(scores, scores)
def test_a_higher_score_never_gives_a_lower_probability(one, other):
    low, high = sorted((one, other))
    assert sigmoid(low) <= sigmoid(high) * (1 + 2 * np.finfo(float).eps)
    assert cross_entropy(low, 1) >= cross_entropy(high, 1) * (1 - 4 * np.finfo(float).eps)


@given(st.floats(-700, 18))  # beyond, ŷ is so near to 1 that a millionth of z is less than its last digit
def test_a_score_higher_by_a_millionth_gives_a_higher_probability(z):
    assert sigmoid(z) < sigmoid(nextafter(z + max(abs(z), 1) * 1e-6, np.inf))


@given(scores, labels)
def test_a_loss_is_never_negative_and_is_minus_the_log_likelihood(z, y):
    assert cross_entropy(z, y) >= 0
    assert cross_entropy(z, y) == -log_likelihood(z, y)
    assert not np.signbit(cross_entropy(z, y))


@given(st.floats(-700, 700), labels)
def test_the_likelihood_is_the_exponential_of_its_log(z, y):
    assert np.exp(log_likelihood(z, y)) == pytest.approx(float(likelihood(z, y)), rel=1e-12)


@given(scores)
def test_the_two_losses_differ_by_the_score(z):
    assert float(cross_entropy(z, 0) - cross_entropy(z, 1)) == pytest.approx(z, rel=1e-15, abs=1e-15)


@given(scores)
def test_the_loss_for_one_label_is_the_other_labels_seen_from_the_other_side(z):
    assert cross_entropy(z, 0) == cross_entropy(-z, 1)
    assert error(z, 0) == -error(-z, 1)


@given(st.floats(-1e300, 1e300) | st.floats(-40, 40), st.floats(-1e300, 1e300) | st.floats(-40, 40), labels)
def test_the_loss_is_convex_in_z(a, b, y):
    chord = (cross_entropy(a, y) + cross_entropy(b, y)) / 2
    assert cross_entropy((a + b) / 2, y) <= chord * (1 + 1e-14)


@given(st.floats(-30, 30), labels)
def test_the_error_is_the_slope_of_the_loss(z, y):
    h = 1e-5
    slope = (cross_entropy(z + h, y) - cross_entropy(z - h, y)) / (2 * h)
    assert error(z, y) == pytest.approx(float(slope), abs=1e-9)


@given(finite, labels)
def test_the_error_has_the_sign_of_the_mistake(z, y):
    assert error(z, y) <= 0 if y else error(z, y) >= 0
    assert -1 <= error(z, y) <= 1


@given(arrays(float, (4, 1), elements=scores), arrays(int, 3, elements=labels))
def test_scores_and_labels_broadcast(z, y):
    for of_z in (likelihood, log_likelihood, cross_entropy, error):
        table = of_z(z, y)
        assert table.shape == (4, 3)
        assert table[2, 1] == of_z(z[2, 0], y[1])


@given(arrays(st.sampled_from([np.float32, np.float64]), 5, elements=st.floats(-99, 99, width=32)), labels)
def test_the_dtype_is_kept(z, y):
    assert {of_z(z).dtype for of_z in (sigmoid, log_sigmoid)} == {z.dtype}
    assert {of_z(z, y).dtype for of_z in (likelihood, log_likelihood, cross_entropy, error)} == {z.dtype}


# X, y, w, b → cost, gradient


@given(problems())
def test_the_gradient_is_the_central_difference_of_the_cost(problem):
    X, y, w, b = problem
    dw, db = gradient(X, y, w, b)
    h = 1e-5
    for j, direction in enumerate(np.eye(len(w))):
        slope = (cost(X, y, w + h * direction, b) - cost(X, y, w - h * direction, b)) / (2 * h)
        assert dw[j] == pytest.approx(slope, abs=1e-7)
    assert db == pytest.approx((cost(X, y, w, b + h) - cost(X, y, w, b - h)) / (2 * h), abs=1e-7)


@given(problems())
def test_the_gradient_of_one_observation_is_its_central_difference(problem):
    X, y, w, b = problem
    dw, _ = gradient(X[0], y[0], w, b)
    h = 1e-5
    for j, direction in enumerate(np.eye(len(w))):
        slope = (cost(X[0], y[0], w + h * direction, b) - cost(X[0], y[0], w - h * direction, b)) / (2 * h)
        assert dw[j] == pytest.approx(slope, abs=1e-7)


@given(problems())
def test_one_observation_is_one_row_of_many(problem):
    X, y, w, b = problem
    z, (dw, db) = score(X, w, b), gradient(X[:1], y[:1], w, b)
    alone_dw, alone_db = gradient(X[0], y[0], w, b)
    assert score(X[0], w, b) == pytest.approx(z[0], abs=1e-12)
    assert cost(X[0], y[0], w, b) == pytest.approx(cost(X[:1], y[:1], w, b), abs=1e-12)
    np.testing.assert_allclose([*dw, db], [*alone_dw, alone_db], atol=1e-12)


@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_observations_does_not_matter(problem, random):
    X, y, w, b = problem
    order = random.sample(range(len(y)), len(y))
    assert cost(X[order], y[order], w, b) == pytest.approx(cost(X, y, w, b), abs=1e-12)
    for one, other in zip(gradient(X[order], y[order], w, b), gradient(X, y, w, b)):
        np.testing.assert_allclose(one, other, atol=1e-12)


@given(problems())
def test_a_very_small_step_never_raises_the_cost(problem):
    X, y, w, b = problem
    dw, db = gradient(X, y, w, b)
    assert cost(X, y, *step(w, b, dw, db, eta=1e-3)) <= cost(X, y, w, b) + 1e-15


# State and link


weights = st.floats(-1e300, 1e300)
words = st.from_regex(r"[^\W_]{1,8}", fullmatch=True).map(plain)


@st.composite
def states(draw):
    """Any choice of a reader: a text below the limit, in any alphabet, and any numbers within range."""
    review = draw(visible_texts | st.builds(str.__mul__, visible_texts, st.integers(1, 3000)) | st.just(LECTURE.review))
    w = tuple(draw(st.lists(weights, min_size=len(FEATURES), max_size=len(FEATURES))))
    on = tuple(draw(st.lists(st.booleans(), min_size=len(FEATURES), max_size=len(FEATURES))))
    hidden = draw(st.sets(st.sampled_from(HIDEABLE)))
    return State(
        review=review[:LONGEST_REVIEW],
        on=on,
        w=w,
        b=draw(weights),
        y=draw(labels),
        digits=draw(st.sampled_from([2, 4])),
        lists=tuple(draw(st.dictionaries(words, st.sampled_from([-1, 0, 1]), max_size=3)).items()),
        order=tuple(draw(st.permutations(range(7)))),
        view=draw(st.sampled_from(VIEWS)),
        step=draw(st.sampled_from(STEPS)),
        stage=draw(st.booleans()),
        predict=draw(st.booleans()),
        shown=draw(st.integers(0, 9)),
        guess_z=draw(st.none() | labels),
        guess_y_hat=draw(st.none() | st.floats(0, 1)),
        guess_loss=draw(st.none() | st.floats(0, 1e300)),
        picks=tuple((step, draw(st.sampled_from(OPTIONS))) for step in STEPS if draw(st.booleans())),
        hidden=tuple(name for name in HIDEABLE if name in hidden),
    )


@given(states())
@example(State(review=""))
@example(State(review="\r\n &=%+#;\x00" * 2000, w=(5e-324, -5e-324, 1e300, -1e300, 0.1, 1e16)))
def test_a_state_comes_back_from_its_link(state):
    link, note = state.link()
    again, notes = State.from_query(link)
    assert notes == {}
    assert again == (replace(state, review=LECTURE.review) if note else state)
    assert link.isascii()
    assert not {" ", "\n", "#", '"', "<"} & set(link)


@given(states())
def test_a_state_comes_back_from_its_choices(state):
    assert State.from_choices(state.choices()) == (state, {})


@given(st.text() | st.text("&=%+;packedw1rviy0.ofn"))
def test_any_junk_may_come_as_a_query(query):
    state, notes = State.from_query(query)
    assert np.isfinite([*state.w, state.b]).all()
    assert all(isinstance(note, str) and note.endswith(".") for note in notes.values())


NUMBERS = [control for control in CONTROLS if control.field in ("w", "b")]


@given(st.sampled_from([control for control in CONTROLS if control.key != "review"]), st.text())
def test_junk_for_a_control_leaves_it_as_it_is_and_gives_one_sentence(control, junk):
    state, notes = State.from_choices({control.key: junk})
    if notes:
        assert state == State()
        assert list(notes) == [control.key]
        named = {"eta": "The rate η", "l2": "The penalty λ"}.get(control.key, control.key)
        subject = "Your guess of" if control.key.startswith("guess") else f"{named} must "
        assert notes[control.key].startswith(subject)
    else:
        assert state == control.put(State(), control.value(state))
        assert control.read(control.write(control.value(state))) == control.value(state)


@given(st.sampled_from(NUMBERS), st.text("abcxyz,:/$€ ", min_size=1))
def test_letters_are_no_number_and_this_is_said(control, junk):
    assert list(State.from_choices({control.key: junk})[1]) == [control.key]


PACKED = State(review="It’s hokey, and so enjoyable! 😀 " * 40).link()[0]


@given(st.integers(len("packed="), len(PACKED) - 1), st.sampled_from("Aa0-_%é"))
def test_a_packed_review_with_a_wrong_letter_comes_back_whole_or_is_called_damaged(at, letter):
    state, notes = State.from_query(PACKED[:at] + letter + PACKED[at + 1 :])
    assert state == (State() if "packed" in notes else State.from_query(PACKED)[0])


@given(st.integers(len("packed="), len(PACKED) - 1))
def test_a_packed_review_that_lost_its_end_comes_back_whole_or_is_called_damaged(end):
    state, notes = State.from_query(PACKED[:end])
    assert state == (State() if "packed" in notes else State.from_query(PACKED)[0])


@given(states())
@example(State(w=(1e300,) * 6))
@example(State(w=(0.0,) * 6, b=1e300))
def test_every_number_of_a_trace_is_finite(state):
    t = trace(state)
    assert np.isfinite(
        [*t.x, *t.terms, *t.sums, t.z, t.y_hat, t.y_hat_0, t.p, t.loss, t.loss_1, t.loss_0, t.error]
    ).all()
    assert np.isfinite([*t.factors, *t.logs, *t.log_terms, t.log_p, t.bits, t.coin, *t.dw, t.db]).all()
    assert np.isfinite([*t.added_z, *t.added_p, t.begging.z, t.begging.loss]).all()
    many = t.training
    assert np.isfinite([*many.z, *many.y_hat, *many.p, *many.log_p, *many.losses, *many.products, *many.log_sums]).all()
    assert np.isfinite([many.cost, many.db, many.best_b, *many.log_likelihood(np.array([-1e300, 0.0, 1e300]))]).all()


@given(st.lists(st.floats(-1e6, 1e6), min_size=len(FEATURES), max_size=len(FEATURES)), st.floats(-1e6, 1e6), texts)
def test_the_terms_and_the_bias_make_z(w, b, review):
    t = trace(State(review=review, w=tuple(w), b=b))
    size = float(np.abs([*t.terms, b]).sum())
    assert t.z == pytest.approx(float(t.terms.sum()) + b, abs=1e-14 * size + 1e-300)
    assert t.sums[-1] == pytest.approx(t.z, abs=1e-14 * size + 1e-300)


# numbers as written

POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


def read(text: str) -> tuple[Decimal, Decimal]:
    """The number that a text says, and half of its last digit."""
    mantissa, _, power = text.replace("\u202f", "").translate(POWERS).partition("×10")
    size = Decimal(10) ** int(power or 0)
    last = Decimal(10) ** -len(mantissa.partition(".")[2])
    return Decimal(mantissa) * size, last * size / 2


def says(text: str, number: float) -> bool:
    """Whether a text is within half of its last digit of the number, give or take a float's own rounding."""
    value, half = read(text)
    return abs(value - Decimal(number)) <= half * Decimal("1.000000001") + abs(Decimal(number)) * Decimal(2) ** -52


@given(finite | st.floats(-20, 20), st.sampled_from([2, 4]), st.booleans())
def test_a_written_number_reads_back_to_half_of_its_last_digit(number, digits, sign):
    if 0 < abs(number) < 1e-323:
        sides = {True: "<\u202f" + "+" * sign + "10⁻³²³", False: ">\u202f−10⁻³²³"}
        assert written(number, digits, sign) == sides[number > 0]
    else:
        assert says(written(number, digits, sign), number)


@given(
    (finite | st.floats(-1, 1)).filter(lambda number: not 0 < abs(number) < 1e-323),
    st.sampled_from([2, 4]),
    st.booleans(),
)
def test_a_written_number_is_short_and_never_minus_0_or_a_word(number, digits, sign):
    text = written(number, digits, sign)
    assert not set(text) & set("-naife")
    assert read(text)[0] != 0 or text == f"{0:.{digits}f}"
    assert len(text) <= 20
    assert text.startswith("+") == (sign and read(text)[0] > 0)


@given(st.floats(0, 1) | st.floats(0, 1e-300), st.sampled_from([2, 4]))
def test_a_written_probability_reads_back_and_never_as_0(p, digits):
    text = probability(p, digits)
    if p == 1:
        assert text == ">\u202f0.9999"
    elif not p:
        assert text == "<\u202f10⁻³²³"
    elif text.startswith("1 − "):
        assert says(text.removeprefix("1 − "), 1 - p)
    else:
        assert says(text, p)
        assert 0 < read(text)[0] < 1


@given(st.floats(-800, 800), st.sampled_from([2, 4]))
def test_both_sides_of_an_estimate_are_written_with_the_same_decimals_and_neither_as_0_or_1(z, digits):
    one, other = estimate(z, digits), estimate(-z, digits)
    assert not {one, other} & {"0.00", "1.00", "0.0000", "1.0000"}
    if "×" not in one + other and "⁻" not in one + other:
        assert read(one)[0] + read(other)[0] == 1
        assert read(one)[1] == read(other)[1]
    else:
        assert {one, other} in ({small, f"1 − {small}"} for small in (one, other)) or "10⁻³²³" in one


# growth

KINDS = [
    "a-",
    "a'",
    "'",
    "_",
    "no ",
    "sucked ",
    "\u0301",
    "a\u0301",
    "😀\u200d",
    "🇩",
    "\u200d",
    "İ",
    "US ",
    "the US,",
    "mine.",
    "i.",
    "I ii ",
    "aʼ",
    "a´",
]
KINDS += ["best,", "do so best ", "\u200b best ", "Henry I,", "good guy/"]


def seconds(text: str) -> float:
    """The best time of three runs of `features`, and not less than what a clock's jitter may hide."""
    times = timeit.repeat(lambda: features(text), number=1, repeat=3, timer=time.process_time)
    return max(min(times), 0.01)


@pytest.mark.parametrize("kind", KINDS, ids=ascii)
def test_the_time_for_a_text_grows_with_its_length(kind):
    # four times the text: about 4 if the time grows in proportion, 16 if it grows with the square
    short, long = (kind * (length // len(kind)) for length in (50_000, 200_000))
    assert seconds(long) / seconds(short) < 8


def test_the_time_for_accents_in_disorder_grows_with_their_number():
    # Unicode sorts the marks on a letter; the sort of the standard library takes the square of their number
    short, long = ("a" + "\u0301\u0316" * (length // 2) for length in (3_000, 12_000))
    assert (ratio := seconds(long) / seconds(short)) < 8, f"four times the marks took {ratio:.1f} times as long"


def test_a_megabyte_is_read_whole():
    extraction = features("tedious film! " * 75_000)
    assert len(extraction.tokens) == 225_000
    assert extraction.x[:5].tolist() == [0, 75_000, 0, 0, 1]
