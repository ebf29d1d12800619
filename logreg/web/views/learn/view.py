"""The model learns: one step of descent as a ledger, the way down, what was learned, and the reviews it learns from."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_DOWN, Context
from hashlib import sha256
from weakref import WeakKeyDictionary
from zlib import crc32

import numpy as np
from plotly.graph_objects import Figure

from logreg.features import FIRST_TO_LAST
from logreg.figures import Charts, theme
from logreg.figures.marks import Mark, on_paper, placed
from logreg.figures.terms import TERMS
from logreg.optimum import standard_errors
from logreg.reader.groups import Axes, Data, Descent, Model, Review, Watch, Words
from logreg.reader.run import MANY, NEAR, RATES, Run
from logreg.reader.state import LARGEST, LETTERS, PARTS, State
from logreg.reader.trace import Trace, extracted, lexicon_of, trace, traced
from logreg.reader.values import repr_short
from logreg.reader.written import chosen, count, digits_by_hand, estimate, proportion, sum_by_hand, written
from logreg.reviews.plural import counted
from logreg.reviews.reading import LARGEST_FILE, MOST_LINES
from logreg.web import assets
from logreg.web.memory import remembered
from logreg.web.messages import Line, Message, More, Papers, Plot, Scheme, Table
from logreg.web.tables import changing, columned
from logreg.web.view import Grant, View
from logreg.web.words import sum_of

from .charts.surface import NAMES, names, solid
from .ledger import ledger

__all__ = [
    "CHARTS",
    "PICTURES",
    "VIEW",
    "adopted",
    "drawn",
    "pictures",
    "run",
    "shape",
    "table",
    "texts",
]

PICTURES = {"step": (), "path": ("descent", "surface"), "learned": ("weights", "calibration"), "data": ()}
CHARTS = Charts((name for names in PICTURES.values() for name in names), f"{__package__}.charts")
PAPERS: WeakKeyDictionary[Run, dict[tuple[str, str], Plot]] = WeakKeyDictionary()
MOST_SHOWN = 60  # rows of the data on the page
NOT_YET = "Nothing is learned yet: press Play, or +10."
FEW = 8  # reviews whose losses are written out as a sum


def run(state: State) -> Run:
    """The run of descent that the state asks for; of the rest of the state it does not depend."""
    return made(run_state(state))


def run_state(state: State) -> State:
    """The state in which only that is chosen on which the run or its papers depend."""
    return state.only(Model, Words, Data, Descent, Axes, *[Review] * state.mine)


@remembered(16, own=6)  # in a hall most begin with the same, and a step more asks for nothing new
def made(state: State) -> Run:
    """The run, with all that it has computed."""
    return Run.of(state)


# ——— words ———


def texts(t: Trace) -> dict[str, str]:
    """Every place of the view."""
    it = run(t.state)
    return {**fixed(it, t), **of_step(it, t)}


def fixed(it: Run, t: Trace) -> dict[str, str]:
    """What is the same after every step."""
    digits = t.state.digits
    return {
        "t_last": str(it.last),
        "learn_first": written(it.costs[0], digits),
        "learn_goal": "with the penalty’s weights" if t.state.l2 else "least possible",
        "learn_held_at": held_at(it),
        "learn_least": "none" if it.least is None else written(it.least, digits),
        "learn_says": " ".join(said(it, digits)),
        **{f"rate_{i}": repr_short(it.rates[name]) if name in it.rates else "" for i, name in enumerate(RATES)},
        "rate_raw": good(t.state, scaled=False),
        "rate_scaled": good(t.state, scaled=True),
        "learn_compare": compared(it, t) if t.state.part == "path" else "",
        "learn_rows": f"{counted(len(it.y), 'review')}, {int(it.y.sum()):,} with y = 1",
        "learn_own": t.state.own[1] if t.state.own and t.state.data == "own" else "",
        "learn_errors": errors(it, digits) if t.state.part == "learned" else "",
        "learn_judge": it.judged,
        "learn_smaller": smaller(it, digits),
        "learn_others": "held out" if it.held_out is None else it.judges,
    }


def held_at(it: Run) -> str:
    """Where the parameters are held that the surface does not show."""
    if not it.optimum.exists:
        return "where descent ends"
    return "where descent with the penalty leads" if it.state.l2 else "where it is least"


def good(state: State, scaled: bool) -> str:
    """A good rate with the features as they are, or scaled; for one review, which has no valley, that of the forty."""
    many = replace(state, data="reviews", flipped=(), dropped=()) if state.data == "book" else state
    return repr_short(run(replace(many, scaled=scaled)).rates["good"])


def other(state: State) -> State:
    """The same with the features scaled if they were not, or the other way round, at a rate that is good for them."""
    turned = replace(state, scaled=not state.scaled)
    return replace(turned, eta=run(turned).rates["good"])


def compared(it: Run, t: Trace) -> str:
    """After how many steps descent arrives, and after how many it would with the features scaled the other way."""
    if it.least is None or t.state.l2 or len(it.y) > MANY:
        return ""
    than = other(t.state)
    here, there = map(steps_until_there, (it, run(than)))
    kind = "scaled" if than.scaled else "raw"
    otherwise = f"with {kind} features and η = {chosen(than.eta)}, {there}"
    return f"To come within {NEAR} of the least loss takes {here}; {otherwise}."


def steps_until_there(it: Run) -> str:
    """After how many steps descent arrives."""
    steps = it.arrives()
    return counted(steps, "step") if steps is not None else f"more than {counted(it.last, 'step')}"


def errors(it: Run, digits: int) -> str:
    """The optimum in raw units, each parameter with its standard error, where there is one."""
    best = it.optimum
    if not best.unique or it.state.l2:
        return "There are standard errors only at an optimum without a penalty, and only if it is the only one."
    w, b = it.scale.raw(best.w, best.b)
    spread = standard_errors(it.raw, it.y, w, b)
    each = (f"{name} = {written(v, digits)} ± {written(s, digits)}" for name, v, s in zip(NAMES, [*w, b], spread))
    return f"The optimum, each ± its standard error: {', '.join(each)}."


def smaller(it: Run, digits: int) -> str:
    """Why the loss is smaller on reviews that were not learned from, where it is because they say more."""
    mine, others = it.opinion_words
    if it.judged != "from IMDb" or it.held_out_costs is None or it.held_out_costs[-1] >= it.costs[-1] or mine >= others:
        return ""
    here, there = (written(mean, digits) for mean in (mine, others))
    return (
        f"They are longer: a review from IMDb has {there} opinion words on average, one learned from has {here}. "
        "The more of them speak, the clearer it is what a review says, and the smaller its loss. "
        "Compare losses only on the same reviews."
    )


def said(it: Run, digits: int) -> Iterator[str]:
    """Sentences that this run asks for: a rate that is too large, an optimum that does not exist."""
    state, loss = it.state, "mean loss with its penalty" if it.state.l2 else "mean loss"
    if state.data == "own" and not state.own:
        yield "No link carries a reader’s own data: these are the 40 reviews."
    if state.own_words and state.data in ("reviews", "imdb"):
        yield "The reviews from IMDb are counted by our words, for their texts are not here."
    if it.too_large:
        yield f"η = {chosen(state.eta)} is too large: {overshot(it, loss, digits)}."
    safe = float(Context(prec=3, rounding=ROUND_DOWN).create_decimal_from_float(it.safe))
    yield f"Up to η = {chosen(safe)} no step of all reviews can raise the {loss}."
    if it.reason:
        yield it.reason


def overshot(it: Run, loss: str, digits: int) -> str:
    """What a rate that is too large does: the first step that raises the loss, and which parameter it takes too far."""
    if it.rise is None:
        return "the weights leave the range of numbers"
    old, new = (it.penalised_costs[step] for step in (it.rise - 1, it.rise))
    raises = f"the {loss} rises from {written(old, digits)} to {written(new, digits)}"
    steps = {name: [it.along(i)[step] for step in (it.rise - 1, it.rise)] for i, name in enumerate(names(it))}
    for (name, (before, after)), best in zip(steps.items(), it.held[list(it.state.axes)]):
        if it.optimum.exists and (before - best) * (after - best) < 0:
            jump = f"{name} jumps from {written(before, digits)} to {written(after, digits)}"
            return f"in step {it.rise} {jump}, past its best {written(best, digits)}, and {raises}"
    return f"in step {it.rise} {raises}"


def on_map(it: Run, t: Trace) -> dict[str, str]:
    """What the map says under the point, and what the mean loss is there: the other parameters make the difference."""
    now, digits = it.reached(t.state.t), t.state.digits
    here, mean = written(it.path_on_map[now], digits), written(it.costs[now], digits)
    if here == mean:
        return {"learn_map": f"At the point it says {here}, as with all of them where descent is."}
    return {"learn_map": f"So at the point it says {here}, but {mean} with all of them where descent is."}


def moving(it: Run, t: Trace) -> dict[str, str]:
    """What changes with the step, whatever part is on the screen."""
    now, digits = it.reached(t.state.t), t.state.digits
    held = it.held_out_costs
    return {
        "t_now": str(now),
        "learn_cost": written(it.costs[now], digits),
        "learn_held": "none" if held is None else written(held[now], digits),
    }


def measured(it: Run, t: Trace) -> dict[str, str]:
    """How good the desk's weights are, and the learned ones, and what training has bought."""
    digits, places, bought = t.state.digits, {}, []
    for name, one in (("desk", it.desk_measures), ("learned", it.measures(*it.weights(t.state.t)))):
        right, sure = one.accuracy, one.confidence
        places |= {
            f"{name}_accuracy": proportion(right, digits),
            f"{name}_sure": proportion(sure, digits),
            f"{name}_loss": written(one.cost, digits),
            **{f"{name}_count{y}{decided}": str(one.confusion[y, decided]) for y in (0, 1) for decided in (0, 1)},
        }
        bought.append(f"{proportion(right, digits)} right, {proportion(sure, digits)} sure{how_sure(sure - right)}")
    after = f"Learned: {bought[1]}. Who is surer than right pays in loss." if it.reached(t.state.t) else NOT_YET
    return places | {"learn_bought": f"Desk: {bought[0]}. {after}", "learned_row": it.weights_name(t.state.t)}


