"""Token → why it counts for a feature or for none: a sentence that follows its sign back to where it comes from."""

import re
from bisect import bisect_right
from typing import NamedTuple
from unicodedata import category

from ..features import (
    FEATURES,
    FED,
    FIRST_PERSON,
    LOGARITHMS,
    NEGATIVE,
    PERSONS,
    POSITIVE,
    PRONOUN,
    SECOND_PERSON,
    Extraction,
)
from ..lexicon import idioms, origin, plain
from ..phrases import Phrase, base, idiom_phrase, persons_around, pronoun_phrases, stands
from ..reviews.plural import counted
from ..tokens import APOSTROPHES, Token
from .state import State
from .trace import Trace, lexicon_of
from .values import quoted
from .written import chosen, written

__all__ = ["Reason", "reason", "token_at"]

THIRD_PERSON = {"he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself"}
THIRD_PERSON |= {"they", "them", "their", "theirs", "themselves", "themself"}
DENIALS = {"not", "cannot", "never", "nothing", "nobody", "no-one", "none", "nowhere", "neither", "nor", "nope"}
NEAR = 3  # no phrase around a pronoun reaches further
LISTED = (FED[POSITIVE - 1], FED[NEGATIVE - 1])  # the features whose words the reader's lists name
SO = {1: "so it counts for x1.", -1: "so it counts for x2.", 0: "so it counts for x6 alone."}


class Reason(NamedTuple):
    """Why a token counts for a feature, or for none.

    Attributes:
        feature: which feature it counts for, as an index from 0 on, or None where it counts for the length alone.
        sentence: the reason in plain text, of which only what stands between quotes is the reader's.
        word: its plain form if the reader could move it between the lists and so change a count, else "".
        sign: its sign in the reader's lists, +1, −1 or 0.
    """

    feature: int | None
    sentence: str
    word: str
    sign: int


def reason(t: Trace, place: int) -> Reason:
    """Why the token at this place counts for a feature, or for none.

    Args:
        t: the trace of the review, read with the reader's own lists.
        place: the index of the token, from 0.

    Raises:
        IndexError: if the review has no such token.

    Example:
        >>> from logreg import trace
        >>> t = trace(State(review="A great film!"))
        >>> reason(t, 1).sentence
        '“great” is in the VADER list with a mean valence of +3.1 of 4, so it counts for x1.'
        >>> reason(t, 3)[0], reason(t, 2)[2:]
        (4, ('film', 0))
    """
    every = t.extraction.tokens
    if not 0 <= place < len(every):
        raise IndexError(f"place must be that of one of {counted(len(every), 'token')}, counted from 0, got {place}")
    token = every[place]
    feature = next((j for j, made in enumerate(t.extraction.found) if token in made), None)
    sign = lexicon_of(t.state).sign(token.text)
    told = (
        of_a_rule(token.text, feature, t.state.review, every, place)
        or (of_no_person(t.state.review, every, place) if feature is None and not sign else "")
        or (of_a_phrase(every, place, sign) if sign and feature is None else "")
        or of_the_reader(token.text, t.state.lists)
        or of_the_readers_list(token.text, t.state)
        or of_the_lists(token.text, sign)
        or of_another_rule(token.text)
        or of_no_list(token.text)
    )
    return Reason(feature, told + switched_off(t.state, feature), movable(token.text, feature), sign)


def token_at(extraction: Extraction, position: int) -> int | None:
    """The index of the token at a place in the text: of the one around it, else of the one that ends there, else None.

    Args:
        extraction: what was found in the text.
        position: of the caret, in code points from the start of the text.

    Example:
        >>> from logreg import features
        >>> extraction = features("A film!")
        >>> [token_at(extraction, position) for position in (0, 1, 2, 6, 7, 8)]
        [0, 0, 1, 2, 2, None]
    """
    starts = [token.start for token in extraction.tokens]
    place = bisect_right(starts, position) - 1
    return place if place >= 0 and position <= extraction.tokens[place].end else None


