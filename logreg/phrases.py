"""words → phrases: where an opinion word carries no opinion, and where a pronoun's letters name no person."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .lexicon import plain, plain_letters, sections

__all__ = [
    "Phrase",
    "Slot",
    "base",
    "idiom_phrase",
    "persons_around",
    "pronoun_phrases",
    "slot",
    "stands",
]

DOUBTFUL = {"i", "us", "mine", "my"}  # the pronouns whose letters may name something else
# The most frequent words of phrases, those that reviews are fullest of first: phrases are looked for at others.
FREQUENT = (",", ".", "i", "the", "a", "and", "of", "to", "in", "it", "for", "as", "with", "on", "so", "at", "be", "do")
SIGNS = {  # what stands for other words, and for which
    "_": lambda word: word[0].isalnum(),
    "xx": str.islower,
    "Xx": lambda word: word[0].isupper(),
    "x": lambda word: len(word) == 1 and word.isalpha(),
}


class Slot(NamedTuple):
    """One place of a phrase: the words that may stand there, each with how many capitals it asks for, or a sign."""

    words: dict[str, int]  # plain form → 0: any case, 1: a capital first letter, 2: nothing but capitals
    sign: str

    def fits(self, word: str) -> bool:
        """Whether the word may stand here."""
        if not word.isascii():  # an apostrophe may be a capital letter, as Ꞌ is
            word = word.translate(plain_letters()) or word
        if self.sign:
            return SIGNS[self.sign](word)
        capitals = self.words.get(plain(word))
        return capitals is not None and (not capitals or (word.isupper() if capitals > 1 else word[0].isupper()))


class Phrase(NamedTuple):
    """Words one after the other, and what follows for the pronoun among them or, in an idiom, for opinion words.

    Attributes:
        slots: its places, in reading order.
        anchor: the place of the word at which a reader looks for it, an index into `slots`.
        step: how far on a second word is that a reader looks for as well, 1 or 2; 0 if the one word is enough.
        pronoun: the place of the pronoun; None in an idiom.
        person: whether the pronoun names a person after all.
        joined: whether no space stands in it.
        reason: why, as its data file says.
    """

    slots: tuple[Slot, ...]
    anchor: int
    step: int
    pronoun: int | None
    person: bool
    joined: bool
    reason: str

    def start(self, place: int) -> int:
        """Where the phrase starts if its pronoun stands at this place."""
        assert self.pronoun is not None, "an idiom has no pronoun"
        return place - self.pronoun


def stands(phrase: Phrase, words: Sequence[str], start: int) -> bool:
    """Whether the phrase stands in the words from this place on.

    Example:
        >>> the_us = next(phrase for phrase in pronoun_phrases() if phrase.pronoun == 1)
        >>> stands(the_us, ["in", "the", "US"], 1), stands(the_us, ["told", "us"], 0)
        (True, False)
    """
    slots, end = phrase.slots, start + len(phrase.slots)
    if start < 0 or end > len(words):
        return False
    if phrase.pronoun is None:
        return all(slot.fits(words[start + k]) for k, slot in enumerate(slots))
    return slots[phrase.pronoun].fits(base(words[start + phrase.pronoun])) and all(
        slot.fits(words[start + k]) for k, slot in enumerate(slots) if k != phrase.pronoun
    )


def base(word: str) -> str:
    """The word without the ’s at its end, as it is written.

    Example:
        >>> base("US’s"), base("us"), base("I’m")
        ('US', 'us', 'I’m')
    """
    return word[:-2] if len(word) > 2 and plain(word[-2:]) == "'s" else word


def slot(word: str) -> Slot:
    """The place for a sign, a word, or one of several words between strokes, with the capitals that it asks for.

    Example:
        >>> slot("xx"), slot("US|Part|coal")
        (Slot(words={}, sign='xx'), Slot(words={'us': 2, 'part': 1, 'coal': 0}, sign=''))
    """
    if word in SIGNS:
        return Slot({}, word)
    return Slot({plain(one): 2 if one.isupper() else int(one[:1].isupper()) for one in word.split("|")}, "")


@cache
def pronoun_phrases() -> tuple[Phrase, ...]:
    """The phrases of ``data/not_persons.txt``, in its order.

    Example:
        >>> pronoun_phrases()[0].reason
        'the country, the United States'
    """
    found = []
    for title, line in sections("not_persons.txt"):
        kind, _, reason = title.partition(": ")
        joined = " " not in line
        words = re.findall(r"[^\W_]+|[^\w\s]", line) if joined else line.split()
        pronoun = next(k for k, word in enumerate(words) if word.lower() in DOUBTFUL)
        slots = tuple(map(slot, words))
        found.append(Phrase(slots, *anchor_of(slots, pronoun), pronoun, kind == "person", joined, reason))
    return tuple(found)


def persons_around(words: Sequence[str], place: int) -> list[Phrase]:
    """The phrases around the pronoun at this place by which it names a person after all.

    Example:
        >>> [phrase.reason for phrase in persons_around(["Who", "told", "US", "?"], 2)]
        ['in capitals for emphasis, as in “who told US?”']
    """
    asked = person_phrases().get(plain(base(words[place])), ())
    return [phrase for phrase in asked if stands(phrase, words, phrase.start(place))]


@cache
def person_phrases() -> dict[str, list[Phrase]]:
    """Pronoun → the phrases by which it names a person after all."""
    found: dict[str, list[Phrase]] = {}
    for phrase in pronoun_phrases():
        if phrase.person and phrase.pronoun is not None:
            found.setdefault(next(iter(phrase.slots[phrase.pronoun].words)), []).append(phrase)
    return found


def idiom_phrase(idiom: Sequence[str], reason: str = "") -> Phrase | None:
    """The phrase of an idiom; None if any word may stand in each of its places.

    Example:
        >>> idiom_phrase(("do", "_", "best"))[1:3]
        (0, 2)
    """
    slots = tuple(Slot({}, "_") if word == "_" else Slot({word: 0}, "") for word in idiom)
    if all(slot.sign for slot in slots):
        return None
    return Phrase(slots, *anchor_of(slots), None, person=False, joined=False, reason=reason)


def anchor_of(slots: Sequence[Slot], pronoun: int | None = None) -> tuple[int, int]:
    """The anchor of a phrase and the step to its second word: the two that are likely to be the rarest.

    The pronouns that may be none, but for I and my, are rare enough to be looked at each; and so is the rarest word of
    an idiom whose second word would be a frequent one, as that would follow the first words of other phrases too often.
    """
    if pronoun is not None and not slots[pronoun].words.keys() & {"i", "my"}:
        return pronoun, 0
    ranks = list(map(rarity, slots))
    pairs = [(min(ranks[k], ranks[k + step]), -step, k) for step in (1, 2) for k in range(len(slots) - step)]
    rank, step, anchor = max(pairs, default=(-1, 0, 0))
    if rank < 0 or (pronoun is None and ranks[anchor - step] < len(FREQUENT)):
        return ranks.index(max(ranks)), 0
    return anchor, -step


def rarity(slot: Slot) -> int:
    """A rank by which the words of a phrase are likely to be rare: the length of a word that is not frequent."""
    return min((FREQUENT.index(word) if word in FREQUENT else 100 + len(word) for word in slot.words), default=-1)
