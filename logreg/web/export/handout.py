"""All steps of the lecture as one document to print, with the numbers of the review on the desk."""

import re
from collections.abc import Mapping
from dataclasses import replace

from logreg import prose
from logreg.prose import Step, mathml, paragraph
from logreg.reader.state import STEPS
from logreg.reader.trace import Trace
from logreg.reviews.plural import counted

from .. import assets
from ..views.lecture import view as lecture
from ..words import operands
from .paper import as_html, paper
from .sheet import gold, reckoned, reviewed

__all__ = ["at", "handout", "places"]

PLACE = re.compile(r'<(\w+)((?: class="\w+")?) data-slot="([\w-]+)"></\1>')


def handout(t: Trace, link: str = "") -> str:
    """The steps of the lecture, each with its text, its formulas, the same with numbers, and its pictures.

    It is one HTML document, A4 when printed. The picture of a chart belongs where `src` is a # and its name:
    the browser draws it and puts it there.

    Args:
        t: what is on the screen.
        link: an address to print at its foot.
    """
    steps = [article(name, prose.lecture()[name], at(t, name)) for name in STEPS]
    title = f"From the label to the loss, in {counted(len(steps), 'step')}"
    about = "Logistic regression and its cross-entropy loss, with the numbers of one review"
    kind = f"lecture falls{1 - t.state.y}"  # as on the page, what has the other label falls away
    return paper(title, about, gold(t), "\n".join([reviewed(t), *steps]), link, kind)


def at(t: Trace, name: str) -> Trace:
    """The trace at a step of the lecture, where nothing is held back."""
    return replace(t, state=replace(t.state, view="lecture", step=name, predict=False))


def places(t: Trace) -> dict[str, str]:
    """Every place of a step of the lecture, and what stands there, as on the page."""
    return {**reckoned(t), **operands(t), **lecture.texts(t)}


def article(name: str, step: Step, t: Trace) -> str:
    """One step of the lecture, as HTML."""
    written = assets.filled(
        "handout_step",
        number=lecture.number(name),
        title=step.title,
        text=[paragraph(step.text)],
        formulas=[f'<p class="formula">{mathml(line)}</p>' for line in step.formulas],
        worlds=[lecture.worlds_table(button="")] if step.worlds else [],
        pictures=[picture(name, t) for name in step.pictures],
        more=[f"<p>{paragraph(line)}</p>" for line in step.more.split(" | ") if line],
    )
    return filled_in(written, places(t))


def filled_in(page: str, texts: Mapping[str, str]) -> str:
    """The page with what stands in each of its places.

    Example:
        >>> filled_in('<b data-slot="z"></b> <mn class="a" data-slot="y"></mn>', {"z": "< 1", "y": "0"})
        '<b>&lt; 1</b> <mn class="a">0</mn>'
    """

    def there(place: re.Match) -> str:
        tag, look, name = place.groups()
        text = as_html(texts[name])
        return text if name.startswith(lecture.SENTENCES) else f"<{tag}{look}>{text}</{tag}>"

    return PLACE.sub(there, page)


def picture(name: str, t: Trace) -> str:
    """The place of a chart, with the chart in words."""
    return f'<img alt="{as_html(lecture.CHARTS[name].describe(t))}" src="#{name}">'