def how_sure(more: float) -> str:
    """What to think of estimates that are so much surer than right."""
    return ": far too sure" if more > 0.1 else ": honest" if abs(more) < 0.05 else ""


def learned(it: Run, t: Trace) -> Trace:
    """The trace of the desk's review under the learned weights."""
    return traced(adopted(t.state, it, exact=True), extracted(t.state.review, lexicon_of(t.state)))


def adopted(state: State, it: Run, exact: bool = False) -> State:
    """The state with the learned weights on the desk, to four decimals where they are to be read."""
    theta = np.clip(np.append(*it.weights(state.t)), -LARGEST, LARGEST)
    *w, b = (theta if exact else theta.round(4) + 0.0).tolist()
    return replace(state, w=tuple(w), b=b)


def before_and_after(it: Run, t: Trace) -> dict[str, str]:
    """The review on the desk with the desk's weights and with the learned ones, and what made the difference."""
    after, digits = learned(it, t), t.state.digits
    rounded = traced(adopted(t.state, it), after.extraction)
    moved, way = rounded.added_z - t.added_z, np.sign(rounded.z - t.z)
    most = int(np.argmax(moved * way))
    was, became = (written(one.added_z[most], digits, sign=True) for one in (t, after))
    turned = "The decision is another" if after.decision != t.decision else "The decision is the same"
    if not way:
        why = "z did not move"
    elif was == became:
        why = "z hardly moved"
    else:
        why = f"what moved z {'up' if way > 0 else 'down'} most is {TERMS[most]}, from {was} to {became}"
    return {
        "desk_z": written(t.z, digits),
        "desk_y_hat": estimate(t.z, digits),
        "desk_review_loss": written(t.loss, digits),
        "learned_z": written(after.z, digits),
        "learned_y_hat": estimate(after.z, digits),
        "learned_review_loss": written(after.loss, digits),
        "learned_sum": sum_of(rounded),
        "learned_why": f"{turned}: {why}." if it.reached(t.state.t) else NOT_YET,
    }


