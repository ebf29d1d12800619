"""The lecture: what stands in the places of its steps, and what is held back until the reader has guessed.

Where a step asks and offers options, one function says which of them is right: they stand in the table `ANSWERS`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from logreg.figures import Charts
from logreg.figures.marks import Mark, hidden
from logreg.loss import bans, bits, surprisal
from logreg.prose import Step, lecture, mathml, paragraph
from logreg.reader.groups import Preparation, Walk
from logreg.reader.state import OPTIONS, STEPS, State
from logreg.reader.trace import Trace, trace
from logreg.reader.written import (
    chosen,
    digits_by_hand,
    digits_of_sum,
    enough,
    estimate,
    number_in,
    probability,
    written,
)
from logreg.reviews.examples import BEGGING
from logreg.web import assets
from logreg.web.messages import MoreAhead
from logreg.web.view import Grant, View
from logreg.web.words import line, operands

__all__ = [
    "ANSWERS",
    "CHARTS",
    "VIEW",
    "all_of",
    "hidden_places",
    "judged",
    "left",
    "needed",
    "number",
    "picks",
    "step",
    "texts",
    "veil",
    "veiled",
]

Part = Callable[[Trace], dict[str, str]]  # says what stands in some places
CHARTS = Charts((name for step in lecture().values() for name in step.pictures), f"{__package__}.charts")


def step(state: State) -> Step:
    """The step of the lecture that the reader is at."""
    return lecture()[state.step]


def number(name: str) -> int:
    """The number of a step, as the reader counts them."""
    return STEPS.index(name) + 1


def left(state: State) -> int:
    """How many groups of the step are still to be shown, where the reader may show them."""
    if state.view != "lecture" or not state.predict or "show" in state.hidden:
        return 0
    return len(step(state).reveals[state.shown :])


def hidden_places(state: State) -> set[str]:
    """What is held back: the groups of the step still to be shown, and what a later step asks the reader to guess.

    Where the button that shows it is taken away, all that any step holds back, and what would tell of it.
    """
    if state.view != "lecture" or not state.predict:
        return set()
    if "show" in state.hidden:
        return {name for any_step in lecture().values() for group in any_step.reveals for name in group} | TELLING
    after = (lecture()[name] for name in STEPS[number(state.step) :])
    later = [group for other in after if asks(other, state.y) for group in other.reveals]
    return {name for group in (*step(state).reveals[state.shown :], *later) for name in group}


def asks(step: Step, y: int) -> bool:
    """Whether the step asks for a guess: for a loss only if the label is the other one."""
    return bool(set(step.guesses) - {f"loss_{y}"})


def offers(step: Step, y: int) -> bool:
    """Whether the step asks and offers options: where it asks for no number."""
    return bool(step.question) and not asks(step, y)


def veil(place: str) -> str:
    """What stands in the place of something held back: a question mark for a number, nothing for a sentence."""
    if place == "minus-z":
        return "−?"  # the sign of z is not told
    return "" if place.startswith(SENTENCES) else "?"


def veiled(name: str, state: State) -> bool:
    """Whether of a chart only the empty axes are there: it is held back, or no part of a step that holds back."""
    back = hidden_places(state)
    return bool(back) and (name in back or name not in step(state).pictures)


def texts(t: Trace) -> dict[str, str]:
    """Every place in the texts and formulas of the step."""
    places = {place: text for part in needed(t.state.step) for place, text in part(t).items()}
    return places | sentences(t)


@cache
def needed(name: str) -> tuple[Part, ...]:
    """Of the functions that say what stands in the lecture those whose places are in the step, and always the line."""
    places = {*re.findall(r'data-slot="([\w-]+)"', article(name, lecture()[name]))}
    first = trace(State())
    return tuple(part for part in SAYS if part is line or places & part(first).keys())


def sentences(t: Trace) -> dict[str, str]:
    """The words of the step that can be held back, and what is said of the option that was picked."""
    return step(t.state).sentences | {"said_pick": picks(t).get(pick(t.state), "")}


def bias(t: Trace) -> dict[str, str]:
    """The bias, as it was chosen."""
    return {"b": chosen(t.state.b)}


def all_of(t: Trace) -> dict[str, str]:
    """The numbers of all training reviews: of the first, the second and the last, and of all together."""
    many, digits = t.training, t.state.digits
    return {
        "m": str(len(many.z)),
        **{f"p_{name}": estimate(many.margins[i], digits) for name, i in (("1", 0), ("2", 1), ("m", -1))},
        **{f"l_{name}": written(many.losses[i], digits) for name, i in (("1", 0), ("2", 1), ("m", -1))},
        "product": probability(many.products[-1], digits),
        "cost": written(many.cost, digits),
        "train_db": written(many.db, digits),
        "than_coin": "above" if many.cost > t.coin else "not above",
    }


def supposed(t: Trace) -> dict[str, str]:
    """What the loss says where y is supposed to be 1, and where it is supposed to be 0."""
    return {
        "supposed": what_changed(t),
        "says_1": judged(t, 1, t.loss_1),
        "says_0": judged(t, 0, t.loss_0),
        "bits_1": written(bits(t.loss_1), t.state.digits),
        "rounding": rounding(t),
    }


def what_changed(t: Trace) -> str:
    """What is another than before where y is supposed to be 0: the label alone, or the review too."""
    y_hat = estimate(t.z, t.state.digits)
    if t.begs:
        before = estimate(t.unbegging.z, t.state.digits)
        return f"The review itself says so: ŷ is no longer {before} but {y_hat}."
    return f"Only the label changes: ŷ stays {y_hat}."


def judged(t: Trace, y: int, loss: float) -> str:
    """Whether the decision is right if the label is y, and how the loss compares with a coin's."""
    coin = f"a coin flip’s {written(t.coin, t.state.digits)}"
    match says(t, y, loss):
        case "undecided":
            return f"Like {coin}: the model hardly decides."
        case "right" if not any(t.extraction.found):
            return f"Small, below {coin}: right, but it counted no word, only the length and the bias."
        case "right":
            return f"Small, below {coin}: the model is right."
    # confused is who is near one half
    wrong = "confused" if loss < 2 * t.coin else "wrong" if loss < SURE else "sure, and wrong"
    return f"Large, above {coin}: the model is {wrong}."


