"""The example reviews: the lecture's own case, and the cases in which counts of words are not enough."""

from typing import NamedTuple

__all__ = ["BEGGING", "EXAMPLES", "LECTURE", "Example"]


class Example(NamedTuple):
    """A review to pick: its title, what it shows, its gold label y, and its text."""

    title: str
    shows: str
    y: int
    review: str


LECTURE = Example(
    "The lecture’s review",
    "Three words of praise, two of blame: positive, but not by much.",
    1,
    "It's hokey. There are virtually no surprises, and the plot is second-rate, so why was it so enjoyable? "
    "The songs are great, and there is a nice little scene with a small dog on a ferry. "
    "By the second reel my foot was tapping; by the last I had let two trains go. "
    "It stays with you.",
)

EXAMPLES = (
    LECTURE,
    Example(
        "A clearly bad review",
        "Two negative words and a “no” decide: right, and rightly sure.",
        0,
        "Predictable from the first scene, and the acting is terrible. I beg you: no ticket, no popcorn, stay at home.",
    ),
    Example(
        "“Not good”",
        "Words are counted one by one: “good” counts as praise, and “not” is not looked at.",
        0,
        "This is not good. It was not funny, not once, and the ending is not worth your time.",
    ),
    Example(
        "Sarcasm",
        "The words praise, the reviewer does not: no count of words can tell.",
        0,
        "Oh, brilliant! Two hours of a man looking at a wall. What a triumph! I loved every minute I slept through.",
    ),
    Example(
        "Very long, no verdict",
        "x6 grows with length and its weight is positive: length alone is taken for praise.",
        0,
        "The film opens in a harbour town in the autumn of 1921. A clerk finds a letter in a drawer, reads it twice, "
        "and puts it in his coat. His sister, who keeps the accounts of a fishing company, asks about the letter, "
        "and he says that it is from an uncle. They walk along the pier. A ship is being unloaded: barrels, rope, "
        "a piano in a crate. In the second part, which takes place eleven years later, the clerk has moved to the "
        "capital and works in an office with tall windows. The letter is still in the coat. A colleague borrows the "
        "coat, a taxi driver finds the letter, and from there it travels through the hands of a baker, a "
        "schoolteacher and a member of the city council, each of whom reads it and passes it on. We never hear what "
        "it says. The last half hour returns to the harbour, where the sister, now grey, runs the company. The piano "
        "stands in her office. She opens the envelope, and the picture goes to black. It lasts three hours and ten "
        "minutes, and at the end of them you may wonder, as I did, what they were for.",
    ),
    Example(
        "No known word",
        "None of its words is in the lexicon: only the length and the bias are left to speak.",
        0,
        "Two men talk in a car. It rains. They talk some more.",
    ),
    Example(
        "Confidently wrong",
        "A warm review of a grim film: its dark words are counted as blame, so the loss is large.",
        1,
        "Ugly people, a nasty town, a miserable winter, and a cruel and pathetic hero: there is no way to look away.",
    ),
)

# What the reviewer would have to add for y = 0 to be plain from the text.
BEGGING = "All in all, the movie is terrible. I beg you not to see it."