def of_a_rule(word: str, feature: int | None, review: str, every: list[Token], place: int) -> str:
    """The reason of “no”, of “!”, of a pronoun and of what else no list can change; "" for any other token."""
    if feature is None or feature in LISTED:
        return ""
    name, mark = FEATURES[feature].name, FEATURES[feature].mark
    if FEATURES[feature].kind == "flag":
        read = "" if word[0].isalnum() or mark in word else f"{quoted(word)} is read as “{mark}”: "
        return f"{read}{name} is 1 because “{mark}” occurs; a second “{mark}” adds only to the length, x6."
    if feature == FED[PRONOUN - 1]:
        person, pronouns = ("first", FIRST_PERSON) if as_one_of(word, FIRST_PERSON) else ("second", SECOND_PERSON)
        said = f"{as_one_of(word, pronouns)} in the list of {person}-person pronouns"
        return f"{said}, {after_all(review, every, place)}so it counts for x4."
    return f"{quoted(word)} counts for {name}: {FEATURES[feature].meaning}."


def after_all(review: str, every: list[Token], place: int) -> str:
    """What there is to add where a pronoun names a person though it stands in a phrase in which it may not."""
    if not no_person_around(review, every, place):
        return ""
    begin = max(place - NEAR, 0)
    phrase = persons_around([token.text for token in every[begin : place + NEAR + 1]], place - begin)[0]
    where = quoted_phrase(phrase, review, every, phrase.start(place))
    return f"and in {where} it is one ({phrase.reason}), "


def as_one_of(word: str, pronouns: set[str]) -> str:
    """The beginning of a sentence about the pronoun that the word is, or begins with; "" if it is none of these."""
    head = re.split(f"[{re.escape(APOSTROPHES)}]", word)[0]
    if plain(word) in pronouns:
        return f"{quoted(word)} is"
    return f"{quoted(word)} begins with {quoted(head)}, which is" if plain(head) in pronouns else ""


def of_no_person(review: str, every: list[Token], place: int) -> str:
    """The reason of a pronoun's letters where they name no person; "" for any other token."""
    if plain(base(every[place].text)) not in PERSONS or not (phrase := no_person_around(review, every, place)):
        return ""
    where = quoted_phrase(phrase, review, every, phrase.start(place))
    return f"{quoted(every[place].text)} is no pronoun in {where} ({phrase.reason}): here it counts for x6 alone."


def no_person_around(review: str, every: list[Token], place: int) -> Phrase | None:
    """The longest phrase around the token in which its letters name no person, or None."""
    return max(
        (
            phrase
            for phrase in pronoun_phrases()
            if not phrase.person
            and stands_there(phrase, every, start := phrase.start(place))
            and not (phrase.joined and parted(review, every[start : start + len(phrase.slots)]))
        ),
        key=lambda phrase: len(phrase.slots),
        default=None,
    )


def parted(review: str, there: list[Token]) -> bool:
    """Whether a space stands between the first of these tokens and the last."""
    return len(review[there[0].start : there[-1].end].split()) > 1


def stands_there(phrase: Phrase, every: list[Token], start: int) -> bool:
    """Whether the phrase stands in the tokens from this place on."""
    there = [token.text for token in every[max(start, 0) : max(start, 0) + len(phrase.slots)]]
    return start >= 0 and stands(phrase, there, 0)


def quoted_phrase(phrase: Phrase, review: str, every: list[Token], start: int) -> str:
    """The phrase as it is written from this place on, between quotes."""
    written = review[every[start].start : every[start + len(phrase.slots) - 1].end]
    return quoted(" ".join(written.split()))


def of_a_phrase(every: list[Token], place: int, sign: int) -> str:
    """The reason of an opinion word that stands in an idiom."""
    phrase, title = phrase_at(every, place)
    kind = "positive" if sign > 0 else "negative"
    return (
        f"{quoted(every[place].text)} is a {kind} word, but not in the phrase {quoted(phrase)} ({title}): "
        "here it counts for x6 alone."
    )


def phrase_at(every: list[Token], place: int) -> tuple[str, str]:
    """The longest idiom around the token, as it is written there, and why no opinion word counts in it."""
    for idiom in sorted(idioms(), key=len, reverse=True):
        phrase = idiom_phrase(idiom)
        for start in range(place - len(idiom) + 1, place + 1):
            if phrase and stands_there(phrase, every, start):
                return " ".join(token.text for token in every[start : start + len(idiom)]), idioms()[idiom]
    raise ValueError(f"the token at place {place} stands in no idiom")