def says(t: Trace, y: int, loss: float) -> str:
    """Whether the model is right if the label is y: undecided where its loss reads like a coin's."""
    if written(loss, t.state.digits) == written(t.coin, t.state.digits):
        return "undecided"
    return "right" if t.decision == y else "wrong"


def rounding(t: Trace) -> str:
    """The loss for y = 0 exactly, and as it comes out when ŷ is rounded first, as on a slide."""
    digits, loss = t.state.digits, written(t.loss_0, t.state.digits)
    exact = f"Exact: −ln {operands(t)['ln_of_0']} = {loss}."
    if t.rounded_0 is None:
        return f"{exact} Rounded first, 1 − ŷ would be 0, which has no ln."
    slide = f"As on a slide, rounded first: −ln {t.y_hat_0:.{digits}f} = {written(t.rounded_0, digits)}."
    return f"{exact} {slide}{' Here both read the same.' if written(t.rounded_0, digits) == loss else ''}"


def worlds(t: Trace) -> dict[str, str]:
    """The same review with y = 1 and with y = 0, and the longer review whose writer says that it is 0."""
    plain, longer = t.unbegging, t.begging
    columns = {
        "1": (plain, plain.z, plain.loss_1, 1),
        "0": (plain, -plain.z, plain.loss_0, 0),
        "b": (longer, longer.margin, longer.loss, 0),
    }
    digits, places = t.state.digits, {"beg": "Take it back" if t.begs else "Add it to the review"}
    for name, (it, margin, loss, y) in columns.items():
        places[f"world_y_hat_{name}"] = estimate(it.z, digits)
        places[f"world_p_{name}"] = estimate(margin, digits)
        places[f"world_loss_{name}"] = written(loss, digits)
        places[f"world_says_{name}"] = says(it, y, loss)
    return places


def guessed(t: Trace) -> dict[str, str]:
    """What the reader guessed, beside what it is; nothing where nothing was guessed or it is still held back."""
    state, digits, hidden = t.state, t.state.digits, hidden_places(t.state)
    said = {"said_z": "", "said_y_hat": "", "said_loss": ""}
    if state.guess_z is not None and "z" not in hidden:
        side = "above 0" if t.z > 0 else "not above 0"
        said["said_z"] = f"{'Right' if state.guess_z == (t.z > 0) else 'Not so'}: z = {written(t.z, digits)} is {side}."
    if state.guess_y_hat is not None and t.off_y_hat is not None and "y_hat" not in hidden:
        said["said_y_hat"] = answer_to(
            state.guess_y_hat, t.y_hat, t.off_y_hat, lambda more: estimate(t.z, more), digits
        )
    if state.guess_loss is not None and t.off_loss is not None and f"loss_{1 - state.y}" not in hidden:
        loss = t.other_loss
        to = "" if meets(state.guess_loss, loss) else other_base(state.guess_loss, loss)
        answer = answer_to(state.guess_loss, loss, t.off_loss, lambda more: written(loss, more), digits)
        said["said_loss"] = f"Right to base {to}; to base e, ln, it is {written(loss, digits)}." if to else answer
    return said