# ——— the table of the data ———


def total(it: Run, t: Trace) -> dict[str, str]:
    """The mean loss as the sum of its parts, where they are few."""
    now, digits = it.reached(t.state.t), t.state.digits
    if len(it.y) > FEW:
        return {"learn_sum": ""}
    losses, mean = it.each(now)[1][it.kept], it.costs[now]
    more = digits_by_hand(mean, digits, lambda more: sum_by_hand(losses, more) / len(losses))
    parts = " + ".join(written(loss, more) for loss in losses)
    return {"learn_sum": f"mean loss = ({parts}) / {len(losses)} = {written(mean, digits)}"}


def shape(it: Run, t: Trace) -> list[Line]:
    """The rows of the data on the page: number, title, x, y, ŷ, loss, whether turned over, whether left out."""
    (z, loss), X = it.each(t.state.t), it.every
    order = np.argsort(-loss, kind="stable") if t.state.sorted else np.arange(len(loss))
    return [line(it, t, i, X[i].tolist(), z[i], loss[i]) for i in map(int, order[:MOST_SHOWN])]


def line(it: Run, t: Trace, i: int, x: list[float], z: float, loss: float) -> Line:
    """One row of them; the desk's review, where it is learned from, has the number 0, and the others count from 1."""
    number, digits = i + 1 - it.state.mine, t.state.digits
    features = "\u2002".join(count(x_j, digits) for x_j in x)
    numbers = int(it.labels[i]), estimate(z, digits), written(loss, digits)
    return number, it.data.titles[i][:300], features, *numbers, number in t.state.flipped, number in t.state.dropped


