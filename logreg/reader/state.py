"""What the reader chose: one table of controls, the State they make, and the link that carries it.

A control is one row of `CONTROLS`. Its row is its key in the link, its field in the State and what may be read into it;
its default stands in its group. The page draws it and the tests try it from the same row.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote

from ..features import FEATURES
from ..lexicon import plain
from ..reviews.reading import LONGEST_REVIEW
from .groups import STEPS, Data, Descent, Model, Order, Preparation, Review, Whereabouts, Words, Writing, names
from .values import (
    LARGEST,
    legible,
    number,
    one_of,
    or_nothing,
    packed,
    quoted,
    repr_short,
    short,
    some_of,
    unpacked,
    whole,
)

__all__ = [
    "BATCHES",
    "CONTROLS",
    "DATA",
    "DRAG",
    "HIDEABLE",
    "LARGEST",
    "LONGEST_LINK",
    "LONGEST_REVIEW",
    "MOST_STEPS",
    "OPTIONS",
    "PARTS",
    "STEPS",
    "VIEWS",
    "WORDS",
    "Control",
    "State",
    "controls_of",
]

LONGEST_LINK = 8_000  # characters, what a common web server still takes
DRAG = range(-100, 101)  # positions of a weight under the hand, in tenths: −10.0 … 10.0
VIEWS = ("desk", "why", "lecture", "learn")  # the one list of them: each has a folder in web/views/
FIRST_STEPS = (  # which links named by their numbers at first, 1 to 11, and picks letter by letter: this stays as it is
    *("labels", "components", "estimate", "likelihood", "outcomes", "log"),
    *("negate", "plug_in", "suppose_1", "suppose_0", "mean_loss"),
)
OPTIONS = "abc"  # to pick from, where a step asks
DATA = ("reviews", "imdb", "book", "own")  # what descent learns from
PARTS = ("step", "path", "learned", "data")  # of the view in which the model learns
BATCHES = {"all": 0, "1": 1, "8": 8, "32": 32}  # how many reviews each step looks at; 0 is all
MOST_STEPS = 500  # of descent
LEAST_RATE = 1e-9  # of descent
MOST_ROWS = 50  # that a reader may relabel or leave out
HIDEABLE = ("review", "examples", "switches", "weights", "label", "tools", "show")
WORDS = ("ours", "yours", "both")  # whose words count
MOST_MOVED = 50  # words that a reader may move between the lists
# a review, Streamlit's own, what shows a maintainer where each place comes from, and what others add to a link
NOT_OURS = r"packed|places|embed\w*|utm_\w+|\w*clk?id|gad_\w+|_g[al]|mc_\w+|igsh(id)?|si|ref|source"
LETTERS = "".join(feature.name[1:] for feature in FEATURES) + "b"  # w1·x1 … and the bias, by their last letter
FIRST_LETTERS = "123456b"  # what links named that were given away before there were more features


@dataclass(frozen=True)
class State(Review, Model, Words, Writing, Order, Preparation, Data, Descent, Whereabouts):
    """Everything the reader chose, and nothing that follows from it; each group says what its fields are.

    Raises:
        ValueError: if a weight or the bias is not a number between −1e300 and 1e300.

    Example:
        >>> State(b=3.0, digits=4).query()
        {'b': '3', 'digits': '4'}
        >>> State(lists=(("film", 1),), view="lecture", step="log").link()[0]
        'lists=film%3A1&view=lecture&step=log'
        >>> State.from_query("w1=3&w2=much")[1]
        {'w2': 'w2 must be a finite number, got “much”: it stays at −5.'}
    """

    def __post_init__(self):
        object.__setattr__(self, "review", legible(self.review))
        for name in ("w", "on"):  # who knew fewer features has the later ones as on the first screen
            given = getattr(self, name)
            object.__setattr__(self, name, (*given, *getattr(State, name)[len(given) :]))
        for j, value in enumerate((*self.w, self.b), start=1):
            if not abs(value) <= LARGEST:
                name = f"w{j}" if j <= len(self.w) else "b"
                raise ValueError(f"{name} must be between −1e300 and 1e300, got {value}")

    @property
    def own_words(self) -> bool:
        """Whether the reader's own word list counts: it is chosen, and here."""
        return self.words != "ours" and self.wordlist is not None

    def only(self, *groups: type) -> "State":
        """The state in which only these groups are chosen, and all else is as on the first screen.

        Example:
            >>> State(b=3.0, digits=4, eta=0.5).only(Model, Descent).query()
            {'b': '3', 'eta': '0.5'}
        """
        return State(**{name: getattr(self, name) for name in names(*groups)})

    def without(self, *groups: type) -> "State":
        """The state in which these groups are as on the first screen.

        Example:
            >>> State(b=3.0, digits=4, eta=0.5).without(Model, Descent).query()
            {'digits': '4'}
        """
        first = names(*groups)
        return State(**{name: value for name, value in vars(self).items() if name not in first})

    def choices(self) -> dict[str, str]:
        """Every control's key and what it is set to, as text: what `from_choices` reads back."""
        return {control.key: control.write(control.value(self)) for control in CONTROLS}

    def query(self) -> dict[str, str]:
        """The choices that differ from the default, a long review packed: the link's key and value pairs."""
        default = State().choices()
        chosen = {key: text for key, text in self.choices().items() if text != default[key]}
        if len(quote(chosen.get("review", ""))) > 1000:
            chosen["packed"] = packed(chosen.pop("review"))
        return chosen

    def link(self) -> tuple[str, str]:
        """The query string, and a sentence where it cannot carry all: without the review if that is too long.

        Example:
            >>> State(b=1e3, digits=4).link()
            ('b=1000&digits=4', '')
        """
        everything_but = "is too long for a link: the link carries everything but"
        for less, note in (
            (self, ""),
            (replace(self, review=State.review), f"This review {everything_but} the review."),
            (replace(self, review=State.review, lists=()), f"This {everything_but} the review and the moved words."),
        ):
            text = "&".join(f"{key}={quote(value)}" for key, value in less.query().items())
            text = re.sub(r"[^A-Za-z0-9=]$", lambda end: f"%{ord(end[0]):02X}", text)  # a chat would cut it off
            if len(text) <= LONGEST_LINK:
                return text, note
        raise AssertionError("without the review and the moved words every link is short enough")

    @classmethod
    def from_choices(
        cls, choices: Mapping[str, Any], otherwise: "State | None" = None
    ) -> tuple["State", dict[str, str]]:
        """The state that these texts choose, and for each key that cannot be read a sentence.

        A key that is missing or cannot be read leaves its control as it is in the other state, by
        default the first screen. Keys that no control has are passed over.
        """
        before, notes = otherwise or cls(), {}
        fields: dict[str, Any] = {}
        for control in CONTROLS:
            if control.key not in choices:
                continue
            try:
                value = control.read(str(choices[control.key]))
            except ValueError as error:
                held = control.value(before)
                stays = short(held) if isinstance(held, float) else control.write(held)
                notes[control.key] = f"{error}: it stays at {stays}." if stays else f"{error}."
                continue
            whole = fields.get(control.field, getattr(before, control.field))
            fields[control.field] = control.within(whole, value)
        state = replace(before, **fields)
        if len(str(choices.get("review", ""))) > LONGEST_REVIEW:
            notes["review"] = f"The review is long: its first {LONGEST_REVIEW:,} characters are read, the rest is not."
        return state, notes

    @classmethod
    def from_query(cls, query: str) -> tuple["State", dict[str, str]]:
        """The state that a link's query string carries, and for each key that cannot be read a sentence."""
        if len(query) > 2 * LONGEST_LINK:
            return cls(), {"link": f"The link is longer than {2 * LONGEST_LINK:,} characters and was not read."}
        pairs = parse_qsl(query, keep_blank_values=True)
        choices, times = dict(pairs), Counter(key for key, _ in pairs)
        known = [control.key for control in CONTROLS]
        twice = [key for key in (*known, "packed") if times[key] > 1]
        notes = {f"{key} twice": f"{key} stands in the link more than once: the last counts." for key in twice}
        if strange := [key for key in choices if key not in known and not re.fullmatch(NOT_OURS, key)]:
            named = ", ".join(map(quoted, strange[:3])) + " and more" * (len(strange) > 3)
            notes["strange"] = f"The link says something of {named}, which this page does not know."
        if "packed" in choices:
            try:
                choices["review"] = unpacked(choices["packed"])
            except ValueError as error:
                notes["packed"] = f"{error}."
        state, more = cls.from_choices(choices)
        return state, notes | more