def answer_to(guess: float, truth: float, off: float, write: Callable[[int], str], digits: int) -> str:
    """What was said, what it is, and how far off that was, by the digits shown."""
    if meets(guess, truth):
        return f"You said {chosen(guess)}, it is {write(digits)}: right."
    more = digits_by_hand(abs(off), digits, lambda more: abs(guess - number_in(write(more))))
    way = "high" if off > 0 else "low"
    return f"You said {chosen(guess)}, it is {write(more)}: {written(abs(off), digits)} too {way}."


def meets(guess: float, truth: float) -> bool:
    """Whether a guess is the truth, to the digits in which it was made."""
    return round(truth, decimals(guess)) == guess


def other_base(guess: float, loss: float) -> str:
    """The base of the logarithm by which the guess is right, if that is not e: 10 as on calculators, or 2."""
    return next((base for base, other in (("10", bans(loss)), ("2", bits(loss))) if guess and meets(guess, other)), "")


def decimals(guess: float) -> int:
    """To how many decimals a guess was made, at least one."""
    return max(1, -int(Decimal(repr(guess)).as_tuple().exponent))


def pick(state: State) -> str:
    """The letter of the option that the reader picked in the step, or nothing."""
    return dict(state.picks).get(state.step, "")


def picks(t: Trace) -> dict[str, str]:
    """What is told of each option that may have been picked, and where none was, once all of the step is shown."""
    untold = not t.state.predict or left(t.state) or "show" in t.state.hidden
    if untold or not offers(step(t.state), t.state.y):
        return {}
    right, numbers = ANSWERS[t.state.step](t)
    options = dict(zip(OPTIONS, step(t.state).options))
    why = (options[right[0]].why or next(option.why for option in options.values() if option.why)).format_map(numbers)
    why = why.replace("= <\u202f", "<\u202f").replace("= >\u202f", ">\u202f")
    return {"": why[0].upper() + why[1:]} | {
        letter: f"{'Right' if letter in right else 'Not so'}: {why}" for letter in options
    }


def on_their_side(t: Trace) -> tuple[str, dict[str, str]]:
    """Whether most of the other reviews are decided rightly, and where ŷ is furthest from the label."""
    many, right = t.training, int(t.training.right[1:].sum())
    others, far = len(many.z) - 1, 1 + int(many.margins[1:].argmin())
    title = many.data.titles[far]
    return "a" if 2 * right > others else "b" if 2 * right < others else "c", {
        "right": str(right),
        "others": str(others),
        "far": title if title.startswith("“") else f"“{title}”",
        "far_y_hat": estimate(float(many.z[far]), t.state.digits),
        "far_y": str(many.data.y[far]),
    }


def way_of_b(t: Trace) -> tuple[str, dict[str, str]]:
    """Which way descent moves b: against the slope of the mean loss."""
    slope = t.training.db
    return "a" if slope < 0 else "b" if slope > 0 else "c", all_of(t)


def place_of_product(t: Trace) -> tuple[str, dict[str, str]]:
    """Where a product of probabilities lies: below each of them, for none is 1."""
    least, product = float(t.training.margins.min()), float(t.training.products[-1])
    digits = enough(t.state.digits, lambda more: estimate(least, more) != probability(product, more))
    return "a", {"least": estimate(least, digits), "all": probability(product, digits)}


def factor_of_1(t: Trace) -> tuple[str, dict[str, str]]:
    """Which factor is 1: the one whose exponent is 0."""
    return "b" if t.state.y else "a", line(t)


def best_bias(t: Trace) -> tuple[str, dict[str, str]]:
    """Which b makes the ln of the likelihood largest: the one that makes the likelihood largest."""
    return "b", {"best_b": written(t.training.best_b, t.state.digits)}