# ——— charts ———


def pictures(state: State) -> tuple[str, ...]:
    """The names of the charts on the page."""
    return PICTURES[state.part]


def papers(state: State, scheme: Scheme) -> Papers:
    """The papers of the charts on the page, and the key under which the page keeps them."""
    it = run(state)
    return {
        "key": key(state, scheme),
        "scheme": scheme,
        "charts": {name: paper(it, name, scheme) for name in pictures(state)},
    }


def paper(it: Run, name: str, scheme: str) -> Plot:
    """One paper, as plotly reads it; it is drawn once, and kept as long as its run."""
    drawn = PAPERS.setdefault(it, {})
    if (name, scheme) not in drawn:
        drawn[name, scheme] = json.loads(CHARTS[name].paper(it, scheme).to_json())
    return drawn[name, scheme]


def key(state: State, scheme: str) -> str:
    """A short name for what the papers depend on."""
    data, understood = state.own or (None, "")
    own = (understood, crc32(data.X.data), crc32(data.y.data)) if data else ()
    return sha256(repr((replace(run_state(state), own=None), own, state.part, scheme)).encode()).hexdigest()[:16]


def space(state: State, scheme: str) -> Plot:
    """The loss surface in space."""
    return json.loads(str(solid(run(state), scheme if scheme in theme.SCHEMES else "light").to_json()))


def drawn(t: Trace) -> dict[str, str]:
    """Where each mark of each chart on the page stands."""
    it, places = run(t.state), {}
    for name in pictures(t.state):
        chart = CHARTS[name]
        places |= placed(name, chart.marks(it, t), chart.x_axis(it), chart.y_axis(it))
    return places