class Control(NamedTuple):
    """One row of the table: a key, where its value stands in the State, how text becomes it and back."""

    key: str
    field: str
    index: int | None
    read: Callable[[str], Any]
    write: Callable[[Any], str]

    def value(self, state: State) -> Any:
        """What the control is set to in the state."""
        value = getattr(state, self.field)
        return value if self.index is None else value[self.index]

    def put(self, state: State, value: Any) -> State:
        """The state with this control set to the value."""
        return replace(state, **{self.field: self.within(getattr(state, self.field), value)})

    def within(self, whole: Any, value: Any) -> Any:
        """The field of the State with this control set to the value: the value itself, or one of several."""
        return value if self.index is None else (*whole[: self.index], value, *whole[self.index + 1 :])


def moved_words(text: str) -> tuple[tuple[str, int], ...]:
    """The words moved between the lists, like “film:1,dull:0”; a word named twice is where it was put last."""
    moved: dict[str, int] = {}
    for entry in text.split(",") if text else ():
        word, _, sign = entry.rpartition(":")
        word = plain(legible(word))
        if not re.fullmatch(r"[^\s,:]{1,100}", word) or sign not in ("1", "0", "-1"):
            raise ValueError(f"lists must be words with :1, :0 or :-1, like film:1,dull:0, got {quoted(text)}")
        moved[word] = int(sign)
    if len(moved) > MOST_MOVED:
        raise ValueError(f"lists must name at most {MOST_MOVED} words, got {len(moved)}")
    return tuple(moved.items())