def shape(t: Trace) -> tuple[str, dict[str, str]]:
    """Where −ln p is steepest: near 0."""
    digits = t.state.digits
    some = {f"loss_of_{name}": written(surprisal(p), digits) for name, p in (("9", 0.9), ("1", 0.1), ("01", 0.01))}
    return "c", some | {"p": operands(t)[f"ln_of_{t.state.y}"], "loss": written(t.loss, digits)}


def curve(t: Trace) -> tuple[str, dict[str, str]]:
    """Whether the loss falls or rises with z, as the sign of its slope says."""
    return "a" if t.error < 0 else "b", line(t)


def halved(t: Trace) -> tuple[str, dict[str, str]]:
    """What half of ŷ adds to the loss if y = 1: ln 2. Where it reads so, the loss also doubles, or grows by half."""
    loss, more, digits = t.loss_1, t.loss_1 + t.coin, t.state.digits
    equal = [
        letter for letter, times in (("a", 2), ("c", 1.5)) if written(times * loss, digits) == written(more, digits)
    ]
    by_hand = digits_of_sum(more, (loss, t.coin), digits)
    numbers = {"before": written(loss, by_hand), "ln_2": written(t.coin, by_hand), "after": written(more, digits)}
    return "".join(["b", *equal]), numbers


def added_sentence(t: Trace) -> tuple[str, dict[str, str]]:
    """How the loss for y = 0 changes where the writer adds that the film is terrible."""
    numbers, longer, plain = worlds(t), t.begging.loss, t.unbegging.loss_0
    same = numbers["world_loss_b"] == numbers["world_loss_0"]
    return "a" if same else "b" if longer > plain else "c", numbers


def around_mean(t: Trace) -> tuple[str, dict[str, str]]:
    """Whether more losses lie above their mean or below it, as they read."""
    many, digits = t.training, t.state.digits
    off = [loss - many.cost for loss in many.losses if written(loss, digits) != written(many.cost, digits)]
    above, below = sum(one > 0 for one in off), sum(one < 0 for one in off)
    return "a" if above == below else "b" if above > below else "c", all_of(t) | {
        "above": str(above),
        "below": str(below),
        "least_loss": written(many.losses.min(), digits),
        "most_loss": written(many.losses.max(), digits),
    }


# of each step with options the letters of the right one, and of any that reads the same, and the numbers of why it is
ANSWERS: dict[str, Callable[[Trace], tuple[str, dict[str, str]]]] = {
    "labels": on_their_side,
    "components": way_of_b,
    "likelihood": place_of_product,
    "outcomes": factor_of_1,
    "log": best_bias,
    "negate": shape,
    "plug_in": curve,
    "suppose_1": halved,
    "suppose_0": added_sentence,
    "mean_loss": around_mean,
}
SENTENCES = ("says", "rounding", "supposed", "shows", "verdict", "rounded", "why")  # how places of sentences begin
SURE = 3.0  # nats: a truth that was given less than one in twenty
TELLING = {  # of what is held back: the estimate, as later steps and views say it once it has been shown
    *("base_1", "base_0", "p_1", "l_1", "supposed", "verdict", "rounded", "losses"),
    *(f"world_{what}_{name}" for what in ("y_hat", "p", "loss", "says") for name in "10b"),
}


SAYS = (line, bias, all_of, supposed, worlds, guessed)  # what the texts and formulas of the steps ask for


# its part of the page


def article(name: str, step: Step) -> str:
    """One step of the lecture."""
    return assets.filled(
        "step",
        name=name,
        number=number(name),
        title=step.title,
        supposes=" supposes" * step.supposes,
        reveals=len(step.reveals),
        text=[paragraph(step.text)],
        formulas=[f'<p class="formula">{mathml(line)}</p>' for line in step.formulas],
        guess=[*guesses(step), *question(name, step)],
        worlds=[worlds_table('<button type="button" data-do="beg" data-slot="beg"></button>')] if step.worlds else [],
        pictures=[f'<div class="chart" role="img" data-chart="{name}"></div>' for name in step.pictures],
        more=more(step.more),
    )


def worlds_table(button: str) -> str:
    """The table of the three worlds, and the button that brings the third about."""
    return assets.filled("worlds", begging=BEGGING, button=[button])