@remembered(8, own=2)
def table(state: State) -> Table:
    """For every step, what stands in the places that change with it, as for a control on the desk."""
    it, t = run(state), trace(state)
    steps = range(it.last + 1)
    rows = [of_step(it, at) | drawn(at) for at in (replace(t, state=replace(state, t=step)) for step in steps)]
    return {"control": "t", **columned(changing(rows), map(str, steps))}


OF_PART = {"step": (ledger,), "path": (on_map,), "learned": (measured, before_and_after), "data": (total,)}


def of_step(it: Run, t: Trace) -> dict[str, str]:
    """The places of words that a step may change, those of the part on the screen among them."""
    return {place: text for says in (moving, *OF_PART[t.state.part]) for place, text in says(it, t).items()}


# ——— the view ———


class Learn(View):
    """How the model learns: one step, the way down, what was learned, and from what."""

    key, title, tables, brings = "learn", "Learn", False, True
    charts, choices, papers_are_files = CHARTS, (Data, Descent, Watch), False
    says = (fixed, moving, *(says for part in OF_PART.values() for says in part))
    grants = (Grant("adopt", lambda state: adopted(state, run(state)), "The learned weights are on the desk. "),)

    def part(self) -> str:
        """The HTML of its part of the page."""
        return assets.filled(
            "learn",
            ledger=[assets.filled("ledger", name=name) for name in NAMES],
            smaller=[assets.filled("smaller")],
            axes=[assets.option(key, name) for key, name in zip(LETTERS, NAMES)],
            megabytes=LARGEST_FILE // 1_000_000,
            most=f"{MOST_LINES:,}",
            all=FIRST_TO_LAST,
            numbers=[FIRST_TO_LAST.replace("x", "<i>x</i>")],
        )

    def screens(self) -> Iterator[State]:
        """Every part."""
        yield from (State(view=self.key, part=part) for part in PARTS)

    def pictures(self, state: State) -> tuple[str, ...]:
        """The names of the charts on the page."""
        return pictures(state)

    def about(self, t: Trace) -> tuple[Run, Trace]:
        """The run, and the trace of the review on the desk."""
        return run(t.state), t

    def words(self, t: Trace, caret: int | None) -> dict[str, str]:
        """What stands in its places: of all that it says what belongs to the part on the screen."""
        return texts(t)

    def drawn(self, t: Trace, half: int) -> dict[str, str]:
        """Where each mark of each chart stands."""
        return drawn(t)

    def describe(self, name: str, t: Trace) -> str:
        """A chart in words."""
        return CHARTS[name].describe(run(t.state), t)

    def marks(self, name: str, t: Trace, half: int) -> list[Mark]:
        """The marks of a chart."""
        return CHARTS[name].marks(run(t.state), t)

    def figure(self, name: str, t: Trace, empty: bool = False) -> Figure:
        """A chart as it is saved; of what is learned nothing is held back."""
        return on_paper(CHARTS[name].paper(run(t.state), "light"), self.marks(name, t, 0), "light")

    def status(self, t: Trace) -> str:
        """Where descent has come to."""
        return self.describe("descent", t)

    def more(self, t: Trace, sent: Message, half: int) -> More:
        """Papers that the page has not yet, the data, the surface in space, a table of all steps."""
        scheme: Scheme = "dark" if sent.get("scheme") == "dark" else "light"
        reply: More = {}
        if sent.get("papers") != key(t.state, scheme):
            reply["papers"] = papers(t.state, scheme)
        if t.state.part == "data":
            reply["data"] = shape(run(t.state), t)
        if sent.get("solid"):
            reply["solid"] = space(t.state, scheme)
        grab = sent.get("grab")
        if isinstance(grab, dict) and grab.get("control") == "t" and t.state.part in ("path", "learned"):
            reply["table"] = {**table(replace(t.state, t=0)), "id": grab.get("id"), "half": half}
        return reply

    def lacks(self, state: State) -> list[str]:
        """The reader's own rows, where they were chosen and are not here."""
        return ["read"] if state.data == "own" and not state.own else []


VIEW = Learn()