def pairs(entries: tuple[tuple[str, Any], ...]) -> str:
    """Pairs as a link has them, like “film:1,dull:0”."""
    return ",".join(f"{name}:{what}" for name, what in entries)


def an_order(text: str) -> tuple[int, ...]:
    """The order in which the terms are added: “b654321” begins with the bias; what a link did not know comes last."""
    if sorted(text) == sorted(FIRST_LETTERS):
        text += "".join(letter for letter in LETTERS if letter not in text)
    if sorted(text) != sorted(LETTERS):
        raise ValueError(f"order must name each of {LETTERS} once, got {quoted(text)}")
    return tuple(map(LETTERS.index, text))


def a_step(text: str) -> str:
    """The name of a step of the lecture, or the number that it had in the first links."""
    if re.fullmatch("[0-9]{1,2}", text) and 1 <= int(text) <= len(FIRST_STEPS):
        return FIRST_STEPS[int(text) - 1]
    return one_of("step", {step: step for step in STEPS})(text)


def some_picks(text: str) -> tuple[tuple[str, str], ...]:
    """The options that were picked, like “labels:b,log:a”; the first links wrote a letter a step, “b----a”."""
    if re.fullmatch(f"[{OPTIONS}-]{{0,{len(FIRST_STEPS)}}}", text):
        picked = {step: letter for step, letter in zip(FIRST_STEPS, text) if letter != "-"}
    else:
        picked = {step: letter for step, _, letter in (entry.partition(":") for entry in text.split(","))}
    if not picked.keys() <= {*STEPS} or not {*picked.values()} <= {*OPTIONS}:
        raise ValueError(f"picks must be steps with {', '.join(OPTIONS)}, like log:a, got {quoted(text)}")
    return tuple((step, picked[step]) for step in STEPS if step in picked)


def a_start(text: str) -> str | tuple[float, float]:
    """Where descent starts: “zero”, “desk”, or two numbers with a comma between them."""
    if text in ("zero", "desk"):
        return text
    first, comma, second = text.partition(",")
    if not comma or "," in second:
        raise ValueError(f"start must be zero, desk or two numbers, got {quoted(text)}")
    read = number("start", -1e6, 1e6)
    return read(first), read(second)


def two_axes(text: str) -> tuple[int, int]:
    """The two parameters of the loss surface: “12” for w1 and w2, “1b” for w1 and b."""
    if len(set(text)) != 2 or len(text) != 2 or not set(text) <= set(LETTERS):
        raise ValueError(f"axes must be two different ones of {LETTERS}, got {quoted(text)}")
    return LETTERS.index(text[0]), LETTERS.index(text[1])