def guesses(step: Step) -> list[str]:
    """The boxes for the numbers to be guessed: for a loss only where the label is the other one."""
    boxes = [assets.filled(f"guess_{name.rstrip('_01')}", y=name[-1]) for name in step.guesses]
    label = "".join(f" if_{1 - int(name[-1])}" for name in step.guesses if name.startswith("loss"))
    return [f'<div class="guesses{label}">', *boxes, "</div>"] if boxes else []


def question(name: str, step: Step) -> list[str]:
    """What is asked, with its options: beside a loss that is to be guessed only where that is not."""
    label = "".join(f" if_{name[-1]}" for name in step.guesses if name.startswith("loss"))
    options = [
        assets.filled("pick", step=name, letter=letter, text=[paragraph(option.text)])
        for letter, option in zip(OPTIONS, step.options)
    ]
    asked = assets.filled("question", question=[paragraph(step.question)], options=options)
    return [f'<div class="guesses{label}">', asked, "</div>"] if options else []


def more(text: str) -> list[str]:
    """What opens on demand: one line of the page for each that a | begins."""
    lines = [f"<p>{paragraph(line)}</p>" for line in text.split(" | ") if line]
    return ['<details class="more"><summary>More</summary>', *lines, "</details>"] if lines else []


# the view


def begged(state: State) -> State:
    """The state whose writer says as well that the film is terrible, or takes it back."""
    t = trace(state)
    return (t.unbegging if t.begs else t.begging).state


class Lecture(View):
    """The lecture, step by step, beside the desk or on the stage."""

    key, title, stage = "lecture", "Lecture", True
    charts = CHARTS
    choices = (Walk, Preparation)
    grants = (Grant("beg", begged),)
    says = (*SAYS, sentences)

    def part(self) -> str:
        """The HTML of its part of the page."""
        steps = lecture()
        titles = [assets.option(name, f"{number(name)} of {len(STEPS)}\u2003{steps[name].title}") for name in STEPS]
        return assets.filled("lecture", titles=titles, steps=[article(name, steps[name]) for name in STEPS])

    def screens(self) -> Iterator[State]:
        """Every step."""
        yield from (State(view=self.key, step=name) for name in STEPS)

    def pictures(self, state: State) -> list[str]:
        """The charts of the step, but those held back."""
        return [name for name in step(state).pictures if not veiled(name, state)]

    def words(self, t: Trace, caret: int | None) -> dict[str, str]:
        """What stands in the texts and formulas of the step."""
        return texts(t)

    def held_back(self, state: State) -> dict[str, str]:
        """What stands in the places that are held back."""
        return {place: veil(place) for place in hidden_places(state)}

    def left(self, state: State) -> int:
        """How many groups of the step are still to be shown."""
        return left(state)

    def marks(self, name: str, t: Trace, half: int) -> list[Mark]:
        """The marks of a chart; of those that are held back there is nothing to see."""
        back = hidden_places(t.state)
        return [hidden(m) if f"{name}/{m.name}" in back else m for m in super().marks(name, t, half)]

    def describe(self, name: str, t: Trace) -> str:
        """A chart in words, unless a part of it is held back."""
        if any(place.startswith(f"{name}/") for place in hidden_places(t.state)):
            return "A chart of which a part is held back until it is shown."
        return super().describe(name, t)

    def code(self, state: State, called: Iterable[str]) -> set[str]:
        """Of the step alone: what draws its pictures, also those held back, and what it says itself."""
        return {name for picture in step(state).pictures for name in CHARTS[picture].CODE} | {*step(state).code}

    def veils(self, name: str, state: State) -> bool:
        """Whether a chart is held back, or no part of a step that holds back."""
        return veiled(name, state)

    def status(self, t: Trace) -> str:
        """Which step it is."""
        return f"Step {number(t.state.step)} of {len(STEPS)}: {step(t.state).title}"

    def ahead(self, state: State) -> Iterator[tuple[str, State]]:
        """Every step, and all that predicting first shows there: a page may lose its server in mid-lecture."""
        for name in STEPS:
            for shown in range(left(replace(state, step=name, shown=0)) + 1):
                yield f"{name}/{shown}", replace(state, step=name, shown=shown)

    def more_ahead(self, t: Trace) -> MoreAhead:
        """What is told of each option that may be picked meanwhile."""
        return {"picks": picks(t)}

    def table_state(self, state: State) -> State:
        """The state without the stage, and of what is taken away only with what holds numbers back."""
        return replace(state, stage=False, hidden=tuple(name for name in state.hidden if name == "show"))


VIEW = Lecture()