def of_the_reader(word: str, lists: tuple[tuple[str, int], ...]) -> str:
    """The reason of a word that the reader moved; "" for any other."""
    sign = {plain(moved): sign for moved, sign in lists}.get(plain(word))
    where = {1: "among the positive words", -1: "among the negative words", 0: "in neither list"}
    return "" if sign is None else f"You put {quoted(word)} {where[sign]}, {SO[sign]}"


def of_the_readers_list(word: str, state: State) -> str:
    """The reason of a word by the reader's own word list; "" where it says nothing and ours counts as well."""
    if state.wordlist is None or not state.own_words:
        return ""
    if sign := state.wordlist.lexicon.sign(word):
        value = state.wordlist.values[plain(word)]
        kind = "positive" if sign > 0 else "negative"
        listed = f"as {quoted(value)}" if isinstance(value, str) else f"with the value {chosen(value)}"
        return f"{quoted(word)} is in your word list {listed}, which is {kind}, {SO[sign]}"
    if state.words == "yours" and word[0].isalnum():
        return of_another_rule(word) or f"{quoted(word)} is neither positive nor negative in your word list, {SO[0]}"
    return ""


def of_the_lists(word: str, sign: int) -> str:
    """The reason of a word that VADER or a data file names; "" for any other."""
    valence, left_out, added = origin(word)
    the_word, so = quoted(word), SO[sign]
    if valence is None:
        return f"{the_word} is not in the VADER list, but was added for film reviews ({added}), {so}" if added else ""
    if added:
        return f"VADER rates {the_word} only {rated(valence)}, but it was added for film reviews ({added}), {so}"
    if left_out:
        return f"VADER rates {the_word} {rated(valence)}, but it is left out for film reviews ({left_out}), {so}"
    if sign:
        return f"{the_word} is in the VADER list with a mean valence of {rated(valence)}, {so}"
    return f"{the_word} is in the VADER list, but a mean valence of {rated(valence)} is too weak, {so}"


def rated(valence: float) -> str:
    """VADER's mean valence of a word, with the end of its scale."""
    return f"{written(valence, 1, sign=True)} of {'−4' if valence < 0 else '4'}"


def of_another_rule(word: str) -> str:
    """The reason of a word near “no” or a pronoun that counts for neither; "" for any other."""
    if plain(word) in DENIALS or plain(word).endswith("n't"):
        a_word = f"{'an' if word[0] in 'aeiouAEIOU' else 'a'} {quoted(plain(word))}"
        return (
            f"{quoted(word)} is not “no”: x3 asks for the word “no” alone, and no feature turns “good” round "
            f"after {a_word}; {SO[0]}"
        )
    it_is = as_one_of(word, THIRD_PERSON)
    return it_is and f"{it_is} a third-person pronoun: x4 counts only the first and second person, {SO[0]}"


def of_no_list(word: str) -> str:
    """The reason of a token that counts for the length alone and that nothing names."""
    if word[0].isalnum():
        return f"{quoted(word)} is neither in the VADER list nor among the words added for film reviews, {SO[0]}"
    if category(word[0]).startswith("P"):
        taken = "in words and punctuation marks, as the lecture’s 66 is"
    else:
        taken = "in words, punctuation marks and other signs"
    return f"{quoted(word)} counts for x6 alone: the length is taken {taken}."


def switched_off(state: State, feature: int | None) -> str:
    """What there is to add where the feature, or the length that every token adds to, is switched off."""
    j = LOGARITHMS[0] if feature is None else feature
    return "" if state.on[j] else f" {FEATURES[j].name} is switched off and so enters as 0."


def movable(word: str, feature: int | None) -> str:
    """The word as the reader's lists name it; "" for a mark, and where a rule stands above the lists."""
    word = plain(word)
    by_rule = feature is not None and feature not in LISTED
    return "" if by_rule or not word[0].isalnum() or len(word) > 100 else word
