"""The worked solution of what is on the screen, one page to print, and the same with blanks for students to fill in."""

from collections.abc import Iterable, Iterator

from logreg.features import FEATURES
from logreg.figures import score
from logreg.reader.state import State
from logreg.reader.trace import Trace
from logreg.reader.written import chosen, count, digits_by_hand, estimate, number_in, sum_by_hand, written

from .. import assets
from ..views.learn import view as learn
from ..views.learn.charts.surface import NAMES
from ..views.learn.ledger import ledger
from ..views.lecture import view as lecture
from ..wordlist import used
from ..words import counts, empty, found, label, line, operands, product, rounded, spans, sum_of
from .paper import Pen, as_html, blank, paper

__all__ = ["gold", "reckoned", "reviewed", "sheet"]

WHERE = {1: "to the positive words", -1: "to the negative words", 0: "to neither list"}
GIVEN = {"y", "not_y", "coin"}  # of the numbers of the lines, on the sheet with blanks too
SIZES = {"sum": "long", "added": "long", "log_terms": "wide"}  # of what is more than one number


def sheet(t: Trace, link: str = "", pen: Pen = as_html) -> str:
    """The way to the numbers on the screen, each line with its numbers: one HTML document, A4 when printed.

    It is the way from the review to its loss and gradient; where the model learns, one step of descent. What the
    reader typed stands in it as text only.

    Args:
        t: what is on the screen.
        link: an address to print at its foot.
        pen: how the numbers are written that follow from the given ones: `as_html`, or `blank`, to be filled in.
    """
    of, aside, content = of_step(t, pen) if t.state.view == "learn" else of_review(t, pen)
    title = f"{of}, {'to work through' if pen is blank else 'worked through'}"
    about = "Logistic regression and its cross-entropy loss"
    if pen is blank:
        about += f" · {t.state.digits} decimals each"
    return paper(title, about, aside, content, link, kind="blank" if pen is blank else "")


def of_review(t: Trace, pen: Pen) -> tuple[str, str, str]:
    """What is worked through, the gold label, and the way from the review to its loss and gradient, as HTML."""
    numbers = {name: [pen(text, SIZES.get(name, ""))] for name, text in reckoned(t).items()}
    given = {name: [as_html(text)] for name, text in (label(t) | line(t)).items() if name in GIVEN}
    verdicts = {"judged": lecture.judged(t, t.state.y, t.loss), "rounded": rounded(t)}
    said = {name: [as_html(text) if pen is as_html else ""] for name, text in verdicts.items()}
    parts = {"review": [reviewed(t, pen)], "slopes": slopes(t, pen), **numbers, **given, **said}
    return "One review", gold(t), assets.filled("sheet", **parts)


def gold(t: Trace) -> str:
    """The gold label, as it stands beside a title."""
    return f"gold label <i>y</i> = <b>{t.state.y}</b>"


def reviewed(t: Trace, pen: Pen = as_html) -> str:
    """The review with the words that count marked, and the table of its features, as HTML."""
    moves = [
        *([f"{COUNTED[t.state.words]} "] if used(t) else []),
        *([f"The reader moved {'; '.join(moved(t.state))}."] if t.state.lists else []),
    ]
    return assets.filled("review", review=marked(t), moved=moves, rows=rows(t, pen))


def reckoned(t: Trace) -> dict[str, str]:
    """Every number of the lines under the table, as it is written in its place."""
    digits = t.state.digits
    added = [amount for amount, on in zip(t.added_z, (*t.state.on, True)) if on]
    return {
        **label(t),
        **line(t),
        **{name.replace("-", "_"): text for name, text in operands(t).items()},
        "sum": sum_of(t),
        "added": total(added, digits_by_hand(t.z, digits, lambda more: sum_by_hand(added, more))),
        "z": written(t.z, digits),
        "y_hat": estimate(t.z, digits),
        "y_hat_0": estimate(-t.z, digits),
        "decision": str(t.decision),
        "log_terms": total(t.log_terms, digits),
        "loss_1": written(t.loss_1, digits),
        "loss_0": written(t.loss_0, digits),
        "bits": written(t.bits, digits),
        **of_bits(t),
    }


def of_bits(t: Trace) -> dict[str, str]:
    """The loss and a coin's, with the digits from which the bits come out."""

    def by_hand(more: int) -> float:
        return number_in(written(t.loss, more)) / number_in(written(t.coin, more))

    more = digits_by_hand(t.bits, t.state.digits, by_hand)
    return {"bits_loss": written(t.loss, more), "bits_coin": written(t.coin, more)}


def total(amounts: Iterable[float], digits: int) -> str:
    """The amounts with plus and minus between them."""
    return " + ".join(written(amount, digits) for amount in amounts).replace("+ −", "− ")


