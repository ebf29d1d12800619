"""tokens → x: the counts of the textbook's sentiment classifier, and the reason for each count."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, product
from math import log
from typing import Any, NamedTuple

import numpy as np

from .lexicon import Lexicon, default_lexicon, plain
from .phrases import Phrase, Slot, base, idiom_phrase, persons_around, pronoun_phrases, stands
from .tokens import EXCLAMATIONS, Token, pattern, tokens

__all__ = ["FEATURES", "Extraction", "Feature", "feature_matrix", "features"]


class Feature(NamedTuple):
    """One of the features, as all that counts, weighs or shows them knows it.

    Attributes:
        name: x1, x2, …
        meaning: what it counts.
        short: the same in two or three words.
        kind: what it makes of the tokens that feed it: their "count", a "flag", 1 if there is any, or the "logarithm"
            of the number of all tokens.
        unit: of its value.
        weight: its weight on the first screen.
        mark: what has to occur, of a flag.
        on: whether it is switched on there. One that comes later is not: so the links of before open what they opened.
    """

    name: str
    meaning: str
    short: str
    kind: str
    unit: str
    weight: float = 0.0
    mark: str = ""
    on: bool = True


FEATURES = (
    Feature("x1", "count of positive words", "positive words", "count", "words", 2.5),
    Feature("x2", "count of negative words", "negative words", "count", "words", -5.0),
    Feature("x3", "1 if “no” occurs, else 0", "“no” occurs", "flag", "0 or 1", -1.2, "no"),
    Feature("x4", "count of 1st and 2nd person pronouns", "I, you pronouns", "count", "pronouns", 0.5),
    Feature("x5", "1 if “!” occurs, else 0", "“!” occurs", "flag", "0 or 1", 2.0, "!"),
    Feature("x6", "ln of the number of words and punctuation marks", "ln(length)", "logarithm", "ln of a count", 0.7),
)
FED = [j for j, feature in enumerate(FEATURES) if feature.kind != "logarithm"]  # by some tokens, in the order of codes
COUNTS = [j for j, feature in enumerate(FEATURES) if feature.kind == "count"]
FLAGS = [j for j, feature in enumerate(FEATURES) if feature.kind == "flag"]
FIRST_TO_LAST = f"{FEATURES[0].name}…{FEATURES[-1].name}"  # as a sentence names them
LOGARITHMS = [j for j, feature in enumerate(FEATURES) if feature.kind == "logarithm"]  # of the number of all tokens

FIRST_PERSON = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourself", "ourselves"}
SECOND_PERSON = {"you", "your", "yours", "yourself", "yourselves", "y'all", "thou", "thee", "thy", "thine", "thyself"}
PERSONS = FIRST_PERSON | SECOND_PERSON

SHOUTS = set(EXCLAMATIONS)

# How a token is read: as what feeds one of FED, from 1 on, or as 0.
POSITIVE, NEGATIVE, NO, PRONOUN, SHOUT = range(1, len(FED) + 1)
# Where a phrase may stand, and so the words around are to be looked at: at a word of the kind ALONE, or where one of
# the kind FIRST[step] is followed by one of the kind SECOND[step], so many words on.
FIRST, SECOND, ALONE = {1: 0x80, 2: 0x20}, {1: 0x40, 2: 0x10}, 0x08
LONG_PIECE = 50  # tokens
BLOCK = 1000  # texts that are counted at once
MOST_KEPT = 100_000  # pieces of text between spaces, of which it is remembered how they are read


def with_bit(bit: int) -> bytes:
    """The codes that have this bit, or one of these, as a class of a regular expression."""
    return b"[%b]" % b"".join(re.escape(bytes([code])) for code in range(256) if code & bit)


NEXT, NEXT_BUT_ONE = (with_bit(FIRST[1]), with_bit(SECOND[1])), (with_bit(FIRST[2]), with_bit(SECOND[2]))
PHRASE = re.compile(
    b"(?s)%b(?:(?<=%b)|(?<=%b)(?=%b)|(?<=%b)(?=.%b))"
    % (with_bit(FIRST[1] | FIRST[2] | ALONE), with_bit(ALONE), *NEXT, *NEXT_BUT_ONE)
)
FEATURE = 7  # the bits of a code that say which of FED it is: there is room for seven
WITHOUT_BITS = bytes(code & FEATURE for code in range(256))


@dataclass(frozen=True, eq=False)
class Extraction:
    """What was found in a text.

    Attributes:
        tokens: every token, in reading order.
        found: for each feature the tokens that feed it, in reading order; none for a logarithm, which is made of all.
        x: the features, float64, shape (n,).
    """

    tokens: list[Token]
    found: tuple[list[Token], ...]
    x: np.ndarray


def features(text: str, lexicon: Lexicon | None = None) -> Extraction:
    """The features x of a text, with the tokens that made each of them.

    x1 and x2 count the positive and the negative words of the lexicon, x4 the pronouns of the first
    and second person (also as head of a contraction: I'm, you'll), but not where their letters name no
    person, as in “the US” (``data/not_persons.txt``); x3 and x5 say whether “no” and an exclamation
    mark of any kind occur; x6 is the natural logarithm of the number of tokens, 0 for a text without
    any. No token feeds two of the others.

    Source: the features are those of Jurafsky and Martin, *Speech and Language Processing*, the
    chapter on logistic regression.

    Example:
        >>> features("No, I can't say you'll enjoy this dull, dull film!").x.round(2).tolist()
        [1.0, 2.0, 1.0, 2.0, 1.0, 2.56]
    """
    codes = reader(default_lexicon() if lexicon is None else lexicon).codes(text)
    all_tokens = tokens(text)
    found: tuple[list[Token], ...] = tuple([] for _ in FEATURES)
    for token, code in zip(all_tokens, codes):
        if code & FEATURE:
            found[FED[(code & FEATURE) - 1]].append(token)
    return Extraction(all_tokens, found, counts([codes])[0])


def feature_matrix(texts: Iterable[str], lexicon: Lexicon | None = None) -> np.ndarray:
    """The features X of many texts, shape (m, n): each row is the x that `features` has for the text.

    It keeps no tokens, and so reads many texts several times as fast.

    Raises:
        TypeError: if there is one text and not a list of them.

    Example:
        >>> feature_matrix(["A great film!", "Dull, dull."]).round(2).tolist()
        [[1.0, 0.0, 0.0, 0.0, 1.0, 1.39], [0.0, 2.0, 0.0, 0.0, 0.0, 1.39]]
    """
    if isinstance(texts, str):
        raise TypeError("texts must be a list of texts, got one text")
    codes = reader(default_lexicon() if lexicon is None else lexicon).codes
    texts = iter(texts)
    blocks = iter(lambda: list(map(codes, islice(texts, BLOCK))), [])
    return np.concatenate([np.empty((0, len(FEATURES))), *map(counts, blocks)])


def counts(many: Sequence[bytes]) -> np.ndarray:
    """X, from how each token of each text is read."""
    m, lengths = len(many), list(map(len, many))
    codes = np.frombuffer(b"".join(many), np.uint8) & FEATURE
    table = np.bincount(np.repeat(np.arange(m) * (FEATURE + 1), lengths) + codes, minlength=m * (FEATURE + 1))
    table = table.reshape(m, FEATURE + 1)
    X = np.empty((m, len(FEATURES)))
    for code, j in enumerate(FED, start=1):
        X[:, j] = table[:, code] > 0 if j in FLAGS else table[:, code]
    for j in LOGARITHMS:
        X[:, j] = [log(length) if length else 0.0 for length in lengths]
    return X


@lru_cache(maxsize=4)
def reader(lexicon: Lexicon) -> "Reader":
    """The reader with this lexicon, which remembers the words it has met."""
    return Reader(lexicon)


class Memory(dict):
    """Piece of text → what a function makes of it, found once; long ones are not kept, and of others not too many."""

    def __init__(self, of: Callable):
        self.of = of

    def __missing__(self, piece: str) -> Any:
        made = self.of(piece)
        if len(piece) <= 100:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[piece] = made
        return made


class Reader:
    """Text → one code for each token: which of FED it feeds, from 1 on, or 0.

    No token reaches over a space, so a text is read in pieces between spaces, each looked up as a whole; only where
    a word stands that may be part of a phrase are its neighbours looked at.
    """

    def __init__(self, lexicon: Lexicon):
        self.signed = dict.fromkeys(lexicon.positive, POSITIVE) | dict.fromkeys(lexicon.negative, NEGATIVE)
        self.known = self.signed | dict.fromkeys(PERSONS, PRONOUN) | {"no": NO}
        self.bits: dict[str, list[tuple[Slot, int]]] = {}  # plain form → the places of phrases that it fits
        self.around: dict[tuple, list[Phrase]] = {}  # step, and the one word or the two that are looked for → phrases
        self.reach = 0  # no phrase reaches further from the word at which it is looked for, in tokens
        idioms = (idiom_phrase(idiom) for idiom in lexicon.idioms)
        phrases = [phrase for phrase in (*idioms, *pronoun_phrases()) if phrase and not phrase.person]
        self.joined = [phrase for phrase in phrases if phrase.joined]
        for phrase in phrases:
            if not phrase.joined:
                self.take_in(phrase)
        self.code_of = Memory(self.code)
        self.codes_in = Memory(self.codes_of_piece)
        self.form_of = Memory(lambda word: plain(base(word)))
        self.alone_at = Memory(self.phrases_alone)

    def take_in(self, phrase: Phrase) -> None:
        """Note at which words the phrase is to be looked for."""
        step = phrase.step
        anchors = phrase.slots[phrase.anchor : phrase.anchor + step + 1 : step or 1]
        for slot, bit in zip(anchors, (FIRST[step], SECOND[step]) if step else (ALONE,)):
            for word in map(base, slot.words):
                self.bits.setdefault(word, []).append((slot, bit))
        for words in product([step], *(map(base, slot.words) for slot in anchors)):
            self.around.setdefault(words, []).append(phrase)
        self.reach = max(self.reach, 2 * len(phrase.slots))

    def codes(self, text: str) -> bytes:
        """How each token of the text is read, in the bits FEATURE."""
        pieces = text.split()
        parts = list(map(self.codes_in.__getitem__, pieces))
        codes = b"".join(parts)
        met = [match.start() for match in PHRASE.finditer(codes)]
        return self.settled(codes, met, Words(pieces, list(accumulate(map(len, parts))))) if met else codes

    def codes_of_piece(self, piece: str) -> bytes:
        """How each token of a piece without spaces is read as far as the piece alone can tell, and its bits."""
        if piece.isalnum() and piece.isascii():
            return bytes((self.code_of[piece],))
        words = pattern().findall(piece)
        codes = bytearray(map(self.code_of.__getitem__, words))
        if len(words) > 2 and PRONOUN in codes.translate(WITHOUT_BITS):
            for place in [place for place, code in enumerate(codes) if code & FEATURE == PRONOUN]:
                for phrase in self.joined:
                    if stands(phrase, words, phrase.start(place)) and not persons_around(words, place):
                        codes[place] += self.code_by_sign(words[place]) - PRONOUN
                        break
        return bytes(codes)

    def code(self, word: str) -> int:
        """How the word alone is read, and its bits."""
        form = plain(word)
        code = self.known.get(form, 0)
        alone = word
        if "'" in form:
            if form.partition("'")[0] in PERSONS:
                code = PRONOUN
            alone = base(word)
            form = plain(alone)
        elif not word.isalnum() and not SHOUTS.isdisjoint(word):  # also with an accent or a joiner on it
            code = SHOUT
        for slot, bit in self.bits.get(form, ()):
            if slot.fits(alone) or slot.fits(word):
                code |= bit
        return code

    def code_by_sign(self, word: str) -> int:
        """How the word is read by the lexicon's sign alone."""
        return self.signed.get(plain(word), 0)

    def phrases_alone(self, word: str) -> list[Phrase]:
        """The phrases that are looked for at this word alone, with its capitals."""
        phrases = self.around.get((0, plain(base(word))), ())
        return [p for p in phrases if p.slots[p.anchor].fits(base(word)) or p.slots[p.anchor].fits(word)]

    def settled(self, codes: bytes, met: Sequence[int], all_words: "Words") -> bytes:
        """How each token is read, now that the words around those at which a phrase may stand are known."""
        settled = bytearray(codes.translate(WITHOUT_BITS))
        idle: set[int] = set()
        for place in met:
            begin, words = all_words.around(place, 0, 2)
            here = words[place - begin : place - begin + 3]
            form, *later = map(self.form_of.__getitem__, here)
            phrases = [*self.alone_at[here[0]]]
            for step, other in enumerate(later, 1):
                phrases += self.around.get((step, form, other), ())
            if phrases:
                begin, words = all_words.around(place, self.reach, self.reach)
            for phrase in phrases:
                start = place - phrase.anchor
                if not stands(phrase, words, start - begin):
                    continue
                if phrase.pronoun is None:
                    idle.update(range(start, start + len(phrase.slots)))
                elif not persons_around(words, (at := start + phrase.pronoun) - begin):
                    settled[at] = self.code_by_sign(words[at - begin])
        for place in idle:
            if settled[place] in (POSITIVE, NEGATIVE):
                settled[place] = 0
        return bytes(settled)


class Words:
    """The words of a text in pieces, found only around the places that are asked for.

    Args:
        pieces: of the text, in order.
        ends: for each piece, how many tokens there are up to its end.
    """

    def __init__(self, pieces: Sequence[str], ends: Sequence[int]):
        self.pieces, self.ends = pieces, ends
        self.every: list[str] = []

    def around(self, place: int, before: int, after: int) -> tuple[int, list[str]]:
        """The words around the place of a token, so many before and after it at least, and the place of the first."""
        first = bisect_right(self.ends, place - before)
        last = min(bisect_right(self.ends, place + after), len(self.ends) - 1)
        begin = self.ends[first - 1] if first else 0
        if self.every or self.ends[last] - begin > before + after + LONG_PIECE:  # once, not for each place in it
            self.every = self.every or pattern().findall(" ".join(self.pieces))
            return 0, self.every
        return begin, pattern().findall(" ".join(self.pieces[first : last + 1]))