def rows(name: str) -> Callable[[str], tuple[int, ...]]:
    """A reader of numbers of rows, with commas between them."""

    def read(text: str) -> tuple[int, ...]:
        numbers = text.split(",") if text else []
        if len(numbers) > MOST_ROWS or not all(re.fullmatch(r"[1-9][0-9]{0,6}", number) for number in numbers):
            raise ValueError(f"{name} must be at most {MOST_ROWS} numbers of rows, got {quoted(text)}")
        return tuple(sorted({int(number) for number in numbers}))

    return read


def a_view(text: str) -> str:
    """What stands beside the review."""
    return one_of("view", {view: view for view in VIEWS})(text)


def switch(key: str, field: str, index: int | None = None) -> "Control":
    """The row of a control that is on or off."""
    return Control(key, field, index, one_of(key, {"on": True, "off": False}), {True: "on", False: "off"}.__getitem__)


def guess(key: str, of: str, read: Callable[[str], Any]) -> "Control":
    """The row of a guess of something, which is nothing as long as there is none."""
    named = f"Your guess of {of}"
    return Control(key, key, None, or_nothing(read(named)), lambda v: "" if v is None else repr_short(v))


CONTROLS = (
    Control("review", "review", None, str, str),
    *(switch(feature.name, "on", j) for j, feature in enumerate(FEATURES)),
    *(Control(f"w{j}", "w", j - 1, number(f"w{j}"), repr_short) for j in range(1, len(FEATURES) + 1)),
    Control("b", "b", None, number("b"), repr_short),
    Control("y", "y", None, one_of("y", {"0": 0, "1": 1}), str),
    Control("digits", "digits", None, one_of("digits", {"2": 2, "4": 4}), str),
    Control("lists", "lists", None, moved_words, pairs),
    Control("words", "words", None, one_of("words", {words: words for words in WORDS}), str),
    Control("order", "order", None, an_order, lambda order: "".join(LETTERS[place] for place in order)),
    Control("view", "view", None, a_view, str),
    Control("step", "step", None, a_step, str),
    switch("stage", "stage"),
    switch("predict", "predict"),
    Control("shown", "shown", None, whole("shown", 0, 9), str),
    guess("guess_z", "the sign of z", lambda name: one_of(name, {"1": 1, "0": 0})),
    guess("guess_y_hat", "ŷ", lambda name: number(name, 0, 1)),
    guess("guess_loss", "the loss", lambda name: number(name, 0)),
    Control("hide", "hidden", None, some_of("hide", HIDEABLE), ",".join),
    Control("part", "part", None, one_of("part", {part: part for part in PARTS}), str),
    Control("data", "data", None, one_of("data", {data: data for data in DATA}), str),
    Control("t", "t", None, whole("t", 0, MOST_STEPS), str),
    Control("eta", "eta", None, number("The rate η", LEAST_RATE, 1e9), repr_short),
    Control("batch", "batch", None, one_of("batch", BATCHES), {n: name for name, n in BATCHES.items()}.__getitem__),
    Control("seed", "seed", None, whole("seed", 0, 9999), str),
    Control("l2", "l2", None, number("The penalty λ", 0.0, 1e3), repr_short),
    switch("scaled", "scaled"),
    Control("start", "start", None, a_start, lambda v: v if isinstance(v, str) else ",".join(map(repr_short, v))),
    Control("axes", "axes", None, two_axes, lambda axes: "".join(LETTERS[axis] for axis in axes)),
    switch("log", "logarithmic"),
    switch("sorted", "sorted"),
    switch("mine", "mine"),
    Control("flip", "flipped", None, rows("flip"), lambda numbers: ",".join(map(str, numbers))),
    Control("drop", "dropped", None, rows("drop"), lambda numbers: ",".join(map(str, numbers))),
    Control("picks", "picks", None, some_picks, pairs),
)


@cache
def controls_of(*groups: type) -> tuple[Control, ...]:
    """The controls of some groups.

    Example:
        >>> [control.key for control in controls_of(Writing, Order)]
        ['digits', 'order']
    """
    return tuple(control for control in CONTROLS if control.field in names(*groups))