def marked(t: Trace) -> list[str]:
    """The review as HTML, each word that counted marked with the name of its feature."""
    if not t.state.review.strip():
        return [*map(as_html, empty(t))]
    units, parts, at = t.state.review.encode("utf-16-le"), [], 0  # two bytes each: what the desk's spans count in
    hues = {feature.name: score.hue(term) for feature, term in zip(FEATURES, t.terms.tolist())}
    for start, end, name in spans(t):
        before, word = (units[2 * a : 2 * b].decode("utf-16-le") for a, b in ((at, start), (start, end)))
        parts += [as_html(before), f'<mark class="{hues[name]}"><u>{as_html(word)}</u><sub>{name}</sub></mark>']
        at = end
    return [*parts, as_html(units[2 * at :].decode("utf-16-le"))]


COUNTED = {
    "yours": "Opinion words are those of the reader’s own word list.",
    "both": "Opinion words are those of the reader’s own word list and ours.",
}


def moved(state: State) -> Iterator[str]:
    """Which words the reader moved between the lists, and where to, as HTML."""
    for sign, where in WHERE.items():
        if words := [f"<bdi>{as_html(word)}</bdi>" for word, to in state.lists if to == sign]:
            yield f"{', '.join(words)} {where}"


def rows(t: Trace, pen: Pen) -> list[str]:
    """The table of the features, the bias and z: what each is, where it comes from, and what it adds."""
    *products, b, z = score.numbers(t)
    lines = [
        row(
            f'<th scope="row">{feature.name}</th>',
            *map(as_html, (feature.meaning, found(t, j), "on" if on else "off")),
            *((pen(x), as_html(w), pen(product)) if on else map(as_html, ("0", w, product))),
            hue=score.hue(t.terms[j]),
        )
        for j, (feature, on, x, w, product) in enumerate(
            zip(FEATURES, t.state.on, counts(t), map(chosen, t.state.w), products)
        )
    ]
    chosen_b, hue = as_html(chosen(t.state.b)), score.hue(t.state.b)
    bias = row('<th scope="row"><i>b</i></th>', "bias", "", "", "", chosen_b, pen(b), hue=hue)
    z_line = row('<th scope="row"><i>z</i></th>', "score, the sum of all", "", "", "", "", pen(z), hue="total")
    return [*lines, bias, z_line]


def row(head: str, *cells: str, hue: str = "") -> str:
    """One row of a table, its head and its cells as HTML."""
    return f'<tr class="{hue}">{head}{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def slopes(t: Trace, pen: Pen) -> list[str]:
    """∂L/∂w_j = (ŷ − y)·x_j with its numbers, one line for each j."""
    return [
        f"<p>∂<i>L</i>/∂<i>w</i><sub>{j}</sub> = (<i>ŷ</i> − <i>y</i>) · <i>x</i><sub>{j}</sub>"
        f" = {pen(product(t.z, t.state.y, x, t.state.digits), 'wide')}"
        f" = <b>{pen(written(slope, t.state.digits))}</b></p>"
        for j, (x, slope) in enumerate(zip(t.x.tolist(), t.dw.tolist()), start=1)
    ]


def of_step(t: Trace, pen: Pen) -> tuple[str, str, str]:
    """What is worked through, which step, and the step of descent that comes next, as HTML.

    Of one review everything is worked out, of many what the parameters do: their mean slopes are given.
    """
    it = learn.run(t.state)
    book, places = it.ledger(it.reached(t.state.t)), ledger(it, t)
    one = len(book.y) == 1
    of_data = pen if one else as_html
    lines = []
    for j, name in enumerate(NAMES):
        old, slope, change, new = (places[f"ledger_{what}{name}"] for what in ("old", "slope", "change", "new"))
        x = count([*book.x[0].tolist(), 1.0][j], t.state.digits + 2) if one else ""
        cells = as_html(x), as_html(old), of_data(slope, "wide"), pen(change), pen(new)
        lines.append(row(f'<th scope="row"><i>{name[0]}</i>{name[1:]}</th>', *cells))
    before = {what: [of_data(places[f"ledger_{what}"])] for what in ("z_old", "y_hat_old", "loss_old")}
    after = {what: [of_data(places[f"ledger_{what}"])] for what in ("z_new", "y_hat_new", "loss_new")}
    error = places["ledger_error"]
    content = assets.filled(
        "sheet_step",
        rows=places["ledger_rows"],
        eta=places["ledger_eta"],
        l2=chosen(t.state.l2),
        units="The features are scaled, and the weights are in their units." if t.state.scaled else "",
        of="of the review" if one else "mean over the reviews",
        error=[of_data(error.removeprefix("ŷ − y = ").rpartition("of them, ")[2])],
        x="x" if one else "",
        slope_is=places["ledger_slope_is"],
        lines=lines,
        surprise=[as_html(places["ledger_surprise"]) if pen is as_html else ""],
        **before,
        **after,
    )
    return "One step of gradient descent", f"step <b>{places['ledger_step']}</b>", content
